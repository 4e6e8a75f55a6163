"""Errors of the API as RFC 9457 problems: each place, what is wrong there, and what to do."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja.errors import ValidationError

from mandat.common.phrases import lift, say
from mandat.common.refusals import Refusal

CONTENT_TYPE = "application/problem+json"


_TEXT = {"type": "string"}
_SHAPES: Mapping[str, Any] = {
    "ProblemError": {
        "type": "object",
        "description": "One thing that is wrong: where, a code that does not change, and words.",
        "required": ["at", "code", "detail", "lift"],
        "properties": {"at": _TEXT, "code": _TEXT, "detail": _TEXT, "lift": _TEXT},
    },
    "Problem": {
        "type": "object",
        "description": "An error (RFC 9457).",
        "required": ["type", "title", "status", "detail", "errors"],
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "errors": {"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
        },
    },
}
_STATUSES = {
    "400": "What came is not JSON.",
    "401": "No token, a wrong one, or a withdrawn one.",
    "404": "Nothing there, or nothing you may see.",
    "422": "A name, fact or time that cannot be read.",
    "429": "Too often; `Retry-After` says when.",
}


def describe(openapi: Any) -> None:
    """Write into a description of the API what errors look like, at every address."""
    openapi["components"].setdefault("schemas", {}).update(_SHAPES)
    content = {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for ways in openapi["paths"].values():
        for way in ways.values():
            for status, words in _STATUSES.items():
                way["responses"].setdefault(status, {"description": words, "content": content})


def problem(
    status: int, *, title: str, errors: Iterable[Mapping[str, Any]] = (), kind: str = ""
) -> HttpResponse:
    """Return a problem. `kind` is the last part of its type."""
    listed = list(errors)
    body = {
        "type": f"urn:mandat:problem:{kind}" if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": " ".join(str(e["detail"]) for e in listed) or title,
        "errors": listed,
    }
    content = json.dumps(body, ensure_ascii=False)
    response = HttpResponse(content, status=status, content_type=CONTENT_TYPE)
    response["Cache-Control"] = "no-store"
    return response


def of_refusals(refusals: Iterable[Refusal]) -> HttpResponse:
    """Return 422 with each refusal at its place."""
    errors = [
        {"at": r.field or "", "code": r.code, "detail": say(r), "lift": lift(r)} for r in refusals
    ]
    return problem(422, title=_("The question cannot be read."), errors=errors, kind="bad-input")


def of_shape(error: ValidationError) -> HttpResponse:
    """Return 422 for what does not have the shape that openapi.json describes."""
    around = ("query", "body", "q", "question")
    errors = [
        {
            "at": ".".join(str(part) for part in found["loc"] if part not in around),
            "code": f"shape.{found['type']}",
            "detail": _("Does not have the shape that openapi.json describes: {reason}.").format(
                reason=found["msg"]
            ),
            "lift": "",
        }
        for found in error.errors
    ]
    return problem(422, title=_("The question cannot be read."), errors=errors, kind="bad-input")


def unknown_token() -> HttpResponse:
    """Return 401: no token, a wrong one and a withdrawn one look alike."""
    response = problem(401, title=_("Send a token that may ask: Authorization: Bearer …"))
    response["WWW-Authenticate"] = 'Bearer realm="Mandat"'
    return response


def too_often(most: int) -> HttpResponse:
    """Return 429, and when to try again."""
    title = _("This token may ask {most} times a minute. Try again in a minute.").format(most=most)
    response = problem(429, title=title, kind="too-often")
    response["Retry-After"] = "60"
    return response


def missing(request: HttpRequest | None = None, rest: str = "") -> HttpResponse:  # noqa: ARG001
    """Return 404, also where something may not be seen: the two look alike."""
    title = _("There is nothing at this address. openapi.json lists what there is.")
    return problem(404, title=title)


def plain(status: int, allow: str = "") -> HttpResponse:
    """Return a problem for an error that came from below the API: a bad host, a fault of ours."""
    titles = {
        405: _("This address is not asked that way. Allowed: {allow}.").format(allow=allow),
        500: _("Something went wrong here. It has been written down in the server’s log."),
    }
    response = problem(status, title=titles.get(status, _("The question cannot be read.")))
    if allow:
        response["Allow"] = allow
    return response

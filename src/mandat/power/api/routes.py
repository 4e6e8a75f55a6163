"""Addresses of power in the REST API: translate only."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query, Router

from mandat.common import clock
from mandat.common.refusals import BadInputError, Refusal
from mandat.power import queries
from mandat.power.api import schemas, shapes
from mandat.power.api.gaps import gaps_json
from mandat.power.asking.reading import moment_asked
from mandat.power.queries import Asked, WhatIf, ask_may

router = Router(tags=["power"])
MOST = 500

_FACTS = {
    "name": "fact",
    "in": "query",
    "style": "deepObject",
    "explode": True,
    "required": False,
    "description": "Facts of the case: fact[amount]=5000",
    "schema": {"type": "object", "additionalProperties": {"type": "string"}},
}


@router.get(
    "/may",
    response=schemas.MayAnswer,
    summary="Who may decide this, why not, and who could",
    openapi_extra={"parameters": [_FACTS]},
)
def ask(request: HttpRequest, q: Query[schemas.MayQuery]) -> Any:
    """Ask with the question in the address. A fact is told as `fact[amount]=5000`."""
    given, odd = _facts_in(request)
    if odd:
        raise BadInputError(*(Refusal("power.odd_parameter", {"given": o}, o) for o in odd))
    return _answer(request, schemas.MayQuestion(**q.dict(by_alias=True)), given)


@router.post(
    "/may",
    response=schemas.MayAnswer,
    summary="The same with the question as JSON; also what if",
)
def ask_in_json(request: HttpRequest, question: schemas.MayQuestion) -> Any:
    """Ask with the question as JSON. `what_if` changes mandates in thought: nothing is written."""
    return _answer(request, question, _typed(question.facts))


def _answer(request: HttpRequest, q: schemas.MayQuestion, given: Mapping[str, str]) -> Any:
    known_at = _moment(q.known_at, "known_at", last=True)
    found = ask_may(
        Asked(
            q.matter,
            _moment(q.at, "at") or known_at or clock.now(),
            q.verb,
            given,
            q.person,
            q.asker,
            q.for_whom,
            q.stage,
            known_at,
            tuple(_what_if(w) for w in q.what_if),
        )
    )
    _looked_at(request, found.matter.key, found.person.id if found.person else None)
    return shapes.may_json(found)


@router.get("/matters", response=list[schemas.Matter], summary="What can be decided, and facts")
def list_matters(request: HttpRequest) -> Any:
    """Return every matter with its stages and the facts a question can tell."""
    _looked_at(request)
    return [shapes.matter_json(m) for m in queries.matters()]


@router.get("/mandates", response=schemas.Mandates, summary="Every mandate in force on a day")
def list_mandates(
    request: HttpRequest, on: str | None = None, after: int = 0, limit: int = MOST
) -> Any:
    """Return mandates in force, oldest first, at most 500 a time; go on with `after`."""
    _looked_at(request)
    at = _moment(on, "on") or clock.now()
    found, following = queries.mandates_from(at, after, max(1, min(limit, MOST)))
    return {
        "at": shapes.moment(at),
        "mandates": [shapes.mandate_json(m) for m in found],
        "next": following,
    }


@router.get("/gaps", response=schemas.Gaps, summary="What nobody may decide, and overlaps")
def list_gaps(
    request: HttpRequest,
    *,
    at: str | None = None,
    matter: str | None = None,
    circle: str | None = None,
    page: int = 1,
    known_at: str | None = None,
) -> Any:
    """Return gaps and overlaps, 25 matters a page; of one matter, or a circle and those in it."""
    _looked_at(request, matter or "")
    known = _moment(known_at, "known_at", last=True)
    when = _moment(at, "at") or known or clock.now()
    return gaps_json(queries.coverage_page(when, page, matter, circle, known))


@router.get("/changes", response=schemas.Differences, summary="What differs between two times")
def list_changes(
    request: HttpRequest,
    *,
    since: str,
    until: str | None = None,
    matter: str | None = None,
    circle: str | None = None,
    known_at: str | None = None,
) -> Any:
    """Return mandates and holders that differ; a day alone is its last moment."""
    _looked_at(request, matter or "")
    end = _moment(until, "until", last=True) or clock.now()
    begin = _moment(since, "since", last=True) or end
    known = _moment(known_at, "known_at", last=True)
    return shapes.differences_json(queries.differences(begin, end, matter, circle, known))


@router.get(
    "/people/{uuid:person}/mandate",
    response=schemas.PersonsMandate,
    summary="Everything one person may decide",
)
def show_mandate(
    request: HttpRequest, person: UUID, at: str | None = None, known_at: str | None = None
) -> Any:
    """Return a person's roles and every mandate they can use at a time, as known at a time."""
    known = _moment(known_at, "known_at", last=True)
    found = queries.sheet(person, _moment(at, "at") or known or clock.now(), known)
    if found is None:
        raise Http404
    _looked_at(request, "", person)
    return shapes.sheet_json(found, known)


def _looked_at(request: HttpRequest, matter: str = "", person: UUID | None = None) -> None:
    """Say what this request looked at, for the trail."""
    request.looked_at = (matter, person)  # type: ignore[attr-defined]  # read by ApiMiddleware


def _facts_in(request: HttpRequest) -> tuple[dict[str, str], list[str]]:
    """Return facts told in the address, and parameters that mean nothing here."""
    given: dict[str, str] = {}
    odd = []
    known = {f.alias or name for name, f in schemas.MayQuery.model_fields.items()}
    for name, value in request.GET.items():
        if name.startswith("fact[") and name.endswith("]"):
            given[name[5:-1]] = str(value)
        elif name not in known:
            odd.append(name)
    return given, odd


def _typed(given: Mapping[str, str | int | float | bool]) -> dict[str, str]:
    """Return JSON values as a person would type them."""
    return {
        key: ("yes" if value else "no") if isinstance(value, bool) else str(value)
        for key, value in given.items()
    }


def _what_if(given: schemas.WhatIf) -> WhatIf:
    try:
        mandate = UUID(given.mandate)
    except ValueError:
        refusal = Refusal("power.mandate_not_here", {"given": given.mandate}, "what_if")
        raise BadInputError(refusal) from None
    return WhatIf(mandate, None if given.limits is None else _typed(given.limits))


def _moment(text: str | None, place: str, *, last: bool = False) -> datetime | None:
    return None if text is None else moment_asked(text, place, last=last)

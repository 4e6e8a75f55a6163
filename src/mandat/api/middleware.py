"""What every answer of the API has in common."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase

from mandat.api import problems
from mandat.api.actions import note_look
from mandat.common import clock

PREFIX = "/api/"
Handler = Callable[[HttpRequest], HttpResponseBase]


class ApiMiddleware:
    """Under /api/: every error is a problem, nothing is kept by caches, and each look is noted."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not request.path.startswith(PREFIX):
            return response
        _note(request)
        kind = response.headers.get("Content-Type", "")
        if response.status_code >= 400 and kind != problems.CONTENT_TYPE:
            response = problems.plain(response.status_code, response.headers.get("Allow", ""))
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def _note(request: HttpRequest) -> None:
    token = getattr(request, "bearer", None)
    if token is not None:
        what = request.path.removeprefix(PREFIX).split("/")[1]
        matter, person = getattr(request, "looked_at", ("", None))
        note_look(token.pk, what=what, matter=matter, person=_identity(person), at=clock.now())


def _identity(person: object) -> UUID | None:
    return person if isinstance(person, UUID) else None

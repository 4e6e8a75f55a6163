"""The notice board as everyone may read it, where the organisation's rules say so."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import path

from mandat.common import clock
from mandat.services.register import files
from mandat.services.register.queries import PublicBoard, public_board


def _board() -> PublicBoard:
    found = public_board(clock.now())
    if found is None:
        raise Http404
    return found


def notices(request: HttpRequest) -> HttpResponse:
    """Show what hangs on the board."""
    return render(request, "services/register/public.html", {"page": _board()})


def notices_json(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django's own shape
    """Give what hangs on the board to another site."""
    return JsonResponse(files.board_as_plain(_board()), json_dumps_params={"ensure_ascii": False})


urlpatterns = [
    path("", notices, name="board"),
    path("notices.json", notices_json, name="board-json"),
]

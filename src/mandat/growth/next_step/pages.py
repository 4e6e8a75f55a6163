"""Put the next small step aside."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.next_step import actions
from mandat.growth.pages import tell


@require_POST
def later(request: HttpRequest, step: str) -> HttpResponse:
    """Let a step rest for two weeks."""
    try:
        actions.put_aside(reader_of(request), step=step, at=clock.now())
    except RefusedError as error:
        tell(request, error)
    return redirect("today")

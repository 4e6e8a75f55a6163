"""The page State, and its tables to keep."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock
from mandat.growth.celebrate.queries import lifted
from mandat.web.state.page import state_page, table_of


def state(request: HttpRequest) -> HttpResponse:
    """Show what handing over has given, who leads, how it feels, and what stands still."""
    reader = request.person  # type: ignore[attr-defined]  # set by MemberMiddleware
    now = clock.now()
    shown = {"page": state_page(now), "well": lifted(reader.id, now)}
    return render(request, "web/state.html", shown)


def table(_request: HttpRequest, measure: str) -> HttpResponse:
    """Give a figure's table as a file. Nothing can be chosen in it, so nothing can be cut out."""
    found = table_of(measure, clock.now())
    if found is None:
        raise Http404
    name = f'attachment; filename="{measure}.csv"'
    answer = HttpResponse(found.csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = name
    return answer

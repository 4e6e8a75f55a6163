"""The record's pages."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.record.actions import check_record
from mandat.web.record.page import entry_page, record_page


def timeline(request: HttpRequest) -> HttpResponse:
    """Show the entries, newest first."""
    before = request.GET.get("before", "")
    page = record_page(
        chosen=request.GET.get("show", "all"),
        before=int(before) if before.isascii() and before.isdigit() else None,
        at=clock.now(),
    )
    return render(request, "web/record/record.html", {"page": page})


def entry(request: HttpRequest, index: int) -> HttpResponse:
    """Show one entry."""
    page = entry_page(index, clock.now())
    if page is None:
        raise Http404
    return render(request, "web/record/entry.html", {"page": page})


@require_POST
def check(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - anybody may check
    """Check the whole record now."""
    check_record(at=clock.now())
    return redirect("/record/#check")

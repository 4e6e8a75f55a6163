"""The register of delegated decisions, its list for the meeting, and its notice."""

from datetime import date, timedelta
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from mandat.common import clock, formats
from mandat.common.formats import local
from mandat.common.requests import reader_of
from mandat.services.register import files
from mandat.services.register.queries import RegisterPage, register_page
from mandat.services.register.rules import Notice

KINDS = {
    "csv": ("text/csv; charset=utf-8", files.as_csv),
    "json": ("application/json", files.as_json),
}
LONG = timedelta(days=30)
LONGEST = timedelta(days=366)


def _day(request: HttpRequest, name: str, otherwise: date) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return otherwise


def _page(request: HttpRequest) -> RegisterPage:
    today = formats.today()
    until = _day(request, "until", today)
    since = max(min(_day(request, "since", until - LONG), until), until - LONGEST)
    text = request.GET.get("circle", "")
    try:
        circle = UUID(text) if text else None
    except ValueError:
        raise Http404 from None
    return register_page(reader_of(request), circle, since, until, clock.now())


def register(request: HttpRequest) -> HttpResponse:
    """Show the decisions of a period, the list for the meeting, and the notice."""
    page = _page(request)
    notice = Notice(_day(request, "posted", formats.today()))
    body = next((local(name) for uuid, name in page.circles if uuid == page.circle), "")
    context = {
        "page": page,
        "notice": notice,
        "meeting": files.meeting_list(page),
        "board": files.notice_text(page, notice, body),
        "address": request.GET.urlencode(),
    }
    return render(request, "services/register/register.html", context)


def download(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the same decisions as a file."""
    if kind not in KINDS:
        raise Http404
    media, write = KINDS[kind]
    answer = HttpResponse(write(_page(request)), content_type=media)
    answer["Content-Disposition"] = f'attachment; filename="decisions.{kind}"'
    return answer

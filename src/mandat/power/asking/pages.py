"""Who may decide this? For anyone to ask."""

from datetime import timedelta
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mandat.common import clock
from mandat.common.moments import past_moment
from mandat.common.refusals import BadInputError
from mandat.power import queries
from mandat.power.asking.bars import draw
from mandat.power.asking.forms import QuestionForm
from mandat.power.asking.reading import Asking, as_it_is, read_and_ask

INVALID = 422


def ask(request: HttpRequest) -> HttpResponse:
    """Answer who may decide, why not, and what if. Everything stands in the address."""
    matters = queries.matters()
    chosen = next((m for m in matters if m.key == request.GET.get("matter")), None)
    given = as_it_is(request.GET)
    form = QuestionForm(matters, chosen, given if request.GET.get("matter") else None)
    asking: Asking | None = None
    if chosen is not None:
        try:
            asking = read_and_ask(request.GET, chosen, clock.now())
        except BadInputError as error:
            form.refuse(error.refusals)
    context = {
        "form": form,
        "asking": asking,
        "found": asking.found if asking else None,
        "chosen": chosen,
        "kept": [(k, v) for k, v in given.items() if v],
        "as_it_is": given.urlencode(),
    }
    return render(request, "power/asking/ask.html", context, status=INVALID if form.errors else 200)


def gaps(request: HttpRequest) -> HttpResponse:
    """Show what nobody may decide, and where mandates overlap."""
    now = clock.now()
    past = past_moment(request.GET.get("at", ""), now)
    known = past_moment(request.GET.get("known", ""), now)
    number = request.GET.get("page", "1")
    try:
        page = queries.coverage_page(
            past or known or now,
            int(number) if number.isascii() and number.isdigit() and len(number) < 6 else 1,
            *_only(request),
            known,
        )
    except BadInputError:
        raise Http404 from None
    drawn = draw(page)
    context = {
        "page": page,
        "past": past,
        "known": known,
        "only": _chosen(request),
        "loud": [d for d in drawn if not d.calm],
        "calm": [d for d in drawn if d.calm],
    }
    return render(request, "power/asking/gaps.html", context)


def sheet(request: HttpRequest, person: UUID) -> HttpResponse:
    """Show a person's whole mandate on a page made to be printed."""
    now = clock.now()
    past = past_moment(request.GET.get("at", ""), now)
    known = past_moment(request.GET.get("known", ""), now)
    found = queries.sheet(person, past or known or now, known)
    if found is None:
        raise Http404
    context = {
        "sheet": found,
        "past": past,
        "known": known,
        "organisation": queries.organisation(),
    }
    return render(request, "power/asking/sheet.html", context)


def changes(request: HttpRequest) -> HttpResponse:
    """Show what differs between the ends of two days, by default over the last thirty."""
    now = clock.now()
    until = past_moment(request.GET.get("to", ""), now) or now
    since = past_moment(request.GET.get("from", ""), now) or until - timedelta(days=30)
    since, until = min(since, until), max(since, until)
    try:
        known = past_moment(request.GET.get("known", ""), now)
        found = queries.differences(since, until, *_only(request), known)
    except BadInputError:
        raise Http404 from None
    context = {
        "only": _chosen(request),
        "found": found,
        "known": known,
        "first": timezone.localtime(since),
        "second": timezone.localtime(until),
    }
    return render(request, "power/asking/changes.html", context)


def _only(request: HttpRequest) -> tuple[str | None, str | None]:
    """Return the matter and the circle that a list is narrowed to."""
    return request.GET.get("matter") or None, request.GET.get("circle") or None


def _chosen(request: HttpRequest) -> dict[str, object]:
    """Return what the filter offers, and what is chosen in it."""
    matter, circle = _only(request)
    return {
        "matter": matter,
        "circle": circle,
        "matters": queries.matters(),
        "circles": queries.circle_choices(),
        "query": urlencode({k: v for k, v in (("matter", matter), ("circle", circle)) if v}),
    }

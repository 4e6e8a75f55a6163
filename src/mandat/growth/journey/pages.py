"""Pages of journeys: one's own, those one walks beside, and stories."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.moments import local_day
from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.common.requests import posted, reader_of
from mandat.growth.journey import actions, queries
from mandat.growth.journey.forms import AskForm, JourneyForm, StepForm, StoryForm
from mandat.growth.journey.rules import SHOWN
from mandat.growth.measures import is_on
from mandat.growth.obstacles.queries import shown_by
from mandat.services.forms import RoomForm

INVALID = 422


def _own(request: HttpRequest, journey: UUID) -> queries.JourneyPage:
    page = queries.journey_page(journey, reader_of(request), clock.now())
    if page is None:
        raise Http404
    return page


def _done(request: HttpRequest, form: RoomForm, act: Callable[[dict[str, Any]], Any]) -> bool:
    """Do what a valid form asks; False when something has to be mended first."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        act(form.cleaned_data)
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True


def _form(
    request: HttpRequest, name: str, form: RoomForm, page: queries.JourneyPage | None = None
) -> HttpResponse:
    status = INVALID if form.errors else 200
    shown = {"form": form, "page": page}
    return render(request, f"growth/journey/{name}.html", shown, status=status)


def _do(request: HttpRequest, act: Callable[[], Any], said: str) -> None:
    try:
        act()
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, say(refusal))
    else:
        messages.success(request, said)


def journeys(request: HttpRequest) -> HttpResponse:
    """Show one's own journeys, and those of others one is asked about or walks beside."""
    page = queries.journeys_page(reader_of(request), clock.now())
    return render(request, "growth/journey/journeys.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Begin a journey."""
    reader, at = reader_of(request), clock.now()
    initial = {"handover": request.GET.get("handover", "")}
    ties = queries.changes_to_tie(reader, at)
    form = JourneyForm(posted(request), initial=initial, ties=ties)
    begun: list[UUID] = []

    def begin(given: dict[str, Any]) -> None:
        words = given | {"handover": form.handover_chosen()}
        begun.append(actions.start_journey(reader, **words, at=at))

    if _done(request, form, begin):
        messages.success(request, _("Kept for you alone."))
        return redirect("journey", begun[0])
    return _form(request, "place", form)


def journey(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Show one's own journey."""
    shown = {"page": _own(request, journey), "steps_on": is_on("steps")}
    return render(request, "growth/journey/journey.html", shown)


def change(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Say anew where one is and wants to be."""
    page, reader, at = _own(request, journey), reader_of(request), clock.now()
    ties = dict(queries.changes_to_tie(reader, at))
    if page.handover and page.matter:
        ties[page.handover] = page.matter
    initial = {k: getattr(page, k) for k in ("today", "tomorrow", "handover", "change")}
    form = JourneyForm(posted(request), initial=initial, ties=tuple(ties.items()))

    def keep(given: dict[str, Any]) -> None:
        words = given | {"handover": form.handover_chosen()}
        actions.change_journey(reader, journey=journey, **words, at=at)

    if _done(request, form, keep):
        return redirect("journey", journey)
    return _form(request, "place", form, page)


@require_POST
def erase(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Erase a journey and everything in it."""
    _own(request, journey)
    actions.erase_journey(reader_of(request), journey=journey, at=clock.now())
    messages.success(request, _("Your journey is erased, with everything in it."))
    return redirect("journeys")


def step(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Set oneself a small step; `from` in the address begins with an earlier one."""
    page, reader, at = _own(request, journey), reader_of(request), clock.now()
    before = next((s for s in page.past if str(s.id) == request.GET.get("from")), None)
    initial = {k: getattr(before, k) for k in ("what", "when", "where")} if before else {}
    in_a_week = local_day(at) + timedelta(days=7)
    form = StepForm(posted(request), initial={"by": in_a_week, **initial})

    def take(given: dict[str, Any]) -> None:
        actions.take_step(reader, journey=journey, **given, at=at)

    if _done(request, form, take):
        messages.success(request, _("Your step is set."))
        return redirect("journey", journey)
    return _form(request, "step", form, page)


@require_POST
def end_step(request: HttpRequest, step: UUID) -> HttpResponse:
    """Say how a step went; after a change comes the next one."""
    reader, at, outcome = reader_of(request), clock.now(), request.POST.get("outcome", "")
    found = queries.step_of(step, reader, at)
    if found is None:
        raise Http404
    _do(
        request,
        lambda: actions.end_step(reader, step=step, outcome=outcome, at=at),
        _("Noted, for you alone."),
    )
    answer = redirect("journey-step", found[0]) if outcome == "changed" else None
    if answer is not None:
        answer["Location"] += f"?from={step}"
    return answer or redirect("journey", found[0])


def ask(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Ask somebody to walk beside."""
    page, reader, at = _own(request, journey), reader_of(request), clock.now()
    form = AskForm(posted(request))

    def send(given: dict[str, Any]) -> None:
        actions.ask_companion(reader, journey=journey, **given, at=at)

    if _done(request, form, send):
        messages.success(request, _("Your question has been sent. They may say no."))
        return redirect("journey", journey)
    return _form(request, "ask", form, page)


@require_POST
def shows(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Choose what the companion sees."""
    _own(request, journey)
    parts = [part for part in SHOWN if part in request.POST]
    actions.show_companion(reader_of(request), journey=journey, parts=parts)
    messages.success(request, _("Your companion sees what you have chosen, and no more."))
    return redirect("journey", journey)


@require_POST
def counts(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Let one's steps count without one's name, or not."""
    _own(request, journey)
    may = "counts" in request.POST
    actions.let_count(reader_of(request), journey=journey, counts=may, at=clock.now())
    said = _("Your steps count, without your name.") if may else _("Your steps do not count.")
    messages.success(request, said)
    return redirect("journey", journey)


def beside(request: HttpRequest, asking: UUID) -> HttpResponse:
    """Show a companion what they may see; a post answers the question."""
    reader = reader_of(request)
    page = queries.beside_page(asking, reader, clock.now())
    if page is None:
        raise Http404
    if request.method == "POST":
        return _answer(request, asking)
    shown = {"page": page, "held": shown_by(page.owner.id, reader)}
    return render(request, "growth/journey/beside.html", shown)


def _answer(request: HttpRequest, asking: UUID) -> HttpResponse:
    yes, reader = request.POST.get("answer") == "yes", reader_of(request)
    said = _("Now you walk beside them.") if yes else _("Noted. No reason is needed.")
    _do(
        request,
        lambda: actions.answer_asking(reader, asking=asking, yes=yes, at=clock.now()),
        said,
    )
    return redirect("journey-beside", asking) if yes else redirect("journeys")


@require_POST
def part_ways(request: HttpRequest, asking: UUID) -> HttpResponse:
    """End it, as the owner or as the companion."""
    reader, at = reader_of(request), clock.now()
    _do(request, lambda: actions.end_companion(reader, asking=asking, at=at), _("It has ended."))
    return redirect("journeys")


def tell(request: HttpRequest, journey: UUID) -> HttpResponse:
    """Share what helped, by name."""
    page, reader, at = _own(request, journey), reader_of(request), clock.now()
    form = StoryForm(posted(request))

    def share(given: dict[str, Any]) -> None:
        actions.tell_story(reader, journey=journey, **given, at=at)

    if _done(request, form, share):
        messages.success(request, _("Thank you for telling. You can take it back at any time."))
        return redirect("stories")
    return _form(request, "tell", form, page)


@require_POST
def take_back(request: HttpRequest, story: UUID) -> HttpResponse:
    """Take back a story of one's own."""
    reader = reader_of(request)
    said = _("Your story is taken back and erased.")
    _do(request, lambda: actions.take_back_story(reader, story=story), said)
    return redirect("stories")

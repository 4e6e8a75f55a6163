"""Proposals: the list, one of them, and what can be said and done there."""

from collections.abc import Callable
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.formats import local
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.evidence.rules.watch import watched
from mandat.growth.around.queries import AroundDue, around_due, around_for
from mandat.growth.felt.queries import felt_for
from mandat.growth.practice.queries.sets import offer_for
from mandat.handover import actions
from mandat.handover.duties.queries.page import duties_shown
from mandat.handover.proposals.queries import lines_for
from mandat.handover.queries.lists import proposals_page
from mandat.handover.queries.proposal import proposal_page
from mandat.handover.queries.views import ProposalPage
from mandat.handover.resting.forms import BreakForm, PauseForm
from mandat.handover.resting.queries import rest_of
from mandat.web.walk.forms import AdoptionForm, KeepForm, ReasonForm, VoiceForm, show_refusals
from mandat.web.walk.pages import tell
from mandat.web.walk.timeline import timeline


def proposals(request: HttpRequest) -> HttpResponse:
    """List every proposal, what asks the reader first."""
    reader, at = reader_of(request), clock.now()
    page, general = proposals_page(reader, at), lines_for(reader, at)
    return render(request, "handover/proposals.html", {"page": page, "general": general})


def own_view(request: HttpRequest, handover: UUID) -> ProposalPage:
    """Return the proposal as the reader may see it, or 404."""
    page = proposal_page(handover, reader_of(request), clock.now())
    if page is None:
        raise Http404
    return page


def proposal(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Show one proposal with every form the reader may use."""
    return _show(request, own_view(request, handover), {})


def _show(
    request: HttpRequest, page: ProposalPage, wrong: dict[str, forms.Form], status: int = 200
) -> HttpResponse:
    at = clock.now()
    said = page.my_voice
    initial: dict[str, Any] = {"kind": said.kind, "words": said.words} if said else {}
    if said and said.kind == "concern":
        initial["concern"] = said.words
    if said:
        initial["safe_enough"] = said.safe_enough
    review = (at + timedelta(days=180)).date()
    shown = {
        "voice_form": VoiceForm(initial=initial),
        "adoption_form": AdoptionForm(
            initial={"adopted": "yes", "on": at.date(), "body": _body(page)}
        ),
        "reason_form": ReasonForm(),
        "pause_form": PauseForm(initial=_in_a_week(at)),
        "break_form": BreakForm(initial=_in_a_week(at)),
        "keep_form": KeepForm(
            initial={"review_on": review, "way_back": "giver"}, commitments=page.to_answer
        ),
        **wrong,
        "page": page,
        "moved": "moved" in request.GET,
        "proposed": page.line.proposed,
        "timeline": timeline(page, at),
        "duties": duties_shown(page.line.id, reader_of(request), at),
        "watched": watched([c.verdict == "otherwise" for c in page.checks if c.verdict]),
        "around": around_for(page.line.id, at),
        "asked_around": _asked_around(request, page.line.id, at),
        "rest": rest_of(page, reader_of(request), at),
        "feeling": {"felt": felt_for(page.line.id)} if page.line.since else None,
        "practise": offer_for(reader_of(request), page.line.id, at),
    }
    return render(request, "web/walk/proposal.html", shown, status=status)


def _in_a_week(at: datetime) -> dict[str, Any]:
    return {"until": (at + timedelta(days=7)).date()}


def _asked_around(request: HttpRequest, handover: UUID, at: datetime) -> list[AroundDue]:
    """Return what this hand-over asks of the reader, before or after."""
    return [due for due in around_due(reader_of(request), at) if due.handover == handover]


def _body(page: ProposalPage) -> str:
    return local(page.line.proposed.adopted_by)


Done = Callable[[Any, UUID, UUID, datetime], None]
"""Does what a form of its own kind asks."""


def answer(
    request: HttpRequest,
    handover: UUID,
    name: str,
    form: forms.Form,
    do: Done,
    *,
    thanks: str | Promise,
) -> HttpResponse:
    """Do what a form asks, or show the page again with what was written and what is missing."""
    page = own_view(request, handover)
    if form.is_valid():
        try:
            do(form, reader_of(request), handover, clock.now())
        except RefusedError as error:
            show_refusals(form, error)
        else:
            return _thank(request, page, str(thanks))
    return _show(request, page, {name: form}, status=422)


def _thank(request: HttpRequest, before: ProposalPage, thanks: str) -> HttpResponse:
    """Say what came of it. That it now holds is the moment that counts: the logo's dot moves.

    A browser keeps the form's fragment unless it is given another: the page's top.
    """
    now = own_view(request, before.line.id)
    address = reverse("proposal", args=[before.line.id])
    if before.line.since is not None or now.line.since is None:
        messages.success(request, thanks)
        return redirect(f"{address}#main")
    decides = reader_of(request) in {p.id for p in now.users} and now.line.proposed.kind == "move"
    done = _("Done. You decide from today.") if decides else _("Done. It holds from today.")
    messages.success(request, done)
    return redirect(f"{address}?moved=1#main")


@require_POST
def speak(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Consent, consent with a concern, or object."""
    form, thanks = VoiceForm(request.POST), gettext_lazy("Thank you. Your answer is noted.")
    return answer(request, handover, "voice_form", form, _speak, thanks=thanks)


def _speak(form: forms.Form, reader: UUID, handover: UUID, at: datetime) -> None:
    given = form.cleaned_data
    words = {"concern": given["concern"], "objection": given["words"]}.get(given["kind"], "")
    safe_enough = given["safe_enough"] if given["kind"] == "objection" else ""
    try:
        actions.give_voice(
            reader,
            handover=handover,
            kind=given["kind"],
            words=words,
            safe_enough=safe_enough,
            at=at,
        )
    except RefusedError as error:
        if any(r.code == "handover.concern_needs_words" for r in error.refusals):
            form.fields["words"] = form.fields["concern"]
        raise


@require_POST
def adopt(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Write down what the adopting body decided."""
    form, thanks = AdoptionForm(request.POST), gettext_lazy("The decision is recorded.")
    return answer(request, handover, "adoption_form", form, _adopt, thanks=thanks)


def _adopt(form: forms.Form, reader: UUID, handover: UUID, at: datetime) -> None:
    given = form.cleaned_data
    actions.record_adoption(
        reader,
        handover=handover,
        body=given["body"],
        on=given["on"],
        paragraph=given["paragraph"],
        adopted=given["adopted"] == "yes",
        at=at,
    )


@require_POST
def take_back(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Take it back, or withdraw the proposal, with a reason."""
    form = ReasonForm(request.POST)
    thanks = gettext_lazy("Taken back. New cases go to you again; what was decided stands.")
    return answer(request, handover, "reason_form", form, _take_back, thanks=thanks)


def _take_back(form: forms.Form, reader: UUID, handover: UUID, at: datetime) -> None:
    actions.take_back(reader, handover=handover, reason=form.cleaned_data["reason"], at=at)


@require_POST
def keep(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Ask the others to keep it for good."""
    form = KeepForm(request.POST, commitments=own_view(request, handover).to_answer)
    thanks = gettext_lazy("Asked. It is kept when one of those who use it has said yes.")
    return answer(request, handover, "keep_form", form, _keep, thanks=thanks)


def _keep(form: KeepForm, reader: UUID, handover: UUID, at: datetime) -> None:
    given = form.cleaned_data
    review = datetime.combine(given["review_on"], time(), UTC)
    actions.keep_handover(
        reader,
        handover=handover,
        review_on=review,
        way_back=given["way_back"],
        answers=form.answers(),
        at=at,
    )


# --- one button each ------------------------------------------------------------------------------


def press(
    request: HttpRequest, handover: UUID, do: Callable[[UUID, datetime], Any], thanks: str
) -> HttpResponse:
    page = own_view(request, handover)
    try:
        do(reader_of(request), clock.now())
        return _thank(request, page, thanks)
    except RefusedError as error:
        tell(request, error)
    except (KeyError, ValueError):
        messages.error(request, _("Something was missing in what was sent. Try once more."))
    return redirect("proposal", handover)


@require_POST
def decline(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Stand aside. Nobody is told."""
    thanks = _("You are left out of this. Nobody sees it, and you can change your mind.")
    return press(
        request, handover, lambda p, at: actions.decline(p, handover=handover, at=at), thanks
    )


@require_POST
def hand_back(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Stop using it oneself."""
    thanks = _("Handed back. New cases no longer come to you.")
    return press(
        request, handover, lambda p, at: actions.hand_back(p, handover=handover, at=at), thanks
    )


@require_POST
def widen(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Begin a walk towards wider limits."""
    own_view(request, handover)
    try:
        draft = actions.widen_handover(reader_of(request), handover=handover, at=clock.now())
    except RefusedError as error:
        tell(request, error)
        return redirect("proposal", handover)
    messages.success(request, _("Choose the wider limit. Everything else is as it was."))
    return redirect("handover-step", draft, "trial")


@require_POST
def again(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Begin a new walk with the terms of one that has ended."""
    own_view(request, handover)
    try:
        draft = actions.begin_again(reader_of(request), handover=handover, at=clock.now())
    except RefusedError as error:
        tell(request, error)
        return redirect("proposal", handover)
    return redirect("handover-step", draft, "summary")


@require_POST
def hear(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Answer the hearing."""
    post = request.POST
    return press(
        request,
        handover,
        lambda p, at: actions.answer_hearing(
            p,
            handover=handover,
            view=post.get("view", ""),  # type: ignore[arg-type]  # the action checks it
            words=post.get("words", ""),
            at=at,
        ),
        _("Thank you. Only the one who asked reads it."),
    )


@require_POST
def resolve(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Say that one's own objection is solved."""
    return press(
        request,
        handover,
        lambda p, at: actions.resolve_objection(
            p,
            handover=handover,
            voice=UUID(request.POST["voice"]),
            how=request.POST.get("how", ""),
            at=at,
        ),
        _("The objection is solved."),
    )


@require_POST
def look(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Note an after-check."""
    return press(
        request,
        handover,
        lambda p, at: actions.look_at_aftercheck(
            p,
            handover=handover,
            of=UUID(request.POST["of"]),
            verdict=request.POST.get("verdict", ""),  # type: ignore[arg-type]  # as above
            words=request.POST.get("words", ""),
            at=at,
        ),
        _("Noted. The ruling stands as it is."),
    )

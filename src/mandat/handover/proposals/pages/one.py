"""One proposal, and what can be said and done there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.formats import local
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.handover.duties.queries.page import duties_shown
from mandat.handover.proposals import actions
from mandat.handover.proposals.forms import saying
from mandat.handover.proposals.pages.timeline import timeline
from mandat.handover.proposals.pages.words import parts
from mandat.handover.proposals.queries import ProposalPage, proposal_page
from mandat.handover.proposals.rules.values import VoiceKind
from mandat.power.forms import RoomForm

INVALID = 422


def proposal(request: HttpRequest, proposal: UUID) -> HttpResponse:
    """Show one proposal with what is asked of the reader first."""
    return _show(request, _page(request, proposal), {})


def _page(request: HttpRequest, proposal: UUID) -> ProposalPage:
    page = proposal_page(proposal, reader_of(request), clock.now())
    if page is None:
        raise Http404
    return page


def _show(request: HttpRequest, page: ProposalPage, wrong: Mapping[str, RoomForm]) -> HttpResponse:
    at = clock.now()
    said = page.my_answer
    initial = {"kind": said.kind, "words": said.words, "watch": said.watch} if said else {}
    body = {"adopted": "yes", "on": at.date(), "body": local(page.body) if page.body else ""}
    context = {
        "page": page,
        "at": at,
        "parts": parts(page.wording.changes, page),
        "offered_parts": parts(page.offered.changes, page) if page.offered else (),
        "timeline": timeline(page, at),
        "duties": duties_shown(page.line.id, reader_of(request), at),
        "answer": saying.AnswerForm(initial=initial),
        "say": saying.SayForm(),
        "reason": saying.ReasonForm(auto_id="id_reason_%s"),
        "minuted": saying.MinutedForm(initial=body),
        "judge": saying.JudgeForm(),
        **wrong,
    }
    status = INVALID if wrong else 200
    return render(request, "handover/proposals/one.html", context, status=status)


# --- acts -----------------------------------------------------------------------------------------

Do = Callable[[UUID, UUID, Mapping[str, Any], RoomForm, datetime], None]


@dataclass(frozen=True)
class _Act:
    """One thing that can be done: its form, its name on the page, the action, and the thanks."""

    form: type[RoomForm]
    shown_as: str
    do: Do
    thanks: str | Promise


def _said(kind: VoiceKind) -> Do:
    def do(who: UUID, one: UUID, given: Mapping[str, Any], _form: RoomForm, at: datetime) -> None:
        actions.speak(who, proposal=one, kind=kind, words=given.get("words", ""), at=at)

    return do


def _answered(who: UUID, one: UUID, given: Mapping[str, Any], form: RoomForm, at: datetime) -> None:
    kind, concern = given["kind"], given["kind"] == "concern"
    actions.speak(
        who,
        proposal=one,
        kind=kind,
        words=given["words"] if concern else "",
        watch=given["watch"] if concern else "",
        argument=form.argument() if isinstance(form, saying.ArgumentFields) else None,
        at=at,
    )


def _argued(who: UUID, one: UUID, given: Mapping[str, Any], form: RoomForm, at: datetime) -> None:
    if isinstance(form, saying.ArgumentFields):
        argument = form.argument()
        actions.argue_again(who, proposal=one, voice=given["voice"], argument=argument, at=at)


def _minuted(who: UUID, one: UUID, given: Mapping[str, Any], _form: RoomForm, at: datetime) -> None:
    told = {**given, "adopted": given["adopted"] == "yes"}
    actions.record_adoption(who, proposal=one, **told, at=at)


def _told(action: Callable[..., None], **renamed: str) -> Do:
    """Return a doer that passes the form's fields on, each under its own name or another."""

    def do(who: UUID, one: UUID, given: Mapping[str, Any], _form: RoomForm, at: datetime) -> None:
        action(who, proposal=one, **{renamed.get(k, k): v for k, v in given.items()}, at=at)

    return do


NOTED = _("Thank you. It is noted.")
_PRESS = RoomForm
ACTS: Mapping[str, _Act] = {
    "question": _Act(saying.SayForm, "say", _said("question"), NOTED),
    "clear": _Act(_PRESS, "", _said("clear"), NOTED),
    "reaction": _Act(saying.SayForm, "say", _said("reaction"), NOTED),
    "idea": _Act(saying.SayForm, "say", _said("idea"), NOTED),
    "answer": _Act(saying.AnswerForm, "answer", _answered, _("Thank you. Your answer is noted.")),
    "reply": _Act(
        saying.HowForm, "reply", _told(actions.answer_question, how="words"), _("Answered.")
    ),
    "end-round": _Act(_PRESS, "", _told(actions.end_round), _("On to the next round.")),
    "ask": _Act(_PRESS, "", _told(actions.ask_consent), _("Asked. Now the others answer.")),
    "close": _Act(_PRESS, "", _told(actions.close_round), _("The round is over.")),
    "withdraw": _Act(
        saying.ReasonForm, "reason", _told(actions.withdraw_proposal), _("Taken away.")
    ),
    "lead": _Act(_PRESS, "", _told(actions.take_lead), _("You guide the round now.")),
    "judge": _Act(saying.JudgeForm, "judge", _told(actions.judge_objection), NOTED),
    "argue": _Act(saying.AgainForm, "again", _argued, _("Answered. The objection stands.")),
    "take-back": _Act(
        saying.OnVoiceForm, "solved", _told(actions.withdraw_objection, reason="how"),
        _("It no longer stops the round."),
    ),
    "accept": _Act(_PRESS, "", _told(actions.accept_offer), _("You agree. That one is solved.")),
    "decline": _Act(
        saying.ReasonForm, "declined", _told(actions.decline_offer), _("Said. Look for another.")
    ),
    "help": _Act(_PRESS, "", _told(actions.call_help), _("The wider circle is asked in.")),
    "drop": _Act(saying.ReasonForm, "dropped", _told(actions.drop_side), NOTED),
    "adopt": _Act(saying.MinutedForm, "minuted", _minuted, _("The decision is recorded.")),
}  # fmt: skip


@require_POST
def act(request: HttpRequest, proposal: UUID, act: str) -> HttpResponse:
    """Do one thing, or show the page again with what was written and what has to be mended."""
    page, found = _page(request, proposal), ACTS.get(act)
    if found is None:
        raise Http404
    form = found.form(request.POST)
    if form.is_valid():
        try:
            found.do(reader_of(request), proposal, form.cleaned_data, form, clock.now())
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, str(found.thanks))
            return redirect(f"{request.path.rsplit('/', 2)[0]}/#main")
    for line in form.non_field_errors():
        messages.warning(request, str(line))
    if not found.shown_as:
        return redirect("change-proposal", proposal)
    return _show(request, page, {found.shown_as: form})

"""The page of duties: every step of one change, and what the reader may do there."""

from collections.abc import Callable, Mapping
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
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.handover.duties import actions, forms
from mandat.handover.duties.queries.page import DutiesPage, DutyLine, duties_page
from mandat.power.forms import RoomForm

INVALID = 422


def _page(request: HttpRequest, of: UUID) -> DutiesPage:
    page = duties_page(of, reader_of(request), clock.now())
    if page is None:
        raise Http404
    return page


def duties(request: HttpRequest, of: UUID) -> HttpResponse:
    """Show every duty of one change."""
    return _show(request, _page(request, of), {})


def _show(request: HttpRequest, page: DutiesPage, wrong: Mapping[str, Any]) -> HttpResponse:
    lines = [(line, _forms(line, wrong.get(line.duty.key, {}))) for line in page.lines]
    status = INVALID if wrong else 200
    context = {"page": page, "lines": lines}
    return render(request, "handover/duties/page.html", context, status=status)


def _forms(line: DutyLine, wrong: Mapping[str, RoomForm]) -> dict[str, Any]:
    key = line.duty.key
    receiver = line.duty.says == "receiver"
    return {
        "say": (forms.ReceiverForm if receiver else forms.SayForm)(auto_id=f"say-{key}-%s"),
        "ask": forms.AskForm(auto_id=f"ask-{key}-%s"),
        "hear": forms.HearForm(auto_id=f"hear-{key}-%s"),
        **wrong,
    }


Do = Callable[[UUID, UUID, str, Any, datetime], None]


def _say(who: UUID, of: UUID, duty: str, form: Any, at: datetime) -> None:
    given = form.cleaned_data
    if isinstance(form, forms.ReceiverForm):
        actions.say_duty(who, of=of, duty=duty, how="done", answers=form.answers(), at=at)
        return
    told = {"how": given["how"], "words": given["words"], "on": given["on"]}
    actions.say_duty(who, of=of, duty=duty, **told, at=at)


def _ask(who: UUID, of: UUID, duty: str, form: Any, at: datetime) -> None:
    actions.ask_voice(who, of=of, duty=duty, person=form.whom(), at=at)


def _hear(who: UUID, of: UUID, duty: str, form: Any, at: datetime) -> None:
    given = form.cleaned_data
    told = {"stance": given["stance"], "words": given["words"]}
    actions.hear_voice(who, of=of, duty=duty, **told, at=at)


_ACTS: Mapping[str, tuple[type[RoomForm], Do, str | Promise]] = {
    "say": (forms.SayForm, _say, _("Thank you. It is noted.")),
    "ask": (forms.AskForm, _ask, _("They are asked, and told of it.")),
    "hear": (forms.HearForm, _hear, _("Thank you. What you said is kept.")),
}


@require_POST
def act(request: HttpRequest, of: UUID, duty: str, act: str) -> HttpResponse:
    """Do one thing with one duty, or show the page with what has to be mended."""
    page = _page(request, of)
    line = next((one for one in page.lines if one.duty.key == duty), None)
    if line is None or act not in _ACTS:
        raise Http404
    kind, do, thanks = _ACTS[act]
    if act == "say" and line.duty.says == "receiver":
        kind = forms.ReceiverForm
    form = kind(request.POST, auto_id=f"{act}-{duty}-%s")
    if form.is_valid():
        try:
            do(reader_of(request), of, duty, form, clock.now())
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            messages.success(request, str(thanks))
            return redirect("duties", of)
    return _show(request, page, {duty: {act: form}})

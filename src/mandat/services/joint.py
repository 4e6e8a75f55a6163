"""The pages by which a body answers a case jointly."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.services import actions
from mandat.services.forms import AnswerForm, MeetingForm
from mandat.services.pages import case_of_reader, show_case


@require_POST
def voice(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say yes, no or neither as a member of the body."""
    case_of_reader(request, uuid)
    form = AnswerForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        ruling = actions.say_in_body(
            reader_of(request),
            case=uuid,
            says=given.get("outcome", ""),
            reason=given.get("reason", ""),
            stage=given.get("stage"),
            confirmed=given.get("confirmed", ()),
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return show_case(request, uuid, form)
    told = _("Your voice is noted.") if ruling is None else _("Your voice decided it.")
    messages.success(request, told)
    return redirect("case", uuid)


@require_POST
def meeting(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Write down what the body decided at a meeting."""
    case_of_reader(request, uuid)
    form = MeetingForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        actions.record_joint_decision(
            reader_of(request),
            case=uuid,
            outcome=given.get("outcome", ""),
            on=given.get("on"),
            paragraph=given.get("paragraph", ""),
            reason=given.get("reason", ""),
            stage=given.get("stage"),
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return show_case(request, uuid, AnswerForm(), meeting=form)
    messages.success(request, _("The decision is written down."))
    return redirect("case", uuid)

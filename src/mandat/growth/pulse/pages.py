"""The pulse: one tap, and a way to take it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import one_figure, reader_of
from mandat.growth.pages import need, tell
from mandat.growth.pulse import actions


@require_POST
def pulse(request: HttpRequest) -> HttpResponse:
    """Save one tap."""
    need("pulse")
    try:
        value = one_figure(request.POST.get("answer", ""))
        actions.answer_pulse(reader_of(request), value=value, at=clock.now())
    except RefusedError as error:
        tell(request, error)
    else:
        undo = f"undo:{reverse('pulse-undo')}"
        messages.success(request, _("Saved. Nobody sees your answer."), extra_tags=undo)
    return redirect("today")


@require_POST
def undo_pulse(request: HttpRequest) -> HttpResponse:
    """Take back this week's tap."""
    try:
        actions.undo_pulse(reader_of(request), at=clock.now())
        messages.success(request, _("Your answer is gone."))
    except RefusedError as error:
        tell(request, error)
    return redirect("today")


@require_POST
def by_mail(request: HttpRequest) -> HttpResponse:
    """Have the week's question by mail, or not any more."""
    need("pulse")
    wanted = request.POST.get("do") == "on"
    on = _("The question comes by mail once a week. Every mail has a link that stops it.")
    try:
        actions.ask_by_mail(reader_of(request), wanted=wanted)
        messages.success(request, on if wanted else _("The question no longer comes by mail."))
    except RefusedError as error:
        tell(request, error)
    return redirect("today")

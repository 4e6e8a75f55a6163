"""A hand-over that rests, and a break from it: what the buttons on its page do."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from mandat.handover.resting import actions
from mandat.handover.resting.forms import BreakForm, PauseForm
from mandat.web.walk.proposals import answer, press


@require_POST
def pause(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Let it rest until a day, with a reason."""
    thanks = gettext_lazy("It rests, and goes on by itself on the day you chose.")
    return answer(request, handover, "pause_form", PauseForm(request.POST), _pause, thanks=thanks)


def _pause(form: PauseForm, reader: UUID, handover: UUID, at: datetime) -> None:
    reason = form.cleaned_data["reason"]
    actions.pause_handover(reader, handover=handover, until=form.moment(), reason=reason, at=at)


@require_POST
def take_break(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Leave it unused oneself until a day."""
    thanks = gettext_lazy("Have a good break. No cases come to you from this meanwhile.")
    return answer(request, handover, "break_form", BreakForm(request.POST), _break, thanks=thanks)


def _break(form: BreakForm, reader: UUID, handover: UUID, at: datetime) -> None:
    actions.take_break(reader, handover=handover, until=form.moment(), at=at)


@require_POST
def resume(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Let it hold again now."""
    thanks = _("It goes on. Undecided cases go to those who use it again.")
    return press(
        request,
        handover,
        lambda p, at: actions.resume_handover(p, handover=handover, at=at),
        thanks,
    )


@require_POST
def end_break(request: HttpRequest, handover: UUID) -> HttpResponse:
    """Use it again now."""
    thanks = _("Welcome back. Cases come to you again.")
    return press(
        request, handover, lambda p, at: actions.end_break(p, handover=handover, at=at), thanks
    )

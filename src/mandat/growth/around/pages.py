"""How much can you decide for yourself, before and after this hand-over?"""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import back_to, one_figure, reader_of
from mandat.growth.around import actions, queries, rules
from mandat.growth.pages import need, tell


def around(request: HttpRequest, handover: UUID, moment: rules.Moment) -> HttpResponse:
    """Ask one person, if it is asked of them; one tap answers."""
    need("before_after")
    asked = queries.around_asked(reader_of(request), clock.now())
    due = next((d for d in asked if (d.handover, d.moment) == (handover, moment)), None)
    if due is None:
        raise Http404
    if request.method == "POST":
        return _answered(request, due)
    return render(request, "growth/around/ask.html", {"due": due})


def _answered(request: HttpRequest, due: queries.AroundDue) -> HttpResponse:
    rather_not = "rather-not" in request.POST
    value = None if rather_not else one_figure(request.POST.get("answer", ""))
    of = {"handover": due.handover, "moment": due.moment}
    try:
        actions.answer_around(reader_of(request), **of, value=value, at=clock.now())  # type: ignore[arg-type]
    except RefusedError as error:
        tell(request, error)
        return redirect("around", due.handover, due.moment)
    undo = f"undo:{reverse('around-undo', args=[due.handover, due.moment])}"
    messages.success(request, _("Saved. Nobody sees your answer."), extra_tags=undo)
    return redirect(back_to(request, reverse("today")))


@require_POST
def undo(request: HttpRequest, handover: UUID, moment: rules.Moment) -> HttpResponse:
    """Take one's answer back."""
    try:
        actions.undo_around(reader_of(request), handover=handover, moment=moment, at=clock.now())
        messages.success(request, _("Your answer is gone."))
    except RefusedError as error:
        tell(request, error)
    return redirect("today")

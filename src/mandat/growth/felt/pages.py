"""How does this hand-over feel?"""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import one_figure, posted, reader_of
from mandat.growth.around.queries import around_due
from mandat.growth.felt import actions, queries
from mandat.growth.felt.forms import FeltForm
from mandat.growth.pages import INVALID, need


def felt(request: HttpRequest, handover: UUID, part: str) -> HttpResponse:
    """Ask one person how a hand-over feels, if it is asked of them."""
    need("felt")
    reader, at = reader_of(request), clock.now()
    due = next(
        (d for d in queries.felt_due(reader, at) if (d.handover, d.part) == (handover, part)), None
    )
    if due is None:
        raise Http404
    form = FeltForm(posted(request))
    if request.method == "POST" and _answer_felt(request, due, form):
        messages.success(request, _("Thank you."))
        return _go_on(reader, handover, at)
    status = INVALID if form.errors else 200
    return render(request, "growth/felt/form.html", {"due": due, "form": form}, status=status)


def _go_on(reader: UUID, handover: UUID, at: datetime) -> HttpResponse:
    """Go on to the other question about the same hand-over, if it is asked, else to Today."""
    asked = (d for d in around_due(reader, at) if (d.handover, d.moment) == (handover, "after"))
    return redirect("around", handover, "after") if any(asked) else redirect("today")


def _answer_felt(request: HttpRequest, due: queries.FeltDue, form: FeltForm) -> bool:
    # What is missing the action tells; what no field can hold stops here.
    if not form.is_valid():
        return False
    given = form.cleaned_data
    rather_not = "rather-not" in request.POST
    try:
        actions.answer_felt(
            reader_of(request),
            handover=due.handover,
            part=due.part,
            value=None if rather_not else one_figure(given["answer"]),
            words=given["words"],
            by_name=given["by_name"],
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return False
    return True

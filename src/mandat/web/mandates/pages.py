"""A mandate's page, and what whoever gave it can do there."""

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.moments import day_to_come
from mandat.common.phrases import explain
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.power import actions
from mandat.services.actions import take_over_case
from mandat.web.mandates.page import mandate_page


def mandate(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Show a mandate: from where, within what, and what it has given."""
    page = mandate_page(reader_of(request), mandate_id, clock.now())
    if page is None:
        raise Http404
    return render(request, "web/mandate.html", {"page": page})


@require_POST
def withdraw(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Withdraw a mandate one gave."""
    return _done(
        request,
        mandate_id,
        actions.withdraw_mandate,
        _("The mandate is withdrawn. Rulings made stand."),
    )


@require_POST
def accept(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Say yes to a mandate that waits for it."""
    return _done(request, mandate_id, actions.accept_mandate, _("Thank you. You can use it now."))


@require_POST
def decline(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Say no to a mandate that waits for a yes."""
    return _done(
        request, mandate_id, actions.decline_mandate, _("Noted. You will not be asked again.")
    )


@require_POST
def hand_back(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Leave a mandate unused."""
    return _done(request, mandate_id, actions.hand_back_mandate, _("You have handed it back."))


@require_POST
def take_up(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Use a mandate again after having handed it back."""
    return _done(request, mandate_id, actions.take_up_mandate, _("Thank you. You can use it now."))


@require_POST
def look_over(request: HttpRequest, mandate_id: UUID) -> HttpResponse:
    """Say that a mandate goes on, and when to look it over next."""
    day = day_to_come(request.POST.get("review_on", ""))

    def act(person: UUID, *, mandate: UUID, at: datetime) -> None:
        actions.look_over_mandate(person, mandate=mandate, review_on=day or at, at=at)

    return _done(request, mandate_id, act, _("Done. It goes on."))


@require_POST
def take_over(request: HttpRequest, mandate_id: UUID, case: UUID) -> HttpResponse:
    """Take one case over from those it was given to."""
    reason = request.POST.get("reason", "")
    try:
        take_over_case(reader_of(request), case=case, reason=reason, at=clock.now())
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, explain(refusal))
        return redirect("mandate", mandate_id)
    messages.success(request, _("The case is yours. Those who had it have been told."))
    return redirect("case", case)


def _done(
    request: HttpRequest, mandate_id: UUID, act: Callable[..., None], thanks: str
) -> HttpResponse:
    if mandate_page(reader_of(request), mandate_id, clock.now()) is None:
        raise Http404
    try:
        act(reader_of(request), mandate=mandate_id, at=clock.now())
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, explain(refusal))
    else:
        messages.success(request, thanks)
    return redirect("mandate", mandate_id)

"""Substitutes that the delegation order names: standing ready, and leaving it to them."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.moments import midnight
from mandat.common.phrases import explain
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.power import actions
from mandat.power.forms import AwayForm

Act = Callable[[UUID, datetime], object]


@require_POST
def ready(request: HttpRequest, of_role: UUID, by_role: UUID) -> HttpResponse:
    """Say yes to standing in where the order names one's role."""

    def act(person: UUID, at: datetime) -> None:
        actions.stand_ready(person, of_role=of_role, by_role=by_role, at=at)

    return _done(request, act, _("Thank you. You stand in when they cannot decide."))


@require_POST
def stop(request: HttpRequest, of_role: UUID, by_role: UUID) -> HttpResponse:
    """Stand ready no longer."""

    def act(person: UUID, at: datetime) -> None:
        actions.stand_down(person, of_role=of_role, by_role=by_role, at=at)

    return _done(request, act, _("Done. It has ended."))


@require_POST
def away(request: HttpRequest) -> HttpResponse:
    """Leave what one decides to those the order names, for a time."""
    form = AwayForm(request.POST)
    if not form.is_valid():
        for error in (e for errors in form.errors.values() for e in errors):
            messages.warning(request, str(error))
        return redirect("standing-in")
    given = form.cleaned_data
    first, last = given.get("since"), given.get("until")

    def act(person: UUID, at: datetime) -> None:
        begins = midnight(first) if first else at
        ends = midnight(last + timedelta(days=1)) if last else None
        actions.leave_to_named(person, since=begins, until=ends, at=at)

    return _done(request, act, _("Noted. Those the order names decide meanwhile."))


@require_POST
def back(request: HttpRequest) -> HttpResponse:
    """Decide oneself again."""

    def act(person: UUID, at: datetime) -> None:
        actions.come_back(person, at=at)

    return _done(request, act, _("Welcome back. You decide again."))


def _done(request: HttpRequest, act: Act, thanks: str) -> HttpResponse:
    try:
        act(reader_of(request), clock.now())
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, explain(refusal))
    else:
        messages.success(request, thanks)
    return redirect("standing-in")

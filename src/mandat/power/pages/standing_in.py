"""While one is away or in conflict: who stands in, and what one has declared."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.moments import midnight
from mandat.common.phrases import explain
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.common.requests import reader_of
from mandat.power import actions, queries
from mandat.power.forms import ConflictForm, SubstituteForm, TieForm

INVALID = 422


def show(request: HttpRequest) -> HttpResponse:
    """Show one's own substitutes and conflicts, and the forms for more."""
    return _render(request, SubstituteForm(), ConflictForm())


def _render(
    request: HttpRequest, ask: SubstituteForm, conflict: ConflictForm, tie: TieForm | None = None
) -> HttpResponse:
    page, tie = queries.standing_in_page(reader_of(request), clock.now()), tie or TieForm()
    shown: dict[str, Any] = {"page": page, "ask": ask, "conflict": conflict, "tie": tie}
    shown["named"] = queries.named_page(reader_of(request), clock.now())
    wrong = bool(ask.errors or conflict.errors or tie.errors)
    return render(request, "power/standing_in.html", shown, status=INVALID if wrong else 200)


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask somebody to stand in."""
    form, now = SubstituteForm(request.POST), clock.now()
    if not form.is_valid():  # a last day that cannot be read never means for ever
        return _render(request, form, ConflictForm())
    given = form.cleaned_data
    last = given.get("until")
    try:
        actions.ask_substitute(
            reader_of(request),
            person=_named(given.get("person", "")),
            ground=given.get("ground", ""),
            since=midnight(given["since"]) if given.get("since") else now,
            until=midnight(last + timedelta(days=1)) if last else None,
            words=given.get("words", ""),
            at=now,
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return _render(request, form, ConflictForm())
    messages.success(request, _("Asked. It holds as soon as they have said yes."))
    return redirect("standing-in")


@require_POST
def declare(request: HttpRequest) -> HttpResponse:
    """Declare a conflict of interest with somebody."""
    form = ConflictForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        about = _named(given.get("about", ""))
        if about is None:
            raise BadInputError(Refusal("power.substitute_unknown", field="about"))
        actions.declare_conflict(
            reader_of(request), about=about, words=given.get("why", ""), at=clock.now()
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return _render(request, SubstituteForm(), form)
    messages.success(request, _("Noted. Cases about them go to others."))
    return redirect("standing-in")


@require_POST
def declare_tie(request: HttpRequest) -> HttpResponse:
    """Declare a tie to a company or association."""
    form = TieForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    try:
        actions.declare_tie(
            reader_of(request),
            counterparty=given.get("counterparty", ""),
            words=given.get("tie_words", ""),
            at=clock.now(),
        )
    except RefusedError as error:
        form.refuse(error.refusals)
        return _render(request, SubstituteForm(), ConflictForm(), form)
    messages.success(request, _("Noted. Cases with them go to others."))
    return redirect("standing-in")


@require_POST
def accept(request: HttpRequest, substitution: UUID) -> HttpResponse:
    """Say yes to standing in."""

    def act(person: UUID, at: datetime) -> None:
        actions.accept_substitution(person, substitution=substitution, at=at)

    return _done(request, act, _("Thank you. You stand in for them."))


@require_POST
def end(request: HttpRequest, substitution: UUID) -> HttpResponse:
    """Be back, stop, or say no."""

    def act(person: UUID, at: datetime) -> None:
        actions.end_substitution(person, substitution=substitution, at=at)

    return _done(request, act, _("Done. It has ended."))


@require_POST
def end_conflict(request: HttpRequest, conflict: UUID) -> HttpResponse:
    """Say that a conflict does not hold any more."""

    def act(person: UUID, at: datetime) -> None:
        actions.end_conflict(person, conflict=conflict, at=at)

    return _done(request, act, _("Done. It has ended."))


def _done(request: HttpRequest, act: Callable[[UUID, datetime], None], thanks: str) -> HttpResponse:
    try:
        act(reader_of(request), clock.now())
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, explain(refusal))
    else:
        messages.success(request, thanks)
    return redirect("standing-in")


def _named(text: str) -> UUID | None:
    found = queries.people_called(text.strip()) if text.strip() else ()
    return found[0].id if len(found) == 1 else None

"""The place to celebrate."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.phrases import say
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.celebrate import actions, queries
from mandat.growth.celebrate.forms import CelebrateForm
from mandat.growth.journey.queries import StepLine

INVALID = 422


def celebrate(request: HttpRequest) -> HttpResponse:
    """Show what went well."""
    page = queries.celebrate_page(reader_of(request), clock.now())
    return render(request, "growth/celebrate/celebrate.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Tell what went well; `step` in the address begins with a finished step of one's own."""
    reader, at = reader_of(request), clock.now()
    step = _step(request, reader)
    initial = {"words": step.what if step else ""}
    form = CelebrateForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        given: dict[str, Any] = dict(form.cleaned_data)
        try:
            actions.celebrate(reader, **given, step=step.id if step else None, at=at)
        except RefusedError as error:
            form.refuse(error.refusals)
        else:
            said = _("It is shown when they have said yes.") if given["thanks"] else _("Shared.")
            messages.success(request, said)
            return redirect("celebrate")
    shown = {"form": form, "step": step}
    status = INVALID if form.errors else 200
    return render(request, "growth/celebrate/new.html", shown, status=status)


def _step(request: HttpRequest, reader: UUID) -> StepLine | None:
    try:
        wanted = UUID(request.GET["step"])
    except (KeyError, ValueError):
        return None
    found = queries.step_to_share(wanted, reader, clock.now())
    if found is None:
        raise Http404
    return found


@require_POST
def answer(request: HttpRequest, celebrated: UUID) -> HttpResponse:
    """Say whether thanks to oneself may be shown."""
    yes = request.POST.get("answer") == "yes"
    said = _("Thank you. Now everyone can read it.") if yes else _("Noted. Nobody is told.")
    try:
        actions.answer_thanks(reader_of(request), celebrated=celebrated, yes=yes)
    except RefusedError as error:
        raise Http404 from error
    messages.success(request, said)
    return redirect("celebrate")


@require_POST
def take_away(request: HttpRequest, celebrated: UUID) -> HttpResponse:
    """Take away what one told, or thanks to oneself."""
    try:
        actions.take_away(reader_of(request), celebrated=celebrated)
    except RefusedError as error:
        raise Http404 from error
    messages.success(request, _("It is no longer shown."))
    return redirect("celebrate")


@require_POST
def applaud(request: HttpRequest, of: UUID) -> HttpResponse:
    """Applaud with one tap, or take the tap back."""
    try:
        actions.applaud(reader_of(request), of=of, at=clock.now())
    except RefusedError as error:
        for refusal in error.refusals:
            messages.warning(request, say(refusal))
    answer = redirect("celebrate")
    answer["Location"] += f"#well-{of}"
    return answer

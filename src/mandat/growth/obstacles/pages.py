"""Pages of obstacles: say what holds one, and get the help that fits."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.common.requests import reader_of
from mandat.growth.journey.queries import companions_of
from mandat.growth.obstacles import actions, queries
from mandat.growth.obstacles.forms import ObstacleForm

INVALID = 422


def _named(request: HttpRequest, key: str) -> UUID | None:
    """Return an identity from the address or the form; something else is not there."""
    text = request.GET.get(key, "")
    try:
        return UUID(text) if text else None
    except ValueError:
        raise Http404 from None


def obstacles(request: HttpRequest) -> HttpResponse:
    """Show what one has named, and what is shown to one as a companion."""
    lines = queries.obstacles_of(reader_of(request))
    own, shown = [one for one in lines if one.own], [one for one in lines if not one.own]
    context = {"own": own, "shown": shown}
    return render(request, "growth/obstacles/obstacles.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Ask what holds one; `draft` or `handover` in the address says where one comes from."""
    reader, at = reader_of(request), clock.now()
    ties = {key: _named(request, key) for key in ("draft", "handover")}
    start = queries.start_from(reader, ties["draft"], ties["handover"], at)
    if start is None:
        raise Http404
    initial = {"side": start.side, "kinds": start.kinds, "words": start.words}
    data = request.POST if request.method == "POST" else None
    form = ObstacleForm(data, initial=initial, companions=companions_of(reader))
    if form.is_bound and form.is_valid():
        obstacle = _keep(request, form, ties)
        if obstacle is not None:
            return redirect("obstacle", obstacle)
    status = INVALID if form.errors else 200
    return render(request, "growth/obstacles/new.html", {"form": form}, status=status)


def _keep(request: HttpRequest, form: ObstacleForm, ties: dict[str, UUID | None]) -> UUID | None:
    given: dict[str, Any] = ties | {
        key: form.cleaned_data[key]
        for key in ("kinds", "words", "side", "counted")
        if key in form.cleaned_data
    }
    reader = reader_of(request)
    try:
        obstacle = actions.name_obstacle(reader, **given, at=clock.now())
        if form.shown_to() is not None:
            actions.show_obstacle(reader, obstacle=obstacle, to=form.shown_to())
    except RefusedError as error:
        form.refuse(error.refusals)
        return None
    return obstacle


def obstacle(request: HttpRequest, obstacle: UUID) -> HttpResponse:
    """Show what holds somebody, with help; to its owner, or to the companion they chose."""
    page = queries.obstacle_page(obstacle, reader_of(request), clock.now())
    if page is None:
        raise Http404
    return render(request, "growth/obstacles/obstacle.html", {"page": page})


@require_POST
def show(request: HttpRequest, obstacle: UUID) -> HttpResponse:
    """Show it to a companion, or to nobody."""
    try:
        text = request.POST.get("to", "")
        to = UUID(text) if text else None
        actions.show_obstacle(reader_of(request), obstacle=obstacle, to=to)
    except (ValueError, RefusedError):
        raise Http404 from None
    messages.success(request, _("Saved."))
    return redirect("obstacle", obstacle)


@require_POST
def erase(request: HttpRequest, obstacle: UUID) -> HttpResponse:
    """Erase it."""
    try:
        actions.erase_obstacle(reader_of(request), obstacle=obstacle, at=clock.now())
    except RefusedError:
        raise Http404 from None
    messages.success(request, _("Erased."))
    return redirect("obstacles")

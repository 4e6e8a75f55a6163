"""Pages of experiments."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mandat.common import clock
from mandat.common.moments import local_day
from mandat.common.requests import posted, reader_of
from mandat.growth.purpose import actions, queries
from mandat.growth.purpose.forms import ExperimentForm, LearningForm
from mandat.growth.purpose.pages.shared import do, done, show, there
from mandat.growth.purpose.rules import USUAL_EXPERIMENT
from mandat.power import queries as power
from mandat.power.queries import CirclePlace


def experiments(request: HttpRequest) -> HttpResponse:
    """Show what is being tried, and what earlier experiments taught."""
    page = queries.experiments_page(reader_of(request), clock.now())
    return render(request, "growth/purpose/experiments.html", {"page": page})


def new(request: HttpRequest) -> HttpResponse:
    """Start an experiment in a circle of one's own; `from` begins with an earlier one."""
    reader, at = reader_of(request), clock.now()
    circles = _own(reader, at)
    form = ExperimentForm(posted(request), initial=_initial(request, circles, at), circles=circles)
    begun: list[UUID] = []

    def start() -> None:
        circle = UUID(form.cleaned_data["circle"])
        trying = form.trying()
        begun.append(actions.start_experiment(reader, circle=circle, trying=trying, at=at))

    if done(request, form, start):
        messages.success(request, _("It has begun. Tell the others what you try."))
        return redirect("experiment", begun[0])
    return show(request, "experiment_form", form, circles=circles)


def _own(reader: UUID, at: datetime) -> list[CirclePlace]:
    """Return one's circles, the innermost first."""
    own = queries.own_circles(reader, at)
    return [c for c in reversed(power.circle_places()) if c.id in own]


def _initial(request: HttpRequest, circles: Sequence[CirclePlace], at: datetime) -> dict[str, Any]:
    ends: date = local_day(at) + USUAL_EXPERIMENT
    wanted = next((c.id for c in circles if c.key == request.GET.get("circle")), None)
    found: dict[str, Any] = {"until": ends, "circle": str(wanted or circles[0].id)}
    try:
        before = queries.experiment(UUID(request.GET["from"]), reader_of(request), at)
    except (KeyError, ValueError):
        before = None
    if before is not None:
        found |= {k: getattr(before, k) for k in ("what", "hope", "how")}
        found["circle"] = str(before.circle)
    return found


def experiment(request: HttpRequest, experiment: UUID) -> HttpResponse:
    """Show one experiment; a post says what it taught."""
    reader, at = reader_of(request), clock.now()
    page = there(queries.experiment(experiment, reader, at))
    if request.method == "POST" and (not page.ours or page.outcome):
        raise Http404
    form = LearningForm(posted(request))

    def learn() -> None:
        actions.end_experiment(reader, experiment=experiment, **form.cleaned_data, at=at)

    if done(request, form, learn):
        messages.success(request, _("Thank you. What you learned can help others."))
        answer = redirect("experiment", experiment)
        if form.cleaned_data["outcome"] == "change":
            answer = redirect("experiment-new")
            answer["Location"] += f"?from={experiment}"
        return answer
    return show(request, "experiment", form, page=page)


@require_POST
def take_away(request: HttpRequest, experiment: UUID) -> HttpResponse:
    """Erase an experiment one began."""
    reader = reader_of(request)
    page = there(queries.experiment(experiment, reader, clock.now()))
    if not page.mine:
        raise Http404
    do(
        request,
        lambda: actions.take_away_experiment(reader, experiment=experiment),
        _("It is erased, with everything written of it."),
    )
    return redirect("experiments")

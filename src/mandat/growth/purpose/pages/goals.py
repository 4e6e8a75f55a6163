"""Pages of far goals."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.requests import posted, reader_of
from mandat.growth.purpose import actions, queries
from mandat.growth.purpose.forms import GoalForm
from mandat.growth.purpose.pages.shared import done, show, there


def purpose(request: HttpRequest) -> HttpResponse:
    """Show what every circle is for."""
    goals = queries.goals(reader_of(request), clock.now())
    shown = {
        "goals": goals,
        "said": sum(g.goal is not None for g in goals),
        "without": any(g.goal is None and g.may_set for g in goals),
    }
    return render(request, "growth/purpose/purpose.html", shown)


def goal(request: HttpRequest, circle: str) -> HttpResponse:
    """Show a circle's far goal and its earlier wordings."""
    page = there(queries.goal_page(circle, reader_of(request), clock.now()))
    return render(request, "growth/purpose/goal.html", {"page": page})


def set_goal(request: HttpRequest, circle: str) -> HttpResponse:
    """Set a circle's far goal; for those with a role in it."""
    reader, at = reader_of(request), clock.now()
    page = there(queries.goal_page(circle, reader, at))
    if not page.may_set:
        raise Http404
    form = GoalForm(posted(request), initial={"words": page.goal.words if page.goal else ""})

    def keep() -> None:
        actions.set_goal(reader, circle=page.circle.id, words=form.cleaned_data["words"], at=at)

    if done(request, form, keep):
        messages.success(request, _("Everyone can read it now. Earlier wordings are kept."))
        return redirect("circle", circle)
    return show(request, "goal_form", form, page=page)

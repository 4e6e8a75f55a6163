"""Pages of commitments; what they are and what binds is the business of hand-overs."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from mandat.common import clock
from mandat.common.moments import local_day
from mandat.common.requests import posted, reader_of
from mandat.growth.purpose.forms import CommitmentForm, EndCommitmentForm
from mandat.growth.purpose.pages.shared import done, show, there
from mandat.growth.purpose.queries import goal_page
from mandat.handover import actions
from mandat.handover.queries import commitments as queries
from mandat.power import queries as power
from mandat.power.queries import Names


def commitments(request: HttpRequest) -> HttpResponse:
    """Show every commitment, those that hold first."""
    reader, at = reader_of(request), clock.now()
    held = {role.circle for role in power.roles_of(reader, at)}
    shown = {
        "commitments": queries.commitments(at),
        "circles": [c for c in power.circle_places() if c.id in held],
    }
    return render(request, "growth/purpose/commitments.html", shown)


def commitment(request: HttpRequest, commitment: UUID) -> HttpResponse:
    """Show one commitment, and the proposals that have answered to it."""
    page = there(queries.commitment_page(commitment, reader_of(request), clock.now()))
    return render(request, "growth/purpose/commitment.html", {"page": page})


def make(request: HttpRequest, circle: str) -> HttpResponse:
    """Write down what a circle has promised; for those with a role in it."""
    reader, at = reader_of(request), clock.now()
    page = there(goal_page(circle, reader, at))
    if not page.may_set:
        raise Http404
    form = CommitmentForm(posted(request), initial={"on": local_day(at)}, matters=_matters())
    found: list[UUID] = []

    def keep() -> None:
        made, matters, of = form.made(), form.chosen(), page.circle.id
        found.append(actions.make_commitment(reader, circle=of, made=made, matters=matters, at=at))

    if done(request, form, keep):
        messages.success(request, _("It holds, and stands in the record."))
        return redirect("commitment", found[0])
    return show(request, "commitment_form", form, circle=page.circle)


def end(request: HttpRequest, commitment: UUID) -> HttpResponse:
    """End a commitment before its time, with a reason and what holds instead."""
    reader, at = reader_of(request), clock.now()
    page = there(queries.commitment_page(commitment, reader, at))
    if not page.may_end:
        raise Http404
    form = EndCommitmentForm(posted(request), initial={"on": local_day(at)}, matters=_matters())
    found: list[UUID] = []

    def replace() -> None:
        reason, made, matters = form.cleaned_data["reason"], form.made(), form.chosen()
        found.append(
            actions.replace_commitment(
                reader, commitment=commitment, reason=reason, made=made, matters=matters, at=at
            )
        )

    if done(request, form, replace):
        messages.success(request, _("The earlier one has ended, and this holds instead."))
        return redirect("commitment", found[0])
    return show(request, "commitment_end", form, page=page)


def _matters() -> list[tuple[UUID, Names]]:
    return [(m.id, m.name) for m in power.matters()]

"""Steps that cases must pass: since when, who decides there, and the day they are looked over."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Min

from mandat.power import models
from mandat.power.queries.views import Names


@dataclass(frozen=True)
class StepView:
    """One step of a matter. `since`: when it began, as far as is known."""

    id: UUID
    name: Names
    matter: UUID
    matter_key: str
    matter_name: Names
    since: datetime
    review_on: str


def steps(stage: UUID | None = None) -> tuple[StepView, ...]:
    """Return every step at which somebody decides, or one of them; one query.

    Where nothing says when a step began, it is when the first mandate there did.
    """
    rows = models.Stage.objects.select_related("matter").filter(matter__secrecy="")
    if stage is not None:
        rows = rows.filter(uuid=stage)
    dated = rows.annotate(first=Min("mandates__since")).exclude(first=None).order_by("pk")
    columns = ("uuid", "name", "matter__uuid", "matter__key", "matter__name", "review_on")
    return tuple(
        StepView(uuid, name, matter, key, called, since or first, review_on)
        for uuid, name, matter, key, called, review_on, since, first in dated.values_list(
            *columns, "since", "first"
        )
    )


def stage_of(mandate: UUID) -> tuple[UUID, Names, datetime] | None:
    """Return a mandate's matter, what it is called and since when it holds."""
    rows = models.Mandate.objects.filter(uuid=mandate)
    return rows.values_list("matter__uuid", "matter__name", "since").first()


def deciders_at(stage: UUID, at: datetime) -> frozenset[UUID]:
    """Return who holds a mandate at a step, by name or by a role."""
    in_force = models.Mandate.objects.filter(stage__uuid=stage, since__lte=at).exclude(
        until__lte=at
    )
    named = in_force.exclude(person=None).values_list("person__uuid", flat=True)
    roles = in_force.exclude(role=None).values_list("role", flat=True)
    held = models.Holding.objects.filter(role__in=roles, since__lte=at).exclude(until__lte=at)
    return frozenset(named) | frozenset(held.values_list("person__uuid", flat=True))

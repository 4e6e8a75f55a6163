"""Who has been asked to take a mandate on, and what they said (rule 10)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q

from mandat.power import models
from mandat.power.queries.mandates import in_force, mandate_views
from mandat.power.queries.views import MandateView, PersonView

Said = Literal["none", "asked", "no", "yes", "office", "handed_back"]
"""Where a reader stands to a mandate. `none`: not theirs. `office`: it came with their role."""


def asked_to_take(person: UUID, at: datetime) -> tuple[MandateView, ...]:
    """Return the mandates that wait for a person's yes and have had no answer, oldest first."""
    roles = models.Holding.objects.filter(in_force(at), person__uuid=person).values("role")
    accepted = models.Acceptance.objects.filter(in_force(at), person__uuid=person)
    declined = models.Declined.objects.filter(person__uuid=person)
    return mandate_views(
        models.Mandate.objects.filter(
            in_force(at),
            Q(person__uuid=person, while_role=None)
            | Q(person__uuid=person, while_role__in=roles)
            | Q(role__in=roles),
            by_acceptance=True,
            handover=None,
        )
        .exclude(pk__in=accepted.values("mandate"))
        .exclude(pk__in=declined.values("mandate"))
    )


@dataclass(frozen=True)
class Answers:
    """What the holders of a mandate have said: for whoever gave it, and nobody else."""

    waiting: tuple[PersonView, ...]
    no: tuple[PersonView, ...]
    handed_back: tuple[PersonView, ...]


def said_of(reader: UUID, mandate: MandateView, at: datetime) -> Said:
    """Return what the reader has said of a mandate that did not come with a hand-over."""
    if mandate.handover is not None or reader not in _holders(mandate, at):
        return "none"
    here = Q(mandate__uuid=mandate.id, person__uuid=reader)
    if not mandate.by_acceptance:
        back = models.HandedBack.objects.filter(in_force(at), here).exists()
        return "handed_back" if back else "office"
    if models.Acceptance.objects.filter(in_force(at), here).exists():
        return "yes"
    return "no" if models.Declined.objects.filter(here).exists() else "asked"


def answers_to(mandate: MandateView, at: datetime) -> Answers:
    """Return who has not answered, who said no and who handed it back; four queries."""
    holders = _holders(mandate, at)
    here = Q(mandate__uuid=mandate.id)
    declined = models.Declined.objects.filter(here).values_list("person__uuid", flat=True)
    no = set(declined) & holders
    back = models.HandedBack.objects.filter(in_force(at), here)
    handed = set(back.values_list("person__uuid", flat=True)) & holders
    accepted = models.Acceptance.objects.filter(in_force(at), here)
    yes = set(accepted.values_list("person__uuid", flat=True))
    waiting = holders - yes - no if mandate.by_acceptance else set()
    return Answers(_named(waiting), _named(no), _named(handed))


def _named(people: Collection[UUID]) -> tuple[PersonView, ...]:
    if not people:
        return ()
    rows = models.Person.objects.filter(uuid__in=people).order_by("name")
    return tuple(PersonView(*row) for row in rows.values_list("uuid", "name"))


def _holders(mandate: MandateView, at: datetime) -> set[UUID]:
    """Return the person named, while their assignment lasts, or those who hold the role."""
    if mandate.holder.person is not None and mandate.while_role is None:
        return {mandate.holder.person.id}
    roles = [r for r in (mandate.while_role or mandate.holder.role,) if r is not None]
    rows = models.Holding.objects.filter(in_force(at), role__uuid__in=roles)
    held = set(rows.values_list("person__uuid", flat=True))
    return held if mandate.holder.person is None else held & {mandate.holder.person.id}

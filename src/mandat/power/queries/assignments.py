"""Which assignment a person's mandate came with, and ends with (rule 7)."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from mandat.power import models
from mandat.power.queries.mandates import in_force


def roles_held(people: Iterable[UUID], at: datetime) -> dict[UUID, tuple[UUID, ...]]:
    """Return the roles each of these people holds at a time, in the order they came to them."""
    rows = models.Holding.objects.filter(in_force(at), person__uuid__in=list(people))
    found: dict[UUID, tuple[UUID, ...]] = {}
    for person, role in rows.order_by("pk").values_list("person__uuid", "role__uuid"):
        found[person] = (*found.get(person, ()), role)
    return found


def assignment_of(person: UUID, circle: UUID, at: datetime) -> UUID | None:
    """Return the role that a mandate given to a person now comes with; None: it stays.

    It is their only role, or else their first in the circle that the matter lies in.
    """
    rows = models.Holding.objects.filter(in_force(at), person__uuid=person).order_by("pk")
    held = list(rows.values_list("role__uuid", "role__circle__uuid"))
    if len(held) == 1:
        return held[0][0]
    return next((role for role, home in held if home == circle), None)

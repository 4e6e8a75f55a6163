"""Roles with mandates that nobody holds, and who may ask somebody to stand in (rule 22)."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models
from mandat.power.queries.mandates import in_force, is_giver


def is_vacant(role: UUID, at: datetime) -> bool:
    """Tell whether nobody holds a role."""
    return not models.Holding.objects.filter(in_force(at), role__uuid=role).exists()


def may_fill(person: UUID, role: UUID, at: datetime) -> bool:
    """Tell whether somebody may ask a substitute for a role that nobody holds.

    Those who gave it a mandate may, and those with a role in the circle that its own lies in.
    """
    row = models.Role.objects.select_related("circle__parent").get(uuid=role)
    above = row.circle.parent or row.circle
    held = models.Holding.objects.filter(in_force(at), person__uuid=person, role__circle=above)
    if held.exists():
        return True
    given = models.Mandate.objects.filter(in_force(at), Q(role=row))
    return any(is_giver(person, m, at) for m in given.values_list("uuid", flat=True)[:100])

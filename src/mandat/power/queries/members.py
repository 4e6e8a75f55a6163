"""Who has a role where, and the whole structure as proposals are checked against it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from mandat.power import models
from mandat.power.queries.mandates import in_force


def members_of(circles: Collection[UUID], at: datetime) -> dict[UUID, datetime]:
    """Return who holds a role in any of these circles, and since when."""
    held = models.Holding.objects.filter(in_force(at), role__circle__uuid__in=list(circles))
    return dict(held.order_by("-since").values_list("person__uuid", "since"))


def bodies() -> frozenset[UUID]:
    """Return the circles that adopt some matter."""
    rows = models.Matter.objects.filter(adopted_by__isnull=False)
    return frozenset(rows.values_list("adopted_by__uuid", flat=True))

"""Who has a role where, and the whole structure as proposals are checked against it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from mandat.power import models
from mandat.power.queries.mandates import in_force
from mandat.power.queries.views import Names


def members_of(circles: Collection[UUID], at: datetime) -> dict[UUID, datetime]:
    """Return who holds a role in any of these circles, and since when."""
    held = models.Holding.objects.filter(in_force(at), role__circle__uuid__in=list(circles))
    return dict(held.order_by("-since").values_list("person__uuid", "since"))


def bodies() -> frozenset[UUID]:
    """Return the circles that adopt some matter."""
    rows = models.Matter.objects.filter(adopted_by__isnull=False)
    return frozenset(rows.values_list("adopted_by__uuid", flat=True))


def peopled(at: datetime) -> frozenset[UUID]:
    """Return the circles in which somebody holds a role."""
    held = models.Holding.objects.filter(in_force(at))
    return frozenset(held.values_list("role__circle__uuid", flat=True).distinct())


def role_places() -> dict[UUID, tuple[str, Names, UUID]]:
    """Return every role's key, name and circle, in the order they were formed."""
    rows = models.Role.objects.order_by("pk").values_list("uuid", "key", "name", "circle__uuid")
    return {uuid: (key, name, circle) for uuid, key, name, circle in rows}


def holders_of(roles: Collection[UUID], at: datetime) -> dict[UUID, frozenset[UUID]]:
    """Return who holds each of these roles."""
    held = models.Holding.objects.filter(in_force(at), role__uuid__in=list(roles))
    found: dict[UUID, frozenset[UUID]] = {}
    for role, person in held.values_list("role__uuid", "person__uuid"):
        found[role] = found.get(role, frozenset()) | {person}
    return found


def memberships(circles: Collection[UUID], at: datetime) -> tuple[tuple[UUID, UUID, datetime], ...]:
    """Return (circle, person, since) for all who hold a role in any of these circles."""
    held = models.Holding.objects.filter(in_force(at), role__circle__uuid__in=list(circles))
    return tuple(held.values_list("role__circle__uuid", "person__uuid", "since"))

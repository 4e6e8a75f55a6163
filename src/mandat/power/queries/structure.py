"""Reads of circles, roles and who holds them: the map."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet

from mandat.power import models
from mandat.power.queries.mandates import in_force, mandate_views, mandates_at, mandates_of
from mandat.power.queries.people import people
from mandat.power.queries.views import (
    CirclePlace,
    CircleView,
    MandateView,
    MapPage,
    Names,
    PersonPage,
    PersonView,
    RoleView,
)


def map_page(at: datetime) -> MapPage:
    """Return the whole organisation at a time; a constant number of queries."""
    mandates: dict[UUID, list[MandateView]] = {}
    personal: list[MandateView] = []
    for view in mandates_at(at):
        if view.holder.role is None:
            personal.append(view)
        else:
            mandates.setdefault(view.holder.role, []).append(view)
    roles: dict[UUID, list[RoleView]] = {}
    for found in _roles(models.Role.objects.all(), at, mandates):
        roles.setdefault(found.circle, []).append(found)
    rows = list(models.Circle.objects.select_related("parent").order_by("pk"))
    children: dict[UUID | None, list[models.Circle]] = {}
    for row in rows:
        children.setdefault(row.parent.uuid if row.parent else None, []).append(row)

    def build(row: models.Circle) -> CircleView:
        inside = tuple(build(c) for c in children.get(row.uuid, ()))
        return CircleView(row.uuid, row.key, row.name, tuple(roles.get(row.uuid, ())), inside)

    return MapPage(at, tuple(build(c) for c in children.get(None, ())), tuple(personal))


def _roles(
    rows: QuerySet[models.Role], at: datetime, mandates: Mapping[UUID, list[MandateView]]
) -> tuple[RoleView, ...]:
    held = Prefetch(
        "holdings",
        models.Holding.objects.filter(in_force(at)).select_related("person").order_by("pk"),
    )
    return tuple(
        RoleView(
            row.uuid,
            row.key,
            row.name,
            row.circle.uuid,
            tuple(PersonView(h.person.uuid, h.person.name) for h in row.holdings.all()),
            tuple(mandates.get(row.uuid, ())),
        )
        for row in rows.select_related("circle").prefetch_related(held).order_by("pk")
    )


def role(key_or_id: str | UUID, at: datetime) -> RoleView | None:
    """Return a role with its holders and mandates at a time, by key or identity."""
    where = Q(uuid=key_or_id) if isinstance(key_or_id, UUID) else Q(key=key_or_id)
    rows = models.Role.objects.filter(where)
    found = rows.values_list("uuid", flat=True).first()
    if found is None:
        return None
    held = list(mandate_views(models.Mandate.objects.filter(in_force(at), role__in=rows)))
    return _roles(rows, at, {found: held})[0]


def roles_of(person: UUID, at: datetime) -> tuple[RoleView, ...]:
    """Return the roles a person holds at a time, without their mandates."""
    held = models.Holding.objects.filter(in_force(at), person__uuid=person).values("role")
    return _roles(models.Role.objects.filter(pk__in=held), at, {})


def roles_in(circle: UUID, at: datetime) -> tuple[RoleView, ...]:
    """Return the roles of a circle with their holders at a time."""
    return _roles(models.Role.objects.filter(circle__uuid=circle), at, {})


def all_roles(at: datetime) -> tuple[RoleView, ...]:
    """Return every role with its holders at a time."""
    return _roles(models.Role.objects.all(), at, {})


def circle_called(key: str) -> UUID | None:
    """Return the circle with this key."""
    return models.Circle.objects.filter(key=key).values_list("uuid", flat=True).first()


def circle_names() -> dict[UUID, Names]:
    """Return the names of all circles."""
    return dict(models.Circle.objects.values_list("uuid", "name"))


def circle_places() -> tuple[CirclePlace, ...]:
    """Return every circle by itself, in the order they were formed."""
    rows = models.Circle.objects.order_by("pk")
    return tuple(
        CirclePlace(*row) for row in rows.values_list("uuid", "key", "name", "parent__uuid")
    )


def circles_of_roles(roles: Iterable[UUID]) -> tuple[UUID, ...]:
    """Return the circles that roles lie in."""
    rows = models.Role.objects.filter(uuid__in=list(roles))
    return tuple(rows.values_list("circle__uuid", flat=True))


def with_circles_above(circles: Iterable[UUID]) -> frozenset[UUID]:
    """Return circles together with every circle they lie in."""
    parents = dict(models.Circle.objects.values_list("uuid", "parent__uuid"))
    found: set[UUID] = set()
    for circle in circles:
        here: UUID | None = circle
        while here is not None and here not in found:
            found.add(here)
            here = parents.get(here)
    return frozenset(found)


def outermost_circle() -> UUID | None:
    """Return the circle that all others lie in."""
    return models.Circle.objects.filter(parent=None).values_list("uuid", flat=True).first()


def branch_of(person: UUID, at: datetime) -> UUID | None:
    """Return the circle right under the outermost in which a person first came to hold a role.

    None for those who have a role only in the outermost circle, or none.
    """
    parents = dict(models.Circle.objects.values_list("uuid", "parent__uuid"))
    held = models.Holding.objects.filter(in_force(at), person__uuid=person).order_by("pk")
    for circle in held.values_list("role__circle__uuid", flat=True):
        here, above = circle, parents[circle]
        while above is not None and parents[above] is not None:
            here, above = above, parents[above]
        if above is not None:
            return here
    return None


def role_names() -> dict[UUID, Names]:
    """Return the names of all roles."""
    return dict(models.Role.objects.values_list("uuid", "name"))


def person_page(person: UUID, at: datetime) -> PersonPage | None:
    """Return a person's roles and usable mandates at a time."""
    view = people([person]).get(person)
    if view is None:
        return None
    return PersonPage(view, roles_of(person, at), mandates_of(person, at))


def holds_role_in(person: UUID, circle: UUID, at: datetime) -> bool:
    """Tell whether a person holds some role in a circle at a time."""
    return models.Holding.objects.filter(
        in_force(at), person__uuid=person, role__circle__uuid=circle
    ).exists()


def reminded_circles(person: UUID, roles: Collection[str], at: datetime) -> tuple[UUID, ...]:
    """Return the circles whose minutes a person is reminded of (rule 27).

    Those where they hold a role that is named: by its key, or by the key's end after a hyphen, as
    `secretary` names `school-secretary`. In a circle that has no such role, any role there.
    """
    held = models.Holding.objects.filter(in_force(at), person__uuid=person)
    own = list(held.values_list("role__circle__uuid", "role__key"))
    there = models.Role.objects.filter(circle__uuid__in={c for c, _ in own})
    named = {c for c, key in there.values_list("circle__uuid", "key") if _is_named(key, roles)}
    return tuple(dict.fromkeys(c for c, key in own if c not in named or _is_named(key, roles)))


def _is_named(key: str, roles: Collection[str]) -> bool:
    return any(key == role or key.endswith(f"-{role}") for role in roles)


def share_with_mandate(at: datetime) -> tuple[int, int]:
    """Return how many people can use at least one mandate, and how many people there are."""
    now = models.Mandate.objects.filter(in_force(at))
    bodies = now.filter(body__isnull=False).values("body")
    own = now.filter(by_acceptance=False, role__isnull=False).values("role")
    held = models.Holding.objects.filter(Q(role__in=own) | Q(role__circle__in=bodies), in_force(at))
    accepted = models.Acceptance.objects.filter(in_force(at), mandate__in=now)
    leading = models.Person.objects.filter(
        Q(pk__in=now.filter(person__isnull=False, by_acceptance=False).values("person"))
        | Q(pk__in=held.values("person"))
        | Q(pk__in=accepted.values("person"))
    )
    return leading.count(), models.Person.objects.filter(joined__lte=at).count()


def unreviewed(at: datetime) -> tuple[int, int, int]:
    """Return how many mandates are in force, are past their review, and have no day for one."""
    counted = models.Mandate.objects.filter(in_force(at)).aggregate(
        every=Count("pk"),
        past=Count("pk", filter=Q(review_on__lte=at)),
        never=Count("pk", filter=Q(review_on=None, until=None)),
    )
    return counted["every"], counted["past"], counted["never"]


def holders_at(role: UUID, at: datetime) -> tuple[UUID, ...]:
    """Return who holds a role at a time, in the order they came to it."""
    held = models.Holding.objects.filter(in_force(at), role__uuid=role)
    return tuple(held.order_by("pk").values_list("person__uuid", flat=True))

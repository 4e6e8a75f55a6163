"""Substitutes that an adopted order names: for the reader's roles, and by them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models
from mandat.power.queries.mandates import in_force
from mandat.power.queries.views import Names, PersonView


@dataclass(frozen=True)
class NamedPair:
    """The order names one role as substitute for another, in some matters.

    `ready` is the reader's own yes to it, if they have given it.
    """

    of_role: UUID
    of_name: Names
    by_role: UUID
    by_name: Names
    matters: tuple[Names, ...]
    ready: UUID | None = None


@dataclass(frozen=True)
class Ready:
    """Somebody who has said yes to standing in for a role, as the order names theirs to."""

    id: UUID
    person: UUID
    name: str
    by_role: UUID
    of_role: UUID


@dataclass(frozen=True)
class NamedPage:
    """What the reader is named for, who is named for the reader, and since when they are away."""

    by_me: tuple[NamedPair, ...]
    for_me: tuple[tuple[NamedPair, tuple[PersonView, ...]], ...]
    away_until: tuple[datetime | None, ...] = ()
    """One for a time that goes on or is to come; empty when the reader decides themself."""

    @property
    def someone_ready(self) -> bool:
        """Tell whether somebody stands ready for the reader."""
        return any(people for _, people in self.for_me)


def named_pairs(reader: UUID, at: datetime) -> tuple[NamedPair, ...]:
    """Return where the order names the reader's roles as substitutes."""
    mine = _roles_of(reader, at)
    found = [p for p in _pairs(at) if p.by_role in mine]
    ready = {(r.of_role, r.by_role): r.id for r in _ready(found, at) if r.person == reader}
    return tuple(replace(p, ready=ready.get((p.of_role, p.by_role))) for p in found)


def ready_for(reader: UUID, at: datetime) -> tuple[Ready, ...]:
    """Return those who stand ready for the reader's roles, and still hold the role named."""
    mine = _roles_of(reader, at)
    return tuple(r for r in _ready([p for p in _pairs(at) if p.of_role in mine], at)
                 if r.person != reader)  # fmt: skip


def named_page(reader: UUID, at: datetime) -> NamedPage:
    """Return what the order says of substitutes for the reader; a constant number of queries."""
    mine, pairs = _roles_of(reader, at), _pairs(at)
    ready = _ready(pairs, at)
    own = {(r.of_role, r.by_role): r.id for r in ready if r.person == reader}
    rows = models.Substitution.objects.filter(of_person__uuid=reader, by_role__isnull=False)
    return NamedPage(
        tuple(
            replace(p, ready=own.get((p.of_role, p.by_role))) for p in pairs if p.by_role in mine
        ),
        tuple((p, _people(p, ready, reader)) for p in pairs if p.of_role in mine),
        tuple(rows.exclude(until__lte=at).values_list("until", flat=True)[:1]),
    )


def _people(pair: NamedPair, ready: Iterable[Ready], reader: UUID) -> tuple[PersonView, ...]:
    key = (pair.of_role, pair.by_role)
    return tuple(PersonView(r.person, r.name) for r in ready
                 if (r.of_role, r.by_role) == key and r.person != reader)  # fmt: skip


def _roles_of(person: UUID, at: datetime) -> set[UUID]:
    rows = models.Holding.objects.filter(in_force(at), person__uuid=person)
    return set(rows.values_list("role__uuid", flat=True))


def _pairs(at: datetime) -> list[NamedPair]:
    """Return every pair of roles that mandates in force name, in the order they were granted."""
    rows = models.Mandate.objects.filter(in_force(at), role__isnull=False)
    rows = rows.exclude(substitutes=[]).order_by("pk")
    matters: dict[tuple[UUID, UUID], dict[str, Names]] = {}
    columns = ("role__uuid", "substitutes", "matter__key", "matter__name")
    for of, named, key, name in rows.values_list(*columns):
        for by in named:
            matters.setdefault((of, UUID(by)), {})[key] = name
    roles = {role for pair in matters for role in pair}
    names = dict(models.Role.objects.filter(uuid__in=roles).values_list("uuid", "name"))
    return [
        NamedPair(of, names[of], by, names[by], tuple(of_matters.values()))
        for (of, by), of_matters in matters.items()
    ]


def _ready(pairs: Iterable[NamedPair], at: datetime) -> tuple[Ready, ...]:
    """Return who has said yes to a pair and still holds the role it names."""
    keys = {(p.of_role, p.by_role) for p in pairs}
    rows = models.Substitution.objects.filter(
        in_force(at), Q(of_role__uuid__in={of for of, _ in keys}), by_role__isnull=False
    ).order_by("pk")
    columns = ("uuid", "person__uuid", "person__name", "by_role__uuid", "of_role__uuid")
    found = [Ready(*row) for row in rows.values_list(*columns)]
    holds = models.Holding.objects.filter(in_force(at), role__uuid__in={by for _, by in keys})
    holding = set(holds.values_list("person__uuid", "role__uuid"))
    return tuple(
        r for r in found
        if (r.of_role, r.by_role) in keys and (r.person, r.by_role) in holding
    )  # fmt: skip

"""A person's own substitutes, those they stand in for, and their own conflicts of interest."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models
from mandat.power.queries.seats import is_vacant, may_fill
from mandat.power.queries.views import Names, PersonView


@dataclass(frozen=True)
class SubstitutionView:
    """Somebody stands in for somebody, or has been asked to (`accepted` False)."""

    id: UUID
    person: PersonView
    of: PersonView | None
    """None where it is a role that nobody holds."""
    ground: str
    since: datetime
    until: datetime | None
    accepted: bool
    words: str
    role: Names | None = None
    role_key: str = ""


@dataclass(frozen=True)
class ConflictView:
    """A conflict of interest that a person has declared; shown to them alone."""

    id: UUID
    about: PersonView | None
    matter: dict[str, str] | None
    since: datetime
    words: str
    counterparty: str = ""


@dataclass(frozen=True)
class StandingInPage:
    """What one has asked, what one is asked, and what one has declared. For oneself alone."""

    mine: tuple[SubstitutionView, ...]
    for_others: tuple[SubstitutionView, ...]
    conflicts: tuple[ConflictView, ...]


def standing_in_page(reader: UUID, at: datetime) -> StandingInPage:
    """Return the reader's own substitutions and conflicts that are not over; two queries."""
    rows = models.Substitution.objects.filter(
        Q(until=None) | Q(until__gt=at),
        Q(person__uuid=reader) | Q(of_person__uuid=reader),
        by_role=None,
    )
    views = [_view(r) for r in rows.select_related(*_RELATED).order_by("pk")]
    return StandingInPage(
        tuple(v for v in views if v.of is not None and v.of.id == reader),
        tuple(v for v in views if v.person.id == reader),
        _conflicts(reader),
    )


_RELATED = ("person", "of_person", "of_role")


def _view(row: models.Substitution) -> SubstitutionView:
    return SubstitutionView(
        row.uuid,
        PersonView(row.person.uuid, row.person.name),
        PersonView(row.of_person.uuid, row.of_person.name) if row.of_person else None,
        row.ground,
        row.since,
        row.until,
        row.accepted is not None,
        row.words,
        row.of_role.name if row.of_role else None,
        row.of_role.key if row.of_role else "",
    )


@dataclass(frozen=True)
class SeatPage:
    """A role that nobody holds: who stands in, or has been asked, and if the reader may ask."""

    vacant: bool
    may_fill: bool
    standing_in: tuple[SubstitutionView, ...]


def seat_page(reader: UUID, role: UUID, at: datetime) -> SeatPage:
    """Return who stands in for a role while nobody holds it; words only to those who may ask."""
    vacant = is_vacant(role, at)
    fills = vacant and may_fill(reader, role, at)
    rows = models.Substitution.objects.filter(Q(until=None) | Q(until__gt=at), of_role__uuid=role)
    views = [_view(r) for r in rows.select_related(*_RELATED).order_by("pk")] if vacant else []
    seen = (v if fills else replace(v, words="") for v in views if fills or v.accepted)
    return SeatPage(vacant, fills, tuple(seen))


def _conflicts(reader: UUID) -> tuple[ConflictView, ...]:
    rows = models.Conflict.objects.filter(person__uuid=reader, until=None).order_by("pk")
    return tuple(
        ConflictView(
            row.uuid,
            PersonView(row.about.uuid, row.about.name) if row.about else None,
            row.matter.name if row.matter else None,
            row.since,
            row.words,
            row.counterparty,
        )
        for row in rows.select_related("about", "matter")
    )


def asked_to_stand_in(at: datetime) -> tuple[SubstitutionView, ...]:
    """Return those who have been asked and have not answered yet, oldest first; one query."""
    rows = models.Substitution.objects.filter(Q(until=None) | Q(until__gt=at), accepted=None)
    return tuple(_view(r) for r in rows.select_related(*_RELATED).order_by("pk"))


def ended_substitutions() -> list[tuple[UUID, datetime]]:
    """Return substitutions that have an end and still say why, with that end."""
    rows = models.Substitution.objects.filter(until__isnull=False).exclude(words="")
    return [(uuid, until) for uuid, until in rows.values_list("uuid", "until") if until]

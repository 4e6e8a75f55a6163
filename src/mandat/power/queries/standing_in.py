"""A person's own substitutes, those they stand in for, and their own conflicts of interest."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models
from mandat.power.queries.views import PersonView


@dataclass(frozen=True)
class SubstitutionView:
    """Somebody stands in for somebody, or has been asked to (`accepted` False)."""

    id: UUID
    person: PersonView
    of: PersonView
    ground: str
    since: datetime
    until: datetime | None
    accepted: bool
    words: str


@dataclass(frozen=True)
class ConflictView:
    """A conflict of interest that a person has declared; shown to them alone."""

    id: UUID
    about: PersonView | None
    matter: dict[str, str] | None
    since: datetime
    words: str


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
    views = [
        SubstitutionView(
            row.uuid,
            PersonView(row.person.uuid, row.person.name),
            PersonView(row.of_person.uuid, row.of_person.name),
            row.ground,
            row.since,
            row.until,
            row.accepted is not None,
            row.words,
        )
        for row in rows.select_related("person", "of_person").order_by("pk")
        if row.of_person is not None
    ]
    return StandingInPage(
        tuple(v for v in views if v.of.id == reader),
        tuple(v for v in views if v.person.id == reader),
        _conflicts(reader),
    )


def _conflicts(reader: UUID) -> tuple[ConflictView, ...]:
    rows = models.Conflict.objects.filter(person__uuid=reader, until=None).order_by("pk")
    return tuple(
        ConflictView(
            row.uuid,
            PersonView(row.about.uuid, row.about.name) if row.about else None,
            row.matter.name if row.matter else None,
            row.since,
            row.words,
        )
        for row in rows.select_related("about", "matter")
    )

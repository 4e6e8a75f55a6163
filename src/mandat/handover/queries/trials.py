"""Trials that end in a period, with those who gave and those who use."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mandat.handover import models
from mandat.handover.queries.around import as_value, parties_of
from mandat.handover.queries.lists import RELATED
from mandat.handover.rules import values
from mandat.power import queries as power


@dataclass(frozen=True)
class TrialEnd:
    """A trial nobody has taken back or kept, and when it ends by the clock.

    It holds during `[since, until)`; `last` is its last moment, for naming its last day.
    """

    handover: UUID
    matter: UUID
    since: datetime
    until: datetime
    people: frozenset[UUID]

    @property
    def last(self) -> datetime:
        return self.until - timedelta(microseconds=1)


def trials_ending(
    since: datetime, until: datetime, person: UUID | None = None
) -> tuple[TrialEnd, ...]:
    """Return the trials that end in `[since, until)`, soonest first; one person's when given."""
    rows = models.Handover.objects.filter(state="trial", until__gte=since, until__lt=until)
    found = (_end(row) for row in rows.select_related(*RELATED).order_by("until", "pk"))
    return tuple(end for end in found if person is None or person in end.people)


def _end(row: models.Handover) -> TrialEnd:
    value = as_value(row)
    if row.since is None or row.until is None:
        raise LookupError(row.uuid)
    people = value.users | {row.owner.uuid}
    return TrialEnd(row.uuid, row.matter.uuid, row.since, row.until, people)


def asked_how_it_feels(at: datetime) -> frozenset[UUID]:
    """Return those to whom a hand-over in force leaves something to decide."""
    rows = models.Handover.objects.filter(state__in=values.IN_FORCE, since__lte=at)
    found: frozenset[UUID] = frozenset()
    for row in rows.select_related(*RELATED).prefetch_related("invitations"):
        value = as_value(row)
        found |= value.users
        if row.kind == "remove":
            org = power.load_slice(value.terms.matter, ())
            found |= parties_of(value.terms, org, at, row).receivers
    return found


def matters_of(handovers: Collection[UUID]) -> dict[UUID, UUID]:
    """Return the matter of each hand-over; one query."""
    rows = models.Handover.objects.filter(uuid__in=handovers)
    return dict(rows.values_list("uuid", "matter__uuid"))

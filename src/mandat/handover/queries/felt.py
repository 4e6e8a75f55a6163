"""What growth needs to know of hand-overs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.handover import models
from mandat.handover.queries.lists import NOT_YET_OPEN
from mandat.power.queries import Names, PersonView
from mandat.record.queries import entries


def matter_names(handovers: Collection[UUID]) -> dict[UUID, Names]:
    """Return the names of the matters of hand-overs."""
    rows = models.Handover.objects.filter(uuid__in=handovers)
    return dict(rows.values_list("uuid", "matter__name"))


def owner_of(handover: UUID, reader: UUID) -> tuple[UUID, UUID] | None:
    """Return (matter, owner) of a hand-over that is open to all or the reader's own."""
    row = models.Handover.objects.select_related("matter", "owner").filter(uuid=handover).first()
    if row is None or (row.state in NOT_YET_OPEN and row.owner.uuid != reader):
        return None
    return row.matter.uuid, row.owner.uuid


@dataclass(frozen=True)
class Kept:
    """A hand-over that all who needed to have agreed to keep for good."""

    handover: UUID
    matter: Names
    owner: PersonView
    at: datetime


def kept_lately(since: datetime, until: datetime) -> tuple[Kept, ...]:
    """Return the hand-overs kept in `[since, until)` that still are, newest first."""
    told = entries(kinds=("handover.kept",), newest_first=True, until=until, limit=50)
    when = {e.of: e.at for e in told if e.at >= since}
    if not when:
        return ()
    rows = models.Handover.objects.filter(uuid__in=when, state="kept")
    found = [
        Kept(r.uuid, r.matter.name, PersonView(r.owner.uuid, r.owner.name), when[r.uuid])
        for r in rows.select_related("matter", "owner")
    ]
    return tuple(sorted(found, key=lambda k: k.at, reverse=True))

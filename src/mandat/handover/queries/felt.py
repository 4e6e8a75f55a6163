"""What growth needs to know of hand-overs."""

from collections.abc import Collection
from uuid import UUID

from mandat.handover import models
from mandat.handover.queries.lists import NOT_YET_OPEN
from mandat.power.queries import Names


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

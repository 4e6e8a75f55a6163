"""Drawing on frames, inside the transaction of the ruling that does (rule 17)."""

from uuid import UUID

from mandat.common.ids import new_id
from mandat.power import models
from mandat.power.rules import Facts, Mandate, Slice, uses_of_yes
from mandat.record.actions import Door
from mandat.record.codec import stamp


def draw_on_frames(door: Door, org: Slice, mandate: Mandate, *, case: UUID, facts: Facts) -> None:
    """Take what a case says from the frame of each link of the mandate's chain that has one.

    The caller has loaded `org` under the record's lock and found that enough is left, so two
    rulings at once cannot both use the last of it.
    """
    for use in uses_of_yes(org, mandate, facts, door.at):
        door.append(
            "frame.used",
            of=new_id(),
            data={"mandate": str(use.mandate), "at": stamp(use.at)},
            personal={
                "case": str(case),
                "minor": use.amount.minor,
                "currency": use.amount.currency,
            },
        )


def give_back_to_frames(door: Door, *, case: UUID) -> None:
    """Give back what a case had taken, since it came to nothing."""
    rows = models.Use.objects.filter(case=case, released=None).order_by("pk")
    for use in rows.values_list("uuid", flat=True):
        door.append("frame.released", of=use, data={"released": stamp(door.at)})

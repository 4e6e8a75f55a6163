"""Drawing on frames, inside the transaction of the ruling that does (rule 17)."""

from uuid import UUID

from mandat.common.ids import new_id
from mandat.power import models
from mandat.power.rules import Facts, Mandate, Slice, takes
from mandat.record.actions import Door
from mandat.record.codec import stamp


def draw_on_frames(door: Door, org: Slice, mandate: Mandate, *, case: UUID, facts: Facts) -> None:
    """Take what a case says from the frame of each link of the mandate's chain that has one.

    The caller has loaded `org` under the record's lock and found that enough is left, so two
    rulings at once cannot both use the last of it.
    """
    rates = org.rates.at(door.at)
    for link in org.chain(mandate):
        amount = takes(link.frame, facts, rates) if link.frame is not None else None
        if amount is not None:
            door.append(
                "frame.used",
                of=new_id(),
                data={"mandate": str(link.id), "at": stamp(door.at)},
                personal={
                    "case": str(case),
                    "minor": amount.minor,
                    "currency": amount.currency,
                },
            )


def give_back_to_frames(door: Door, *, case: UUID) -> None:
    """Give back what a case had taken, since it came to nothing."""
    rows = models.Use.objects.filter(case=case, released=None).order_by("pk")
    for use in rows.values_list("uuid", flat=True):
        door.append("frame.released", of=use, data={"released": stamp(door.at)})

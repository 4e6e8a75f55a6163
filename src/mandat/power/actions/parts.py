"""Counting a case as part of a purchase, in the transaction that opens or ends it (rule 18)."""

from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.money import Money
from mandat.power import models
from mandat.power.rules import Facts, Slice, purchase_of
from mandat.record.actions import Door
from mandat.record.codec import stamp


def count_part(door: Door, org: Slice, *, case: UUID, fact: str, facts: Facts) -> None:
    """Count a case's amount, where its matter sums cases about the same purchase.

    Every writer queues for the record's lock, so of two cases at once the second sees the first.
    """
    amount = facts.get(fact)
    if not org.matter.same or not isinstance(amount, Money):
        return
    door.append(
        "part.counted",
        of=new_id(),
        data={"matter": str(org.matter.id), "fact": fact, "at": stamp(door.at)},
        personal={
            "case": str(case),
            "purchase": purchase_of(facts, org.matter.same),
            "minor": amount.minor,
            "currency": amount.currency,
        },
    )


def release_parts(door: Door, *, case: UUID) -> None:
    """No longer count a case, since it came to nothing or is asked for anew."""
    rows = models.Part.objects.filter(case=case, released=None).order_by("pk")
    for part in rows.values_list("uuid", flat=True):
        door.append("part.released", of=part, data={"released": stamp(door.at)})

"""Recording what currencies and base amounts are worth (rule 16)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal
from mandat.power import models
from mandat.power.actions.founding import only_founder
from mandat.power.rules import RateDraft
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp


def record_rates(actor: UUID, *, rates: Sequence[RateDraft], at: datetime) -> int:
    """Record rates; return how many were new. All or none.

    A rate is never changed: a later entry for the same day holds from when it is recorded, and
    answers about earlier moments stay. What is there already, to the letter, is passed over.
    """
    if not rates:
        raise BadInputError(Refusal("power.rates_none", field="file"))
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        return write_rates(door, rates)


def write_rates(door: Door, rates: Sequence[RateDraft]) -> int:
    """Write rates inside a door that the caller has authorised; return how many were new."""
    known = set(models.Rate.objects.values_list("currency", "to", "rate", "since"))
    count = 0
    for draft in dict.fromkeys(rates):
        if (draft.currency, draft.to, draft.rate, draft.begins) in known:
            continue
        data = {"currency": draft.currency, "to": draft.to, "rate": draft.rate}
        when = {"since": stamp(draft.begins), "at": stamp(door.at)}
        source = {"source": draft.source}
        door.append("rate.recorded", of=new_id(), data={**data, **when, **source})
        count += 1
    return count

"""Substitutes an order names: who stands ready, and a holder who is away leaves it to them."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import models
from mandat.power.queries.named import named_pairs, ready_for
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp


def stand_ready(actor: UUID, *, of_role: UUID, by_role: UUID, at: datetime) -> UUID:
    """Say yes to standing in for whoever holds a role, as the order names one's own role to do.

    It holds while one holds that role, under the mandates that name it (rule 22).
    """
    with writing(by=actor, at=at) as door:
        pair = next((p for p in named_pairs(actor, at) if (p.of_role, p.by_role)
                     == (of_role, by_role)), None)  # fmt: skip
        if pair is None:
            raise RefusedError(Refusal("power.substitute_not_named"))
        if pair.ready is not None:
            return pair.ready
        return _take(door, actor, by_role, of_role=of_role, since=at)


def leave_to_named(
    actor: UUID, *, since: datetime, until: datetime | None, words: str = "", at: datetime
) -> int:
    """Be away during `[since, until)` and leave it to those who stand ready; return how many.

    Only what they are named for goes to them; other cases wait. Raises BadInputError by field.
    """
    begins = max(since, at)
    if until is not None and until <= begins:
        raise BadInputError(Refusal("power.substitute_period", field="until"))
    with writing(by=actor, at=at) as door:
        found = ready_for(actor, at)
        if not found:
            raise RefusedError(Refusal("power.substitute_none_ready"))
        for one in found:
            _take(
                door, one.person, one.by_role, of_person=actor, since=begins, until=until,
                words=words,
            )  # fmt: skip
    return len(found)


def stand_down(actor: UUID, *, of_role: UUID, by_role: UUID, at: datetime) -> None:
    """Stand ready no longer, from now on and without a reason; what one stood in for goes back."""
    with writing(by=actor, at=at) as door:
        mine = models.Substitution.objects.filter(person__uuid=actor, by_role__uuid=by_role)
        mine = mine.filter(Q(of_role__uuid=of_role) | Q(of_person__holdings__role__uuid=of_role))
        for uuid in mine.exclude(until__lte=at).distinct().values_list("uuid", flat=True):
            door.append("substitution.ended", of=uuid, data={"until": stamp(at)})


def come_back(actor: UUID, *, at: datetime) -> None:
    """Decide oneself again: what was left to those the order names comes back."""
    with writing(by=actor, at=at) as door:
        rows = models.Substitution.objects.filter(of_person__uuid=actor, by_role__isnull=False)
        for uuid in rows.exclude(until__lte=at).values_list("uuid", flat=True):
            door.append("substitution.ended", of=uuid, data={"until": stamp(at)})


def _take(
    door: Door,
    person: UUID,
    by_role: UUID,
    *,
    of_person: UUID | None = None,
    of_role: UUID | None = None,
    since: datetime,
    until: datetime | None = None,
    words: str = "",
) -> UUID:
    substitution = new_id()
    door.append(
        "substitution.taken",
        of=substitution,
        data={
            "person": str(person),
            "ground": "away",
            "of_person": str(of_person) if of_person else None,
            "of_role": str(of_role) if of_role else None,
            "since": stamp(since),
            "until": stamp(until) if until else None,
            "accepted": stamp(door.at),
            "by_role": str(by_role),
        },
        personal={"words": words.strip()},
    )
    return substitution

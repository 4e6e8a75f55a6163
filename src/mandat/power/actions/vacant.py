"""Somebody is asked to stand in for a role that nobody holds (rule 22)."""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power.actions.standing_in import LONGEST_WORDS
from mandat.power.queries.seats import is_vacant, may_fill
from mandat.record.actions import writing
from mandat.record.codec import stamp


def ask_for_seat(
    actor: UUID,
    *,
    role: UUID,
    person: UUID | None,
    until: datetime | None,
    words: str = "",
    at: datetime,
) -> UUID:
    """Ask somebody to stand in for a vacant role from now on; return the substitution.

    It holds once they have said yes, and only while nobody holds the role.
    """
    _check(person, until, words, at)
    substitution = new_id()
    with writing(by=actor, at=at) as door:
        if not is_vacant(role, at):
            raise RefusedError(Refusal("power.seat_taken", {"rule": 22}))
        if not may_fill(actor, role, at):
            raise RefusedError(Refusal("power.not_yours_to_fill", {"rule": 22}))
        door.append(
            "substitution.set",
            of=substitution,
            data={
                "person": str(person),
                "ground": "vacant",
                "of_person": None,
                "of_role": str(role),
                "since": stamp(at),
                "until": stamp(until) if until else None,
            },
            personal={"words": words.strip()},
        )
    return substitution


def _check(person: UUID | None, until: datetime | None, words: str, at: datetime) -> None:
    found = []
    if person is None:
        found.append(Refusal("power.substitute_unknown", field="person"))
    if until is not None and until <= at:
        found.append(Refusal("power.substitute_period", field="until"))
    if len(words) > LONGEST_WORDS:
        found.append(Refusal("power.too_many_words", {"most": LONGEST_WORDS}, "words"))
    if found:
        raise BadInputError(*found)

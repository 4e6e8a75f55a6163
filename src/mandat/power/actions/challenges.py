"""Whether somebody is too close to a case: asked and decided, inside a door already authorised.

The entries have no `by`, and all that names anyone is personal content.
"""

from uuid import UUID

from mandat.common.ids import new_id
from mandat.record.actions import Door
from mandat.record.codec import stamp


def raise_challenge(
    door: Door, *, person: UUID, case: UUID, matter: UUID, raised_by: UUID, words: str
) -> UUID:
    """Write that somebody has been said to be too close to a case."""
    challenge = new_id()
    door.append(
        "challenge.raised",
        of=challenge,
        data={"at": stamp(door.at)},
        personal={
            "person": str(person),
            "case": str(case),
            "matter": str(matter),
            "raised_by": str(raised_by),
            "words": words,
        },
    )
    return challenge


def decide_challenge(
    door: Door, *, challenge: UUID, upheld: bool, decided_by: UUID, reason: str
) -> None:
    """Write what was decided, by whom and why."""
    door.append(
        "challenge.decided",
        of=challenge,
        data={"decided_at": stamp(door.at)},
        personal={"upheld": upheld, "decided_by": str(decided_by), "reason": reason},
    )

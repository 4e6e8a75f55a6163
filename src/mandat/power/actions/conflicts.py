"""Conflict of interest, declared by whoever is in it (rule 20).

Who, with whom and why are personal content, and the entry names nobody: the record says only that
there is one.
"""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import models
from mandat.record.actions import writing
from mandat.record.codec import stamp

LONGEST_WORDS = 2000
LONGEST_NAME = 200


def declare_conflict(
    actor: UUID,
    *,
    about: UUID | None = None,
    matter: UUID | None = None,
    case: UUID | None = None,
    words: str = "",
    at: datetime,
) -> UUID:
    """Say that one is in conflict with somebody, or in one case of a matter."""
    if len(words) > LONGEST_WORDS:
        raise BadInputError(Refusal("power.too_many_words", {"most": LONGEST_WORDS}, "words"))
    conflict = new_id()
    with writing(by=None, at=at) as door:
        door.append(
            "conflict.declared",
            of=conflict,
            data={"since": stamp(at), "until": None},
            personal={
                "person": str(actor),
                "about": str(about) if about else None,
                "matter": str(matter) if matter else None,
                "case": str(case) if case else None,
                "words": words.strip(),
            },
        )
    return conflict


def declare_tie(actor: UUID, *, counterparty: str, words: str = "", at: datetime) -> UUID:
    """Say that one is tied to a company or association: its cases are then found by themselves."""
    name = " ".join(counterparty.split())
    if not name:
        raise BadInputError(Refusal("power.missing_text", field="counterparty"))
    if len(name) > LONGEST_NAME or len(words) > LONGEST_WORDS:
        raise BadInputError(Refusal("power.too_many_words", {"most": LONGEST_NAME}, "counterparty"))
    conflict = new_id()
    with writing(by=None, at=at) as door:
        door.append(
            "conflict.tied",
            of=conflict,
            data={"since": stamp(at), "until": None},
            personal={"person": str(actor), "counterparty": name, "words": words.strip()},
        )
    return conflict


def end_conflict(actor: UUID, *, conflict: UUID, at: datetime) -> None:
    """Say that it does not hold any more, from now on."""
    with writing(by=None, at=at) as door:
        row = models.Conflict.objects.filter(uuid=conflict, person__uuid=actor, until=None).first()
        if row is None:
            raise RefusedError(Refusal("power.substitute_not_yours"))
        door.append("conflict.ended", of=conflict, data={"until": stamp(at)})

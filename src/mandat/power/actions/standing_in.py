"""Substitutes: asked for by the holder, answered by the one asked, ended by either (rule 22)."""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.power import models
from mandat.power.queries.seats import may_fill
from mandat.record.actions import writing
from mandat.record.codec import stamp

GROUNDS = ("away", "conflict")
LONGEST_WORDS = 2000


def ask_substitute(
    actor: UUID,
    *,
    person: UUID | None,
    ground: str,
    since: datetime,
    until: datetime | None,
    words: str = "",
    at: datetime,
) -> UUID:
    """Ask somebody to stand in for oneself during `[since, until)`; return the substitution.

    It holds once they have said yes, and never before that. Raises BadInputError by field.
    """
    found = _faults(actor, person, ground, words)
    if until is not None and until <= max(since, at):
        found.append(Refusal("power.substitute_period", field="until"))
    refuse(found)
    substitution = new_id()
    with writing(by=actor, at=at) as door:
        door.append(
            "substitution.set",
            of=substitution,
            data={
                "person": str(person),
                "ground": ground,
                "of_person": str(actor),
                "of_role": None,
                "since": stamp(max(since, at)),
                "until": stamp(until) if until else None,
            },
            personal={"words": words.strip()},
        )
    return substitution


def _faults(actor: UUID, person: UUID | None, ground: str, words: str) -> list[Refusal]:
    found: list[Refusal] = []
    if person is None:
        found.append(Refusal("power.substitute_unknown", field="person"))
    if person == actor:
        found.append(Refusal("power.substitute_self", field="person"))
    if ground not in GROUNDS:
        found.append(Refusal("power.substitute_ground", field="ground"))
    if len(words) > LONGEST_WORDS:
        found.append(Refusal("power.too_many_words", {"most": LONGEST_WORDS}, "words"))
    return found


def accept_substitution(actor: UUID, *, substitution: UUID, at: datetime) -> None:
    """Say yes to standing in."""
    with writing(by=actor, at=at) as door:
        row = _row(substitution, at)
        if row.person.uuid != actor:
            raise RefusedError(Refusal("power.substitute_not_yours"))
        if row.accepted is None:
            door.append("substitution.accepted", of=substitution, data={"accepted": stamp(at)})


def end_substitution(actor: UUID, *, substitution: UUID, at: datetime) -> None:
    """Be back, stop standing in, or turn the asking down: from now on, and without a reason."""
    with writing(by=actor, at=at) as door:
        row = _row(substitution, at)
        of = row.of_person.uuid if row.of_person else None
        seat = row.of_role.uuid if row.of_role else None
        asked = actor in (row.person.uuid, of) or (seat and may_fill(actor, seat, at))
        if not asked:
            raise RefusedError(Refusal("power.substitute_not_yours"))
        door.append("substitution.ended", of=substitution, data={"until": stamp(at)})


def _row(substitution: UUID, at: datetime) -> models.Substitution:
    rows = models.Substitution.objects.select_related("person", "of_person", "of_role")
    row = rows.filter(uuid=substitution).first()
    if row is None or (row.until is not None and row.until <= at):
        raise RefusedError(Refusal("power.substitute_not_yours"))
    return row

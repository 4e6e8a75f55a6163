"""Adopting the organisation's rules, and saying what may never be delegated."""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal
from mandat.power import models
from mandat.power.actions.founding import only_founder
from mandat.power.queries.slices import load_books
from mandat.power.rules import RuleBook, book_at, book_to_json
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json


def adopt_rules(actor: UUID, *, book: RuleBook, decision: str, at: datetime) -> UUID:
    """Let these rules hold from now on; `decision` is what they rest on, as its minutes have it.

    Answers about the past keep the rules of then. Until the founding act only the founder may.
    """
    if not decision.strip():
        raise BadInputError(Refusal("power.decision_missing", field="decision"))
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        return write_book(door, book, decision.strip(), at)


def write_book(door: Door, book: RuleBook, decision: str, at: datetime) -> UUID:
    """Write a rule book inside a door that somebody has opened and authorised."""
    adopted = new_id()
    door.append(
        "rulebook.adopted",
        of=adopted,
        data={
            "key": book.key,
            "settings": book_to_json(book),
            "since": stamp(at),
            "source": decision,
        },
    )
    return adopted


def reserve_matter(actor: UUID, *, matter: UUID, ground: str, at: datetime) -> None:
    """Say that a matter may never be delegated, on one of the grounds of the rules in force."""
    with writing(by=actor, at=at) as door:
        only_founder(actor)
        book = book_at(load_books(), at)
        if book.ground(ground) is None:
            known = ", ".join(g.key for g in book.never)
            raise BadInputError(Refusal("power.no_ground", {"given": ground, "known": known}))
        row = models.Matter.objects.get(uuid=matter)
        data: dict[str, Json] = {"reserved": True, "reserved_ground": ground}
        door.append("matter.reserved", of=row.uuid, data=data)

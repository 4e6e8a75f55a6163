"""Maria heads a home in Ekby; a team under her, and a chair on the board: values, no database."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from mandat.common.money import Money
from mandat.power.rules import (
    Acceptance,
    Holding,
    Limit,
    Mandate,
    Matter,
    No,
    Question,
    Slice,
    Stage,
)
from tests.cast import NOW, START, an_id

HEAD, TEAM, CHAIR = an_id("head"), an_id("team"), an_id("chair")
MARIA, AMIR, LENA, OLOF = an_id("maria"), an_id("amir"), an_id("lena"), an_id("olof")
HOME, EKBY, BOARD = an_id("home"), an_id("ekby"), an_id("board")
FIRST, LAST = Stage(an_id("first"), "first", 1), Stage(an_id("last"), "last", 2)
ROOT = Mandate(an_id("root"), LAST.id, None, HEAD, START, None, source_decision="KS § 1")


def kr(amount: int) -> Money:
    return Money(amount * 100, "SEK")


def up_to(amount: int) -> tuple[Limit, ...]:
    return (Limit("amount", "<=", kr(amount)),)


def child(amount: int = 5000, **changes: object) -> Mandate:
    base = Mandate(
        an_id("child"), LAST.id, None, TEAM, START, NOW + timedelta(days=14), up_to(amount),
        source=ROOT.id, narrows=True, by_acceptance=True, order=1,
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def ekby(*mandates: Mandate, stages: tuple[Stage, ...] = (LAST,), **changes: object) -> Slice:
    base = Slice(
        Matter(an_id("course"), "course", stages, own_cost=True),
        (ROOT, *mandates),
        (
            Holding(HEAD, MARIA, START), Holding(TEAM, AMIR, START), Holding(TEAM, LENA, START),
            Holding(CHAIR, OLOF, START),
        ),
        (Acceptance(an_id("child"), AMIR, START), Acceptance(an_id("child"), LENA, START)),
        (),
        {EKBY: None, HOME: EKBY, BOARD: EKBY},
        {HEAD: HOME, TEAM: HOME, CHAIR: BOARD},
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def ask(actor: UUID, amount: int = 1000, asker: UUID = AMIR, **changes: object) -> Question:
    base = Question(actor, "yes", {"amount": kr(amount)}, asker, asker, NOW)
    return replace(base, **changes)  # type: ignore[arg-type]


def codes(found: object) -> list[str]:
    assert isinstance(found, No)
    return [r.code for r in found.reasons]

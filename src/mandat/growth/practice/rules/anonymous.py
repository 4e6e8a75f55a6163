"""Past cases made into cases to practise on: coarse facts, in blocks of five people or more.

What may be shown is a partition: each case to practise on belongs to one block, whose cases look
alike and come from at least five different people, each with one case. A block never changes once
it is made. So whatever is seen in whatever order, and however often, what differs between two
readings is whole blocks. (k-anonymity: Sweeney 2002; what it does not hold against, groups in
which all share the same secret: Machanavajjhala and others 2007, hence `MOST_NOES`.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import Literal
from uuid import UUID

from mandat.common.money import Money
from mandat.growth.rules import FEWEST
from mandat.power.rules import Facts, FactType, Limit, Limits

Answer = Literal["yes", "no", "ask"]
ANSWERS: tuple[Answer, ...] = ("yes", "no", "ask")
"""What one can say of a case: yes, no, or that one would ask more first."""

Ruled = Literal["granted", "changed", "refused", "returned_granted", "returned_refused", "returned"]
"""How a case went at a stage. `returned`: sent back with a question, and not sent again."""

ALIKE: Mapping[Ruled, Answer] = {
    "granted": "yes",
    "changed": "yes",
    "refused": "no",
    "returned_granted": "ask",
    "returned_refused": "ask",
    "returned": "ask",
}
"""The answer that comes out as what was ruled first."""

NOES: frozenset[Ruled] = frozenset({"refused", "returned_refused", "returned"})
MOST_NOES = 0.5
"""At most this share of a block ended without a yes, so that nobody's no can be concluded."""

KINDS = ("amount", "number", "choice", "yesno")
"""Facts that may be shown. Never free text, never dates."""


@dataclass(frozen=True)
class Level:
    """How coarsely amounts and numbers are shown, and how long a case waits for finer company.

    `steps` between 1 and 10 are the ends of spans, repeated for every power of ten.
    """

    steps: tuple[Decimal, ...]
    after: timedelta


LEVELS = (
    Level(tuple(map(Decimal, ("1", "1.5", "2", "3", "4", "5", "7"))), timedelta(0)),
    Level(tuple(map(Decimal, ("1", "2", "5"))), timedelta(days=60)),
    Level((Decimal(1),), timedelta(days=180)),
)

SMALLEST_AMOUNT = Decimal(100)
"""Amounts up to this, in whole units, are one span."""


@dataclass(frozen=True)
class Shown:
    """One fact as it is shown: a span above `low` up to and with `high`, or a `value`.

    `whole`: a number counted in ones, where `low` itself belongs to the span. Amounts in whole
    units of `currency`.
    """

    fact: str
    low: Decimal | None = None
    high: Decimal | None = None
    currency: str = ""
    whole: bool = False
    value: str | bool | None = None


Cell = tuple[Shown, ...]


@dataclass(frozen=True)
class Decided:
    """A case somebody has ruled on, and that has ended.

    `people`: whom it concerns, the asker first; none where a log does not tell. `ruler` is None
    where only a role is known. `origin`: which log it comes from; "" for this organisation's own.
    """

    id: str
    stage: UUID
    ended: datetime
    ruled: Ruled
    facts: Facts
    people: frozenset[UUID] = frozenset()
    ruler: UUID | None = None
    origin: str = ""


@dataclass(frozen=True)
class Block:
    """Cases that look alike, from as many different people as there are cases."""

    shown: Cell
    cases: tuple[Decided, ...]


def ruled_as(outcomes: Sequence[str]) -> Ruled:
    """Return how a case went from its rulings at a stage, oldest first; at least one.

    Outcomes in the words of a log: granted, changed, returned, refused.
    """
    first, last = outcomes[0], outcomes[-1]
    if first == "changed":
        return "changed"
    if first != "returned":
        return "granted" if first == "granted" else "refused"
    if last == "returned":
        return "returned"
    return "returned_refused" if last == "refused" else "returned_granted"


# --- coarse facts -------------------------------------------------------------------------------


def shown_facts(types: Sequence[FactType], facts: Facts, level: Level) -> Cell | None:
    """Return a case's facts as they may be shown, or None where it cannot be shown at all.

    Only facts a limit may be conditioned on (DESIGN §7), and not a case that lacks one of them:
    a fact left out would itself set it apart.
    """
    may = [t for t in types if t.may_limit and t.kind in KINDS]
    found = [_shown(t, facts[t.key], level) for t in may if t.key in facts]
    cell = tuple(one for one in found if one is not None)
    return cell if may and len(cell) == len(may) else None


def _shown(fact: FactType, value: object, level: Level) -> Shown | None:
    if isinstance(value, bool):
        return Shown(fact.key, value=value)
    if isinstance(value, Money):
        low, high = span(value.decimal(), level.steps, SMALLEST_AMOUNT)
        fits = value.minor >= 0
        return Shown(fact.key, low, high, value.currency) if fits else None
    if isinstance(value, Decimal):
        if value < 0:
            return None
        if fact.kind == "amount":
            return Shown(fact.key, *span(value, level.steps, SMALLEST_AMOUNT))
        return _counted(fact.key, value.to_integral_value(ROUND_CEILING), level)
    known = isinstance(value, str) and value in fact.choices
    return Shown(fact.key, value=str(value)) if known else None


def _counted(fact: str, number: Decimal, level: Level) -> Shown:
    steps = [s for s in level.steps if s == s.to_integral_value()]
    whole = tuple(level.steps) if number > 10 else tuple(steps)
    low, high = span(number, whole, Decimal(0))
    return Shown(fact, low + 1 if high > 0 else low, high, whole=True)


def span(number: Decimal, steps: Sequence[Decimal], smallest: Decimal) -> tuple[Decimal, Decimal]:
    """Return the span `(low, high]` a number lies in; all up to `smallest` lie in one.

    The ends are the same for all numbers at all times, never drawn from the data.
    """
    if number <= smallest:
        return Decimal(0), smallest
    power = number.adjusted()
    ends = [s.scaleb(p) for p in (power - 1, power, power + 1) for s in steps]
    high = min(e for e in ends if e >= number)
    low = max((e for e in ends if e < number), default=Decimal(0))
    low = max(low, smallest) if low >= 1 else smallest
    return Decimal(f"{low:f}"), Decimal(f"{high:f}")


# --- blocks -------------------------------------------------------------------------------------


def blocks(types: Sequence[FactType], cases: Iterable[Decided], until: datetime) -> list[Block]:
    """Return the blocks that can be made of cases that ended before a time.

    Finest first; a case that finds no company waits, and is then shown more coarsely. Those ruled
    on by the same person are put together where they can, since whoever ruled on one never meets
    the block. What is left over is not shown.
    """
    found: list[Block] = []
    left = sorted((c for c in cases if c.ended < until), key=lambda c: (c.ended, c.id))
    for level in LEVELS:
        for apart in (True, False):
            ready = [c for c in left if c.ended <= until - level.after]
            made = _made(types, ready, level, apart=apart)
            found += made
            taken = {c.id for block in made for c in block.cases}
            left = [c for c in left if c.id not in taken]
    return found


def _made(
    types: Sequence[FactType], cases: Sequence[Decided], level: Level, *, apart: bool
) -> list[Block]:
    groups: dict[object, list[Decided]] = {}
    cells: dict[object, Cell] = {}
    for case in cases:
        cell = shown_facts(types, case.facts, level)
        if cell is not None:
            key = (case.origin, cell, case.ruler if apart else None)
            groups.setdefault(key, []).append(case)
            cells[key] = cell
    return [Block(cells[key], tuple(some)) for key in groups for some in _split(groups[key])]


def _split(cases: Sequence[Decided]) -> list[list[Decided]]:
    """Deal cases out, oldest first, so that nobody has two in one block; return the full ones."""
    filling: list[tuple[list[Decided], set[UUID]]] = []
    full: list[list[Decided]] = []
    for case in cases:
        place = next((f for f in filling if not f[1] & case.people), None)
        if place is None:
            place = ([], set())
            filling.append(place)
        place[0].append(case)
        place[1].update(case.people)
        if is_safe(place[0]):
            full.append(place[0])
            filling.remove(place)
    return full


def is_safe(cases: Sequence[Decided]) -> bool:
    """Tell whether cases that look alike may be shown: enough of them, and enough with a yes."""
    noes = sum(c.ruled in NOES for c in cases)
    return len(cases) >= FEWEST and noes <= MOST_NOES * len(cases)


# --- within limits ------------------------------------------------------------------------------


def surely_within(limits: Limits, shown: Cell) -> bool:
    """Tell whether every case that looks like this lies within the limits."""
    by_fact = {s.fact: s for s in shown}
    return all(_fits(limit, by_fact.get(limit.fact)) for limit in limits)


def _fits(limit: Limit, shown: Shown | None) -> bool:
    if shown is None:
        return False
    if shown.high is None:
        values = limit.value if isinstance(limit.value, tuple) else (limit.value,)
        return limit.op in ("=", "in") and shown.value in values
    value = limit.value
    if isinstance(value, Money):
        if value.currency != shown.currency:
            return False
        value = value.decimal()
    if not isinstance(value, Decimal):
        return False
    if limit.op == "<=":
        return shown.high <= value
    low = shown.low or Decimal(0)
    if limit.op == ">=":
        return low >= value
    return limit.op == "=" and shown.whole and low == shown.high == value

"""What the Mirror shows. Frozen; decided for one reader."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from math import ceil
from typing import Literal
from uuid import UUID

from mandat.common.money import Money, to_minor
from mandat.evidence.rules.bounds import FEW
from mandat.evidence.rules.looking import CertifiedLimit, Ladder, Proof
from mandat.evidence.rules.rows import Basis
from mandat.evidence.rules.statistics import Counts, NoCounts, Waiting
from mandat.power.queries import MatterView, Names, StageView
from mandat.power.rules import FactType

Whose = Literal["own", "role"]


def on_scale(fact: FactType | None, value: Decimal) -> Money | Decimal:
    """Return a number as an amount where the fact is one."""
    if fact is None or not fact.currency:
        return value
    return Money(to_minor(value, fact.currency), fact.currency)


@dataclass(frozen=True)
class NoLine:
    """One no of one's own; `title` and `reason` are empty where the log has none."""

    title: str
    at: datetime
    value: Money | Decimal | None
    reason: str


@dataclass(frozen=True)
class TickRow:
    """A limit in the table: counts, and a bound where one is certified."""

    value: Decimal
    shown: Money | Decimal
    inside: int
    noes: int
    bound: float | None


@dataclass(frozen=True)
class MirrorPage:
    """One's own past rulings at a stage, or those of a role one holds (counts only)."""

    whose: Whose
    role_name: Names | None
    matter: MatterView
    stage: StageView
    yes: int
    total: int
    noes: NoCounts
    waiting: Waiting
    basis: Basis
    since: datetime | None
    fact: FactType | None
    """The number limits are set on; None where the matter has none."""
    ladder: Ladder
    ticks: tuple[Decimal, ...]
    limit: Decimal | None
    counts: Counts | None
    """What the limit would have meant. Counts only: a bound stands in `certified`."""
    proof: Proof
    certified: CertifiedLimit | None
    """The bound, when the handle stands at a certified limit."""
    no_lines: tuple[NoLine, ...]
    may_hand_over: bool

    @property
    def is_few(self) -> bool:
        return self.total < FEW

    @property
    def fewest(self) -> int:
        return FEW

    def shown(self, value: Decimal) -> Money | Decimal:
        """Return a number on the fact's scale as people read it."""
        return on_scale(self.fact, value)

    @property
    def limit_shown(self) -> Money | Decimal | None:
        return None if self.limit is None else self.shown(self.limit)

    @property
    def lower(self) -> Decimal | None:
        """The nearest tick below the limit."""
        return next((t for t in reversed(self.ticks) if self.limit and t < self.limit), None)

    @property
    def higher(self) -> Decimal | None:
        """The nearest tick above the limit."""
        return next((t for t in self.ticks if self.limit and t > self.limit), None)

    @property
    def per_thousand(self) -> int:
        """The bound as so many in a thousand, rounded up."""
        return 0 if self.certified is None else ceil(self.certified.bound * 1000 - 1e-9)

    @property
    def certified_shown(self) -> tuple[tuple[Decimal, Money | Decimal], ...]:
        """The three largest certified limits, as numbers and as people read them."""
        return tuple((c.value, self.shown(c.value)) for c in self.proof.limits[:3])

    @property
    def has_reasons(self) -> bool:
        return any(line.reason for line in self.no_lines)

    @property
    def table(self) -> tuple[TickRow, ...]:
        """What each tick would have meant."""
        rows = []
        for tick in self.ticks:
            counts = self.ladder.up_to(tick)
            found = self.proof.at(tick)
            bound = found.bound if found else None
            shown = self.shown(tick)
            rows.append(TickRow(tick, shown, counts.inside, counts.refused_inside, bound))
        return tuple(rows)


@dataclass(frozen=True)
class MirrorLine:
    """One stage in the list of mirrors."""

    whose: Whose
    role_name: Names | None
    matter_key: str
    matter_name: Names
    stage_key: str
    stage_name: Names
    yes: int
    total: int
    wait_days: float


@dataclass(frozen=True)
class MirrorListPage:
    """The stages at which the reader, or a role the reader holds, has ruled."""

    lines: tuple[MirrorLine, ...]
    reader: UUID

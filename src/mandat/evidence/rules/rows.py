"""A log of rulings: one row a ruling, gathered by case (DESIGN §6, "A log of rulings")."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Literal

from mandat.common.money import parse_amount
from mandat.common.units import days_between

Outcome = Literal["granted", "changed", "returned", "refused"]
Ended = Literal["granted", "refused", "withdrawn", "cancelled", "open"]
NOES: frozenset[str] = frozenset({"refused", "returned"})

Basis = Literal["since_put", "since_previous_event"]


@dataclass(frozen=True, slots=True)
class RulingRow:
    """One ruling. `put_at` is when the case came to this step, absent if the log does not say.

    `previous_at` is the case's event before the ruling, what waiting is counted from where `put_at`
    is absent. `facts` are texts as the log gives them. `event` is the log's own id of the event, or
    None. `known` is False where the log does not know which role ruled.
    """

    case: str
    matter: str
    step: str
    ruled_at: datetime
    outcome: Outcome
    asked_by: str | None = None
    asked_at: datetime | None = None
    put_at: datetime | None = None
    previous_at: datetime | None = None
    ruled_by: str | None = None
    ended: Ended = "open"
    event: str | None = None
    known: bool = True
    facts: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_no(self) -> bool:
        return self.outcome in NOES

    @property
    def identity(self) -> tuple[str, str, str, str]:
        """Matter, case, step and the event's id or else its time: the same in every file."""
        return (self.matter, self.case, self.step, self.event or self.ruled_at.isoformat())

    @property
    def wait_days(self) -> float | None:
        """Days the case waited for this ruling, never negative; None where the log cannot say."""
        since = self.put_at or self.previous_at
        return None if since is None else max(0.0, days_between(since, self.ruled_at))

    def number(self, fact: str) -> Decimal | None:
        """Return the fact as a number, or None where it is absent or no number."""
        return as_number(self.facts.get(fact))


def as_number(text: str | None) -> Decimal | None:
    """Read a number as machines write it, else as people do; None if it is neither."""
    if not text:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        try:
            number = parse_amount(text)
        except ValueError:
            return None
    return number if number.is_finite() else None


@dataclass(frozen=True, slots=True)
class CaseLog:
    """One case of a log. `stopped_at` is when it was withdrawn (by its asker) or cancelled.

    `told_end` is an end the log itself states, which then holds.
    """

    case: str
    started_at: datetime
    last_at: datetime
    rulings: tuple[RulingRow, ...]
    stopped_at: datetime | None = None
    stopped_by_asker: bool = True
    told_end: Ended | None = None

    def ended(self) -> Ended:
        """How the case ended: it follows the last ruling.

        A no stays a no whatever the asker does after it; after a yes, or before any ruling, a step
        of the asker's own that stops the case means withdrawn. Without a ruling it is open.
        """
        if self.told_end is not None:
            return self.told_end
        if not self.rulings:
            return "open"
        last = self.rulings[-1]
        if last.is_no:
            return "refused"
        if self.stopped_at is not None and self.stopped_at >= last.ruled_at:
            return "withdrawn" if self.stopped_by_asker else "cancelled"
        return "granted"

    def settled(self) -> "CaseLog":
        """Return the case with how it ended written on each ruling."""
        end = self.ended()
        return replace(self, rulings=tuple(replace(r, ended=end) for r in self.rulings))

    def until(self, at: datetime) -> "CaseLog":
        """Return the case as it was known at `at`."""
        cut = replace(
            self,
            rulings=tuple(r for r in self.rulings if r.ruled_at < at),
            last_at=min(self.last_at, at),
            stopped_at=self.stopped_at if self.stopped_at and self.stopped_at < at else None,
            told_end=self.told_end if self.last_at < at else None,
        )
        return cut.settled()


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in the log that did not become a ruling: `what` and `why` are codes."""

    what: str
    count: int
    why: str


@dataclass(frozen=True, slots=True)
class Log:
    """A whole log. `basis` says what waiting is counted from."""

    name: str
    cases: tuple[CaseLog, ...]
    skipped: tuple[Skipped, ...] = ()
    basis: Basis = "since_previous_event"

    @property
    def rulings(self) -> tuple[RulingRow, ...]:
        return tuple(r for c in self.cases for r in c.rulings)

    @property
    def period(self) -> tuple[datetime, datetime] | None:
        """The first and the last moment the log tells of; None for an empty log."""
        if not self.cases:
            return None
        return min(c.started_at for c in self.cases), max(c.last_at for c in self.cases)

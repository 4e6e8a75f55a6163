"""What the Mirror's page shows of one's rulings at one stage. Pure: no words, no drawing."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from itertools import accumulate

from mandat.evidence.rules.bounds import FEW, round_numbers, rounded_up
from mandat.evidence.rules.certify import Reason, certify, split_day
from mandat.evidence.rules.report import Terms, sample_of
from mandat.evidence.rules.rows import RulingRow
from mandat.evidence.rules.statistics import Counts, First

TERMS = Terms(tolerance=0.05, confidence=0.95, harm="any-no")
"""On the page any no counts as harm, and a limit must hold for nineteen in twenty."""

MOST_TICKS = 60


@dataclass(frozen=True)
class CertifiedLimit:
    """A limit with a bound: of `cases` later ones `noes` were noes, so at most `bound`."""

    value: Decimal
    cases: int
    noes: int
    bound: float
    since: datetime


@dataclass(frozen=True)
class Proof:
    """Certified limits, largest first, or why there is none."""

    limits: tuple[CertifiedLimit, ...]
    reason: Reason | None

    def at(self, value: Decimal | None) -> CertifiedLimit | None:
        return next((limit for limit in self.limits if limit.value == value), None)


@dataclass(frozen=True)
class Point:
    """One ruling by its number."""

    value: Decimal
    is_no: bool
    wait_days: float = 0.0


def prove(rows: Sequence[tuple[datetime, RulingRow]], fact: str) -> Proof:
    """Certify limits on one fact from rows with the time their case started, oldest first."""
    met: set[str] = set()
    firsts = []
    for started, row in rows:
        if row.case not in met:
            met.add(row.case)
            firsts.append(First(started.timestamp(), row))
    if len(firsts) < FEW:
        return Proof((), "too_few")
    sample = sample_of(firsts, TERMS.harm)
    day = datetime.fromtimestamp(split_day([sample]), UTC)
    step = ("", "")
    found = certify({step: sample}, tolerance=TERMS.tolerance, confidence=TERMS.confidence)[step]
    limits = tuple(
        CertifiedLimit(c.value, c.cases, c.harm, rounded_up(c.bound, 3), day)
        for c in found.limits
        if c.fact == fact
    )
    return Proof(limits, None if limits else found.reason or "no_number")


@dataclass(frozen=True)
class Ladder:
    """Rulings by size, smallest first; `total` counts also those without a number."""

    points: tuple[Point, ...]
    total: int

    @cached_property
    def _noes(self) -> tuple[int, ...]:
        return tuple(accumulate((p.is_no for p in self.points), initial=0))

    @cached_property
    def _days(self) -> tuple[float, ...]:
        return tuple(accumulate((p.wait_days for p in self.points), initial=0.0))

    def up_to(self, limit: Decimal) -> Counts:
        """Count what a limit would have meant, as `statistics.counts_at`, in O(log n)."""
        inside = bisect_right(self.points, limit, key=lambda point: point.value)
        return Counts(
            inside=inside,
            outside=len(self.points) - inside,
            without_number=self.total - len(self.points),
            refused_inside=self._noes[inside],
            wait_days_inside=self._days[inside],
        )


def ladder_of(rows: Sequence[RulingRow], fact: str) -> Ladder:
    """Put the rulings that have a number in order."""
    numbers = ((row.number(fact), row) for row in rows)
    points = (
        Point(value, row.is_no, row.wait_days or 0.0) for value, row in numbers if value is not None
    )
    return Ladder(tuple(sorted(points, key=lambda point: (point.value, point.is_no))), len(rows))


def ticks_of(points: Sequence[Point]) -> tuple[Decimal, ...]:
    """Return the round numbers between the smallest and the largest seen: where a limit can lie."""
    positive = [point.value for point in points if point.value > 0]
    if not positive:
        return ()
    numbers = tuple(round_numbers(float(min(positive)), float(max(positive))))
    return numbers[-MOST_TICKS:]


def first_limit(points: Sequence[Point], ticks: Sequence[Decimal], proof: Proof) -> Decimal | None:
    """Return where the handle starts: the largest certified limit, else where four in five lie."""
    if proof.limits:
        return proof.limits[0].value
    if not ticks:
        return None
    most = points[int(len(points) * 0.8)].value
    return next((tick for tick in reversed(ticks) if tick <= most), ticks[0])

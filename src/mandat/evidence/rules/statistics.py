"""What a step's past rulings show by counting: no claim about what will come."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np

from mandat.evidence.rules.rows import CaseLog, RulingRow

Harm = Literal["stopped", "any-no"]
StepKey = tuple[str, str]


@dataclass(frozen=True)
class Waiting:
    """Days waited for a ruling; None where nothing in the log tells."""

    median: float | None
    p90: float | None
    sum: float


@dataclass(frozen=True)
class NoCounts:
    """Every no, and how its case ended; the three sum to `refused`."""

    refused: int
    returned_then_granted: int
    stopped_for_good: int
    open: int


@dataclass(frozen=True)
class Counts:
    """What a limit would have meant for these rulings. Counts only: no bound follows from them.

    `without_number` had no number and stay outside. `wait_days` were waited by those inside.
    """

    inside: int
    outside: int
    without_number: int
    refused_inside: int
    wait_days_inside: float


@dataclass(frozen=True)
class First:
    """The first ruling of a case at a step, and when the case started (seconds since 1970)."""

    started: float
    row: RulingRow


def by_step(cases: Iterable[CaseLog]) -> dict[StepKey, list[RulingRow]]:
    """Gather rulings by matter and step."""
    steps: dict[StepKey, list[RulingRow]] = {}
    for case in cases:
        for row in case.rulings:
            steps.setdefault((row.matter, row.step), []).append(row)
    return steps


def first_rulings(cases: Iterable[CaseLog]) -> dict[StepKey, list[First]]:
    """Gather the first ruling of each case at each step."""
    steps: dict[StepKey, list[First]] = {}
    for case in cases:
        met: set[StepKey] = set()
        for row in case.rulings:
            key = (row.matter, row.step)
            if key not in met:
                met.add(key)
                steps.setdefault(key, []).append(First(case.started_at.timestamp(), row))
    return steps


def is_harm(row: RulingRow, harm: Harm) -> bool:
    """Tell whether letting the case pass this ruling would have been harm.

    any-no: the ruling was a no. stopped: it was a no, and the case never was granted (one still
    open counts, so as not to flatter).
    """
    return row.is_no and (harm == "any-no" or row.ended != "granted")


def count_noes(rows: Iterable[RulingRow]) -> NoCounts:
    """Count every no and how its case ended."""
    noes = [row for row in rows if row.is_no]
    granted = sum(row.ended == "granted" for row in noes)
    still_open = sum(row.ended == "open" for row in noes)
    return NoCounts(len(noes), granted, len(noes) - granted - still_open, still_open)


def waiting(rows: Iterable[RulingRow]) -> Waiting:
    """Sum up the days waited for rulings."""
    days = np.array([d for row in rows if (d := row.wait_days) is not None])
    if not days.size:
        return Waiting(None, None, 0.0)
    return Waiting(float(np.median(days)), float(np.quantile(days, 0.9)), float(days.sum()))


def counts_at(rows: Sequence[RulingRow], fact: str, limit: Decimal) -> Counts:
    """Count what a freely chosen limit `fact <= limit` would have meant."""
    inside = outside = without = refused = 0
    days = 0.0
    for row in rows:
        number = row.number(fact)
        if number is None:
            without += 1
        elif number > limit:
            outside += 1
        else:
            inside += 1
            refused += row.is_no
            days += row.wait_days or 0.0
    return Counts(inside, outside, without, refused, days)


def upstream(cases: Iterable[CaseLog], step: StepKey, *, least_share: float = 0.01) -> list[str]:
    """Return the steps that rule before this one, in at least this share of its cases."""
    before: dict[str, int] = {}
    total = 0
    for case in cases:
        names: list[str] = []
        for row in case.rulings:
            if (row.matter, row.step) == step:
                total += 1
                for name in dict.fromkeys(names):
                    before[name] = before.get(name, 0) + 1
                break
            names.append(row.step)
    kept = [name for name, count in before.items() if count >= least_share * max(total, 1)]
    return sorted(kept, key=lambda name: (-before[name], name))

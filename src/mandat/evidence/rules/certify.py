"""Limits under which a step's noes are proved rare: learned on earlier cases, certified on later.

What is certified: of cases like those in the later period, the share that is harm is at most the
tolerance. The chance that a report certifies any limit for which this is false is at most
1 − confidence, however many steps and limits it looks at:

1. One day splits the whole report by when cases started. Everything chosen (which steps, which
   limits, in which order) is chosen on the earlier cases, or on the later ones' numbers alone,
   never on how the later ones ended.
2. 1 − confidence is shared equally by the steps that have a limit worth testing (Bonferroni).
3. Within a step limits are tested in the order the earlier cases speak for them, each at the
   step's full share, until the first that fails (a fixed sequence; Maurer, Hothorn and Lehmacher
   1995). Tests are exact binomial.

It takes cases to be alike, given their numbers. Where harm comes in clumps along time (one cause,
many cases) the cases inside a limit count as so many fewer; where it does not, the test is exact.
That and a drift guard only ever take limits away from independent cases.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from mandat.evidence.rules.bounds import (
    FEW,
    chance_of_so_few,
    clumping_of,
    round_numbers,
    upper_bound,
)

LEARN_SHARE = 1 / 3
Reason = Literal["too_few", "too_risky", "no_number", "unknown_role", "drift"]


@dataclass(frozen=True)
class Sample:
    """First rulings of one step, a row a case.

    `started` is when the case started, seconds since 1970; `values` a fact's numbers, NaN where
    absent; `harm` what the tolerance is about.
    """

    started: NDArray[np.float64]
    values: Mapping[str, NDArray[np.float64]]
    harm: NDArray[np.bool_]
    known: bool = True


@dataclass(frozen=True)
class Certified:
    """A limit `fact <= value` under which harm is proved rare, on the later cases."""

    fact: str
    value: Decimal
    cases: int
    harm: int
    bound: float


@dataclass(frozen=True)
class Finding:
    """What a step's sample shows: certified limits, largest first, or why there is none."""

    limits: tuple[Certified, ...]
    reason: Reason | None


@dataclass(frozen=True)
class _Candidate:
    fact: str
    value: Decimal
    learned_cases: int
    learned_harm: int
    chance: float
    later: NDArray[np.bool_]


def split_day(samples: Sequence[Sample]) -> float:
    """Return the moment that parts earlier from later cases, one for the whole report."""
    started = np.concatenate([s.started for s in samples]) if samples else np.array([0.0])
    return float(np.quantile(started, LEARN_SHARE)) if started.size else 0.0


def certify(
    samples: Mapping[tuple[str, str], Sample], *, tolerance: float, confidence: float
) -> dict[tuple[str, str], Finding]:
    """Certify one-number limits for every step of a report, together."""
    day = split_day(list(samples.values()))
    found: dict[tuple[str, str], Finding] = {}
    tested: dict[tuple[str, str], list[_Candidate]] = {}
    for step, sample in samples.items():
        reason = _cannot(sample)
        if reason:
            found[step] = Finding((), reason)
            continue
        candidates = _candidates(sample, day, tolerance, confidence)
        hopeful = [c for c in candidates if c.learned_harm <= tolerance * c.learned_cases]
        if hopeful:
            tested[step] = sorted(hopeful, key=lambda c: (c.chance, -c.learned_cases))
        else:
            found[step] = Finding((), "too_risky" if candidates else "too_few")
    for step, candidates in tested.items():
        share = (1 - confidence) / len(tested)
        found[step] = _sequence(samples[step], candidates, tolerance, share)
    return found


def _cannot(sample: Sample) -> Reason | None:
    if not sample.known:
        return "unknown_role"
    if not any(np.isfinite(v).any() for v in sample.values.values()):
        return "no_number"
    return "too_few" if sample.harm.size < FEW else None


def _candidates(
    sample: Sample, day: float, tolerance: float, confidence: float
) -> list[_Candidate]:
    """Round limits with enough cases on both sides of the day, never beyond numbers seen."""
    earlier = sample.started < day
    needed = _fewest(tolerance, confidence)
    candidates = []
    for fact, values in sorted(sample.values.items()):
        seen = np.isfinite(values)
        old, new = values[seen & earlier], values[seen & ~earlier]
        positive = values[seen & (values > 0)]
        if not (old.size and new.size and positive.size):
            continue
        top = float(min(old.max(), new.max()))
        so_far = 0
        for limit in round_numbers(float(positive.min()), top):
            inside = seen & (values <= float(limit))
            learned, later = inside & earlier, inside & ~earlier
            if learned.sum() < FEW or later.sum() < needed or inside.sum() == so_far:
                continue
            so_far = int(inside.sum())
            cases, harm = int(learned.sum()), int(sample.harm[learned].sum())
            chance = chance_of_so_few(harm, cases, tolerance)
            candidates.append(_Candidate(fact, limit, cases, harm, chance, later))
    return candidates


def _fewest(tolerance: float, confidence: float) -> int:
    """The fewest cases that could certify anything at all, were there no harm among them."""
    cases = int(np.ceil(np.log(1 - confidence) / np.log1p(-tolerance)))
    return max(FEW, cases)


def _sequence(
    sample: Sample, candidates: Sequence[_Candidate], tolerance: float, share: float
) -> Finding:
    limits: list[Certified] = []
    reason: Reason = "drift"
    for candidate in candidates:
        cases, harm = int(candidate.later.sum()), int(sample.harm[candidate.later].sum())
        clumping = _clumping(sample, candidate)
        if chance_of_so_few(harm, cases, tolerance, clumping) > share:
            reason = reason if limits else _why(candidate, cases, harm, tolerance)
            break
        if _lately_worse(sample, candidate.later, tolerance):
            continue
        bound = upper_bound(harm, cases, 1 - share, clumping)
        limits.append(Certified(candidate.fact, candidate.value, cases, harm, bound))
    ordered = tuple(sorted(limits, key=lambda c: (-c.cases, c.value)))
    return Finding(ordered, None if ordered else reason)


def _clumping(sample: Sample, candidate: _Candidate) -> float:
    """Return how harm clumps among all cases inside the limit, earlier and later."""
    inside = sample.values[candidate.fact] <= float(candidate.value)
    order = np.argsort(sample.started[inside], kind="stable")
    return clumping_of(sample.harm[inside][order])


def _lately_worse(sample: Sample, later: NDArray[np.bool_], tolerance: float) -> bool:
    """Tell whether the most recent half of the later cases lies above the tolerance by itself."""
    order = np.argsort(sample.started[later], kind="stable")
    recent = sample.harm[later][order][order.size // 2 :]
    return bool(recent.mean() > tolerance)


def _why(candidate: _Candidate, cases: int, harm: int, tolerance: float) -> Reason:
    if harm <= tolerance * cases:
        return "too_few"
    learned = upper_bound(candidate.learned_harm, candidate.learned_cases, 0.95)
    return "drift" if harm / cases > learned else "too_risky"

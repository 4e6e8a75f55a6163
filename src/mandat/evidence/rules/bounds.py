"""Exact binomial bounds (Clopper and Pearson 1934), one-sided, and round numbers."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

import numpy as np
from numpy.typing import NDArray
from scipy.special import betainc, betaincinv

FEW = 30
"""Under this many cases nothing is said of a share."""

BLOCKS = 40

_STEPS = (Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3), Decimal(5), Decimal("7.5"))


def upper_bound(harm: int, cases: int, confidence: float, clumping: float = 1.0) -> float:
    """Return the largest share that `harm` of `cases` does not rule out at this confidence.

    Exact where `clumping` is 1; otherwise the cases count as so many times fewer.
    """
    if harm >= cases:
        return 1.0
    return float(betaincinv(harm / clumping + 1, (cases - harm) / clumping, confidence))


def chance_of_so_few(harm: int, cases: int, share: float, clumping: float = 1.0) -> float:
    """Return the chance of at most `harm` of `cases` if the true share were `share`: a p-value."""
    if harm >= cases:
        return 1.0
    return float(betainc((cases - harm) / clumping, harm / clumping + 1, 1 - share))


def clumping_of(harm: NDArray[np.bool_]) -> float:
    """Return how many times more harm varies along time than if cases were independent; at least 1.

    The index of dispersion over `BLOCKS` stretches of equally many cases, in order of time
    (a variance ratio, Cox and Lewis 1966, chapter 6). Harm that comes in clumps raises it.
    """
    share = float(harm.mean()) if harm.size else 0.0
    if share in {0.0, 1.0} or harm.size < 2 * BLOCKS:
        return 1.0
    ends = np.linspace(0, harm.size, BLOCKS + 1).astype(np.int64)
    counts = np.diff(np.concatenate([[0], np.cumsum(harm)])[ends])
    cases = np.diff(ends)
    off = (counts - cases * share) ** 2 / (cases * share * (1 - share))
    return max(1.0, float(off.sum()) / (BLOCKS - 1))


def rounded_up(bound: float, places: int = 4) -> float:
    """Round a bound upwards, never down, to so many decimals."""
    step = Decimal(1).scaleb(-places)
    return float(min(Decimal(1), Decimal(bound).quantize(step, rounding=ROUND_CEILING)))


def round_numbers(smallest: float, largest: float) -> Iterator[Decimal]:
    """Give the numbers people set as limits (1, 1.5, 2, 3, 5, 7.5 and so on) in the interval."""
    if largest <= 0:
        return
    power = Decimal(str(max(smallest, largest / 1e9))).adjusted()
    while True:
        for step in _STEPS:
            number = step.scaleb(power)
            if number > Decimal(repr(float(largest))):
                return
            if number >= Decimal(repr(float(smallest))):
                yield Decimal(f"{number:f}")
        power += 1

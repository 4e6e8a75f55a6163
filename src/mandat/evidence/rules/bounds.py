"""Exact binomial bounds (Clopper and Pearson 1934), one-sided, and round numbers."""

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from scipy.special import bdtr, betaincinv

FEW = 30
"""Under this many cases nothing is said of a share."""

_STEPS = (Decimal(1), Decimal("1.5"), Decimal(2), Decimal(3), Decimal(5), Decimal("7.5"))


def upper_bound(harm: int, cases: int, confidence: float) -> float:
    """Return the largest share that `harm` of `cases` does not rule out at this confidence."""
    if harm >= cases:
        return 1.0
    return float(betaincinv(harm + 1, cases - harm, confidence))


def chance_of_so_few(harm: int, cases: int, share: float) -> float:
    """Return the chance of at most `harm` of `cases` if the true share were `share`: a p-value."""
    return float(bdtr(harm, cases, share)) if cases else 1.0


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

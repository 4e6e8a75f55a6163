"""What after-checks have shown so far, however often one looks. Pure."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from scipy.optimize import brentq
from scipy.special import betaln

TALK_ABOVE = 0.10
"""Rulings one would have made otherwise, of all: above it is worth talking about, below it the
hand-over may be worth widening. Never more than a suggestion."""
CONFIDENCE = 0.95

Shows = Literal["more", "fewer", "unclear"]


@dataclass(frozen=True)
class Watched:
    """How many were looked at, how many one would have ruled otherwise, and what that rules out.

    The true share lies between `low` and `high`; `shows` how that stands to `TALK_ABOVE`.
    """

    looked_at: int
    otherwise: int
    low: float
    high: float

    @property
    def shows(self) -> Shows:
        if self.low > TALK_ABOVE:
            return "more"
        return "fewer" if self.high < TALK_ABOVE else "unclear"


def watched(otherwise: Sequence[bool]) -> Watched | None:
    """Return what the verdicts so far show, in any order; None before the first."""
    if not otherwise:
        return None
    count, total = sum(otherwise), len(otherwise)
    low, high = always_between(count, total, CONFIDENCE)
    return Watched(total, count, low, high)


def always_between(count: int, total: int, confidence: float) -> tuple[float, float]:
    """Return the shares that `count` of `total` does not rule out, now or at any earlier look.

    A confidence sequence: the chance that it ever misses the true share, over all looks there will
    ever be, is at most 1 − confidence, so one may look after every verdict and stop at will. It is
    where the likelihood mixed over Beta(½, ½) is less than 1 / (1 − confidence) times that of the
    share (Robbins, *Annals of Mathematical Statistics* 41, 1970; Ville 1939; Howard, Ramdas,
    McAuliffe and Sekhon, *Annals of Statistics* 49, 2021). Draws must be independent of the
    verdicts, which the secret seed sees to.
    """
    if total == 0:
        return 0.0, 1.0
    mixed = float(betaln(count + 0.5, total - count + 0.5) - betaln(0.5, 0.5))
    most = math.log(1 / (1 - confidence))

    def over(share: float) -> float:
        likely = count * math.log(share) + (total - count) * math.log1p(-share)
        return mixed - likely - most

    edge = 1e-12
    seen = min(max(count / total, edge), 1 - edge)
    low = 0.0 if count == 0 else float(brentq(over, edge, seen))
    high = 1.0 if count == total else float(brentq(over, seen, 1 - edge))
    return low, high

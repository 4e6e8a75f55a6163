"""How far a share that was counted in a few cases can be trusted. Pure."""

import math
from dataclasses import dataclass

Z_95 = 1.959964
"""The standard normal's 97.5th percentile: two-sided 95 per cent."""


@dataclass(frozen=True)
class Counted:
    """`part` of `whole`, and where the true share may lie: from `low` to `high`, each 0–1."""

    part: int
    whole: int

    @property
    def share(self) -> float:
        """The share; 0 of nothing."""
        return self.part / self.whole if self.whole else 0.0

    @property
    def low(self) -> float:
        return wilson(self.share, self.whole)[0]

    @property
    def high(self) -> float:
        return wilson(self.share, self.whole)[1]

    @property
    def low_tenths(self) -> int:
        """The lower end in tenths, rounded outwards."""
        return tenths(self.low, self.high)[0]

    @property
    def high_tenths(self) -> int:
        """The upper end in tenths, rounded outwards."""
        return tenths(self.low, self.high)[1]


def wilson(
    share: float, cases: float, z: float = Z_95, *, extra: float = 0.0
) -> tuple[float, float]:
    """Return Wilson's score interval (JASA 22, 1927) of a share 0–1 seen in so many cases.

    `cases` may be a fraction: how many independent cases clustered ones are worth. Without cases
    everything is possible: (0, 1). Newcombe (Statistics in Medicine 17, 1998) has worked examples.
    `extra` is the variance of what chance was made to add to the share.
    """
    if cases <= 0:
        return 0.0, 1.0
    z2 = z * z
    centre = (share + z2 / (2 * cases)) / (1 + z2 / cases)
    half = z / (1 + z2 / cases) * math.sqrt(share * (1 - share) / cases + z2 / (4 * cases**2))
    half = math.hypot(half, z * math.sqrt(extra))
    return max(0.0, centre - half), min(1.0, centre + half)


def tenths(low: float, high: float) -> tuple[int, int]:
    """Return an interval of shares in tenths, rounded outwards so that it never says too much."""
    return math.floor(low * 10 + 1e-9), math.ceil(high * 10 - 1e-9)

"""Flowers of rings and dots: one for each thing that went well, and the meadow they make. Pure.

A ring is someone who can decide, a dot is the right to decide; a flower is what grew from it.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

PETALS = {"own": 6, "step": 9, "thanks": 7, "handover": 12, "learning": 5, "story": 8}
"""How many petals each kind has, so that kinds differ by shape and not by colour alone."""

Dot = tuple[float, float, float]
"""x, y and radius."""

WIDE, HIGH = 1200, 220
MOST = 40
"""Flowers the meadow has room for."""
APART = 66
"""Between two flowers, as long as there are few."""


@dataclass(frozen=True)
class Flower:
    """A ring, a dot in it, and petals round it, in a square of 48."""

    petals: tuple[Dot, ...]
    ring: float
    leaning: float
    """Degrees the whole is turned."""


@dataclass(frozen=True)
class Stem:
    """A flower in the meadow: where it stands, how large it is, and its stem as a path."""

    flower: Flower
    x: float
    y: float
    scale: float
    path: str


@dataclass(frozen=True)
class Meadow:
    """A strip 1200 × 220, to be cropped evenly at both sides; the newest stand in the middle."""

    stems: tuple[Stem, ...]
    width: int = WIDE
    height: int = HIGH


def flower(seed: UUID, kind: str) -> Flower:
    """Return the flower that something always has."""
    count = PETALS.get(kind, 6)
    ring = 6.2 + _part(seed, 0) * 1.6
    size = min(5.6, math.pi * (ring + 6) / count * 0.88)
    reach = ring + size + 1.2
    petals = tuple(
        (
            round(24 + reach * math.cos(2 * math.pi * n / count), 1),
            round(24 + reach * math.sin(2 * math.pi * n / count), 1),
            round(size, 1),
        )
        for n in range(count)
    )
    return Flower(petals, round(ring, 1), round(_part(seed, 1) * 360 / count, 1))


def meadow(grown: Sequence[tuple[UUID, str]]) -> Meadow:
    """Return the meadow of things in order, the newest first."""
    shown = grown[:MOST]
    apart = min(APART, (WIDE - 80) / max(len(shown), 1))
    return Meadow(tuple(_stem(place, apart, *one) for place, one in enumerate(shown)))


def ground(x: float) -> float:
    """Return the height of the ground at a place."""
    return HIGH - 26 - 14 * math.sin(x / 210) - 8 * math.sin(x / 77 + 1)


def _stem(place: int, apart: float, seed: UUID, kind: str) -> Stem:
    side = 1 if place % 2 else -1
    x = WIDE / 2 + side * ((place + 1) // 2) * apart + (_part(seed, 2) - 0.5) * apart / 3
    foot = ground(x) + 10
    height = 60 + _part(seed, 3) * 78
    lean = (_part(seed, 4) - 0.5) * 26
    scale = 1.05 + _part(seed, 5) * 0.7
    top = foot - height
    path = (
        f"M{x:.1f} {foot:.1f}C{x:.1f} {foot - height / 2:.1f} {x + lean / 2:.1f}"
        f" {top + height / 4:.1f} {x + lean:.1f} {top:.1f}"
    )
    return Stem(flower(seed, kind), round(x + lean, 1), round(top, 1), round(scale, 2), path)


def _part(seed: UUID, which: int) -> float:
    """Return a number in [0, 1) that belongs to the seed. Identities begin with their time."""
    return seed.bytes[15 - which] / 256

"""Bars over the amount axis: geometry in numbers, words from the template.

Each region is as wide as the next, whatever its amounts: a bar to scale would show only the
largest. Made twice, wide and narrow, since text must not shrink with the screen.
"""

from dataclasses import dataclass
from decimal import Decimal

from mandat.common.formats import value as written
from mandat.common.money import Money
from mandat.power.queries import CoveragePage, CoverageView, MatterCoverage, RegionView
from mandat.power.rules import FactValue

WIDE, NARROW = 560, 340
HEIGHT, BAR, LABEL_ROOM = 74, 40, 92


@dataclass(frozen=True)
class Segment:
    """One region of a bar; `edge` is the amount written at its end, if there is room."""

    x: float
    width: float
    state: str
    count: str
    edge: str

    @property
    def middle(self) -> float:
        return self.x + self.width / 2

    @property
    def end(self) -> float:
        return self.x + self.width


@dataclass(frozen=True)
class Bar:
    """One bar."""

    width: int
    segments: tuple[Segment, ...]
    height: int = HEIGHT
    bar: int = BAR


@dataclass(frozen=True)
class Line:
    """One region in words: from `start` on, or above `above`; up to `end`, or below `below`."""

    region: RegionView
    start: str
    above: str
    end: str
    below: str


@dataclass(frozen=True)
class Drawn:
    """A stage for one choice of facts: its bars, when an axis cuts it, and its regions in words."""

    coverage: CoverageView
    wide: Bar | None
    narrow: Bar | None
    lines: tuple[Line, ...]

    @property
    def noted(self) -> bool:
        """Some region has something to notice."""
        return any(x.region.vacant or x.region.state in ("gap", "overlap") for x in self.lines)


@dataclass(frozen=True)
class DrawnMatter:
    """A matter, drawn."""

    of: MatterCoverage
    stages: tuple[Drawn, ...]

    @property
    def calm(self) -> bool:
        """Nothing is missing and nothing overlaps."""
        return not self.of.gaps and not self.of.overlaps


def draw(page: CoveragePage) -> tuple[DrawnMatter, ...]:
    """Draw every matter of a page."""
    return tuple(DrawnMatter(m, tuple(_stage(s) for s in m.stages)) for m in page.matters)


def _stage(found: CoverageView) -> Drawn:
    cut = len(found.regions) > 1
    return Drawn(
        found,
        _bar(found.regions, WIDE) if cut else None,
        _bar(found.regions, NARROW) if cut and len(found.regions) <= NARROW // 24 else None,
        tuple(_line(found.regions, n) for n in range(len(found.regions))),
    )


def _bar(regions: tuple[RegionView, ...], width: int) -> Bar:
    each = width / len(regions)
    roomy = each >= LABEL_ROOM
    last = len(regions) - 2
    return Bar(
        width,
        tuple(
            Segment(
                round(n * each, 1),
                round(each, 1),
                r.state,
                str(len(r.mandates) + r.more) if r.state in ("covered", "overlap") else "",
                _edge(regions, n) if roomy or n in (0, last) else "",
            )
            for n, r in enumerate(regions)
        ),
    )


def _edge(regions: tuple[RegionView, ...], n: int) -> str:
    line = _line(regions, n)
    return line.end or line.below


def _line(regions: tuple[RegionView, ...], n: int) -> Line:
    """Name each edge by the round amount beside it."""
    region = regions[n]
    before = regions[n - 1].high if n else None
    after = regions[n + 1].low if n + 1 < len(regions) else None
    begins_round = before is None or not _is_whole(before)
    ends_round = after is None or _is_whole(region.high) or not _is_whole(after)
    return Line(
        region,
        _written(region.low) if n and begins_round else "",
        "" if begins_round else _written(before),
        _written(region.high) if ends_round else "",
        "" if ends_round else _written(after),
    )


def _written(value: FactValue | None) -> str:
    return "" if value is None else written(value)


def _is_whole(value: FactValue | None) -> bool:
    number = value.decimal() if isinstance(value, Money) else value
    return isinstance(number, Decimal) and number == number.to_integral_value()

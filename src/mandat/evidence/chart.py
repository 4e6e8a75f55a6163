"""The Mirror's picture: rulings along their amount on a log scale, and a limit across them.

One dot is one ruling, up to `MOST_DOTS`; above that bars. Noes lie under the base line, so that
nobody searches for the few among the many. Geometry only.
"""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from math import log10

from mandat.common.money import Money
from mandat.evidence.queries.views import MirrorPage
from mandat.evidence.rules.looking import Point

MOST_DOTS = 600
COLUMNS = 46
ROWS = 26
MOST_SHARE = 0.8
LEAST_LEFT = 150.0
TOP = 84.0
"""Room over the dots for the handle and the words."""


@dataclass(frozen=True)
class Frame:
    """A picture: `step` from dot to dot, `radius` of one, how many labels there is room for."""

    width: float
    step: float
    radius: float
    labels: int


WIDE = Frame(620, 13.0, 5.6, 7)
NARROW = Frame(358, 7.6, 3.2, 4)


@dataclass(frozen=True)
class Dot:
    x: float
    y: float
    value: Decimal
    inside: bool


@dataclass(frozen=True)
class Bar:
    """All rulings in one column; `value` is the middle of it on the scale."""

    x: float
    y: float
    height: float
    value: float
    inside: bool


@dataclass(frozen=True)
class Label:
    x: float
    shown: Money | Decimal
    anchor: str


@dataclass(frozen=True)
class MirrorChart:
    """Ready to be drawn. `low` and `high` are the ends of the log scale."""

    frame: Frame
    name: str
    low: float
    high: float
    base: float
    height: float
    limit_x: float
    handle_x: float
    dots: tuple[Dot, ...]
    bars: tuple[Bar, ...]
    noes: tuple[Dot, ...]
    no_bars: tuple[Bar, ...]
    labels: tuple[Label, ...]
    most: int

    @property
    def region_height(self) -> float:
        return round(self.base - TOP + 44, 1)

    @property
    def region_y(self) -> float:
        return TOP - 44

    @property
    def noes_y(self) -> float:
        return self.base + 22

    @property
    def labels_y(self) -> float:
        return self.height - 8

    @property
    def bar_width(self) -> float:
        return round(self.frame.step - 2, 1)

    @property
    def has_room_left(self) -> bool:
        return self.limit_x >= LEAST_LEFT


def mirror_charts(page: MirrorPage) -> tuple[MirrorChart, ...]:
    """Draw a page's rulings wide and narrow; nothing where there is no scale."""
    positive = [point for point in page.ladder.points if point.value > 0]
    if len(positive) < 2 or page.limit is None or not page.ticks:
        return ()
    low, last = float(positive[0].value) / 1.12, float(page.ticks[-1])
    # Room to the right of the last limit, for the words beside the line.
    high = max(float(positive[-1].value) * 1.12, low * (last / low) ** (1 / MOST_SHARE))
    return tuple(
        _chart(page, name, frame, low, high) for name, frame in (("wide", WIDE), ("narrow", NARROW))
    )


def _chart(page: MirrorPage, name: str, frame: Frame, low: float, high: float) -> MirrorChart:
    limit = page.limit or Decimal(1)
    yes = _columns([p for p in page.ladder.points if not p.is_no], low, high)
    noes = _columns([p for p in page.ladder.points if p.is_no], low, high)
    tallest = max((len(column) for column in yes.values()), default=1)
    deepest = max((len(column) for column in noes.values()), default=0)
    # A role's rulings are shown as counts, never one by one.
    as_dots = len(page.ladder.points) <= MOST_DOTS and page.whose == "own"
    scale = frame.step * (1 if as_dots else ROWS / tallest)
    base = TOP + tallest * scale
    scaled = _Scale(frame, base, scale, low, high)
    limit_x = round(_x(float(limit), low, high, frame), 1)
    return MirrorChart(
        frame=frame,
        name=name,
        low=low,
        high=high,
        base=base,
        height=round(base + 52 + deepest * scale, 1),
        limit_x=limit_x,
        handle_x=min(max(limit_x, 58.0), frame.width - 58.0),
        dots=tuple(_dots(yes, frame, base, limit)) if as_dots else (),
        bars=() if as_dots else scaled.bars(yes, limit, up=True),
        noes=tuple(_below(noes, frame, base, limit)) if as_dots else (),
        no_bars=() if as_dots else scaled.bars(noes, limit, up=False),
        labels=_labels(page, frame, low, high),
        most=tallest,
    )


def _x(value: float, low: float, high: float, frame: Frame) -> float:
    share = (log10(max(value, low)) - log10(low)) / (log10(high) - log10(low))
    return min(max(share, 0.0), 1.0) * frame.width


def _columns(points: Sequence[Point], low: float, high: float) -> dict[int, list[Decimal]]:
    """Put points, which come in order, in columns along the scale, smallest at the bottom."""
    values = [point.value for point in points]
    ends = [low * (high / low) ** (column / COLUMNS) for column in range(1, COLUMNS)]
    cuts = [0, *(bisect_left(values, Decimal(end)) for end in ends), len(values)]
    return {
        column: values[start:end]
        for column, (start, end) in enumerate(pairwise(cuts))
        if end > start
    }


def _centre(column: int, frame: Frame) -> float:
    return round((column + 0.5) * frame.width / COLUMNS, 1)


def _dots(
    columns: dict[int, list[Decimal]], frame: Frame, base: float, limit: Decimal
) -> list[Dot]:
    return [
        Dot(
            _centre(column, frame),
            round(base - frame.step * (row + 0.5) - 1, 1),
            value,
            value <= limit,
        )
        for column, values in columns.items()
        for row, value in enumerate(values)
    ]


@dataclass(frozen=True)
class _Scale:
    """Where bars stand: `unit` is the height of one ruling."""

    frame: Frame
    base: float
    unit: float
    low: float
    high: float

    def bars(
        self, columns: dict[int, list[Decimal]], limit: Decimal, *, up: bool
    ) -> tuple[Bar, ...]:
        """Return a bar a column, upwards from the base line or downwards a little under it."""
        bars = []
        for column, values in columns.items():
            height = round(max(len(values) * self.unit, 2.0), 1)
            x = round(_centre(column, self.frame) - self.frame.step / 2 + 1, 1)
            y = round(self.base - height if up else self.base + 4, 1)
            middle = self.low * (self.high / self.low) ** ((column + 0.5) / COLUMNS)
            bars.append(Bar(x, y, height, round(middle, 2), middle <= limit))
        return tuple(bars)


def _below(
    columns: dict[int, list[Decimal]], frame: Frame, base: float, limit: Decimal
) -> list[Dot]:
    return [
        Dot(
            _centre(column, frame),
            round(base + 17 + frame.step * row, 1),
            values[-1 - row],
            values[-1 - row] <= limit,
        )
        for column, values in columns.items()
        for row in range(len(values))
    ]


def _labels(page: MirrorPage, frame: Frame, low: float, high: float) -> tuple[Label, ...]:
    """Label round numbers, as many as there is room for, the first and last always."""
    ticks = [tick for tick in page.ticks if str(tick.normalize().as_tuple().digits[0]) in "125"]
    ticks = [tick for tick in ticks if len(tick.normalize().as_tuple().digits) == 1] or list(
        page.ticks
    )
    every = max(1, -(-len(ticks) // frame.labels))
    kept = ticks[::-1][::every][::-1]
    found: list[Label] = []
    for tick in kept:
        x = round(_x(float(tick), low, high, frame), 1)
        anchor = "start" if x < 30 else "end" if x > frame.width - 30 else "middle"
        if not found or x - found[-1].x > frame.width / frame.labels * 0.7:
            found.append(Label(x, page.shown(tick), anchor))
    return tuple(found)

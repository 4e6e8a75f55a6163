"""The Mirror's picture: rulings along their amount on a log scale, and a limit across them.

One dot is one ruling, up to `MOST_DOTS`; above that bars. Noes lie under the base line, so that
nobody searches for the few among the many. Geometry only.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import log10

from mandat.common.money import Money
from mandat.evidence.queries.views import MirrorPage
from mandat.evidence.rules.looking import Point

MOST_DOTS = 600
COLUMNS = 46
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
    x: float
    y: float
    height: float
    value: Decimal
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
        return self.frame.step - 2


def mirror_charts(page: MirrorPage) -> tuple[MirrorChart, ...]:
    """Draw a page's rulings wide and narrow; nothing where there is no scale."""
    positive = [point for point in page.points if point.value > 0]
    if len(positive) < 2 or page.limit is None or not page.ticks:
        return ()
    low, high = float(positive[0].value) / 1.12, float(positive[-1].value) * 1.12
    return tuple(
        _chart(page, name, frame, low, high) for name, frame in (("wide", WIDE), ("narrow", NARROW))
    )


def _chart(page: MirrorPage, name: str, frame: Frame, low: float, high: float) -> MirrorChart:
    limit = page.limit or Decimal(1)
    yes = _columns([p for p in page.points if not p.is_no], low, high)
    noes = _columns([p for p in page.points if p.is_no], low, high)
    tallest = max((len(column) for column in yes.values()), default=1)
    as_dots = len(page.points) <= MOST_DOTS
    base = TOP + (tallest * frame.step if as_dots else 26 * frame.step)
    deep = min(max((len(column) for column in noes.values()), default=0), 12)
    limit_x = round(_x(float(limit), low, high, frame), 1)
    return MirrorChart(
        frame=frame,
        name=name,
        low=low,
        high=high,
        base=base,
        height=base + 52 + deep * frame.step,
        limit_x=limit_x,
        handle_x=min(max(limit_x, 58.0), frame.width - 58.0),
        dots=tuple(_dots(yes, frame, base, limit)) if as_dots else (),
        bars=() if as_dots else tuple(_bars(yes, frame, base, limit, tallest)),
        noes=tuple(_below(noes, frame, base, limit)),
        labels=_labels(page, frame, low, high),
        most=tallest,
    )


def _x(value: float, low: float, high: float, frame: Frame) -> float:
    share = (log10(max(value, low)) - log10(low)) / (log10(high) - log10(low))
    return min(max(share, 0.0), 1.0) * frame.width


def _columns(points: Sequence[Point], low: float, high: float) -> dict[int, list[Decimal]]:
    """Put points in columns along the scale, smallest at the bottom."""
    columns: dict[int, list[Decimal]] = {}
    span = log10(high) - log10(low)
    for point in points:
        share = (log10(max(float(point.value), low)) - log10(low)) / span
        column = min(int(share * COLUMNS), COLUMNS - 1)
        columns.setdefault(column, []).append(point.value)
    return columns


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


def _bars(
    columns: dict[int, list[Decimal]], frame: Frame, base: float, limit: Decimal, tallest: int
) -> list[Bar]:
    bars = []
    for column, values in columns.items():
        height = round(len(values) / tallest * 26 * frame.step, 1)
        x = _centre(column, frame) - frame.step / 2 + 1
        # A bar counts as inside when most of it is.
        middle = values[len(values) // 2]
        bars.append(Bar(round(x, 1), round(base - height, 1), height, middle, middle <= limit))
    return bars


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
        for row in range(min(len(values), 12))
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

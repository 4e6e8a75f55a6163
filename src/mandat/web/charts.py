"""Charts drawn on the server: geometry in numbers, words from the caller.

Zero is always the base of bars. Lines are labelled where they end. Each chart is made twice, wide
and narrow, since text must not shrink with the screen.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from math import ceil

STEP, RADIUS, ROWS, MOST_DOTS = 13.0, 5.6, 10, 600
WIDE, NARROW = 500, 358
LABEL = 20.0
"""How far apart what is written at the ends of lines must be."""


@dataclass(frozen=True)
class Bar:
    """One bar; `value` and `label` are empty where there is no room for them."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    label: str
    value: str
    point: bool


@dataclass(frozen=True)
class BarChart:
    """Bars on a base line. The last is the point of the chart."""

    width: int
    height: int
    base: float
    bars: tuple[Bar, ...]

    @property
    def label_y(self) -> float:
        return self.base + 20


def bar_chart(
    values: Sequence[float], labels: Sequence[str], written: Sequence[str], *, width: int = WIDE
) -> BarChart:
    """Draw one bar a value. `written` is each value in words; shown where there is room."""
    base, top, gap = 200.0, 26.0, 4.0
    most = max([*values, 1])
    each = width / max(len(values), 1)
    roomy = each >= 34
    last = len(values) - 1
    bars = []
    for i, value in enumerate(values):
        high = max(value, 0) / most * (base - top)
        shown = i == last or (value > 0 and (value == most or (roomy and (last - i) % 3 == 0)))
        bars.append(
            Bar(
                round(i * each + gap / 2, 1),
                round(base - high, 1),
                round(min(each - gap, 64), 1),
                round(high, 1),
                round(i * each + gap / 2 + min(each - gap, 64) / 2, 1),
                labels[i] if roomy or i in (0, last) else "",
                written[i] if shown else "",
                i == last,
            )
        )
    return BarChart(width, 230, base, tuple(bars))


@dataclass(frozen=True)
class Line:
    """One series: a polyline for each unbroken stretch, its band, what is written at its end."""

    parts: tuple[str, ...]
    bands: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    """Where a stretch is one point alone, which no line would show."""
    end_x: float
    end_y: float
    label_x: float
    label_y: float
    value: str
    name: str
    strong: bool


@dataclass(frozen=True)
class Grid:
    """A level line with what it stands for."""

    y: float
    label: str


@dataclass(frozen=True)
class LineChart:
    """Lines over time, first and last moment written under the base."""

    width: int
    height: int
    left: float
    right: float
    base: float
    lines: tuple[Line, ...]
    grid: tuple[Grid, ...]
    first: str
    last: str


@dataclass(frozen=True)
class Series:
    """What a line shows, and how sure it is. None breaks the line: nothing is drawn across it."""

    name: str
    values: Sequence[float | None]
    last_written: str
    strong: bool = False
    band: Sequence[tuple[float, float] | None] = ()
    """Lowest and highest for each value, or empty."""


def line_chart(
    series: Sequence[Series],
    ends: tuple[str, str],
    *,
    levels: Sequence[tuple[float, str]],
    low: float = 0.0,
    width: int = WIDE,
    height: int = 230,
) -> LineChart:
    """Draw series over the same moments, between `low` and the highest level."""
    high = max(level for level, _label in levels)
    room = 150.0 if width == WIDE else 110.0 if width == NARROW else 44.0
    frame = _Frame(0.0, width - room, height - 30.0, 26.0, low, high)
    lines = _apart([line for line in (_line(one, frame) for one in series) if line is not None])
    grid = tuple(Grid(frame.y(level), label) for level, label in levels if level > low)
    left, right, base = frame.left, frame.right, frame.base
    return LineChart(width, height, left, right, base, tuple(lines), grid, *ends)


@dataclass(frozen=True)
class _Frame:
    """Where values and moments lie in a chart."""

    left: float
    right: float
    base: float
    top: float
    low: float
    high: float

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.base - share * (self.base - self.top), 1)

    def x(self, i: int, count: int) -> float:
        return round(self.left + i / max(count - 1, 1) * (self.right - self.left), 1)


def _line(one: Series, frame: _Frame) -> Line | None:
    """Return a series as drawn; None where it has no value at all."""
    count = len(one.values)
    bands = one.band or (None,) * count
    stretches: list[list[tuple[float, float, float, float]]] = [[]]
    for i, (value, band) in enumerate(zip(one.values, bands, strict=True)):
        if value is None:
            stretches.append([])
            continue
        lowest, highest = band or (value, value)
        x = frame.x(i, count)
        stretches[-1].append((x, frame.y(value), frame.y(lowest), frame.y(highest)))
    drawn = [stretch for stretch in stretches if stretch]
    if not drawn:
        return None
    end_x, end_y, *_ = drawn[-1][-1]
    near = end_x >= frame.x(count - 2, count)  # its name stands in line with the others'
    return Line(
        tuple(_points((x, y) for x, y, _, _ in s) for s in drawn),
        tuple(_around(s) for s in drawn if one.band),
        tuple((s[0][0], s[0][1]) for s in drawn if len(s) == 1),
        end_x,
        end_y,
        frame.right if near else end_x,
        end_y,
        one.last_written,
        one.name,
        one.strong,
    )


def _apart(lines: Sequence[Line]) -> list[Line]:
    """Move what is written at the ends of lines apart, so that nothing is written on anything."""
    found: list[Line] = []
    for line in sorted(lines, key=lambda one: one.end_y):
        above = found[-1].label_y + LABEL if found else line.end_y
        found.append(replace(line, label_y=max(line.end_y, above)))
    return found


def _points(points: Iterable[tuple[float, float]]) -> str:
    return " ".join(f"{x},{y}" for x, y in points)


def _around(stretch: Sequence[tuple[float, float, float, float]]) -> str:
    """Return the outline of a band: along its lowest values and back along its highest."""
    if len(stretch) == 1:  # alone it would have no width
        x, y, low, high = stretch[0]
        stretch = [(x - 4, y, low, high), (x + 4, y, low, high)]
    below = [(x, low) for x, _, low, _ in stretch]
    above = [(x, high) for x, _, _, high in reversed(stretch)]
    return _points([*below, *above])


@dataclass(frozen=True)
class DotChart:
    """One dot is one thing. Beyond `MOST_DOTS` there are none, and the number must do."""

    width: float
    height: float
    radius: float
    dots: tuple[tuple[float, float], ...]


def dot_chart(count: int) -> DotChart:
    """Lay dots in columns of ten, the last column filled from below."""
    if count > MOST_DOTS:
        return DotChart(0, 0, RADIUS, ())
    columns = ceil(count / ROWS)
    rows = min(ROWS, max(count, 1))
    dots = tuple(
        (
            round(i // ROWS * STEP + RADIUS, 1),
            round((rows - 1 - i % ROWS) * STEP + RADIUS, 1),
        )
        for i in range(count)
    )
    width, height = max(columns, 1) * STEP - 1.8, rows * STEP - 1.8
    return DotChart(round(width, 1), round(height, 1), RADIUS, dots)


@dataclass(frozen=True)
class DayDots:
    """Days waited, against how long it usually takes."""

    width: float
    usual_x: float | None
    dots: tuple[tuple[float, str], ...]


def day_dots(waited: int, usual: int | None) -> DayDots:
    """Draw a dot a day: filled when gone, hollow when left of the usual, warm when over it.

    At most 20 dots.
    """
    total = min(max(waited, usual or 0), 20)
    kinds = []
    for day in range(1, total + 1):
        over = usual is not None and day > usual
        kinds.append("over" if over and day <= waited else "gone" if day <= waited else "left")
    dots = tuple((round(i * 16 + 6.0, 1), kind) for i, kind in enumerate(kinds))
    usual_x = usual * 16 - 2.0 if usual is not None and waited > usual else None
    return DayDots(max(total, 1) * 16.0, usual_x, dots)

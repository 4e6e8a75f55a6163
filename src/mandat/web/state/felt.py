"""How people feel about deciding: everyone, and branches of five or more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import pgettext

from mandat.common import formats
from mandat.growth.pulse.queries import PulseMonth
from mandat.growth.pulse.rules import HME
from mandat.growth.rules import Group, Interval, interval
from mandat.power.queries import Names
from mandat.web import charts

QUESTION = "autonomy"


@dataclass(frozen=True)
class Cell:
    """A branch's figure in a month; `group` is None where fewer than five answered."""

    name: Names
    group: Group | None

    @property
    def interval(self) -> Interval | None:
        return None if self.group is None else interval(self.group, blurred=True)


@dataclass(frozen=True)
class FeltMonth:
    """A month in which the question was asked."""

    month: date
    whole: Group | None
    cells: tuple[Cell, ...]

    @property
    def interval(self) -> Interval | None:
        return None if self.whole is None else interval(self.whole, blurred=True)


@dataclass(frozen=True)
class Felt:
    """Felt autonomy over time, oldest first; only months where five or more answered."""

    months: tuple[FeltMonth, ...]

    @property
    def last(self) -> FeltMonth:
        return self.months[-1]

    @property
    def trend(self) -> str:
        """Say up or down where the ranges of the first and last month are apart, else unclear."""
        first, last = self.months[0].interval, self.last.interval
        if first is None or last is None:
            return "unclear"
        return "up" if last.low > first.high else "down" if last.high < first.low else "unclear"

    def lines(self, width: int) -> charts.LineChart:
        """Return the mean, month by month."""
        means = [m.whole.mean for m in self.months if m.whole]
        series = charts.Series("", means, formats.number(means[-1], decimals=1), strong=True)
        ends = tuple(formats.day(m.month, form="month") for m in (self.months[0], self.last))
        levels = [
            (1.0, ""),
            (3.0, pgettext("pulse", "Some")),
            (5.0, pgettext("pulse", "All")),
        ]
        return charts.line_chart([series], (ends[0], ends[1]), levels=levels, low=1.0, width=width)


@dataclass(frozen=True)
class Asked:
    """One question of the pulse over time, newest first."""

    question: str
    months: tuple[FeltMonth, ...]

    @property
    def index(self) -> bool:
        """Whether it is shown from 0 to 100, as HME is."""
        return self.question in HME


def others(pulse: Sequence[PulseMonth]) -> tuple[Asked, ...]:
    """Return every question but felt autonomy, with the months where five or more answered."""
    found: dict[str, list[FeltMonth]] = {}
    for month in pulse:
        if month.question != QUESTION and month.whole is not None:
            found.setdefault(month.question, []).append(_month(month))
    return tuple(Asked(question, tuple(months)) for question, months in sorted(found.items()))


def felt(pulse: Sequence[PulseMonth]) -> Felt | None:
    """Return felt autonomy, or None where too few have answered in every month."""
    asked = [m for m in pulse if m.question == QUESTION]
    months = tuple(_month(m) for m in reversed(asked) if m.whole is not None)
    return Felt(months) if months else None


def _month(found: PulseMonth) -> FeltMonth:
    cells: Sequence[Cell] = [Cell(name, group) for name, group in found.branches]
    return FeltMonth(found.month, found.whole, tuple(cells))

"""How people feel about deciding: everyone, and branches of five or more."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import pgettext

from mandat.common import formats
from mandat.growth.queries import PulseMonth, organisation_pulse
from mandat.growth.rules import Group
from mandat.power.queries import Names
from mandat.web import charts

QUESTION = "autonomy"
MONTHS = 12
LEAST = 0.1
"""A change of the mean that is worth saying."""


@dataclass(frozen=True)
class Cell:
    """A branch's figure in a month; `group` is None where fewer than five answered."""

    name: Names
    group: Group | None


@dataclass(frozen=True)
class FeltMonth:
    """A month in which the question was asked."""

    month: date
    whole: Group | None
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Felt:
    """Felt autonomy over time, oldest first; only months where five or more answered."""

    months: tuple[FeltMonth, ...]

    @property
    def last(self) -> FeltMonth:
        return self.months[-1]

    @property
    def trend(self) -> str:
        """Say up, down or level."""
        means = [m.whole.mean for m in self.months if m.whole]
        change = means[-1] - means[0]
        return "up" if change >= LEAST else "down" if change <= -LEAST else "level"

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


def felt(at: datetime) -> Felt | None:
    """Return felt autonomy, or None where too few have answered in every month."""
    asked = [m for m in organisation_pulse(at, MONTHS) if m.question == QUESTION]
    months = tuple(_month(m) for m in reversed(asked) if m.whole is not None)
    return Felt(months) if months else None


def _month(found: PulseMonth) -> FeltMonth:
    cells: Sequence[Cell] = [Cell(name, group) for name, group in found.branches]
    return FeltMonth(found.month, found.whole, tuple(cells))

"""What State shows: figures of everyone together, never of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from mandat.common import formats
from mandat.common.units import days_between
from mandat.handover.queries.given import Given, given_back
from mandat.power import queries as power
from mandat.services.queries.waited import MatterWait, waits_by_matter
from mandat.web import charts

MONTHS = 12
POINTS = 7
LOOK_BACK = timedelta(days=90)
SOON = 60
"""Days within which a hand-over that is taken back counts as taken back soon."""


@dataclass(frozen=True)
class Month:
    """A calendar month and the days given back in it."""

    starts: datetime
    days: float


@dataclass(frozen=True)
class Share:
    """How many could decide something at a moment."""

    at: datetime
    leading: int
    people: int

    @property
    def share(self) -> float:
        return self.leading / self.people if self.people else 0.0


@dataclass(frozen=True)
class Still:
    """What stands still: counts, never who."""

    past_review: int
    never_questioned: int
    mandates: int
    taken_back: int
    handovers: int


@dataclass(frozen=True)
class StatePage:
    """The state of the organisation at a time."""

    months: tuple[Month, ...]
    given: tuple[Given, ...]
    shares: tuple[Share, ...]
    waits: tuple[MatterWait, ...]
    still: Still

    @property
    def days(self) -> float:
        """Days given back in all, an estimate."""
        return sum(g.days or 0.0 for g in self.given)

    @property
    def share(self) -> Share:
        return self.shares[-1]

    @property
    def ground(self) -> Share:
        return self.shares[0]

    def bars(self, width: int) -> charts.BarChart:
        """Return days given back, month by month."""
        return charts.bar_chart(
            [m.days for m in self.months],
            [formats.day(m.starts, form="mon") for m in self.months],
            [formats.number(m.days) for m in self.months],
            width=width,
        )

    def lines(self, width: int) -> charts.LineChart:
        """Return the share who can decide something."""
        top = 0.5 if self.share.share <= 0.5 else 1.0
        levels = [(0.0, ""), (top / 2, formats.percent(top / 2)), (top, formats.percent(top))]
        series = charts.Series(
            "", [s.share for s in self.shares], formats.percent(self.share.share), strong=True
        )
        ends = (
            formats.day(self.ground.at, form="month"),
            formats.day(self.share.at, form="month"),
        )
        return charts.line_chart([series], ends, levels=levels, width=width)


def month_starts(at: datetime, count: int) -> tuple[datetime, ...]:
    """Return the first moments of the last months, local time, oldest first."""
    first = timezone.localtime(at).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    starts = [first]
    while len(starts) < count:
        starts.append((starts[-1] - timedelta(days=1)).replace(day=1))
    return tuple(reversed(starts))


def state_page(at: datetime) -> StatePage:
    """Return the state at a time."""
    given = given_back(at)
    starts = month_starts(at, MONTHS)
    moments = (*starts[-POINTS + 1 :], at)
    return StatePage(
        _months(given, starts),
        given,
        tuple(Share(m, *power.share_with_mandate(m)) for m in moments),
        waits_by_matter(at - LOOK_BACK, at)[:5],
        _still(given, at),
    )


def _months(given: Sequence[Given], starts: Sequence[datetime]) -> tuple[Month, ...]:
    totals = dict.fromkeys(starts, 0.0)
    for one in given:
        for at, _case, days in one.each:
            month = max((s for s in starts if s <= at), default=None)
            if month is not None:
                totals[month] += days
    return tuple(Month(start, days) for start, days in totals.items())


def _still(given: Sequence[Given], at: datetime) -> Still:
    mandates, past, never = power.unreviewed(at)
    soon = [g for g in given if g.ended is not None and days_between(g.since, g.ended) <= SOON]
    taken_back = sum(g.state == "taken_back" for g in soon)
    return Still(past, never, mandates, taken_back, len(given))

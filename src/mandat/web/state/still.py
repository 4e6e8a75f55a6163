"""What stands still: counts of mandates, proposals and matters, never of people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from mandat.common import formats
from mandat.handover.queries.over_time import matters_moved, taken_back, waiting_at, went_back
from mandat.power.queries import unreviewed
from mandat.power.queries.leading import matters_decided, past_review
from mandat.web import charts
from mandat.web.state import tables
from mandat.web.state.figures import MONTHS, month_starts
from mandat.web.state.tables import Table

SMALL = (240, 104)


@dataclass(frozen=True)
class Moment:
    """How much stood still at a moment."""

    at: datetime
    past_review: int
    waiting: int
    unmoved: int
    matters: int
    went_back: int


@dataclass(frozen=True)
class Still:
    """What stands still now, and at the end of each of the last months."""

    never_questioned: int
    mandates: int
    taken_back: int
    handovers: int
    moments: tuple[Moment, ...]
    table: Table

    @property
    def now(self) -> Moment:
        return self.moments[-1]

    @property
    def courses(self) -> tuple[tuple[str, str, charts.LineChart], ...]:
        """What is shown over time: its name, its last figure, and its chart."""
        each = (
            (_("Mandates past their day for review"), [m.past_review for m in self.moments]),
            (_("Proposals that have waited for two weeks"), [m.waiting for m in self.moments]),
            (_("Matters where nobody has moved in a year"), [m.unmoved for m in self.moments]),
            (_("Hand-overs that went back in 90 days"), [m.went_back for m in self.moments]),
        )
        return tuple(
            (name, formats.number(values[-1]), self._course(values)) for name, values in each
        )

    def _course(self, values: Sequence[int]) -> charts.LineChart:
        width, height = SMALL
        top = float(max(5, *values))
        series = charts.Series("", values, formats.number(values[-1]), strong=True)
        ends = formats.day(_day_before(self.moments[0].at), form="mon"), _("today")
        levels = [(0.0, ""), (top, "")]
        return charts.line_chart([series], ends, levels=levels, width=width, height=height)


def still(at: datetime) -> Still:
    """Return what stands still; a constant number of queries."""
    moments = (*month_starts(at, MONTHS), at)
    decided, moved = matters_decided(moments), matters_moved(moments)
    found = tuple(
        Moment(when, past, waiting, len(had - asked), len(had), back)
        for when, past, waiting, had, asked, back in zip(
            moments,
            past_review(moments),
            waiting_at(moments),
            decided,
            moved,
            went_back(moments),
            strict=True,
        )
    )
    mandates, _past, never = unreviewed(at)
    back, handovers = taken_back(at)
    return Still(never, mandates, back, handovers, found, _table(found))


def _table(moments: Sequence[Moment]) -> Table:
    *ended, now = moments
    today = tables.Cell(_("Today"), now.at.strftime("%Y-%m-%d"), amount=False)
    firsts = (*(tables.month(_day_before(m.at)) for m in ended), today)
    rows = [
        (
            first,
            tables.count(m.past_review),
            tables.count(m.waiting),
            tables.count(m.unmoved),
            tables.count(m.went_back),
        )
        for first, m in zip(firsts, moments, strict=True)
    ]
    heads = (
        _("Month"), _("Past review"), _("Proposals waiting"), _("Matters standing still"),
        _("Went back"),
    )  # fmt: skip
    return Table(_("What stood still at the end of each month"), heads, tuple(rows))


def _day_before(start: datetime) -> datetime:
    return timezone.localtime(start) - timedelta(days=1)

"""The figures of State: each with its finding, its course over time, its table and its making.

Everyone together, never one. What people did is counted in fives, and only when a month is over,
so that no two readings tell who came between them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mandat.common import formats
from mandat.common.moments import month_begins
from mandat.growth.rules import at_least
from mandat.growth.steps.queries import own_steps
from mandat.handover.queries.given import Given
from mandat.handover.queries.over_time import steps_taken
from mandat.power.queries.leading import who_lead
from mandat.services.queries.used import rulers_in
from mandat.web import charts
from mandat.web.state import tables
from mandat.web.state.tables import Table

MONTHS = 12
USED_WITHIN = 3
"""Months within which a mandate must have been used for its holder to lead."""


@dataclass(frozen=True)
class Empty:
    """What stands instead of a chart: why there is none, and when there will be."""

    title: str
    hint: str


@dataclass(frozen=True)
class Figure:
    """One figure. `key` is its measure in the register; `chart` what its course is drawn as."""

    key: str
    title: str
    measure: str
    how: str
    wide: charts.LineChart | charts.BarChart
    narrow: charts.LineChart | charts.BarChart
    table: Table
    empty: Empty | None = None
    note: str = ""

    @property
    def bars(self) -> bool:
        return isinstance(self.wide, charts.BarChart)


def month_starts(at: datetime, count: int) -> tuple[datetime, ...]:
    """Return the first moments of the last months, local time, oldest first."""
    first = month_begins(at)
    starts = [first]
    while len(starts) < count:
        # Midnight of the first in local time, also across a change of the clocks.
        starts.append(_first_of(starts[-1] - timedelta(days=1)))
    return tuple(reversed(starts))


def _first_of(day: datetime) -> datetime:
    return timezone.make_aware(
        timezone.make_naive(day).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    )


# --- who lead -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Lead:
    """At a moment: how many can decide, and how many of them at least have done so lately."""

    at: datetime
    can: int
    people: int
    do: int | None

    @property
    def share(self) -> float:
        return self.can / self.people if self.people else 0.0

    @property
    def share_do(self) -> float | None:
        return None if self.do is None or not self.people else self.do / self.people


def leads(at: datetime) -> tuple[Lead, ...]:
    """Return who led at the end of each of the last twelve months, and who can today.

    Who has used a mandate is not told of the month under way.
    """
    starts = month_starts(at, MONTHS + USED_WITHIN)
    ends = starts[USED_WITHIN:]
    *then, now = who_lead((*ends, at))
    ruled = rulers_in(starts)
    found = []
    for i, lead in enumerate(then):
        used = frozenset[object]().union(*ruled[i : i + USED_WITHIN])
        found.append(Lead(lead.at, len(lead.who), lead.people, at_least(len(lead.who & used))))
    return (*found, Lead(at, len(now.who), now.people, None))


def lead_figure(at: datetime) -> Figure:
    """Return the share who lead: hold a mandate, and use it."""
    found = leads(at)
    *ended, now = found
    last = ended[-1]
    title = _("%(can)s of %(people)s can decide something") % {
        "can": formats.number(now.can), "people": formats.number(now.people),
    }  # fmt: skip
    measure = _("Share of all who hold a mandate, and share who have used one. The goal is all.")
    rows = [tables.line(tables.month(_month_before(one.at)), *_lead_cells(one)) for one in ended]
    today = tables.Cell(_("Today"), at.strftime("%Y-%m-%d"), amount=False)
    table = Table(
        measure,
        (_("Month"), _("Can decide"), _("Share"), _("Have decided"), _("People")),
        (*rows, tables.line(today, *_lead_cells(now)[:2], tables.Cell("", ""),
                            tables.count(now.people))),
    )  # fmt: skip
    note = "" if last.do is None else _used(last)
    return Figure(
        "share", title, measure,
        _("Everyone who can use a mandate on the last day of a month; and those of them who have"
          " ruled on something in the three months before, at least how many, in steps of five."),
        _lead_lines(found, charts.WIDE), _lead_lines(found, charts.NARROW), table, note=note,
    )  # fmt: skip


def _used(last: Lead) -> str:
    return _("At least %(number)s have also decided something in the last three months.") % {
        "number": formats.number(last.do or 0)
    }


def _lead_cells(one: Lead) -> tuple[tables.Cell, ...]:
    share = tables.Cell(formats.percent(one.share), f"{one.share:.3f}")
    return tables.count(one.can), share, tables.at_least(one.do), tables.count(one.people)


def _lead_lines(found: Sequence[Lead], width: int) -> charts.LineChart:
    top = 0.5 if max(one.share for one in found) <= 0.5 else 1.0
    levels = [(0.0, ""), (top / 2, formats.percent(top / 2)), (top, formats.percent(top))]
    can = [one.share for one in found]
    do = [one.share_do for one in found]
    used = [share for share in do if share is not None]
    series = [
        charts.Series(pgettext("lead", "can"), can, formats.percent(can[-1]), strong=True),
        charts.Series(pgettext("lead", "do"), do, formats.percent(used[-1]) if used else ""),
    ]
    ends = formats.day(_month_before(found[0].at), form="month"), _("today")
    return charts.line_chart(series, ends, levels=levels, width=width)


def _month_before(start: datetime) -> datetime:
    return timezone.localtime(start) - timedelta(days=1)


# --- steps --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StepMonth:
    """A month that has ended: how many at least took a step, in hand-overs and of their own."""

    starts: datetime
    handovers: int | None
    own: int | None


def step_months(at: datetime) -> tuple[StepMonth, ...]:
    """Return the last twelve months that have ended, oldest first."""
    starts = month_starts(at, MONTHS + 1)
    who: dict[datetime, set[object]] = {start: set() for start in starts[:-1]}
    for when, person in steps_taken(starts[0], starts[-1]):
        who[max(start for start in starts if start <= when)].add(person)
    own = own_steps([start.date() for start in starts[:-1]], at)
    return tuple(
        StepMonth(start, at_least(len(who[start])), mine)
        for start, mine in zip(starts, own, strict=False)
    )


def steps_figure(at: datetime) -> Figure:
    """Return how many took a step, month by month."""
    found = step_months(at)
    last = found[-1]
    in_month = formats.day(last.starts, form="month")
    most = max((n for n in (last.handovers, last.own) if n), default=0)
    measure = _("Small steps people have taken: in hand-overs, and on journeys of their own.")
    rows = [
        tables.line(tables.month(one.starts), tables.at_least(one.handovers),
                    tables.at_least(one.own))
        for one in found
    ]  # fmt: skip
    title = _("At least %(number)s took a step in %(month)s")
    few = Empty(
        _("Too few steps to show"),
        _("A month shows when it is over, from five people up. Nobody has to take any step."),
    )
    return Figure(
        "steps",
        title % {"number": formats.number(most), "month": in_month} if most else _("Steps taken"),
        measure,
        _("In hand-overs: those who gave their voice, said yes to receive, decided for the first"
          " time or looked afterwards, as the record shows. Of their own: only those who let it"
          " count, without their names. At least how many, in steps of five; never added up."),
        _step_lines(found, charts.WIDE),
        _step_lines(found, charts.NARROW),
        Table(measure, (_("Month"), _("In hand-overs"), _("Of their own")), tuple(rows)),
        None if any(one.handovers or one.own for one in found) else few,
    )  # fmt: skip


def _step_lines(found: Sequence[StepMonth], width: int) -> charts.LineChart:
    series = []
    for name, values, strong in (
        (pgettext("steps", "of their own"), [one.own for one in found], True),
        (pgettext("steps", "in hand-overs"), [one.handovers for one in found], False),
    ):
        last = next((n for n in reversed(values) if n is not None), 0)
        series.append(charts.Series(name, values, formats.number(last), strong=strong))
    most = max((n for one in found for n in (one.own, one.handovers) if n), default=0)
    top = float(max(10, -(-most // 10) * 10))
    levels = [(0.0, ""), (top / 2, formats.number(top / 2)), (top, formats.number(top))]
    return charts.line_chart(series, _ends(found[0].starts, found[-1].starts),
                             levels=levels, width=width)  # fmt: skip


def _ends(first: datetime, last: datetime) -> tuple[str, str]:
    return formats.day(first, form="month"), formats.day(last, form="month")


# --- days given back ----------------------------------------------------------------------------


@dataclass(frozen=True)
class GivenMonth:
    """A calendar month and the days given back in it."""

    starts: datetime
    days: float


def given_months(given: Sequence[Given], at: datetime) -> tuple[GivenMonth, ...]:
    """Return the days given back in each of the last twelve months, this one with them."""
    totals = dict.fromkeys(month_starts(at, MONTHS), 0.0)
    for one in given:
        for when, _case, days in one.each:
            month = max((start for start in totals if start <= when), default=None)
            if month is not None:
                totals[month] += days
    return tuple(GivenMonth(start, days) for start, days in totals.items())


def given_figure(given: Sequence[Given], at: datetime) -> Figure:
    """Return the days people did not have to wait, month by month."""
    months = given_months(given, at)
    title = _("Days people did not have to wait")
    none_yet = Empty(
        _("No days yet"), _("The first show when a hand-over has been in force for a while.")
    )
    rows = [tables.line(tables.month(m.starts), tables.decimal(m.days, 0)) for m in months]
    return Figure(
        "given_back", title, _("Each month, under every hand-over in force. An estimate."),
        _("How long such a case usually waited in the ninety days before, minus how long this one"
          " waited. A slower case takes days away."),
        _given_bars(months, charts.WIDE), _given_bars(months, charts.NARROW),
        Table(title, (_("Month"), _("Days")), tuple(rows)),
        None if any(m.days for m in months) else none_yet,
    )  # fmt: skip


def _given_bars(months: Sequence[GivenMonth], width: int) -> charts.BarChart:
    return charts.bar_chart(
        [m.days for m in months],
        [formats.day(m.starts, form="mon") for m in months],
        [formats.number(m.days) for m in months],
        width=width,
    )

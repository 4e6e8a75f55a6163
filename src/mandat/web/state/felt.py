"""How everyday life feels: everyone, and branches of five or more, month by month."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from mandat.common import formats
from mandat.growth.pulse.queries import PulseMonth, shown_as_index
from mandat.growth.rules import Group, Interval, interval
from mandat.web import charts
from mandat.web.pulse_words import question_text
from mandat.web.state import tables
from mandat.web.state.figures import Empty, Figure
from mandat.web.state.tables import Cell, Table

QUESTION = "autonomy"
MINI = (240, 104)
"""Width and height of a small chart."""


@dataclass(frozen=True)
class Course:
    """One question over the months, oldest first; None where fewer than five answered."""

    question: str
    months: tuple[tuple[date, PulseMonth | None], ...]

    @property
    def index(self) -> bool:
        """Whether it is shown from 0 to 100, as HME is."""
        return shown_as_index(self.question)

    @property
    def last(self) -> PulseMonth:
        """The last month in which five or more answered."""
        return next(m for _day, m in reversed(self.months) if m is not None)

    @property
    def group(self) -> Group:
        return _whole(self.last)

    @property
    def between(self) -> Interval:
        return interval(self.group, blurred=True)

    @property
    def name(self) -> str:
        return asked(self.question)

    @property
    def written(self) -> str:
        return _written(self.group, index=self.index)

    @property
    def span(self) -> str:
        return figures(self.group, index=self.index)[1].shown

    @property
    def small(self) -> charts.LineChart:
        return self.lines(*MINI)

    @property
    def trend(self) -> str:
        """Say up or down where the ranges of the first and last month are apart, else unclear."""
        first = next(m for _day, m in self.months if m is not None)
        before, after = interval(_whole(first), blurred=True), self.between
        if after.low > before.high:
            return "up"
        return "down" if after.high < before.low else "unclear"

    def lines(self, width: int, height: int = 230) -> charts.LineChart:
        """Return the mean with its range, month by month; a month without figures is a gap."""
        groups = [None if m is None else _whole(m) for _day, m in self.months]
        ranges = [None if g is None else interval(g, blurred=True) for g in groups]
        series = charts.Series(
            "",
            [None if g is None else g.mean for g in groups],
            _written(self.group, index=self.index),
            strong=True,
            band=[None if r is None else (r.low, r.high) for r in ranges],
        )
        mini = height == MINI[1]
        some, every = ("", "") if mini else (pgettext("pulse", "Some"), pgettext("pulse", "All"))
        form = "mon" if mini else "month"
        ends = (
            formats.day(self.months[0][0], form=form),
            formats.day(self.months[-1][0], form=form),
        )
        levels = [(1.0, ""), (3.0, some), (5.0, every)]
        return charts.line_chart([series], ends, levels=levels, low=1.0, width=width, height=height)


def courses(pulse: Sequence[PulseMonth]) -> tuple[Course, ...]:
    """Return every question that five or more have answered in some month."""
    found: dict[str, dict[date, PulseMonth]] = {}
    for month in reversed(pulse):
        if month.whole is not None:
            found.setdefault(month.question, {})[month.month] = month
    every = sorted({day for months in found.values() for day in months})
    days = _months(every[0], every[-1]) if every else ()
    return tuple(
        Course(question, tuple((day, months.get(day)) for day in days))
        for question, months in found.items()
    )


def _months(first: date, last: date) -> tuple[date, ...]:
    found = [first]
    while found[-1] < last:
        day = found[-1]
        found.append(date(day.year + day.month // 12, day.month % 12 + 1, 1))
    return tuple(found)


def felt_figure(found: Sequence[Course]) -> Figure:
    """Return felt autonomy, with its range."""
    how = _(
        "The mean of those who answered in a month, moved a little at random so that nobody can"
        " reckon what anyone answered. The shade is where the mean would end up in 95 of 100 groups"
        " like this one."
    )
    measure = _("“How much could you decide for yourself in your work?”")
    own = next((c for c in found if c.question == QUESTION), None)
    if own is None:
        blank = charts.line_chart([], ("", ""), levels=[(1.0, "")])
        few = Empty(
            _("Too few answers to show"),
            _("The figures of a month show when it is over, and only if at least five answered."),
        )
        title = _("How much people feel they decide")
        return Figure("pulse", title, measure, how, blank, blank, Table("", (), ()), few)
    titles = {
        "up": _("More people feel that they decide"),
        "down": _("Fewer people feel that they decide"),
        "unclear": _("How much people feel they decide"),
    }
    answers = _("%(count)s answers in %(month)s.") % {
        "count": formats.number(own.group.count),
        "month": formats.day(own.last.month, form="month"),
    }
    wide, narrow = own.lines(charts.WIDE), own.lines(charts.NARROW)
    table = _month_table(own)
    return Figure("pulse", titles[own.trend], measure, how, wide, narrow, table, note=answers)


def _month_table(own: Course) -> Table:
    rows = [
        (tables.month(day), *figures(month.whole, index=own.index))
        for day, month in reversed(own.months)
        if month is not None
    ]
    heads = (_("Month"), _("Mean"), _("Between"), _("Answers"))
    return Table(_("Mean from 1 (none) to 5 (all)"), heads, tuple(rows))


@dataclass(frozen=True)
class Everyday:
    """Every question but felt autonomy as a small chart, and tables of all of them."""

    small: tuple[Course, ...]
    months: Table
    branches: Table


def everyday(found: Sequence[Course]) -> Everyday | None:
    """Return how everyday life feels; None where too few have answered anything else."""
    small = tuple(course for course in found if course.question != QUESTION)
    if not small:
        return None
    return Everyday(small, _by_month(found), _by_branch(found))


def _by_month(found: Sequence[Course]) -> Table:
    rows = [
        (tables.month(day), *(_brief(c.months[i][1], c) for c in found))
        for i, (day, _month) in reversed(list(enumerate(found[0].months)))
    ]
    heads = (_("Month"), *(asked(c.question) for c in found))
    return Table(_("Everyone, month by month"), heads, tuple(rows))


def _by_branch(found: Sequence[Course]) -> Table:
    each = [{formats.local(n): group for n, group in c.last.branches} for c in found]
    names = sorted({name for groups in each for name in groups})
    rows = [
        (tables.words(name), *(_cell(groups.get(name), c) for c, groups in zip(found, each,
                                                                             strict=True)))
        for name in names
    ]  # fmt: skip
    heads = (_("Who"), *(asked(c.question) for c in found))
    return Table(_("Branches, the last month each question has figures"), heads, tuple(rows))


def _brief(month: PulseMonth | None, course: Course) -> Cell:
    return _cell(None if month is None else month.whole, course)


def _cell(group: Group | None, course: Course) -> Cell:
    """Return mean, range and how many in one cell."""
    mean, between, answers = figures(group, index=course.index)
    if group is None:
        return mean
    return Cell(f"{mean.shown} ({between.shown}), {answers.shown}", mean.plain)


def pulse_file(found: Sequence[Course]) -> Table:
    """Return every figure of the pulse, newest first, everyone before branches, for keeping.

    Nothing that the page has not shown: the same months, the same groups, blurred alike.
    """
    rows = [
        row for course in found for day, month in reversed(course.months) if month is not None
        for row in _rows(day, month, course)
    ]  # fmt: skip
    heads = (_("Month"), _("Question"), _("Who"), _("Mean"), _("Between"), _("Answers"))
    return Table("", heads, tuple(rows))


def _rows(day: date, month: PulseMonth, course: Course) -> list[tuple[Cell, ...]]:
    branches = sorted(((formats.local(n), g) for n, g in month.branches), key=lambda b: b[0])
    return [
        (tables.month(day), tables.words(course.question), tables.words(who),
         *figures(group, index=course.index))
        for who, group in ((_("Everyone"), month.whole), *branches)
    ]  # fmt: skip


def figures(group: Group | None, *, index: bool) -> tuple[Cell, Cell, Cell]:
    """Return the cells of a group: mean, range and how many answered."""
    if group is None:
        return Cell(_("hidden"), ""), Cell("", ""), Cell("", "")
    around = interval(group, blurred=True)
    low, high = (
        (formats.number(around.low_index), formats.number(around.high_index)) if index
        else (formats.number(around.low, decimals=1), formats.number(around.high, decimals=1))
    )  # fmt: skip
    plain = str(group.index) if index else f"{group.mean:.1f}"
    span = (around.low_index, around.high_index) if index else (around.low, around.high)
    return (
        Cell(_written(group, index=index), plain),
        Cell(f"{low}–{high}", f"{span[0]}-{span[1]}"),
        tables.count(group.count),
    )


def _written(group: Group, *, index: bool) -> str:
    return formats.number(group.index) if index else formats.number(group.mean, decimals=1)


def _whole(month: PulseMonth) -> Group:
    if month.whole is None:
        raise LookupError(month.month)
    return month.whole


def asked(question: str) -> str:
    """Return what a question is about, in a word or two."""
    names = {
        "autonomy": _("Deciding for oneself"),
        "competence": _("Managing one's work"),
        "belonging": _("Belonging"),
        "meaning": _("Meaning"),
        "safety": _("Daring to speak"),
        "hme_meaning": _("Meaningful work"),
        "hme_learning": _("Learning and growing"),
        "hme_forward": _("Looking forward to work"),
        "hme_appreciation": _("The manager shows appreciation"),
        "hme_trust": _("The manager shows trust"),
        "hme_conditions": _("The manager gives what responsibility needs"),
        "hme_goals": _("Knowing the goals"),
        "hme_followed": _("The goals are followed up"),
        "hme_expected": _("Knowing what is expected"),
    }
    return str(names.get(question) or question_text(question))

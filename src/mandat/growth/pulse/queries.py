"""Reads of the pulse. One's own answers are for oneself; others appear as groups only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from mandat.common.moments import local_day
from mandat.growth.measures import is_on
from mandat.growth.pulse import rules
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.texts import instrument
from mandat.growth.rules import Group, blurred, group_or_hidden, safe_cells
from mandat.growth.tokens import drawn, token
from mandat.notices.queries import choices_of
from mandat.notices.rules import Kind
from mandat.power import queries as power
from mandat.power.queries import Names

BY_MAIL: Kind = "pulse"
"""The kind of notice with which the question comes by mail, to those who have asked for it."""


def cell_of(person: UUID, at: datetime) -> UUID | None:
    """Return the circle right under the outermost one in which the person has a role."""
    return power.branch_of(person, at)


@dataclass(frozen=True)
class PulsePage:
    """The question of the week, one's own answer if one has given it, and whether it is mailed."""

    question: str
    mine: int | None
    by_mail: bool


@dataclass(frozen=True)
class PulseMonth:
    """One question in one month that has ended: the whole, and each branch or None if hidden."""

    month: date
    question: str
    whole: Group | None
    """Like every figure of the pulse, blurred a little: see `rules.blur`."""
    branches: tuple[tuple[Names, Group | None], ...]


def question_of(person: UUID, week: date) -> str | None:
    """Return a person's question of a week, or None when nothing is asked."""
    questions = instrument().questions if is_on("pulse") else ()
    return rules.question_for(week, person, questions) if questions else None


def this_week(at: datetime) -> date:
    """Return the Monday of the week that a moment lies in, here."""
    return rules.week_of(local_day(at))


def week_ends(week: date) -> datetime:
    """Return when the question of a week can no longer be answered."""
    return timezone.make_aware(datetime.combine(week + timedelta(weeks=1), time()))


def pulse_page(person: UUID, at: datetime) -> PulsePage | None:
    """Return this week's question for one person, or None when nothing is asked."""
    week = this_week(at)
    question = question_of(person, week)
    if question is None:
        return None
    key = token(person, question, week.isoformat())
    found = PulseAnswer.objects.filter(token=key).values_list("value", flat=True).first()
    return PulsePage(question, found, choices_of([person])[person].by_mail(BY_MAIL))


def has_answered(person: UUID, at: datetime) -> bool:
    """Tell whether a person has answered this week's question: for what is sent to them alone."""
    page = pulse_page(person, at)
    return page is not None and page.mine is not None


def _known() -> tuple[str, ...]:
    """Return every question whose figures can be shown: ours, and those asked now."""
    ours = (question for pulse in rules.PULSES.values() for question in pulse.questions)
    return tuple(dict.fromkeys((*ours, *instrument().questions)))


def shown_as_index(question: str) -> bool:
    """Tell whether a question's figures are shown from 0 to 100, as HME's are."""
    pulses = (*rules.PULSES.values(), instrument())
    return any(pulse.index and pulse.item(question) is not None for pulse in pulses)


def pulse_indices(pulse: Sequence["PulseMonth"], at: datetime) -> tuple[rules.QuarterIndex, ...]:
    """Return the total and parts of each whole quarter among these months, newest first.

    They are reckoned from what the months show and nothing else, so that they tell no more.
    """
    asked = instrument()
    if not (asked.index and pulse):
        return ()
    shown = [rules.ShownMonth(m.month, m.question, m.whole) for m in pulse if m.whole is not None]
    ended = rules.pulse_ended(local_day(at))
    return rules.quarter_indices(
        shown, asked.by_part(), since=min(m.month for m in pulse), until=ended
    )


def organisation_pulse(at: datetime, months: int = 6) -> tuple[PulseMonth, ...]:
    """Return each question's figures in the last months that have ended, newest first.

    The month under way is left out, so that no single answer shows by coming last, and so is one
    whose last week can still be answered.
    """
    if not is_on("pulse"):
        return ()
    this = rules.pulse_ended(local_day(at))
    first = this
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    rows = PulseAnswer.objects.filter(week__gte=first, week__lt=this)
    known = _known()
    found: dict[tuple[date, str], dict[UUID | None, list[int]]] = {}
    for week, question, cell, value in rows.values_list("week", "question", "cell", "value"):
        key = (week.replace(day=1), question)
        if question not in known:
            continue
        found.setdefault(key, {}).setdefault(cell, []).append(value)
    names = power.circle_names()
    order = sorted(found, key=lambda k: (-k[0].toordinal(), known.index(k[1])))
    return tuple(_month(month, question, found[month, question], names)
                 for month, question in order)  # fmt: skip


def _month(
    month: date,
    question: str,
    cells: Mapping[UUID | None, list[int]],
    names: Mapping[UUID, Names],
) -> PulseMonth:
    def with_blur(cell: str, group: Group | None, values: Sequence[int]) -> Group | None:
        return blurred(group, sum(values), drawn(month.isoformat(), question, cell))

    every = [value for values in cells.values() for value in values]
    whole = with_blur("whole", group_or_hidden(every), every)
    safe = safe_cells(cells)
    branches = tuple(
        (names[c], with_blur(str(c), safe[c], cells[c]))
        for c in cells
        if c is not None and c in names
    )
    return PulseMonth(month, question, whole, branches)

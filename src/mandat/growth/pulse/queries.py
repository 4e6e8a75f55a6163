"""Reads of the pulse. One's own answers are for oneself; others appear as groups only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from mandat.growth.measures import is_on
from mandat.growth.pulse import rules
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.rules import Group, blurred, group_or_hidden, safe_cells
from mandat.growth.tokens import drawn, token
from mandat.power import queries as power
from mandat.power.queries import Names

KNOWN = tuple(question for questions in rules.PULSES.values() for question in questions)


def cell_of(person: UUID, at: datetime) -> UUID | None:
    """Return the circle right under the outermost one in which the person has a role."""
    return power.branch_of(person, at)


@dataclass(frozen=True)
class PulsePage:
    """The question of the week, and one's own answer if one has given it."""

    question: str
    mine: int | None


@dataclass(frozen=True)
class PulseMonth:
    """One question in one month that has ended: the whole, and each branch or None if hidden."""

    month: date
    question: str
    whole: Group | None
    """Like every figure of the pulse, blurred a little: see `rules.blur`."""
    branches: tuple[tuple[Names, Group | None], ...]


def question_of(person: UUID, week: date) -> str:
    """Return a person's question of a week, of the pulse the organisation has chosen."""
    return rules.question_for(week, person, settings.PULSE)


def pulse_page(person: UUID, at: datetime) -> PulsePage:
    """Return this week's question for one person."""
    week = rules.week_of(timezone.localtime(at).date())
    question = question_of(person, week)
    key = token(person, question, week.isoformat())
    found = PulseAnswer.objects.filter(token=key).values_list("value", flat=True).first()
    return PulsePage(question, found)


def organisation_pulse(at: datetime, months: int = 6) -> tuple[PulseMonth, ...]:
    """Return each question's figures in the last months that have ended, newest first.

    The month under way is left out, so that no single answer shows by coming last, and so is one
    whose last week can still be answered.
    """
    if not is_on("pulse"):
        return ()
    this = rules.pulse_ended(timezone.localtime(at).date())
    first = this
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    rows = PulseAnswer.objects.filter(week__gte=first, week__lt=this)
    found: dict[tuple[date, str], dict[UUID | None, list[int]]] = {}
    for week, question, cell, value in rows.values_list("week", "question", "cell", "value"):
        key = (week.replace(day=1), question)
        if question not in KNOWN:
            continue
        found.setdefault(key, {}).setdefault(cell, []).append(value)
    names = power.circle_names()
    order = sorted(found, key=lambda k: (-k[0].toordinal(), KNOWN.index(k[1])))
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

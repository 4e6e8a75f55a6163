"""Whose question it is this week, and which months may show."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def question_for(week: date, person: UUID, questions: Sequence[str]) -> str:
    """Return a person's one question of a week, out of five or more.

    Each is asked every question before any comes again, and nobody is asked the same twice in a
    month. People begin at different questions, so that each week hears of all.
    """
    return questions[(week.toordinal() // 7 + person.int) % len(questions)]


def pulse_ended(today: date) -> date:
    """Return the first day of the month whose weeks may still be answered; those before may show.

    A week belongs to the month of its Monday and can be answered until Sunday.
    """
    return week_of(today).replace(day=1)

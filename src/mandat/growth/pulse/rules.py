"""Whose question it is this week, and which months may show. Pure."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

QUESTIONS = ("autonomy", "competence", "belonging", "meaning", "safety")
"""One a week for each person, in turn. The first three are the needs of self-determination theory
(Ryan and Deci); the last is what Edmondson calls psychological safety. The words are our own."""


HME = (
    "hme_meaning",
    "hme_learning",
    "hme_forward",
    "hme_appreciation",
    "hme_trust",
    "hme_conditions",
    "hme_goals",
    "hme_followed",
    "hme_expected",
)
"""Sustainable employee engagement (SKR and RKA): three items each on motivation, leadership and
steering, in our own words."""


PULSES: Mapping[str, tuple[str, ...]] = {"own": QUESTIONS, "hme": HME}


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def question_for(week: date, person: UUID, pulse: str = "own") -> str:
    """Return a person's one question of a week.

    Each is asked every question before any comes again, and nobody is asked the same twice in a
    month. People begin at different questions, so that each week hears of all.
    """
    questions = PULSES[pulse]
    return questions[(week.toordinal() // 7 + person.int) % len(questions)]


def pulse_ended(today: date) -> date:
    """Return the first day of the month whose weeks may still be answered; those before may show.

    A week belongs to the month of its Monday and can be answered until Sunday.
    """
    return week_of(today).replace(day=1)

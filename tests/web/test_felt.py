"""How felt autonomy and the other questions are told."""

from datetime import date

import pytest

from mandat.growth.pulse.queries import PulseMonth
from mandat.growth.rules import Group
from mandat.web.charts import NARROW
from mandat.web.state.felt import Course, courses, everyday


def told(*means: float) -> Course:
    pulse = [
        PulseMonth(date(2026, 1 + i, 1), "autonomy", Group(400, mean), ())
        for i, mean in enumerate(means)
    ]
    (course,) = courses(pulse[::-1])
    return course


@pytest.mark.parametrize(
    ("means", "trend"),
    [((2.8, 3.4), "up"), ((3.4, 2.8), "down"), ((3.0, 3.1), "unclear"), ((3.0,), "unclear")],
)
def test_the_title_says_the_finding(means, trend):
    assert told(*means).trend == trend


def test_the_line_ends_at_the_last_mean():
    (line,) = told(2.8, 3.4).lines(NARROW).lines
    assert line.value == "3,4"


def test_nothing_is_told_when_nobody_has_answered():
    assert courses(()) == ()
    assert everyday(()) is None


def test_other_questions_are_told_apart_and_only_where_five_answered():
    whole = Group(12, 3.5)
    found = courses(
        [
            PulseMonth(date(2026, 3, 1), "meaning", whole, ()),
            PulseMonth(date(2026, 3, 1), "autonomy", whole, ()),
            PulseMonth(date(2026, 2, 1), "meaning", None, ()),
            PulseMonth(date(2026, 2, 1), "hme_trust", whole, ()),
        ]
    )
    shown = everyday(found)
    assert shown is not None
    by_name = {course.question: course for course in shown.small}
    assert set(by_name) == {"hme_trust", "meaning"}
    assert (by_name["hme_trust"].index, by_name["meaning"].index) == (True, False)
    assert by_name["meaning"].months[0] == (date(2026, 2, 1), None)
    assert by_name["meaning"].between.low < 3.5 < by_name["meaning"].between.high

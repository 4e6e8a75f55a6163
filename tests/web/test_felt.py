"""How felt autonomy is told."""

from datetime import date

import pytest

from mandat.growth.pulse.queries import PulseMonth
from mandat.growth.rules import Group
from mandat.web.charts import NARROW
from mandat.web.state.felt import Felt, FeltMonth, felt, others


def told(*means: float) -> Felt:
    return Felt(
        tuple(FeltMonth(date(2026, 1 + i, 1), Group(400, m), ()) for i, m in enumerate(means))
    )


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
    assert felt(()) is None
    assert others(()) == ()


def test_other_questions_are_told_apart_and_only_where_five_answered():
    whole = Group(12, 3.5)
    pulse = [
        PulseMonth(date(2026, 3, 1), "meaning", whole, ()),
        PulseMonth(date(2026, 3, 1), "autonomy", whole, ()),
        PulseMonth(date(2026, 2, 1), "meaning", None, ()),
        PulseMonth(date(2026, 2, 1), "hme_trust", whole, ()),
    ]
    trust, meaning = others(pulse)
    assert (trust.index, meaning.index) == (True, False)
    assert [m.month for m in meaning.months] == [date(2026, 3, 1)]
    span = meaning.months[0].interval
    assert span is not None
    assert span.low < 3.5 < span.high

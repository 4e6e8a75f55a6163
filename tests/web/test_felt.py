"""How felt autonomy is told."""

from datetime import UTC, date, datetime

import pytest

from mandat.growth.rules import Group
from mandat.web.charts import NARROW
from mandat.web.state.felt import Felt, FeltMonth, felt


def told(*means: float) -> Felt:
    return Felt(
        tuple(FeltMonth(date(2026, 1 + i, 1), Group(12, m), ()) for i, m in enumerate(means))
    )


@pytest.mark.parametrize(
    ("means", "trend"),
    [((2.8, 3.4), "up"), ((3.4, 2.8), "down"), ((3.0, 3.0), "level"), ((3.0,), "level")],
)
def test_the_title_says_the_finding(means, trend):
    assert told(*means).trend == trend


def test_the_line_ends_at_the_last_mean():
    (line,) = told(2.8, 3.4).lines(NARROW).lines
    assert line.value == "3,4"


def test_nothing_is_told_when_nobody_has_answered(db):
    assert felt(datetime(2026, 6, 1, tzinfo=UTC)) is None

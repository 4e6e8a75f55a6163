"""Days somebody typed."""

from datetime import UTC, datetime

import pytest

from mandat.common.moments import day_to_come, past_moment, read_moment

ENDS = ["0001-01-01", "9999-12-31"]


@pytest.mark.parametrize("day", ENDS)
def test_the_ends_of_the_calendar_are_not_days_here(day: str) -> None:
    assert past_moment(day, datetime(2026, 6, 1, tzinfo=UTC)) is None
    assert day_to_come(day) is None
    for text in (day, f"{day}T00:00:00+14:00", f"{day}T23:59:59-14:00"):
        with pytest.raises(ValueError, match=str(int(day[:4]))):
            read_moment(text, last=True)

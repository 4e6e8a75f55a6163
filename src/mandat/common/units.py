"""Units in which the product counts."""

from datetime import datetime, timedelta

DAY = timedelta(days=1)


def days_between(start: datetime, end: datetime) -> float:
    """Return the time from `start` to `end` in days of 24 hours, negative if reversed."""
    return (end - start) / DAY

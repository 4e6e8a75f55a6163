"""Days where people are: the one a moment falls on, and those that somebody typed."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils import timezone

FIRST_YEAR, LAST_YEAR = 1900, 2999
"""Days outside are slips of the pen, and the ends of the calendar have no time zone."""


def local_day(at: datetime) -> date:
    """Return the day a moment falls on where people are."""
    return timezone.localtime(at).date()


def day_begins(at: datetime) -> datetime:
    """Return the first moment of a moment's day, where people are."""
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def month_begins(at: datetime) -> datetime:
    """Return the first moment of a moment's month, where people are."""
    return day_begins(at).replace(day=1)


def past_moment(given: str, now: datetime) -> datetime | None:
    """Return the last instant of the day written as 2026-09-01, local time, in UTC.

    None when nothing readable is given, or when the day is not over yet: then now is what to show.
    """
    try:
        day = _day(given)
    except ValueError:
        return None
    after = datetime.combine(day + timedelta(days=1), time(), timezone.get_current_timezone())
    moment = after.astimezone(UTC) - timedelta(microseconds=1)
    return moment if moment < now else None


def read_moment(text: str, *, last: bool = False) -> datetime:
    """Read a day or a time, local unless it has an offset; return it in UTC.

    A day alone stands for its first moment, or with `last` for its last. Raises ValueError, too
    for years that nothing here happens in.
    """
    read = datetime.fromisoformat(text)
    _check_year(read)
    if last and len(text) <= len("2026-09-01"):
        read += timedelta(days=1, microseconds=-1)
    local = read if read.tzinfo else timezone.make_aware(read)
    return local.astimezone(UTC)


def midnight(day: date) -> datetime:
    """Return when a day begins, local time, in UTC."""
    return datetime.combine(day, time(), timezone.get_current_timezone()).astimezone(UTC)


def day_to_come(given: str) -> datetime | None:
    """Return when the day written as 2026-09-01 begins, local time, in UTC; None if unreadable."""
    try:
        return midnight(_day(given))
    except ValueError:
        return None


def _day(given: str) -> date:
    day = date.fromisoformat(given)
    _check_year(day)
    return day


def _check_year(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day.year)

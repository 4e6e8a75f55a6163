"""Reading a moment: ISO 8601; without an offset it is in the map's time zone."""

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo


def zone_of(name: str) -> tzinfo:
    """Return the time zone; UTC needs no tables from the system."""
    return UTC if name == "UTC" else ZoneInfo(name)


def read_moment(text: str | None, zone: tzinfo) -> datetime | None:
    """Return the moment in UTC, or None where the text is absent or no time."""
    if not text:
        return None
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    try:
        return moment.astimezone(UTC)
    except OverflowError:
        return None

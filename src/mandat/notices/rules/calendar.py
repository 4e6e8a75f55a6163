"""A calendar as RFC 5545 has it: CRLF, lines of at most 75 octets, whole days."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75
"""Octets of a line without its CRLF (RFC 5545 §3.1)."""


@dataclass(frozen=True)
class Event:
    """A whole day. `uid` never changes for the same thing; `stamp` is when it was written down."""

    uid: str
    day: date
    stamp: datetime
    summary: str
    url: str


def calendar(events: Sequence[Event], name: str, language: str, stop: str) -> str:
    """Return the calendar as text, ready to be sent as UTF-8. `stop` says how to turn it off."""
    lines = _lines(events, name, language, stop)
    return "".join(f"{line}\r\n" for raw in lines for line in fold(raw))


def _lines(events: Iterable[Event], name: str, language: str, stop: str) -> Iterator[str]:
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Mandat//Notices//{language.upper()}")
    yield from ("CALSCALE:GREGORIAN", "METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(name)}")
    yield from ("REFRESH-INTERVAL;VALUE=DURATION:PT6H", "X-PUBLISHED-TTL:PT6H")
    for event in events:
        yield "BEGIN:VEVENT"
        yield f"UID:{event.uid}"
        yield f"DTSTAMP:{event.stamp.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        yield f"DTSTART;VALUE=DATE:{event.day:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{event.day + timedelta(days=1):%Y%m%d}"
        yield f"SUMMARY:{escaped(event.summary)}"
        yield f"DESCRIPTION:{escaped(stop)}"
        yield f"URL:{event.url}"
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def escaped(text: str) -> str:
    """Return text as a TEXT value (RFC 5545 §3.3.11); control characters are left out."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(c for c in line if c == "\t" or c >= " ") for line in lines)


def fold(line: str) -> Iterator[str]:
    """Yield a long line in parts, each continued part after a space, no character cut in two."""
    part, size = "", 0
    for sign in line:
        octets = len(sign.encode())
        if size + octets > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part += sign
        size += octets
    yield part

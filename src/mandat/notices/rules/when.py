"""When a mail may go and what it gathers. Quiet hours follow the clock on the wall."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo
from uuid import UUID

from mandat.notices.rules.values import Choices, Quiet

SATURDAY = 5
APART = timedelta(minutes=15)
"""Between two mails to somebody who wants them at once."""

FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=2), timedelta(hours=6)
MOST_TRIES = 12
"""Tries of one mail over about two days, then it is given up; the app has it all anyway."""


@dataclass(frozen=True)
class Pending:
    """A notice no mail has dealt with yet."""

    id: UUID
    kind: str
    over: bool


@dataclass(frozen=True)
class Bundle:
    """What one mail takes up, and what no mail shall take up."""

    mail: tuple[UUID, ...]
    leave: tuple[UUID, ...]


def is_quiet(at: datetime, quiet: Quiet, zone: tzinfo) -> bool:
    """Return whether a moment lies in the quiet hours."""
    here = at.astimezone(zone)
    if quiet.weekends and here.weekday() >= SATURDAY:
        return True
    now = here.time()
    if quiet.begins <= quiet.ends:
        return quiet.begins <= now < quiet.ends
    return now >= quiet.begins or now < quiet.ends


def opens_at(at: datetime, quiet: Quiet, zone: tzinfo) -> datetime:
    """Return the first moment from `at` on that is not quiet, in UTC."""
    if not is_quiet(at, quiet, zone):
        return at.astimezone(UTC)
    today = at.astimezone(zone).date()
    for days in range(9):
        for begins in sorted({time(0), quiet.ends}):
            day = today + timedelta(days=days)
            moment = datetime.combine(day, begins, zone).astimezone(UTC)
            if moment >= at and not is_quiet(moment, quiet, zone):
                return moment
    raise ValueError("quiet at all hours")  # pragma: no cover - a week always has such a moment


def may_mail(at: datetime, last: datetime | None, choices: Choices, zone: tzinfo) -> bool:
    """Return whether a person may be mailed now; `last` is when they were last."""
    if choices.rhythm == "never" or is_quiet(at, choices.quiet, zone):
        return False
    if last is None:
        return True
    if choices.rhythm == "daily":
        return last.astimezone(zone).date() < at.astimezone(zone).date()
    return last + APART <= at


def bundle(
    pending: Sequence[Pending],
    choices: Choices,
    last: datetime | None,
    at: datetime,
    zone: tzinfo,
) -> Bundle:
    """Return what one mail takes up now. What is over, or turned off, is never mailed later."""
    leave = tuple(p.id for p in pending if p.over or not choices.by_mail(p.kind))
    left = set(leave)
    rest = tuple(p.id for p in pending if p.id not in left)
    return Bundle(rest if rest and may_mail(at, last, choices, zone) else (), leave)


def wait(tries: int) -> timedelta | None:
    """Return how long to wait after so many tries of one mail; None to give it up."""
    if tries >= MOST_TRIES:
        return None
    doubled: int = 2 ** max(tries - 1, 0)
    return min(FIRST_WAIT * doubled, LONGEST_WAIT)

"""The hands of the demo's clock: they go forward while the town lives, and can be watched.

Who lives in the town is known in jobs, above this room; it is given to `wind` when the demo
starts, so that no other installation has any.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Thread
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connections

from mandat.common.refusals import Refusal, RefusedError
from mandat.web.demo import clock

Town = Callable[[datetime, datetime, UUID | None], None]
"""Lives through `[since, until)`, never acting for the one person who is spared."""

PATIENCE = 0.8
"""Seconds a page waits for the clock before it shows how far it has come instead."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Going:
    """How far the clock has come on its way."""

    since: datetime
    to: datetime
    day: int
    days: int
    running: bool = True
    broke: bool = False


@dataclass
class _Hands:
    town: Town | None = None
    going: Going | None = None
    thread: Thread | None = None


_hands = _Hands()


def wind(town: Town) -> None:
    """Let this town live whenever the clock moves in this process."""
    _hands.town = town


def unwind() -> None:
    """Let nobody live when the clock moves; as in a process that is no demo."""
    _hands.town = _hands.going = _hands.thread = None


def state() -> Going | None:
    """Return how the last move is going, if there has been one."""
    return _hands.going


def move(days: int, *, spare: UUID | None) -> Going:
    """Move the clock; return how it is going once it is done or patience is at an end.

    Raises RefusedError where there is no demo, or when the clock is moving already.
    """
    if not clock.is_demo() or _hands.town is None:
        raise RefusedError(Refusal("demo.not_a_demo"))
    if _hands.going and _hands.going.running:
        raise RefusedError(Refusal("demo.already_moving"))
    since = clock.read()
    _hands.going = Going(since, later(since, days), 0, days)
    _hands.thread = Thread(target=_run, args=(since, days, spare, _hands.town), daemon=True)
    _hands.thread.start()
    return wait(PATIENCE) or _hands.going


def wait(seconds: float) -> Going | None:
    """Wait for the hands to stand still, so long at most; return how it is going."""
    if _hands.thread is not None:
        _hands.thread.join(seconds)
    return _hands.going


def later(at: datetime, days: int) -> datetime:
    """Return the same time of day so many days later, by the clock on the wall."""
    here = at.astimezone(ZoneInfo(settings.TIME_ZONE))
    return (here + timedelta(days=days)).astimezone(at.tzinfo)


def live(since: datetime, days: int, spare: UUID | None, town: Town) -> None:
    """Live day by day, and move the clock after each."""
    to = later(since, days)
    with clock.moving() as set_clock:
        for day in range(1, days + 1):
            until = later(since, day)
            town(later(since, day - 1), until, spare)
            set_clock(until)
            _hands.going = Going(since, to, day, days)


def _run(since: datetime, days: int, spare: UUID | None, town: Town) -> None:
    broke = False
    try:
        live(since, days, spare, town)
    except Exception:
        broke = True
        logger.exception("The demo's clock stopped on its way")
    finally:
        connections.close_all()
        here = clock.read()
        done = _hands.going.day if _hands.going else 0
        _hands.going = Going(since, here, done, days, running=False, broke=broke)

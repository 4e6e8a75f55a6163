"""The demo's clock: it stands still until somebody moves it, and exists in no other database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock

from django.conf import settings

from mandat.common import clock
from mandat.common.refusals import Refusal, RefusedError
from mandat.power.queries import organisation
from mandat.web.demo.models import DemoClock

LOOPBACK = frozenset({"127.0.0.1", "::1"})
STEPS = {"day": 1, "fortnight": 14}
"""How far the clock can be moved, in days. There is no other way and no way back."""


@dataclass
class _Kept:
    now: datetime | None = None


_kept = _Kept()
_moving = Lock()


def is_demo() -> bool:
    """Tell whether this process was started as the demo, on the database that was seeded as one."""
    return bool(settings.DEMO) and _row() is not None


def is_allowed(remote_address: str) -> bool:
    """Tell whether the demo's pages may answer: the demo alone, and only on this machine."""
    return remote_address in LOOPBACK and is_demo()


def check_bind(host: str) -> None:
    """Refuse to serve the demo to anyone but this machine."""
    if host not in LOOPBACK:
        raise RefusedError(Refusal("demo.only_here", {"host": host}))


def mark(*, at: datetime, seed: int) -> None:
    """Mark the organisation as a demo whose clock stands at `at`."""
    found = organisation()
    if found is None or not settings.DEMO:
        raise RefusedError(Refusal("demo.not_a_demo"))
    DemoClock.objects.create(organisation=found.id, now=at, seed=seed)
    _kept.now = at


def start() -> None:
    """Let the demo's clock tell the time in this process. Harmless elsewhere: it refuses."""
    row = _row() if settings.DEMO else None
    if row is None:
        raise RefusedError(Refusal("demo.not_a_demo"))
    _kept.now = row.now
    clock.use(read)


def read() -> datetime:
    """Return the demo's time."""
    if _kept.now is None:
        raise RefusedError(Refusal("demo.not_a_demo"))
    return _kept.now


def seed() -> int:
    """Return the seed the demo was made from."""
    row = _row()
    if row is None:
        raise RefusedError(Refusal("demo.not_a_demo"))
    return row.seed


@contextmanager
def moving() -> Iterator[Callable[[datetime], None]]:
    """Hold the clock's hands: gives the function that sets it forward. One mover at a time."""
    if not _moving.acquire(blocking=False):
        raise RefusedError(Refusal("demo.already_moving"))
    try:
        yield _set
    finally:
        _moving.release()


def _set(to: datetime) -> None:
    row = _row()
    if row is None or not settings.DEMO:
        raise RefusedError(Refusal("demo.not_a_demo"))
    if to < row.now:
        raise RefusedError(Refusal("demo.not_backwards"))
    row.now = to
    row.save()
    _kept.now = to


def _row() -> DemoClock | None:
    found = organisation()
    return DemoClock.objects.filter(organisation=found.id).first() if found else None

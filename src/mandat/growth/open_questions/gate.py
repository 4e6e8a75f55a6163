"""How fast answers may come, without knowing from whom: no cookie, no address, nothing kept.

Each form carries a stamp that works once, not at once, and not for ever. And each question takes
so many answers at a time. Both are counted in this process alone and forgotten with it.
"""

import secrets
import time
from collections.abc import Callable
from threading import Lock

from django.core.signing import BadSignature, TimestampSigner

SLOWEST, QUICKEST = 12 * 3600, 1
"""Seconds from when a form was made until it may be sent at the latest, and at the earliest."""
BURST, PER_SECOND = 300, 2.0
"""A full hall can answer at once; after that, so many a second."""
_REMEMBERED = 100_000

_lock = Lock()
_used: dict[str, float] = {}
_left: dict[str, tuple[float, float]] = {}
now: Callable[[], float] = time.time


def stamp(key: str) -> str:
    """Return a stamp for one form of one question."""
    return _signer(key).sign(secrets.token_urlsafe(9))


def _signer(key: str) -> TimestampSigner:
    return TimestampSigner(salt=f"open-question:{key}")


def use(key: str, given: str) -> str:
    """Use a stamp up; return "" when that went well, else why not: stale, used, quick or busy."""
    signer = _signer(key)
    try:
        signer.unsign(given, max_age=SLOWEST)
    except BadSignature:
        return "stale"
    with _lock:
        if given in _used:
            return "used"
        if _too_quick(signer, given):
            return "quick"
        if not _take(key):
            return "busy"
        _used[given] = now()
        while len(_used) > _REMEMBERED:
            del _used[next(iter(_used))]
    return ""


def _too_quick(signer: TimestampSigner, given: str) -> bool:
    try:
        signer.unsign(given, max_age=QUICKEST)
    except BadSignature:
        return False
    return True


def _take(key: str) -> bool:
    left, at = _left.get(key, (float(BURST), now()))
    left = min(BURST, left + (now() - at) * PER_SECOND)
    _left[key] = (left - 1 if left >= 1 else left, now())
    return left >= 1


def forget() -> None:
    """Forget everything, as a new process has."""
    with _lock:
        _used.clear()
        _left.clear()

"""The one place that asks what time it is.

Rules and actions take time as an argument. Doors (pages, commands, jobs) call `now`. The demo
municipality has a clock of its own and installs it with `use`; nothing else may.
"""

from collections.abc import Callable
from datetime import UTC, datetime

Source = Callable[[], datetime]


def system() -> datetime:
    """Return the machine's time, aware, in UTC."""
    return datetime.now(UTC)


_source: Source = system


def now() -> datetime:
    """Return the time that holds in this installation, aware, in UTC."""
    return _source()


def use(source: Source) -> None:
    """Let `source` tell the time from here on."""
    global _source  # noqa: PLW0603 - one clock a process, set once when a demo starts
    _source = source

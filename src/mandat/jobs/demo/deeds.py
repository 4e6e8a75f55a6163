"""Something somebody in the demo does at a moment."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

Do = Callable[[datetime], object]
"""What somebody does, told the moment."""


@dataclass(frozen=True)
class Deed:
    """What somebody does, and when."""

    at: datetime
    do: Do


def within(at: datetime, since: datetime, until: datetime, draw: random.Random) -> datetime:
    """Return the moment, or one a little after `since` when it lies outside the stretch."""
    return at if since < at < until else since + timedelta(minutes=draw.uniform(1, 60))

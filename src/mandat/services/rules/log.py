"""Rulings as evidence reads them, and how long things usually take. Pure."""

import math
import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from mandat.power.rules import Facts
from mandat.services.rules.cases import UNDECIDED

LOOK_BACK = timedelta(days=90)
FEWEST = 5
"""Cases below which "usually within …" is not shown."""


def usually_within(waits: Sequence[float]) -> int | None:
    """Return the median wait in whole days, rounded up; None under five cases.

    `waits` are days of the last 90 days.
    """
    if len(waits) < FEWEST:
        return None
    return max(1, math.ceil(statistics.median(waits)))


@dataclass(frozen=True)
class RulingRow:
    """One ruling of the log (DESIGN §6). Identities are UUIDs, times aware UTC."""

    case: UUID
    matter: UUID
    step: UUID
    asked_by: UUID
    asked_at: datetime
    put_at: datetime
    ruled_by: UUID
    ruled_at: datetime
    outcome: Literal["granted", "changed", "returned", "refused"]
    ended: Literal["granted", "refused", "withdrawn", "cancelled", "open"]
    facts: Facts


_OUTCOME: Mapping[str, Literal["granted", "returned", "refused"]] = {
    "yes": "granted",
    "no": "refused",
    "returned": "returned",
}


def row_outcome(outcome: str) -> Literal["granted", "returned", "refused"]:
    """Return a ruling's outcome in the words of the log."""
    return _OUTCOME[outcome]


def row_ended(
    state: str, last_outcome: str
) -> Literal["granted", "refused", "withdrawn", "cancelled", "open"]:
    """Return how a case ended in the words of the log.

    The asker's own step after a no (a return is one) leaves it refused.
    """
    if state in UNDECIDED:
        return "open"
    if state == "withdrawn":
        return "refused" if last_outcome in ("no", "returned") else "withdrawn"
    return "granted" if state == "granted" else "refused"

"""What rests for a while of what somebody holds. Frozen values only."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class HandedBack:
    """A holder of a role leaves a mandate of it unused during `[since, until)`."""

    mandate: UUID
    person: UUID
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Pause:
    """A mandate or a waiver rests during `[since, until)`, and then holds again by itself.

    `of`: the mandate or the waiver. Meanwhile what it took from its source is the source's again.
    """

    of: UUID
    since: datetime
    until: datetime

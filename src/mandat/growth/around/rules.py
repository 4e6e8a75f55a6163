"""When it is asked, and what two groups side by side can and cannot say. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from mandat.growth.felt.rules import Touched
from mandat.growth.rules import Group

Moment = Literal["before", "after"]
Part = Literal["receiver", "asker"]
Finding = Literal["few", "unclear", "higher", "lower"]

MOMENTS: tuple[Moment, ...] = ("before", "after")

CLOSES = timedelta(days=40)
"""After a hand-over has come into force it is asked until then, from the day the felt effect is
asked: four weeks. Nothing shows before, so that no answer shows by coming last or being changed."""


@dataclass(frozen=True)
class Pair:
    """Two groups, not the same people followed: nobody's answers are tied to each other."""

    before: Group | None
    after: Group | None

    @property
    def finding(self) -> Finding:
        """Say how they differ where their ranges are apart, else that it is not shown.

        Two 95 % ranges that are apart are stricter than a test at 5 % (Schenker and Gentleman,
        The American Statistician 55, 2001), and stricter still where most answered both times.
        """
        if self.before is None or self.after is None:
            return "few"
        before, after = self.before.between, self.after.between
        if after.low > before.high:
            return "higher"
        return "lower" if after.high < before.low else "unclear"


def asked_after(
    touched: Sequence[Touched], began: Mapping[UUID, datetime], at: datetime
) -> dict[UUID, Part]:
    """Return the hand-overs about which to ask one person now, each once.

    `began` is when each came into force first: that decides when it closes, for everyone alike.
    Whoever both received it and asked under it answers as one who received it.
    """
    found: dict[UUID, Part] = {}
    for one in touched:
        closes = began[one.handover] + CLOSES if one.handover in began else at
        if one.asked_from <= at < closes and found.get(one.handover) != "receiver":
            found[one.handover] = one.part
    return found

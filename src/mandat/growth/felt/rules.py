"""When the felt effect of a hand-over is asked, and of whom. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.growth.rules import LONGEST_WORDS, check_answer

Part = Literal["receiver", "asker"]


ASK_AFTER = timedelta(days=12)
"""The felt effect is asked when a hand-over has been in force for nearly two weeks, so that the
answers are in while the shortest trial can still be kept, widened or taken back …"""


SETTLE = timedelta(days=2)
"""… and an asker's own case has been decided for this long."""


ASK_DURING = timedelta(days=60)
"""How long it is asked."""


@dataclass(frozen=True)
class Touched:
    """Somebody was touched by a hand-over that holds since a time.

    `at` is when they began to use it, or had a case decided under it.
    """

    handover: UUID
    part: Part
    since: datetime
    at: datetime

    @property
    def asked_from(self) -> datetime:
        return max(self.since + ASK_AFTER, self.at + SETTLE)


def felt_due(
    touched: Sequence[Touched], answered: frozenset[tuple[UUID, Part]], at: datetime
) -> tuple[Touched, ...]:
    """Return what to ask of one person now: once for each hand-over and part, oldest first."""
    due: dict[tuple[UUID, Part], Touched] = {}
    for one in sorted(touched, key=lambda t: t.at):
        key = (one.handover, one.part)
        if key not in answered and one.asked_from <= at < one.asked_from + ASK_DURING:
            due.setdefault(key, one)
    return tuple(due.values())


def check_felt(value: int, words: str, *, by_name: bool) -> tuple[Refusal, ...]:
    """Return what is wrong with an answer on how it felt.

    Words are shown with a name or not kept at all, so words alone are refused rather than lost.
    """
    refusals = list(check_answer(value))
    if words.strip() and not by_name:
        refusals.append(Refusal("growth.words_need_name", field="words"))
    if len(words) > LONGEST_WORDS:
        refusals.append(Refusal("growth.too_long", {"most": LONGEST_WORDS}, "words"))
    return tuple(refusals)

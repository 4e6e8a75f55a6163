"""What goes on because nobody has questioned it: since when, and when it is looked over. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

About = Literal["stage", "mandate", "rule", "agreement"]
ABOUTS: tuple[About, ...] = get_args(About)

LONGEST_WORDS = 4_000
LONGEST_TO_REVIEW = timedelta(days=730)

Refusals = tuple[Refusal, ...]


@dataclass(frozen=True)
class Default:
    """One thing that goes on. `since`: when it began; `asked`: each time somebody questioned it."""

    since: datetime
    asked: tuple[datetime, ...] = ()

    def untouched_since(self, at: datetime) -> datetime:
        """Return since when nobody has questioned it, as things were at a time."""
        return max([self.since, *(t for t in self.asked if t <= at)])


def refused(code: str, field: str | None = None, **facts: int) -> Refusals:
    """Return one refusal of this room."""
    return (Refusal(f"defaults.{code}", facts, field),)


def months_after(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month where it has none."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    last = (date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month, min(day.day, last))


def review_day(own: date | None, looked: date, months: int) -> date | None:
    """Return when a step is looked over: its own day, else so many months after the last look."""
    if own is not None:
        return own
    return months_after(looked, months) if months else None


def question(words: str) -> Refusals:
    """Return why something cannot be questioned so. Anybody may question anything."""
    if not words.strip() or len(words) > LONGEST_WORDS:
        return refused("words_missing", "words", longest=LONGEST_WORDS)
    return ()


def keep(
    words: str, review_on: date | None, by: UUID, holders: Collection[UUID], today: date
) -> Refusals:
    """Return why a step cannot be kept as it is until a later day, with a reason, by a holder."""
    found = question(words)
    if by not in holders:
        found += refused("not_holder")
    if review_on is None or not today < review_on <= today + LONGEST_TO_REVIEW:
        found += refused("review_day", "review_on", longest=LONGEST_TO_REVIEW.days)
    return found

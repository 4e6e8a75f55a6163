"""How it stands with an agreement on a day, and what looking it over leads to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

Standing = Literal["holds", "due", "ends_soon", "replaced", "let_go", "ended"]
"""`due`: its day to be looked over has come. `ended`: by the clock, on the day it was agreed to."""
HOLDS: frozenset[Standing] = frozenset({"holds", "due", "ends_soon"})

Outcome = Literal["keep", "amend", "lapse"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)

SAID_BEFORE = timedelta(days=14)
"""How long before its end an agreement says that it ends."""
LONGEST_TO_REVIEW = timedelta(days=730)
LONGEST_WORDS = 4_000

Refusals = tuple[Refusal, ...]


@dataclass(frozen=True)
class Agreed:
    """One agreement, as far as its standing goes. Holds during `[since, until)`."""

    since: datetime
    until: datetime | None
    review_on: date
    replaced: bool = False
    """Another was agreed in its place."""
    let_go: bool = False
    """It was let go by a proposal."""


@dataclass(frozen=True)
class Look:
    """What somebody says of it: what it did, and what now."""

    outcome: Outcome
    helped: str
    review_on: date | None = None


@dataclass(frozen=True)
class Followed:
    """What a look at an agreement leads to. `review_on`: the next day, where it has moved."""

    outcome: Outcome
    review_on: date | None = None


def _refused(code: str, field: str | None = None, **facts: str | int) -> Refusals:
    return (Refusal(f"agreements.{code}", facts, field),)


def end_of(day: date, zone: tzinfo) -> datetime:
    """Return the midnight that ends a day, as UTC: what holds to a day holds that day out."""
    return datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)


def standing(agreed: Agreed, at: datetime, zone: tzinfo) -> Standing:
    """Return how it stands at a time. Ending needs no job: it follows from the clock."""
    if agreed.until is not None and agreed.until <= at:
        if agreed.replaced:
            return "replaced"
        return "let_go" if agreed.let_go else "ended"
    if agreed.review_on <= at.astimezone(zone).date():
        return "due"
    if agreed.until is not None and agreed.until - at <= SAID_BEFORE:
        return "ends_soon"
    return "holds"


def follow_up(
    agreed: Agreed, look: Look, by: UUID, members: Collection[UUID], *, at: datetime, zone: tzinfo
) -> Followed | Refusals:
    """Look an agreement over. Keeping moves the next look and nothing else.

    Whoever has a role in the circle may, before its day too. What was agreed is changed or ended
    by a proposal alone, and an end that was agreed stays.
    """
    refusals = () if standing(agreed, at, zone) in HOLDS else _refused("over")
    if by not in members:
        refusals += _refused("not_in_circle")
    if not look.helped.strip() or len(look.helped) > LONGEST_WORDS:
        refusals += _refused("helped_missing", "helped", longest=LONGEST_WORDS)
    if look.outcome not in OUTCOMES:
        refusals += _refused("choose", "outcome")
    if look.outcome != "keep":
        return refusals or Followed(look.outcome)
    refusals += _review(agreed, look.review_on, at.astimezone(zone).date(), zone)
    return refusals or Followed("keep", look.review_on)


def _review(agreed: Agreed, review_on: date | None, today: date, zone: tzinfo) -> Refusals:
    if review_on is None or not today < review_on <= today + LONGEST_TO_REVIEW:
        return _refused("review_day", "review_on", longest=LONGEST_TO_REVIEW.days)
    if agreed.until is not None and end_of(review_on, zone) > agreed.until:
        return _refused("review_after_end", "review_on")
    return ()

"""Small steps with when and where, whom one may ask along, and what a companion sees. Pure.

That a step is said with when and where is Gollwitzer's implementation intention (1999): see
docs/explanation/journeys.md.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

LONGEST_STEP = timedelta(days=14)
"""A step is small: at most two weeks."""
MOST_OPEN = 3
"""Steps under way at once; more would be a plan, not a step."""
ANSWER_WITHIN = timedelta(days=14)
"""After this, a question nobody answered looks like every other “not now”."""
ASK_AGAIN = timedelta(days=60)
"""How long somebody who was asked is left in peace."""
LONGEST_WORDS = 2000
LONGEST_LINE = 200

Outcome = Literal["done", "changed", "let_go"]
Shown = Literal["today", "tomorrow", "steps"]
Stand = Literal["asked", "beside", "not_now", "over"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
SHOWN: tuple[Shown, ...] = get_args(Shown)


@dataclass(frozen=True)
class Asking:
    """Somebody was asked to walk beside; `accepted` is None until they answer."""

    person: UUID
    asked_at: datetime
    accepted: bool | None = None
    ended: bool = False


def stand_of(asking: Asking, at: datetime) -> Stand:
    """Return where a question stands.

    A no and a long silence are the same to the one who asks.
    """
    if asking.ended:
        return "over"
    if asking.accepted:
        return "beside"
    waits = asking.accepted is None and at < asking.asked_at + ANSWER_WITHIN
    return "asked" if waits else "not_now"


def seen_by_companion(chosen: Collection[str], stand: Stand) -> frozenset[str]:
    """Return what a companion sees besides the question: what was chosen, and only beside."""
    return frozenset(chosen) & frozenset(SHOWN) if stand == "beside" else frozenset()


def check_asking(
    askings: Sequence[Asking], whom: UUID, actor: UUID, question: str, at: datetime
) -> tuple[Refusal, ...]:
    """Return why somebody may not be asked now; `askings` are every one of the actor's."""
    refusals = []
    if whom == actor:
        refusals.append(Refusal("growth.companion_self", field="whom"))
    if any(a.person == whom and at < a.asked_at + ASK_AGAIN for a in askings):
        days = ASK_AGAIN.days
        refusals.append(Refusal("growth.companion_asked_lately", {"days": days}, "whom"))
    return (*refusals, *_needed(question, "question", LONGEST_WORDS))


def check_place(today: str, tomorrow: str, change: str = "") -> tuple[Refusal, ...]:
    """Return what is wrong with where one is and wants to be; one of the two is enough."""
    if not (today.strip() or tomorrow.strip()):
        return (Refusal("growth.missing_words", field="tomorrow"),)
    return (
        *_short(today, "today", LONGEST_WORDS),
        *_short(tomorrow, "tomorrow", LONGEST_WORDS),
        *_short(change, "change", LONGEST_LINE),
    )


def check_step(
    what: str, when: str, where: str, by: date | None, *, today: date, under_way: int
) -> tuple[Refusal, ...]:
    """Return what is wrong with a new step, `under_way` besides it."""
    refusals = [
        *_needed(what, "what", LONGEST_LINE),
        *_needed(when, "when", LONGEST_LINE),
        *_needed(where, "where", LONGEST_LINE),
    ]
    if by is None or not today <= by <= today + LONGEST_STEP:
        refusals.append(Refusal("growth.step_too_long", {"days": LONGEST_STEP.days}, "by"))
    if under_way >= MOST_OPEN:
        refusals.append(Refusal("growth.steps_enough", {"most": MOST_OPEN}))
    return tuple(refusals)


def check_story(words: str) -> tuple[Refusal, ...]:
    """Return what is wrong with a story."""
    return _needed(words, "words", LONGEST_WORDS)


def _needed(text: str, field: str, most: int) -> tuple[Refusal, ...]:
    if not text.strip():
        return (Refusal("growth.missing_words", field=field),)
    return _short(text, field, most)


def _short(text: str, field: str, most: int) -> tuple[Refusal, ...]:
    return (Refusal("growth.too_long", {"most": most}, field),) if len(text) > most else ()

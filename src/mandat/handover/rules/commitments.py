"""Commitments with a long horizon: what they touch, and how a later proposal answers them. Pure."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

SHORTEST = timedelta(days=365)
"""A commitment has a long horizon: a year at least. What is shorter is an experiment or a trial."""
LONGEST = timedelta(days=50 * 366)
"""Nobody binds for ever those who come after them."""
LONGEST_WORDS = 500
LONGEST_REASON = 2000
LONGEST_BODY, LONGEST_PARAGRAPH = 200, 80

Stance = Literal["kept", "changed"]
STANCES: tuple[Stance, ...] = get_args(Stance)


@dataclass(frozen=True)
class Commitment:
    """What a circle has bound itself to during `[since, until)`, unless it is ended before.

    `matters`: those it is about; empty for every matter it can touch.
    """

    uuid: UUID
    circle: UUID
    since: datetime
    until: datetime
    matters: frozenset[UUID] = frozenset()
    ended_at: datetime | None = None

    def holds_at(self, at: datetime) -> bool:
        """Tell whether it binds at a time."""
        return self.since <= at < self.until and (self.ended_at is None or at < self.ended_at)


@dataclass(frozen=True)
class Reach:
    """What a proposal touches: its matter, and the circles it concerns with all above them."""

    matter: UUID
    circles: frozenset[UUID]


@dataclass(frozen=True)
class Answer:
    """How a proposal stands with a commitment, in the words of the one who sends it."""

    commitment: UUID
    stance: str
    words: str


@dataclass(frozen=True)
class Made:
    """A commitment as its circle decided it."""

    words: str
    last_day: date | None
    body: str
    on: date | None
    paragraph: str
    together: bool
    """Everyone with a role in the circle could have their say, and nobody objects."""


def touched(commitments: Iterable[Commitment], reach: Reach, at: datetime) -> tuple[UUID, ...]:
    """Return the commitments that bind at a time and that a proposal touches.

    A circle binds only itself and what lies inside it: the commitment's own circle must be among
    those the proposal concerns, or above one of them.
    """
    return tuple(
        c.uuid
        for c in commitments
        if c.holds_at(at)
        and c.circle in reach.circles
        and (not c.matters or reach.matter in c.matters)
    )


def unanswered(must: Collection[UUID], answers: Iterable[Answer]) -> tuple[Refusal, ...]:
    """Return what is missing before a proposal can be sent: a stance and words for each."""
    given = {a.commitment: a for a in answers}
    found: list[Refusal] = []
    for commitment in sorted(must):
        answer = given.get(commitment)
        if answer is None or answer.stance not in STANCES:
            found.append(_no("stance_missing", f"stance_{commitment}"))
        if answer is None or not answer.words.strip():
            found.append(_no("answer_missing", f"words_{commitment}"))
        elif len(answer.words) > LONGEST_REASON:
            found.append(_too_long(LONGEST_REASON, f"words_{commitment}"))
    return tuple(found)


def check_made(made: Made, *, today: date) -> tuple[Refusal, ...]:
    """Return what is wrong with a commitment."""
    found = list(_text(made.words, "words", LONGEST_WORDS))
    if made.last_day is None or not today + SHORTEST <= made.last_day <= today + LONGEST:
        found.append(_no("too_short_horizon", "last_day"))
    found += _text(made.body, "body", LONGEST_BODY)
    if made.on is None or made.on > today:
        found.append(_no("decided_in_future", "on"))
    if len(made.paragraph) > LONGEST_PARAGRAPH:
        found.append(_too_long(LONGEST_PARAGRAPH, "paragraph"))
    if not made.together:
        found.append(_no("not_together", "together"))
    return tuple(found)


def check_reason(reason: str) -> tuple[Refusal, ...]:
    """Return what is wrong with why a commitment ends before its time."""
    return _text(reason, "reason", LONGEST_REASON)


def _text(text: str, field: str, most: int) -> tuple[Refusal, ...]:
    if not text.strip():
        return (_no("words_missing", field),)
    return (_too_long(most, field),) if len(text) > most else ()


def _no(code: str, field: str) -> Refusal:
    return Refusal(f"handover.{code}", field=field)


def _too_long(most: int, field: str) -> Refusal:
    return Refusal("handover.words_too_long", {"longest": most}, field)

"""Groups that may be shown, and how much chance is in their figures. Pure."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from mandat.common.refusals import Refusal
from mandat.common.shares import wilson

FEWEST = 5
"""Answers below which a group is never shown (DESIGN §7)."""


LOWEST, HIGHEST = 1, 5


LONGEST_WORDS = 2000


EPSILON = 2.0
"""How far one answer may move the odds of what is shown: a factor of e² at most (see `blur`)."""


Cell = TypeVar("Cell", bound=Hashable)


@dataclass(frozen=True)
class Group:
    """What a group of five or more answered: how many, and the mean of 1–5 to one decimal."""

    count: int
    mean: float
    blurs: int = field(default=1, compare=False)
    """How many draws of chance are in the sum, once it is blurred."""

    @property
    def index(self) -> int:
        return as_index(self.mean)

    @property
    def between(self) -> "Interval":
        """Return the interval of a blurred group."""
        return interval(self, blurred=True)


@dataclass(frozen=True)
class Interval:
    """Where the mean of many like these would lie in 95 of 100 such groups, at least."""

    low: float
    high: float

    @property
    def low_index(self) -> int:
        return as_index(self.low)

    @property
    def high_index(self) -> int:
        return as_index(self.high)


def as_index(mean: float) -> int:
    """Return a mean of 1–5 on the scale 0–100 that HME uses."""
    return round((mean - LOWEST) / (HIGHEST - LOWEST) * 100)


def interval(group: Group, *, blurred: bool) -> Interval:
    """Return the interval of a mean of 1–5: Wilson's on (mean − 1)/4.

    A share's variance p(1 − p) is the largest that anything between 0 and 1 with the mean p can
    have (Bhatia and Davis 2000), so it is never too narrow. It needs nothing but what is shown.
    The blur's own variance is added, once for each draw.
    """
    span = HIGHEST - LOWEST
    extra = group.blurs * blur_variance() / (span * group.count) ** 2 if blurred else 0.0
    low, high = wilson((group.mean - LOWEST) / span, group.count, extra=extra)
    return Interval(round(LOWEST + span * low, 1), round(LOWEST + span * high, 1))


def _fade() -> float:
    return math.exp(-EPSILON / (HIGHEST - LOWEST))


def blur_variance() -> float:
    """Return the variance of what `blur` adds to a sum of answers."""
    fade = _fade()
    return 2 * fade / (1 - fade) ** 2


def blur(drawn: float) -> int:
    """Return a whole number, any at all but mostly near 0, from a draw in [0, 1).

    Added to a sum of answers it makes every answer possible whatever is known of the others: the
    two-sided geometric mechanism (Ghosh, Roughgarden and Sundararajan 2009). The draw must be
    secret, and the same each time the same figure is shown.
    """
    fade = _fade()
    side, rest = (1, drawn * 2) if drawn < 0.5 else (-1, drawn * 2 - 1)
    if rest < (1 - fade) / (1 + fade):
        return 0
    left = (1 - rest) * (1 + fade) / (2 * fade)
    return side * (1 + math.floor(math.log(left) / math.log(fade)))


def blurred(group: Group | None, total: int, drawn: float) -> Group | None:
    """Return a group's figures with its sum blurred, never outside 1–5."""
    if group is None:
        return None
    mean = (total + blur(drawn)) / group.count
    return Group(group.count, round(min(HIGHEST, max(LOWEST, mean)), 1))


def blurred_batches(batches: Sequence[tuple[int, int, float]]) -> Group | None:
    """Return the figures of answers that are shown batch by batch; None without any.

    Each batch is (how many, their sum, its own draw), five or more, and never changes once it
    shows. As each answer lies in one batch with one draw, everything that is shown while more
    batches come tells no more of it than that one draw lets through.
    """
    full = [(n, total + blur(drawn)) for n, total, drawn in batches if n >= FEWEST]
    if not full:
        return None
    count = sum(n for n, _ in full)
    mean = min(HIGHEST, max(LOWEST, sum(total for _, total in full) / count))
    return Group(count, round(mean, 1), len(full))


def group_or_hidden(values: Sequence[int]) -> Group | None:
    """Return the group's figures, or None below five answers."""
    if len(values) < FEWEST:
        return None
    return Group(len(values), round(sum(values) / len(values), 1))


def in_fives(values: Sequence[int]) -> Sequence[int]:
    """Return the answers that may be counted so far, given oldest first.

    Figures that are seen while answers still come change only with every fifth, so that nobody
    can tell the latest answer from the figure before and after it.
    """
    return values[: len(values) - len(values) % FEWEST]


def at_least(count: int) -> int | None:
    """Return how many at least, in fives; None below five.

    For counts of people whose every change would otherwise show who came or went.
    """
    return count - count % FEWEST or None


def safe_cells(cells: Mapping[Cell, Sequence[int]]) -> dict[Cell, Group | None]:
    """Return each part of a whole, hidden so that no small part can be reckoned from the rest.

    The whole is shown beside its parts. If what is hidden adds up to fewer than five answers, the
    smallest part that is shown is hidden too.
    """
    shown = {cell: group_or_hidden(values) for cell, values in cells.items()}
    left = sum(len(cells[c]) for c, group in shown.items() if group is None)
    if 0 < left < FEWEST:
        visible = [c for c, group in shown.items() if group is not None]
        if visible:
            shown[min(visible, key=lambda c: len(cells[c]))] = None
    return shown


def check_answer(value: int) -> tuple[Refusal, ...]:
    """Return what is wrong with an answer."""
    fits = LOWEST <= value <= HIGHEST
    return () if fits else (Refusal("growth.unknown_answer", field="answer"),)


def check_words(words: str) -> tuple[Refusal, ...]:
    """Return what is wrong with words of feedback."""
    if not words.strip():
        return (Refusal("growth.missing_words", field="words"),)
    if len(words) > LONGEST_WORDS:
        return (Refusal("growth.too_long", {"most": LONGEST_WORDS}, "words"),)
    return check_letters(words, "words")


def check_letters(words: str, field: str) -> tuple[Refusal, ...]:
    """Return what is wrong with the letters of words that came past a form's own checks.

    PostgreSQL keeps no text with the character nought in it.
    """
    return (Refusal("growth.odd_letters", field=field),) if "\0" in words else ()

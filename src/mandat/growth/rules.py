"""Groups that may be shown, when the felt effect is asked, and one next small step. Pure."""

import math
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, TypeVar
from uuid import UUID

from mandat.common.refusals import Refusal

FEWEST = 5
"""Answers below which a group is never shown (DESIGN §7)."""

LOWEST, HIGHEST = 1, 5
LONGEST_WORDS = 2000

QUESTIONS = ("autonomy", "competence", "belonging", "meaning", "safety")
"""One a week for each person, in turn. The first three are the needs of self-determination theory
(Ryan and Deci); the last is what Edmondson calls psychological safety. The words are our own."""

HME = (
    "hme_meaning",
    "hme_learning",
    "hme_forward",
    "hme_appreciation",
    "hme_trust",
    "hme_conditions",
    "hme_goals",
    "hme_followed",
    "hme_expected",
)
"""Sustainable employee engagement (SKR and RKA): three items each on motivation, leadership and
steering, in our own words."""

PULSES: Mapping[str, tuple[str, ...]] = {"own": QUESTIONS, "hme": HME}

EPSILON = 2.0
"""How far one answer may move the odds of what is shown: a factor of e² at most (see `blur`)."""
CONFIDENCE_95 = 1.959964

ASK_AFTER = timedelta(days=12)
"""The felt effect is asked when a hand-over has been in force for nearly two weeks, so that the
answers are in while the shortest trial can still be kept, widened or taken back …"""
SETTLE = timedelta(days=2)
"""… and an asker's own case has been decided for this long."""
ASK_DURING = timedelta(days=60)
"""How long it is asked."""

REST = timedelta(days=14)
"""How long a step that was put aside stays away."""

MANY_RULINGS = 30
"""Rulings from which a mirror has something to show."""

Part = Literal["receiver", "asker"]
Cell = TypeVar("Cell", bound=Hashable)


# --- groups -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Group:
    """What a group of five or more answered: how many, and the mean of 1–5 to one decimal."""

    count: int
    mean: float

    @property
    def index(self) -> int:
        return as_index(self.mean)


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
    """Return the interval of a mean of 1–5.

    Wilson's score interval (1927) on (mean − 1)/4: a share's variance p(1 − p) is the largest that
    anything between 0 and 1 with the mean p can have (Bhatia and Davis 2000), so it is never too
    narrow. It needs nothing but what is shown. The blur's own variance is added.
    """
    span, n, z2 = HIGHEST - LOWEST, group.count, CONFIDENCE_95**2
    share = (group.mean - LOWEST) / span
    centre = (share + z2 / (2 * n)) / (1 + z2 / n)
    half = CONFIDENCE_95 / (1 + z2 / n) * math.sqrt(share * (1 - share) / n + z2 / (4 * n * n))
    if blurred:
        half = math.hypot(half, CONFIDENCE_95 * math.sqrt(blur_variance()) / (span * n))
    low, high = max(0.0, centre - half), min(1.0, centre + half)
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


# --- pulse --------------------------------------------------------------------------------------


def week_of(day: date) -> date:
    """Return the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def question_for(week: date, person: UUID, pulse: str = "own") -> str:
    """Return a person's one question of a week.

    Each is asked every question before any comes again, and nobody is asked the same twice in a
    month. People begin at different questions, so that each week hears of all.
    """
    questions = PULSES[pulse]
    return questions[(week.toordinal() // 7 + person.int) % len(questions)]


def pulse_ended(today: date) -> date:
    """Return the first day of the month whose weeks may still be answered; those before may show.

    A week belongs to the month of its Monday and can be answered until Sunday.
    """
    return week_of(today).replace(day=1)


def check_answer(value: int) -> tuple[Refusal, ...]:
    """Return what is wrong with an answer."""
    fits = LOWEST <= value <= HIGHEST
    return () if fits else (Refusal("growth.unknown_answer", field="answer"),)


# --- felt effect --------------------------------------------------------------------------------


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


TAPS = ("thanks", "helped", "clear", "unclear", "slow", "heavy")
"""What one can say of something with one tap."""


@dataclass(frozen=True)
class Said:
    """What somebody says: words, one tap, a scale of 1–5, or several of them."""

    words: str = ""
    tap: str = ""
    scale: int | None = None


def check_said(said: Said) -> tuple[Refusal, ...]:
    """Return what is wrong with feedback; a tap or a scale is enough without words."""
    refusals: list[Refusal] = []
    if said.tap and said.tap not in TAPS:
        refusals.append(Refusal("growth.unknown_answer", field="tap"))
    if said.scale is not None and not LOWEST <= said.scale <= HIGHEST:
        refusals.append(Refusal("growth.unknown_answer", field="scale"))
    if said.words.strip() or not (said.tap or said.scale):
        refusals.extend(check_words(said.words))
    return tuple(refusals)


def hidden_among(others: int) -> bool:
    """Tell whether enough could have written for nobody to be known by that alone."""
    return others >= FEWEST


def check_words(words: str) -> tuple[Refusal, ...]:
    """Return what is wrong with words of feedback."""
    if not words.strip():
        return (Refusal("growth.missing_words", field="words"),)
    if len(words) > LONGEST_WORDS:
        return (Refusal("growth.too_long", {"most": LONGEST_WORDS}, "words"),)
    return ()


# --- one next small step ------------------------------------------------------------------------

Step = Literal[
    "feel", "read", "asked", "own_step", "go_on", "first_use", "mirror", "hand_over", "ask_nearer",
    "look",
]  # fmt: skip


@dataclass(frozen=True)
class Today:
    """What one person's next step depends on. Their own affairs only."""

    felt_due: bool = False
    unread: bool = False
    """Someone has given them words they have not seen."""
    draft: bool = False
    """A walk of their own is under way."""
    received: bool = False
    """They hold a mandate that was handed over to them, and have not used it yet."""
    mandates: bool = False
    """They decide something that could be handed over."""
    rulings: int = 0
    waits: bool = False
    """They wait for somebody else."""
    asked: bool = False
    """Somebody asks if they would walk beside."""
    own_step: bool = False
    """The day of a step in their own journey has come."""


def next_small_step(today: Today, put_aside: frozenset[str] = frozenset()) -> Step | None:
    """Return the one gentle next thing, or None when all that fits has been put aside.

    What somebody else would be glad of comes first, then one's own walk, then what is new.
    """
    fits: tuple[tuple[Step, bool], ...] = (
        ("feel", today.felt_due),
        ("read", today.unread),
        ("asked", today.asked),
        ("own_step", today.own_step),
        ("go_on", today.draft),
        ("first_use", today.received),
        ("mirror", today.mandates and today.rulings >= MANY_RULINGS),
        ("hand_over", today.mandates),
        ("ask_nearer", today.waits),
        ("look", True),
    )
    return next((step for step, does in fits if does and step not in put_aside), None)

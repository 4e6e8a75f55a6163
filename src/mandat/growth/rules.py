"""Groups that may be shown, when the felt effect is asked, and one next small step. Pure."""

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

QUESTIONS = ("autonomy", "competence", "belonging", "meaning")
"""One a week, in turn. The first three are the needs of self-determination theory."""

ASK_AFTER = timedelta(days=14)
"""The felt effect is asked when a hand-over has been in force for two weeks …"""
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


def question_for(week: date) -> str:
    """Return the one question of a week."""
    return QUESTIONS[week.toordinal() // 7 % len(QUESTIONS)]


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


def check_words(words: str) -> tuple[Refusal, ...]:
    """Return what is wrong with words of feedback."""
    if not words.strip():
        return (Refusal("growth.missing_words", field="words"),)
    if len(words) > LONGEST_WORDS:
        return (Refusal("growth.too_long", {"most": LONGEST_WORDS}, "words"),)
    return ()


# --- one next small step ------------------------------------------------------------------------

Step = Literal["feel", "read", "go_on", "first_use", "mirror", "hand_over", "ask_nearer", "look"]


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


def next_small_step(today: Today, put_aside: frozenset[str] = frozenset()) -> Step | None:
    """Return the one gentle next thing, or None when all that fits has been put aside.

    What somebody else would be glad of comes first, then one's own walk, then what is new.
    """
    fits: tuple[tuple[Step, bool], ...] = (
        ("feel", today.felt_due),
        ("read", today.unread),
        ("go_on", today.draft),
        ("first_use", today.received),
        ("mirror", today.mandates and today.rulings >= MANY_RULINGS),
        ("hand_over", today.mandates),
        ("ask_nearer", today.waits),
        ("look", True),
    )
    return next((step for step, does in fits if does and step not in put_aside), None)

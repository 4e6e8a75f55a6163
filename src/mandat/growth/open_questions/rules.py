"""What an open question may be, what may be answered, and when answers show. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from mandat.common.refusals import Refusal
from mandat.growth.rules import FEWEST, HIGHEST, LOWEST, check_words

FORMS = ("words", "tap", "scale")
TAPS = ("yes", "partly", "no", "unsure")
LONGEST_OPEN = timedelta(days=60)
LONGEST_TITLE, LONGEST_QUESTION = 100, 600
MOST_OPEN = 10
"""Open questions one person may have at a time."""
MOST_ANSWERS = 5000
"""Answers to one question; more would say nothing more, and one could fill the database."""


@dataclass(frozen=True)
class Said:
    """An answer: words, a tap or a figure, or several of them."""

    words: str = ""
    tap: str = ""
    scale: int | None = None


def check_question(
    title: str, words: str, forms: Collection[str], last_day: date | None, today: date
) -> tuple[Refusal, ...]:
    """Return what is wrong with a question."""
    refusals: list[Refusal] = []
    for field, text, most in (
        ("title", title, LONGEST_TITLE),
        ("words", words, LONGEST_QUESTION),
    ):
        if not text.strip():
            refusals.append(Refusal("growth.missing_words", field=field))
        if len(text) > most:
            refusals.append(Refusal("growth.too_long", {"most": most}, field))
    if not forms or not set(forms) <= set(FORMS):
        refusals.append(Refusal("growth.choose_forms", field="ways"))
    if last_day is None or not today <= last_day <= today + LONGEST_OPEN:
        refusals.append(Refusal("growth.open_too_long", {"days": LONGEST_OPEN.days}, "last_day"))
    return tuple(refusals)


def check_said(said: Said, forms: Collection[str]) -> tuple[Refusal, ...]:
    """Return what is wrong with an answer; any one of what is asked for is enough."""
    given = {
        form
        for form, value in zip(FORMS, (said.words.strip(), said.tap, said.scale), strict=True)
        if value
    }
    if not given & set(forms):
        return (Refusal("growth.nothing_said"),)
    refusals: list[Refusal] = []
    if "words" in given:
        refusals.extend(check_words(said.words))
    if "tap" in given and said.tap not in TAPS:
        refusals.append(Refusal("growth.unknown_answer", field="tap"))
    if said.scale is not None and not LOWEST <= said.scale <= HIGHEST:
        refusals.append(Refusal("growth.unknown_answer", field="scale"))
    if given - set(forms):
        refusals.append(Refusal("growth.unknown_answer"))
    return tuple(refusals)


def to_show(waiting: int) -> int:
    """Return how many of those that wait are shown now, while more may come.

    Five, and only when five are left waiting: so that whatever is shown later is five or more at a
    time as well, and nobody's answer is ever left out because it came last.
    """
    return FEWEST if waiting >= 2 * FEWEST else 0

"""What may be celebrated, and what is lifted on a day. No counts of persons, no ranking. Pure."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal, TypeVar
from uuid import UUID

from mandat.common.refusals import Refusal

LONGEST_WORDS = 280
SHOWN_FOR = timedelta(days=180)
"""How long something stays in view; what is older can be read where it came from."""
LIFTED_FOR = timedelta(days=30)
"""How long something may be lifted on Today."""
MANY = 5
"""Taps of applause from which it is said that many applaud. Never how many."""

Kind = Literal["own", "step", "thanks", "handover", "learning", "story"]
Shown = TypeVar("Shown")


def check_words(words: str, *, thanks: UUID | None, actor: UUID) -> tuple[Refusal, ...]:
    """Return what is wrong with something one adds."""
    refusals = []
    if not words.strip():
        refusals.append(Refusal("growth.missing_words", field="words"))
    elif len(words) > LONGEST_WORDS:
        refusals.append(Refusal("growth.too_long", {"most": LONGEST_WORDS}, "words"))
    if thanks == actor:
        refusals.append(Refusal("growth.thank_self", field="thanks"))
    return tuple(refusals)


def is_shown(*, thanks: UUID | None, agreed: bool | None) -> bool:
    """Tell whether others may read it: thanks to somebody only when they have said yes."""
    return thanks is None or agreed is True


def names(words: str, name: str) -> bool:
    """Tell whether words name somebody: any part of their name stands there as a word."""
    said = frozenset(re.findall(r"[^\W\d_]+", words))
    # As names are written: “Bo” is one, “bo” is a verb. With an s it is the Swedish possessive.
    return any(p in said or f"{p}s" in said for p in re.findall(r"[^\W\d_]+", name))


def lifted(shown: Sequence[Shown], day: date) -> Shown | None:
    """Return the one thing lifted on a day: each in turn, the same for everybody."""
    return shown[day.toordinal() % len(shown)] if shown else None

"""Parts of one purchase: which cases belong together, and how long they count (rule 18). Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from hashlib import sha256
from typing import Literal, get_args
from uuid import UUID

from mandat.common.money import Money
from mandat.power.rules.facts import Facts, FactValue, value_to_json

Splitting = Literal["stop", "reason"]
SPLITTINGS: tuple[Splitting, ...] = get_args(Splitting)
"""What a sum above a limit does: stops the yes, or asks for a written reason with it."""

_NOT_WORDS = re.compile(r"[\W_]+")


def purchase_of(facts: Facts, same: Sequence[str]) -> str:
    """Return what is the same for cases that are the same purchase; empty where none is.

    Texts are compared without case, spaces and signs, and letters and figures in one form, so that
    neither "é" written in two ways nor "5,0" for "5" makes another purchase. A fact left
    empty is a value like others, so leaving it out is no way round.
    """
    if not same:
        return ""
    told = (plain_words(_one_form(facts.get(k, ""))) for k in same)
    return sha256("\n".join(told).encode()).hexdigest()


def plain_words(text: str) -> str:
    """Return a text as it is compared: letters and figures alone, small and in one form."""
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text).casefold())


def _one_form(value: FactValue) -> str:
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value_to_json(value))


@dataclass(frozen=True)
class Part:
    """What a case counts for while it is open or granted; no longer from `released` on."""

    case: UUID
    purchase: str
    fact: str
    amount: Money
    at: datetime
    released: datetime | None = None


def months_before(at: datetime, months: int) -> datetime:
    """Return the same day and time a number of months before; the last day where there is none."""
    year, month = divmod(at.year * 12 + at.month - 1 - months, 12)
    for day in range(at.day, 27, -1):
        try:
            return at.replace(year=year, month=month + 1, day=day)
        except ValueError:
            continue
    return at.replace(year=year, month=month + 1)

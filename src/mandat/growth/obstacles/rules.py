"""Which help fits what holds somebody back, and what may be counted. Pure."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Literal, get_args

from mandat.common.refusals import Refusal
from mandat.growth.rules import LONGEST_WORDS, group_or_hidden, in_fives

Kind = Literal["power", "habit", "endurance"]
Side = Literal["giver", "receiver", ""]
Help = Literal["smaller", "longer", "safeguard", "someone", "elsewhere", "companion"]
KINDS: tuple[Kind, ...] = get_args(Kind)
SIDES: tuple[Side, ...] = get_args(Side)

_HELPS: Mapping[str, tuple[Help, ...]] = {
    "power": ("safeguard", "smaller", "elsewhere", "someone"),
    "habit": ("smaller", "longer", "elsewhere", "someone"),
    "endurance": ("smaller", "companion", "longer", "someone"),
    "": ("companion", "someone", "smaller"),
}
"""What helps against each; the empty key stands for own words alone."""


def help_for(kinds: Collection[str]) -> tuple[Help, ...]:
    """Return the help that fits, the most fitting first.

    What fits more of what was named comes first; then as each kind has it.
    """
    named: list[str] = [kind for kind in KINDS if kind in kinds] or [""]
    found: dict[Help, list[int]] = {}
    for kind in named:
        for place, one in enumerate(_HELPS[kind]):
            found.setdefault(one, []).append(place)
    return tuple(sorted(found, key=lambda h: (-len(found[h]), min(found[h]))))


def check_obstacle(kinds: Collection[str], side: str, words: str) -> tuple[Refusal, ...]:
    """Return what is wrong; a kind or a few words are enough."""
    if not set(kinds) <= set(KINDS) or side not in SIDES:
        return (Refusal("growth.nothing_there", field="kinds"),)
    if not kinds and not words.strip():
        return (Refusal("growth.nothing_named", field="kinds"),)
    if len(words) > LONGEST_WORDS:
        return (Refusal("growth.too_long", {"most": LONGEST_WORDS}, "words"),)
    return ()


def quarter_of(day: date) -> date:
    """Return the first day of a day's quarter."""
    return date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def before(quarter: date) -> date:
    """Return the quarter before a quarter."""
    back = quarter.month - 3
    return date(quarter.year - (back < 1), back + 12 * (back < 1), 1)


def at_least(named: Iterable[str]) -> dict[Kind, int | None]:
    """Return for each kind how many persons at least, in fives; None where too few to show.

    `named` has a kind once for each person who named it. There is no total to reckon from.
    """
    each = list(named)
    found: dict[Kind, int | None] = {}
    for kind in KINDS:
        group = group_or_hidden(in_fives([1 for one in each if one == kind]))
        found[kind] = None if group is None else group.count
    return found

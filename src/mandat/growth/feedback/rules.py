"""What one can say of something or somebody. Pure."""

from dataclasses import dataclass

from mandat.common.refusals import Refusal
from mandat.growth.rules import FEWEST, HIGHEST, LOWEST, check_words

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

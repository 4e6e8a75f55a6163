"""What one can say of something or somebody, and how far the one who says it shows. Pure."""

from dataclasses import dataclass
from typing import Literal, get_args

from mandat.common.refusals import Refusal
from mandat.growth.rules import FEWEST, HIGHEST, LOWEST, check_words

TAPS = ("thanks", "helped", "clear", "unclear", "slow", "heavy")
"""What one can say of something with one tap."""

Openness = Literal["named", "confidential", "anonymous"]
OPENNESS: tuple[Openness, ...] = get_args(Openness)
"""Named: the receiver sees who. Confidential: nobody sees who, but thanks and questions find the
way back. Anonymous: no sender is kept at all. Chosen when written, and never changed."""

LONGEST_ALT = 300
LONGEST_SECONDS = 120
"""How long a recording in the browser may be."""


@dataclass(frozen=True)
class Said:
    """What somebody says: words, one tap, a scale of 1–5, or several of them."""

    words: str = ""
    tap: str = ""
    scale: int | None = None


@dataclass(frozen=True)
class Sent:
    """Files that came along, as they came: untrusted bytes, empty where there is none."""

    sound: bytes = b""
    picture: bytes = b""
    alt: str = ""
    """What the picture shows, in words."""

    @property
    def files(self) -> bool:
        return bool(self.sound or self.picture)


@dataclass(frozen=True)
class Most:
    """How large files may be, in megabytes of a million bytes."""

    sound: int
    picture: int


def check_said(said: Said, *, files: bool = False) -> tuple[Refusal, ...]:
    """Return what is wrong with feedback; a tap, a scale or a file is enough without words."""
    refusals: list[Refusal] = []
    if said.tap and said.tap not in TAPS:
        refusals.append(Refusal("growth.unknown_answer", field="tap"))
    if said.scale is not None and not LOWEST <= said.scale <= HIGHEST:
        refusals.append(Refusal("growth.unknown_answer", field="scale"))
    if said.words.strip() or not (said.tap or said.scale or files):
        refusals.extend(check_words(said.words))
    return tuple(refusals)


def check_sent(sent: Sent, openness: str, most: Most) -> tuple[Refusal, ...]:
    """Return what is wrong with the files of feedback, before anybody reads their bytes."""
    refusals: list[Refusal] = []
    if openness not in OPENNESS:
        refusals.append(Refusal("growth.choose_openness", field="openness"))
    if sent.files and openness == "anonymous":
        refusals.append(Refusal("growth.files_need_sender", field="openness"))
    for field, data, limit in (
        ("sound", sent.sound, most.sound),
        ("picture", sent.picture, most.picture),
    ):
        if len(data) > limit * 1_000_000:
            refusals.append(Refusal("growth.file_too_large", {"most": limit}, field))
    if sent.picture and not sent.alt.strip():
        refusals.append(Refusal("growth.picture_needs_words", field="alt"))
    if len(sent.alt) > LONGEST_ALT:
        refusals.append(Refusal("growth.too_long", {"most": LONGEST_ALT}, "alt"))
    return tuple(refusals)


def hidden_among(others: int) -> bool:
    """Tell whether enough could have written for nobody to be known by that alone."""
    return others >= FEWEST

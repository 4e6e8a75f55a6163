"""How easy a Swedish text is to read: LIX.

Carl-Hugo Björnsson, *Läsbarhet*, 1968: words per sentence, plus how many in a hundred words have
more than six letters. Under 30 is very easy, 30–40 easy, above 50 hard. A sentence ends with a
full stop, question mark, exclamation mark or colon; so does a heading, a paragraph, a list item.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

LONG = 6
_TAG = re.compile(r"<[^>]+>")
_BLOCK = re.compile(r"</?(?:p|h\d|li|ul|ol|dt|dd|blockquote|div|section|title)\b[^>]*>|\n\s*\n")
_HOLE = re.compile(r"%\(\w+\)[sd]|\{\w*(?::\w+)?\}|%%")
_END = re.compile(r"(?<=[.!?:…])[”’)]*\s+")
_WORD = re.compile(r"[^\W_]+(?:[-’'][^\W_]+)*")


@dataclass(frozen=True)
class Sentence:
    """A sentence and its words."""

    text: str
    words: tuple[str, ...]

    @property
    def heaviness(self) -> float:
        """What it would score alone; the higher, the more it is worth mending."""
        return lix((self,))


def sentences(text: str) -> tuple[Sentence, ...]:
    """Split a text, plain or HTML, into sentences; what is filled in counts as a short word."""
    found = []
    for block in _BLOCK.split(_HOLE.sub("X", text)):
        plain = " ".join(unescape(_TAG.sub("", block)).split())
        for part in _END.split(plain):
            words = tuple(_WORD.findall(part))
            if words:
                found.append(Sentence(part, words))
    return tuple(found)


def lix(text: Iterable[Sentence]) -> float:
    """Return LIX of some sentences; 0 without any."""
    read = tuple(text)
    words = [word for sentence in read for word in sentence.words]
    if not words:
        return 0.0
    return len(words) / len(read) + 100 * sum(len(word) > LONG for word in words) / len(words)


def heaviest(text: Iterable[Sentence], many: int = 12) -> str:
    """Return the sentences most worth mending, one a line, for a failing test to show."""
    worst = sorted(text, key=lambda sentence: -sentence.heaviness)[:many]
    return "\n".join(f"    {sentence.heaviness:.0f}  {sentence.text}" for sentence in worst)

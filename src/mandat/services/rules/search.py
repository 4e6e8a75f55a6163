"""Search in the catalogue: folded, by prefix and inside words, forgiving one letter. Pure."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

_WORD = re.compile(r"\w+")
LONGEST_QUERY = 100
SHORTEST_INSIDE = 3
SHORTEST_WITH_TYPO = 4


@dataclass(frozen=True)
class Entry:
    """One service as search sees it: each text in all languages, most telling first."""

    id: UUID
    name: str
    words: str
    description: str


@dataclass(frozen=True)
class Piece:
    """A part of a text; `hit` when the search found it."""

    text: str
    hit: bool


def fold(text: str) -> str:
    """Return the text in lower case without marks over letters, as many characters as before."""
    return "".join((unicodedata.normalize("NFKD", c)[:1] or c).lower()[:1] for c in text)


def query_words(words: str) -> tuple[str, ...]:
    """Return the folded words of what somebody typed, each once."""
    return tuple(dict.fromkeys(_WORD.findall(fold(words[:LONGEST_QUERY]))))


def search(words: str, entries: Iterable[Entry]) -> tuple[UUID, ...]:
    """Return the entries in which every word is found, best first, else in the order given."""
    wanted = query_words(words)
    scored = [(_score(wanted, entry), entry.id) for entry in entries]
    return tuple(i for score, i in sorted(scored, key=lambda pair: -pair[0]) if score > 0)


def _score(wanted: Sequence[str], entry: Entry) -> int:
    fields = [
        (weight, _WORD.findall(fold(text)))
        for weight, text in ((3, entry.name), (2, entry.words), (1, entry.description))
    ]
    total = 0
    for word in wanted:
        best = max((w * likeness(word, t) for w, found in fields for t in found), default=0)
        if best == 0:
            return 0
        total += best
    return total


def likeness(wanted: str, word: str) -> int:
    """Return 4 for the same folded word, 3 for its start, 2 for inside it, 1 for one letter off."""
    if word == wanted:
        return 4
    if word.startswith(wanted):
        return 3
    if len(wanted) >= SHORTEST_INSIDE and wanted in word:
        return 2
    if len(wanted) >= SHORTEST_WITH_TYPO:
        n = len(wanted)
        if any(one_off(wanted, word[:size]) for size in (n - 1, n, n + 1)):
            return 1
    return 0


def one_off(a: str, b: str) -> bool:
    """Tell whether one letter changed, added, left out or swapped with the next turns a into b."""
    if a == b or abs(len(a) - len(b)) > 1:
        return a == b
    start = next((i for i, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), None)
    if start is None:
        return True
    rest_a, rest_b = a[start:], b[start:]
    return (
        rest_a[1:] == rest_b[1:]
        or rest_a[1:] == rest_b
        or rest_a == rest_b[1:]
        or (rest_a[1::-1] == rest_b[:2] and rest_a[2:] == rest_b[2:])
    )


def pieces(text: str, words: str) -> tuple[Piece, ...]:
    """Cut a text into pieces so that what was found can be marked."""
    wanted, folded = query_words(words), fold(text)
    hits = [False] * len(text)
    for match in _WORD.finditer(folded):
        for start, end in _spans(match, wanted):
            hits[start:end] = [True] * (end - start)
    found: list[Piece] = []
    start = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or hits[i] != hits[start]:
            found.append(Piece(text[start:i], hits[start]))
            start = i
    return tuple(found)


def _spans(match: re.Match[str], wanted: Sequence[str]) -> Iterable[tuple[int, int]]:
    for word in wanted:
        like = likeness(word, match.group())
        if like >= 2:
            at = match.start() + match.group().index(word)
            yield at, at + len(word)
        elif like == 1:
            yield match.span()

"""What an organisation asks: our five, HME's nine, or questions of its own from a file.

The file is TOML: `source`, `index` (true: shown from 0 to 100, with totals), `[labels]` with five
words for 1 to 5 in `sv` and `en`, `[parts.KEY]` with a name in `sv` and `en`, and `[[item]]`, each
with `key`, `part` (when there are parts) and its text in `sv`, `en` or both.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from mandat.common.refusals import BadInputError, Refusal, refuse

LANGUAGES = ("sv", "en")
FEWEST_ITEMS, MOST_ITEMS = 5, 40
"""With fewer than five, somebody would be asked the same twice in a month."""

LONGEST_TEXT, LONGEST_LABEL = 300, 40
POINTS = 5

_KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,19}")
_TOP = ("source", "index", "labels", "parts", "item")
_ITEM = ("key", "part", *LANGUAGES)


@dataclass(frozen=True)
class Item:
    """One question. `texts` by language are empty for ours, which are worded at the edge."""

    key: str
    part: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Instrument:
    """A set of questions, each answered from 1 to 5, higher is better.

    `index`: figures are shown from 0 to 100, with a total and one for each part. `labels` and
    `parts` by language are empty where the words are ours.
    """

    items: tuple[Item, ...]
    index: bool = False
    source: str = ""
    labels: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    parts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    @property
    def questions(self) -> tuple[str, ...]:
        return tuple(item.key for item in self.items)

    def item(self, question: str) -> Item | None:
        return next((item for item in self.items if item.key == question), None)

    def by_part(self) -> dict[str, tuple[str, ...]]:
        """Return the questions of each part, in the order of the parts' first question."""
        order = list(dict.fromkeys(item.part for item in self.items))
        items = sorted(self.items, key=lambda item: order.index(item.part))
        return {p: tuple(i.key for i in found) for p, found in groupby(items, lambda i: i.part)}


OWN = Instrument(
    tuple(Item(key) for key in ("autonomy", "competence", "belonging", "meaning", "safety"))
)
"""Ours. The first three are the needs of self-determination theory (Ryan and Deci); the last is
what Edmondson calls psychological safety. The words are our own."""

_HME_PARTS = {
    "motivation": ("hme_meaning", "hme_learning", "hme_forward"),
    "leadership": ("hme_appreciation", "hme_trust", "hme_conditions"),
    "steering": ("hme_goals", "hme_followed", "hme_expected"),
}
HME = Instrument(
    tuple(Item(key, part) for part, keys in _HME_PARTS.items() for key in keys), index=True
)
"""Sustainable employee engagement (SKR and RKA): three items each on motivation, leadership and
steering, in our own words."""

PULSES: Mapping[str, Instrument] = {"own": OWN, "hme": HME}
_OURS = frozenset(OWN.questions) | frozenset(HME.questions)


def read_instrument(text: str, *, file: str) -> Instrument:
    """Read an organisation's questions. Raises BadInputError with everything that is wrong."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        problem = {"file": file, "problem": str(error)}
        raise BadInputError(Refusal("growth.pulse_file_not_toml", problem)) from error
    refuse(tuple(_problems(found, file)))
    return Instrument(
        tuple(
            Item(i["key"], i.get("part", ""), {k: i[k] for k in LANGUAGES if k in i})
            for i in found["item"]
        ),
        index=found.get("index", False),
        source=found["source"].strip(),
        labels={k: tuple(v) for k, v in found["labels"].items()},
        parts=found.get("parts", {}),
    )


def _problems(found: Mapping[str, Any], file: str) -> Iterator[Refusal]:
    about: dict[str, str | int] = {"file": file}
    for key in sorted(set(found) - set(_TOP)):
        known = ", ".join(_TOP)
        yield Refusal("growth.pulse_file_unknown", {**about, "key": key, "known": known})
    if not _is_text(found.get("source"), LONGEST_TEXT):
        yield Refusal("growth.pulse_file_source", about)
    if not isinstance(found.get("index", False), bool):
        yield Refusal("growth.pulse_file_index", about)
    labels = found.get("labels")
    if not (isinstance(labels, dict) and labels and all(map(_are_labels, labels.items()))):
        yield Refusal("growth.pulse_file_labels", about)
    parts = found.get("parts", {})
    if not (isinstance(parts, dict) and all(_is_named(part) for part in parts.values())):
        yield Refusal("growth.pulse_file_parts", about)
        parts = {}
    items = found.get("item")
    if not (isinstance(items, list) and FEWEST_ITEMS <= len(items) <= MOST_ITEMS):
        facts = {**about, "least": FEWEST_ITEMS, "most": MOST_ITEMS}
        yield Refusal("growth.pulse_file_items", facts)
        return
    seen: set[str] = set()
    for number, item in enumerate(items, 1):
        yield from _item_problems(item, parts, seen, {**about, "number": number})


def _item_problems(
    item: Any, parts: Mapping[str, Any], seen: set[str], about: Mapping[str, str | int]
) -> Iterator[Refusal]:
    if not isinstance(item, dict):
        yield Refusal("growth.pulse_file_key", about)
        return
    key = item.get("key")
    if not (isinstance(key, str) and _KEY.fullmatch(key)) or key in seen:
        yield Refusal("growth.pulse_file_key", about)
    elif key in _OURS:
        yield Refusal("growth.pulse_file_ours", {**about, "key": key})
    seen.add(str(key))
    for extra in sorted(set(item) - set(_ITEM)):
        known = ", ".join(_ITEM)
        yield Refusal("growth.pulse_file_unknown", {**about, "key": extra, "known": known})
    texts = [item[k] for k in LANGUAGES if k in item]
    if not texts or not all(_is_text(text, LONGEST_TEXT) for text in texts):
        yield Refusal("growth.pulse_file_text", {**about, "most": LONGEST_TEXT})
    if (item.get("part", "") not in parts) if parts else "part" in item:
        yield Refusal("growth.pulse_file_part", {**about, "part": str(item.get("part", ""))})


def _is_text(found: Any, longest: int) -> bool:
    return isinstance(found, str) and bool(found.strip()) and len(found) <= longest


def _are_labels(pair: tuple[str, Any]) -> bool:
    language, words = pair
    fits = isinstance(words, list) and len(words) == POINTS
    return language in LANGUAGES and fits and all(_is_text(w, LONGEST_LABEL) for w in words)


def _is_named(found: Any) -> bool:
    return (
        isinstance(found, dict)
        and bool(found)
        and set(found) <= set(LANGUAGES)
        and all(_is_text(name, LONGEST_LABEL) for name in found.values())
    )

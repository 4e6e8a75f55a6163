"""What differs between two orders, row by row. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar
from uuid import UUID

from mandat.power.orders.rules.lines import Line

Change = Literal["same", "added", "removed", "changed"]
FIELDS = (
    "number", "area", "matter", "legal_ref", "holders", "substitutes", "consult", "bounds",
    "condition", "reported", "onward", "steps", "note", "execution",
)  # fmt: skip


@dataclass(frozen=True)
class Item:
    """A row of an order: what it says, and the mandates it gives."""

    key: str
    line: Line
    mandates: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Compared:
    """A row now beside the row before; one of them is missing where it was added or removed."""

    change: Change
    item: Item
    before: Item | None = None
    fields: tuple[str, ...] = ()


@dataclass(frozen=True)
class Said:
    """What one adoption said. `whole`: of everything that held, not only of an order of its own."""

    body: str
    whole: bool
    items: tuple[Item, ...]


def standing(adopted: Iterable[Said]) -> tuple[Item, ...]:
    """Return the rows that stand as adopted, the oldest adoption first.

    Several bodies may each have an order. A later one of the same body takes the place of its own
    rows and leaves the others' be; what a body adopts as a whole takes the place of all.
    """
    rows: dict[str, tuple[str, Item]] = {}
    for said in adopted:
        owners = {key: body for key, (body, _) in rows.items()}
        kept = {} if said.whole else {k: v for k, v in rows.items() if v[0] != said.body}
        rows = kept | {i.key: (owners.get(i.key, said.body), i) for i in said.items}
    return tuple(item for _, item in rows.values())


def compare(before: Sequence[Item], now: Sequence[Item]) -> tuple[Compared, ...]:
    """Return every row now in its order, each removed one after the row it used to follow."""
    now = with_keys_of(before, now)
    old = {item.key: item for item in before}
    current = {item.key for item in now}
    found = [_one(item, old.get(item.key)) for item in now]
    last: str | None = None
    for item in before:
        if item.key not in current:
            at = next((n + 1 for n, c in enumerate(found) if c.item.key == last), 0)
            found.insert(at, Compared("removed", item, item))
        last = item.key
    return tuple(found)


def with_keys_of(before: Sequence[Item], now: Sequence[Item]) -> tuple[Item, ...]:
    """Return rows with the key of the row before that they plainly are.

    An order read from a file knows no keys. The same number and matter are the same row; so is the
    same matter, where it stands once among what is left of both.
    """
    known, taken = {i.key for i in before}, {i.key for i in now}
    left = [i for i in before if i.key not in taken]
    new = {n: i for n, i in enumerate(now) if i.key not in known}
    keys: dict[int, str] = {}
    for name in (_number_and_matter, _matter):
        one = _alone([(name(i.line), i.key) for i in left if i.key not in keys.values()])
        mine = _alone([(name(i.line), n) for n, i in new.items() if n not in keys])
        keys.update({n: one[said] for said, n in mine.items() if said in one})
    return tuple(replace(i, key=keys.get(n, i.key)) for n, i in enumerate(now))


T = TypeVar("T")


def _alone(pairs: Sequence[tuple[object, T]]) -> dict[object, T]:
    """Return what stands once only, by what it says."""
    counts = Counter(said for said, _ in pairs)
    return {said: value for said, value in pairs if counts[said] == 1}


def _number_and_matter(line: Line) -> object:
    return line.order, line.number, _matter(line)


def _matter(line: Line) -> object:
    return line.order, " ".join(line.matter.casefold().split())


def _one(item: Item, before: Item | None) -> Compared:
    if before is None:
        return Compared("added", item)
    fields = tuple(f for f in FIELDS if getattr(item.line, f) != getattr(before.line, f))
    return Compared("changed" if fields else "same", item, before, fields)


def numbered(items: Sequence[Item]) -> tuple[Item, ...]:
    """Give each row without a number the next one in its area, and gather areas together."""
    areas = list(dict.fromkeys(i.line.area for i in items))
    ordered = sorted(items, key=lambda i: areas.index(i.line.area))
    taken = {i.line.number for i in items if i.line.number}
    found: list[Item] = []
    for item in ordered:
        number = item.line.number
        if not number:
            number = _next(found, item.line.area, taken)
            taken.add(number)
        found.append(_with_number(item, number))
    return tuple(found)


def _with_number(item: Item, number: str) -> Item:
    return replace(item, line=replace(item.line, number=number))


def _next(found: Sequence[Item], area: str, taken: set[str]) -> str:
    """Return the number after the last in the area; in a new area, the first of the next part."""
    last = next((i.line.number for i in reversed(found) if i.line.area == area), "")
    stem, _, end = last.rpartition(".")
    if last and end.isdigit():
        n = int(end) + 1
    else:
        parts = [int(t.split(".")[0]) for t in taken if t.split(".")[0].isdigit()]
        stem, n = str(max(parts, default=0) + 1), 1
    while f"{stem}.{n}".lstrip(".") in taken:
        n += 1
    return f"{stem}.{n}".lstrip(".")

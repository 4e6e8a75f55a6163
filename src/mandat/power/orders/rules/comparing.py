"""What differs between two orders, row by row. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal
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


def compare(before: Sequence[Item], now: Sequence[Item]) -> tuple[Compared, ...]:
    """Return every row now in its order, each removed one after the row it used to follow."""
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

"""What the entries say that the tables should hold, and where the two part. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

from mandat.record.rules.entries import Entry, Json, Values, canonical
from mandat.record.rules.kinds import ENTRY_TYPES


@dataclass(frozen=True)
class Difference:
    """The first place where record and database part."""

    where: Literal["entry", "head", "row"]
    what: str
    """One of: gap, body, leaf, columns, commitment, root, type, missing, extra, value."""
    table: str = ""
    key: str = ""
    """Index of the entry, or UUID of the row."""
    column: str = ""
    expected: str = ""
    found: str = ""


@dataclass
class Rows:
    """Tables as the entries say they should be: table → row UUID → column → value."""

    defaults: Mapping[str, Values]
    """Per table, what a column holds before any entry speaks of it."""
    tables: dict[str, dict[str, dict[str, Json]]] = field(default_factory=dict)

    def apply(self, entry: Entry, personal: Values) -> str | None:
        """Write the entry's row; return what is wrong with it, if anything."""
        entry_type = ENTRY_TYPES.get(entry.kind)
        if entry_type is None:
            return "type"
        rows = self.tables.setdefault(entry_type.table, {})
        key = str(entry.of)
        if (key in rows) == (entry_type.does == "insert"):
            return "extra" if key in rows else "missing"
        if entry_type.does == "insert":
            rows[key] = dict(self.defaults.get(entry_type.table, {}))
        rows[key].update({**entry.data, **personal})
        return None


def first_difference(
    table: str,
    expected: Mapping[str, Mapping[str, Json]],
    found: Iterable[tuple[str, Mapping[str, Json]]],
) -> Difference | None:
    """Compare one table with its replay, row by row, in the order the rows come."""
    seen: set[str] = set()
    for key, values in found:
        if key not in expected:
            return Difference("row", "extra", table, key)
        seen.add(key)
        for column, value in _differing(expected[key], values):
            return Difference(
                "row", "value", table, key, column, _show(expected[key][column]), _show(value)
            )
    for key in expected:
        if key not in seen:
            return Difference("row", "missing", table, key)
    return None


def _differing(expected: Values, found: Values) -> Iterator[tuple[str, Json]]:
    for column in sorted(expected):
        if found.get(column) != expected[column]:
            yield column, found.get(column)


def _show(value: Json) -> str:
    return canonical(value).decode()

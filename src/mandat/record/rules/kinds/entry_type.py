"""What one kind of entry does to one row. Pure."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class EntryType:
    """What one kind of entry does to one row.

    `does` is "insert" (the row must be new) or "change" (it must exist). The entry's data are the
    row's `columns`, its personal payload the row's `personal` columns: writing and replay are
    therefore one and the same.
    """

    table: str
    does: Literal["insert", "change"]
    columns: frozenset[str]
    personal: frozenset[str] = frozenset()


def insert(table: str, columns: str, personal: str = "") -> EntryType:
    """Return the type of an entry that makes a new row; names are parted by spaces."""
    return EntryType(table, "insert", frozenset(columns.split()), frozenset(personal.split()))


def change(table: str, columns: str, personal: str = "") -> EntryType:
    """Return the type of an entry that changes a row there is; names are parted by spaces."""
    return EntryType(table, "change", frozenset(columns.split()), frozenset(personal.split()))

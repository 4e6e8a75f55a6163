"""A table as it stands in a file, before anybody has asked what it means. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Place:
    """Where a row stands: `table` is a sheet's name or a table's number, `row` counts from 1."""

    file: str
    table: str
    row: int


@dataclass(frozen=True)
class Grid:
    """Rows of cells. What is merged stands in every cell it covers; short rows are filled up."""

    file: str
    table: str
    rows: tuple[tuple[str, ...], ...]
    first_row: int = 1

    def place(self, index: int) -> Place:
        """Return where the row with this index stands."""
        return Place(self.file, self.table, self.first_row + index)


def grid(file: str, table: str, rows: Sequence[Sequence[str]], first_row: int = 1) -> Grid:
    """Return a grid with tidy cells: spaces joined, lines kept, every row equally wide."""
    wide = max((len(row) for row in rows), default=0)
    tidy = [tuple(_tidy(cell) for cell in row) + ("",) * (wide - len(row)) for row in rows]
    return Grid(file, table, tuple(tidy), first_row)


def _tidy(text: str) -> str:
    lines = (" ".join(line.split()) for line in text.splitlines())
    return "\n".join(line for line in lines if line)

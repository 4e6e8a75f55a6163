"""How many cells a table may have: a small file may claim more than any machine can hold."""

from collections.abc import Sequence

from mandat.common.refusals import BadInputError, Fact, Refusal
from mandat.power.orders.rules.grids import Grid, grid

MOST_CELLS = 500_000
"""Cells with those that are empty or merged: ten thousand rows of fifty columns."""


def check_cells(name: str, cells: int) -> None:
    """Raise BadInputError for a table that is larger than can be read."""
    if cells > MOST_CELLS:
        facts: dict[str, Fact] = {"file": name, "most": MOST_CELLS}
        raise BadInputError(Refusal("orders.table_large", facts, "file"))


def checked_grid(name: str, table: str, rows: Sequence[Sequence[str]], first_row: int = 1) -> Grid:
    """Return a grid whose rows, filled up to the widest, are not too many cells."""
    check_cells(name, len(rows) * max((len(row) for row in rows), default=0))
    return grid(name, table, rows, first_row)

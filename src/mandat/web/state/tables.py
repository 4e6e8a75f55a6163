"""A figure's table: the same rows on the page and in the file one can keep."""

import csv
import io
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from mandat.common import formats


@dataclass(frozen=True)
class Cell:
    """What a cell says to people, and plainly to a machine."""

    shown: str
    plain: str
    amount: bool = True


@dataclass(frozen=True)
class Table:
    """Rows under headings; the first cell of each row is its heading."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def csv(self) -> str:
        """Return the rows as CSV with a heading (RFC 4180)."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(self.heads)
        writer.writerows([cell.plain for cell in row] for row in self.rows)
        return out.getvalue()


def words(text: str) -> Cell:
    """Return a cell with words."""
    return Cell(text, text, amount=False)


def month(day: date) -> Cell:
    """Return a cell that names a month."""
    shown = formats.day(day, form="month")
    return Cell(shown[:1].upper() + shown[1:], day.strftime("%Y-%m"), amount=False)


def count(number: int) -> Cell:
    """Return a cell with a whole number."""
    return Cell(formats.number(number), str(number))


def decimal(number: float, decimals: int = 1) -> Cell:
    """Return a cell with a number."""
    return Cell(formats.number(number, decimals=decimals), f"{number:.{decimals}f}")


def at_least(number: int | None) -> Cell:
    """Return a cell with a count in fives, or that there are too few."""
    if number is None:
        return Cell(_("too few to show"), "")
    shown = _("at least %(number)s") % {"number": formats.number(number)}
    return Cell(shown, str(number))


def line(*cells: Cell) -> tuple[Cell, ...]:
    """Return a row."""
    return cells

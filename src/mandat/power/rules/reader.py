"""One row of a table as people write it, gathering what is wrong with it. Pure."""

import re
from collections.abc import Mapping
from datetime import date

from mandat.common.refusals import Refusal

Row = Mapping[str, str]
_KEY = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
_TRUE, _FALSE = frozenset({"yes", "ja", "1", "true"}), frozenset({"", "no", "nej", "0", "false"})


class Reader:
    """One row, gathering what is wrong with it."""

    def __init__(self, row: Row, number: int) -> None:
        self._row, self.number = row, number
        self.refusals: list[Refusal] = []

    def refuse(self, code: str, column: str, **facts: str) -> None:
        """Note a fault at a column."""
        self.refusals.append(Refusal(code, {"row": self.number, "column": column, **facts}, column))

    def text(self, column: str) -> str:
        """Return a cell, trimmed; empty when absent."""
        return (self._row.get(column) or "").strip()

    def needed(self, column: str) -> str:
        """Return a cell that must not be empty."""
        value = self.text(column)
        if not value:
            self.refuse("power.cell_empty", column)
        return value

    def key(self, column: str) -> str:
        """Return a key: small letters, digits and hyphens."""
        value = self.needed(column)
        if value and not _KEY.fullmatch(value):
            self.refuse("power.bad_key", column, given=value)
        return value

    def names(self, stem: str, *, required: bool = True) -> dict[str, str]:
        """Return a name in Swedish and English; one of them may stand for both."""
        sv, en = self.text(f"{stem}_sv") or self.text(stem), self.text(f"{stem}_en")
        if not (sv or en) and required:
            self.refuse("power.cell_empty", f"{stem}_sv")
        return {"sv": sv or en, "en": en or sv}

    def flag(self, column: str, *, default: bool = False) -> bool:
        """Return yes or no in either language; the default where the cell is empty."""
        value = self.text(column).casefold()
        if not value:
            return default
        if value not in _TRUE | _FALSE:
            self.refuse("power.bad_flag", column, given=value)
        return value in _TRUE

    def day(self, column: str) -> date | None:
        """Return a date written as 2026-11-23, or None where the cell is empty."""
        value = self.text(column)
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.refuse("power.bad_day", column, given=value)
            return None

    def parts(self, column: str) -> tuple[str, ...]:
        """Return the parts of a cell split by semicolons."""
        return tuple(p.strip() for p in self.text(column).split(";") if p.strip())

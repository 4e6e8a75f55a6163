"""Tables from CSV and from Excel's own format."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mandat.common.refusals import BadInputError, Refusal
from mandat.power.orders.files.archives import check_archive, tags_in
from mandat.power.orders.files.cells import check_cells, checked_grid
from mandat.power.orders.rules.grids import Grid


def read_csv(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read text with commas, semicolons or tabs; UTF-8, UTF-16 or what old Excel writes."""
    lines = _text(name, data).splitlines(keepends=True)
    first = next((line for line in lines if line.strip()), "")
    delimiter = max(";,\t", key=first.count)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter))
    except csv.Error:
        raise BadInputError(Refusal("orders.file_damaged", {"file": name}, "file")) from None
    return (checked_grid(name, "1", rows),)


def _text(name: str, data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: Sequence[str] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp1252")
    if b"\0" not in data or encodings[0] == "utf-16":
        for encoding in encodings:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise BadInputError(Refusal("orders.file_not_text", {"file": name}, "file"))


def read_xlsx(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read every sheet that is shown, with merged cells filled in."""
    from openpyxl import load_workbook  # noqa: PLC0415 - loaded only when such a file comes

    check_archive(name, data)
    try:
        _check_ranges(name, data)
        book = load_workbook(io.BytesIO(data), data_only=True)
        sheets = [s for s in book.worksheets if s.sheet_state == "visible"]
        for sheet in sheets:
            check_cells(name, sheet.max_row * sheet.max_column)
        return tuple(checked_grid(name, sheet.title, _rows(sheet)) for sheet in sheets)
    except BadInputError:
        raise
    except Exception:
        raise BadInputError(Refusal("orders.file_damaged", {"file": name}, "file")) from None


def _check_ranges(name: str, data: bytes) -> None:
    """Refuse ranges for which the library would make more cells than can be held."""
    from openpyxl.utils import range_boundaries  # noqa: PLC0415

    cells = 0
    for tag in tags_in(data, "mergeCell", "hyperlink"):
        left, top, right, bottom = (n or 1 for n in range_boundaries(tag.get("ref", "A1")))
        cells += (right - left + 1) * (bottom - top + 1)
    check_cells(name, cells)


def _rows(sheet: Any) -> list[list[str]]:
    rows = [[_said(cell) for cell in row] for row in sheet.iter_rows()]
    for merged in sheet.merged_cells.ranges:
        text = rows[merged.min_row - 1][merged.min_col - 1]
        for row in rows[merged.min_row - 1 : merged.max_row]:
            row[merged.min_col - 1 : merged.max_col] = [text] * merged.size["columns"]
    return rows


def _said(cell: Any) -> str:
    """Return a cell as it is shown: numbers with their currency or per cent sign."""
    value, form = cell.value, (cell.number_format or "").casefold()
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float):
        if "%" in form:
            return f"{_plain(Decimal(str(value)) * 100)} %"
        text = _plain(Decimal(str(value)))
        if "kr" in form or "sek" in form:
            return f"{text} kr"
        return f"${text}" if "$" in form and "[$-" not in form else text
    if isinstance(value, datetime | date):
        return value.date().isoformat() if isinstance(value, datetime) else value.isoformat()
    return str(value)


def _plain(number: Decimal) -> str:
    whole = number == number.to_integral_value()
    return str(number.to_integral_value() if whole else number.normalize())

"""From tables to rows of an order: every row is understood, partly, or not, and says why. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from mandat.common.refusals import Fact, Refusal
from mandat.power.orders.rules.checks import check_together
from mandat.power.orders.rules.grids import Grid
from mandat.power.orders.rules.headings import columns_of
from mandat.power.orders.rules.holders import read_acts
from mandat.power.orders.rules.lines import Line, Reading
from mandat.power.orders.rules.rows import Head, read_row

_MARK = r"(?:\*+|[¹²³⁴⁵⁶⁷⁸⁹]|\(\d{1,2}\)|\d{1,2}\)|\[\d{1,2}\])"
_FOOTNOTE = re.compile(rf"^({_MARK})\s*(\S.*)$", re.DOTALL)
_MARKED = re.compile(rf"^(.*\S)\s*({_MARK})$", re.DOTALL)


def read_grids(grids: Sequence[Grid]) -> Reading:
    """Read every table. A table without headings anybody knows is left aside, with a reason."""
    lines: list[Line] = []
    aside: list[Refusal] = []
    notes: list[str] = []
    head: Head | None = None
    for one in grids:
        table = _Table(one, goes_on_from=head)
        found = table.read()
        head = table.head or head
        lines.extend(found.lines)
        aside.extend(found.aside)
        notes.extend(found.notes)
    return Reading(check_together(lines), tuple(aside), tuple(notes))


# --- a table --------------------------------------------------------------------------------------


@dataclass
class _Table:
    """Walks down a table: headings, sections, rows, footnotes."""

    grid: Grid
    head: Head | None = None
    goes_on_from: Head | None = None
    """Headings of the table before: a page break may have cut one table in two."""
    area: str = ""
    lines: list[Line] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    loose: list[tuple[int, str]] = field(default_factory=list)
    """Single cells since the last row: sections, until the table ends; then footnotes."""

    def read(self) -> Reading:
        rows = self.grid.rows
        skip = False
        if self._goes_on():
            self.head = self.goes_on_from
        for n, row in enumerate(rows):
            if skip:
                skip = False
                continue
            if not any(row):
                continue
            head, skip = _head(rows, n)
            if head is not None:
                self._begin(head)
            elif self.head is None:
                self.loose.append(
                    (n, _single(row) or " · ".join(dict.fromkeys(c for c in row if c)))
                )
            elif _single(row) or self._is_section(n):
                self.loose.append((n, _single(row) or " ".join(c for c in row if c)))
            else:
                self._line(n, row)
        return self._end()

    def _begin(self, head: Head) -> None:
        if self.head is None and self.grid.first_row == 1:
            # What stands above the first headings is the order's title, not a section.
            self.notes, self.loose = [text for _, text in self.loose], []
        self.head = head

    def _goes_on(self) -> bool:
        before, rows = self.goes_on_from, self.grid.rows
        if before is None or not rows or len(before.columns) != len(rows[0]):
            return False
        return not any(_head(rows, n)[0] for n in range(len(rows)))

    def _is_section(self, n: int) -> bool:
        """Tell whether "2 Personal" heads what comes: the next row is numbered 2.1."""
        head, rows = self.head, self.grid.rows
        if head is None or any(
            text and column not in ("number", "matter")
            for text, column in zip(rows[n], head.columns, strict=True)
        ):
            return False
        number = head.cell(rows[n], "number").rstrip(".")
        following = (head.cell(row, "number") for row in rows[n + 1 :] if any(row))
        return bool(number) and next(following, "").startswith(f"{number}.")

    def _line(self, n: int, row: Sequence[str]) -> None:
        assert self.head is not None  # noqa: S101 - rows come after a head
        if self.loose:
            self.area, self.loose = self.loose[-1][1], []
        line = read_row(self.head, row, self.grid.place(n))
        line = replace(line, area=line.area or self.area)
        if self.lines and self.head.cell(row, "action") and _same(self.lines[-1], line):
            last = self.lines[-1]
            self.lines[-1] = replace(
                last,
                holders=(*last.holders, *line.holders),
                cells=last.cells + line.cells,
                remarks=(*last.remarks, *(r for r in line.remarks if r not in last.remarks)),
            )
        else:
            self.lines.append(line)

    def _end(self) -> Reading:
        if self.head is None:
            first = " | ".join(c for c in next((r for r in self.grid.rows if any(r)), ()) if c)
            facts: dict[str, Fact] = {
                "file": self.grid.file, "table": self.grid.table, "found": first[:120],
            }  # fmt: skip
            return Reading((), (Refusal("orders.no_heading", facts),))
        marked = {m[1]: m[2] for _, text in self.loose if (m := _FOOTNOTE.match(text))}
        lines = tuple(_with_notes(line, marked) for line in self.lines)
        return Reading(lines, (), (*self.notes, *(t for _, t in self.loose)))


def _single(row: Sequence[str]) -> str:
    """Return the text of a row that has only one, merged over columns or alone in its first."""
    said = set(filter(None, row))
    return row[0] if len(said) == 1 and row[0] else ""


def _same(a: Line, b: Line) -> bool:
    return (a.order, a.number, a.area, a.matter) == (b.order, b.number, b.area, b.matter)


def _head(rows: Sequence[Sequence[str]], n: int) -> tuple[Head | None, bool]:
    """Return the headings that begin at a row, and whether they take two rows."""
    if n + 1 < len(rows):
        joined = [
            " ".join(dict.fromkeys((a, b))).strip()
            for a, b in zip(rows[n], rows[n + 1], strict=True)
        ]
        if _all_headings(rows[n]) and _all_headings(rows[n + 1]) and rows[n] != rows[n + 1]:
            two = [
                column or columns_of([b])[0]
                for column, b in zip(columns_of(joined), rows[n + 1], strict=True)
            ]
            return Head(tuple(two), tuple(joined)), True
    columns = columns_of(rows[n])
    known = set(columns) - {None}
    if "matter" in known and known & {"holder", "holder_yes"}:
        return Head(columns, tuple(rows[n])), False
    if "matter" in known and _is_matrix(columns, rows[n], rows[n + 1 :]):
        return Head(columns, tuple(rows[n]), matrix=True), False
    return None, False


def _all_headings(row: Sequence[str]) -> bool:
    said = [cell for cell in row if cell]
    return len(set(said)) > 1 and all(columns_of([cell])[0] for cell in said)


def _is_matrix(
    columns: Sequence[str | None], headings: Sequence[str], below: Sequence[Sequence[str]]
) -> bool:
    others = [n for n, c in enumerate(columns) if c is None and headings[n]]
    said = [row[n] for row in below for n in others if row[n]]
    acts = sum(bool(read_acts(headings[0], cell)) for cell in said)
    return len(others) > 1 and acts * 2 > len(said)


def _with_notes(line: Line, marked: Mapping[str, str]) -> Line:
    """Put the words of footnotes where their marks stand."""
    notes = [line.note]

    def unmark(text: str) -> str:
        match = _MARKED.match(text)
        if match is None or match[2] not in marked:
            return text
        notes.append(marked[match[2]])
        return match[1]

    line = replace(
        line,
        matter=unmark(line.matter),
        legal_ref=unmark(line.legal_ref),
        condition=unmark(line.condition),
        holders=tuple(replace(h, name=unmark(h.name)) for h in line.holders),
    )
    return replace(line, note="; ".join(dict.fromkeys(filter(None, notes))))

"""From one row of a table to one line of an order, with remarks by column. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from mandat.common.refusals import Fact, Refusal
from mandat.power.orders.rules.effects import remarks_of
from mandat.power.orders.rules.grids import Place
from mandat.power.orders.rules.headings import currency_of
from mandat.power.orders.rules.holders import (
    Side,
    read_acts,
    read_holders,
    read_names,
    read_side,
    side_in,
)
from mandat.power.orders.rules.lines import Holder, Kind, Line, Remark, Verb
from mandat.power.orders.rules.words import Bound, Comparison, Read, read_bounds

_TRUE = re.compile(r"^(?:x|ja|yes|true|1)\b", re.IGNORECASE)
_STEPS = re.compile(
    r"\(?(?:i |in |up to |högst )?\b(?P<many>\d+|ett|en|två|tre|one|two|three)\s+"
    r"(?:led|steg|steps?|levels?)\b\)?",
    re.IGNORECASE,
)
_FALSE = re.compile(r"^(?:nej|no|false|0|-|–)", re.IGNORECASE)
_UNCERTAIN = re.compile(r"^(?:clear|klar|tydlig)?$", re.IGNORECASE)


@dataclass(frozen=True)
class Head:
    """What the columns of a table hold; `others` are a matrix's holders, or unknown columns."""

    columns: tuple[str | None, ...]
    headings: tuple[str, ...]
    matrix: bool = False

    def cell(self, row: Sequence[str], column: str) -> str:
        """Return what a row says in a column; several columns of one kind are joined."""
        said = (row[n] for n, c in enumerate(self.columns) if c == column and n < len(row))
        return "\n".join(dict.fromkeys(s for s in said if s))

    def heading(self, column: str) -> str:
        """Return what the column is called in the file."""
        found = (h for h, c in zip(self.headings, self.columns, strict=True) if c == column)
        return next(found, column)


@dataclass
class _Row:
    """One row being read, gathering remarks."""

    head: Head
    cells: Sequence[str]
    remarks: list[Remark] = field(default_factory=list)

    def said(self, column: str) -> str:
        return self.head.cell(self.cells, column)

    def remark(self, kind: Kind, code: str, column: str, **facts: Fact) -> None:
        name = self.head.heading(column)
        self.remarks.append(Remark(kind, Refusal(code, {"heading": name, **facts}, column)))

    def flag(self, column: str) -> bool | None:
        """Return yes or no; what else is said beside it is kept as a condition."""
        text = self.said(column)
        if not text:
            return None
        if (yes := _TRUE.match(text)) is not None:
            more = _STEPS.sub("", text[yes.end() :]).strip(" ,;:.–-()")
            if more:
                self.remark("unsure", "orders.yes_but", column, given=more)
            return True
        if _FALSE.match(text):
            return False
        self.remark("unsure", "orders.not_yes_or_no", column, given=text)
        return None


def read_row(head: Head, cells: Sequence[str], place: Place) -> Line:
    """Read one row of a table."""
    row = _Row(head, cells)
    side = _side(row)
    limits, words = _limits(row)
    matter = read_bounds(row.said("matter"))
    holders, execution, count = _holders(row, side)
    name = matter.rest if matter.bounds and not head.matrix and not count else row.said("matter")
    line = Line(
        place,
        matter=name.strip(),
        order=row.said("order"),
        number=row.said("number").rstrip("."),
        area=row.said("area"),
        legal_ref=row.said("legal_ref"),
        holders=holders,
        substitutes=read_names(row.said("substitute")),
        consult=read_names(row.said("consult")),
        bounds=limits or matter.bounds,
        reported=row.flag("reported"),
        onward=row.flag("onward"),
        steps=_steps(row.said("onward")),
        execution=execution,
        condition="; ".join(filter(None, [words, row.said("condition")])),
        note=row.said("note"),
        cells=count,
        written=dict(_written(head, cells)),
    )
    _look_at(row, line)
    return replace(line, remarks=tuple(row.remarks))


def _steps(text: str) -> int:
    """Return how many steps a right may be handed on: one, unless it says more."""
    found = _STEPS.search(text)
    if found is None:
        return 1
    words = {"ett": 1, "en": 1, "one": 1, "två": 2, "two": 2, "tre": 3, "three": 3}
    many = found["many"].casefold()
    return words.get(many) or int(many)


def _written(head: Head, cells: Sequence[str]) -> list[tuple[str, str]]:
    return [
        (h or str(n + 1), c) for n, (h, c) in enumerate(zip(head.headings, cells, strict=True)) if c
    ]


def _side(row: _Row) -> Side:
    side = read_side(row.said("matter"))
    outright = (side_in(row.said(c)) for c in ("covers", "condition", "note"))
    verb = next((v for v in outright if v != "both"), side.verb)
    if side.more:
        row.remark("unsure", "orders.no_and_more", "matter", given=row.said("matter"))
    return replace(side, verb=verb)


def _limits(row: _Row) -> tuple[tuple[Bound, ...], str]:
    """Return the bounds of a row, and the words of the limit's column that are none."""
    currency = currency_of(row.head.heading("limit"))
    text = " ".join(filter(None, [row.said("limit"), row.said("unit")]))
    found = read_bounds(text, bare="<=", currency=currency)
    bounds, words = found.bounds, found.rest
    sides: tuple[tuple[str, Comparison], ...] = (("over", ">"), ("upto", "<="))
    for column, op in sides:
        said = row.said(column)
        unit = currency_of(row.head.heading(column)) or "SEK"
        amount: Read = read_bounds(said, bare=op, currency=unit)
        bounds += amount.bounds
        if said and amount.rest:
            row.remark("unread", "orders.bad_limit", column, given=said)
    if words and not bounds and re.search(r"\d", words):
        row.remark("unread", "orders.bad_limit", "limit", given=words)
        words = ""
    elif words and not bounds:
        row.remark("unsure", "orders.limit_in_words", "limit", given=words)
    if not bounds and row.said("condition"):
        free = read_bounds(row.said("condition"))
        bounds = free.bounds
    return bounds, words


def _holders(row: _Row, side: Side) -> tuple[tuple[Holder, ...], bool, int]:
    """Return who decides, whether it is mere execution, and how many cells of a matrix spoke."""
    if row.head.matrix:
        return _matrix_holders(row)
    if row.said("action"):
        group, name = row.said("group"), row.said("holder")
        acts = read_acts(name, row.said("action"), group)
        if not acts:
            row.remark("unread", "orders.bad_action", "action", given=row.said("action"))
        return acts, False, 1
    columns: tuple[tuple[str, Verb], ...] = (
        ("holder", side.verb),
        ("holder_yes", "yes"),
        ("holder_no", "no"),
    )
    holders: list[Holder] = []
    execution = False
    for column, verb in columns:
        found = read_holders(row.said(column), verb)
        holders.extend(found.holders)
        execution = execution or found.execution
        for code, given in found.odd:
            unread = code == "orders.holder_elsewhere"
            row.remark("unread" if unread else "unsure", code, column, given=given)
    return tuple(holders), execution, 0


def _matrix_holders(row: _Row) -> tuple[tuple[Holder, ...], bool, int]:
    holders: list[Holder] = []
    count = 0
    for n, column in enumerate(row.head.columns):
        cell = row.cells[n]
        if column is not None or not cell or not row.head.headings[n]:
            continue
        count += 1
        acts = read_acts(row.head.headings[n], cell)
        holders.extend(acts)
        if not acts:
            facts: dict[str, Fact] = {"heading": row.head.headings[n], "given": cell}
            row.remarks.append(Remark("unread", Refusal("orders.bad_action", facts, "action")))
    return tuple(holders), False, count


def _look_at(row: _Row, line: Line) -> None:
    """Say what is missing, what to look at, and what it leads to."""
    if not line.matter or line.matter.startswith("("):
        row.remark("unread", "orders.no_matter", "matter", given=line.matter)
    unread = any(r.kind == "unread" for r in row.remarks)
    if not line.execution and not line.holders and not unread:
        row.remark("unread", "orders.no_holder", "holder")
    row.remarks.extend(remarks_of(line))
    reading = row.said("reading")
    if not _UNCERTAIN.fullmatch(reading):
        row.remark("unsure", "orders.marked_unsure", "reading", given=reading)

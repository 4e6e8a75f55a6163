"""What stands in the document: title, lead, and a table for each area."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from mandat.common.formats import day, language
from mandat.power.orders.queries import OrderView
from mandat.power.orders.rules import Holder, Line
from mandat.power.orders.rules.comparing import Change, Compared
from mandat.power.orders.rules.holders import quoted
from mandat.power.orders.wording import (
    act_in_words,
    bounds_in_words,
    holder_in_words,
    is_matrix,
)


@dataclass(frozen=True)
class Row:
    """A row of the table; `gone` is to be struck through."""

    cells: tuple[str, ...]
    gone: bool = False
    new: bool = False


@dataclass(frozen=True)
class Section:
    """An area with its rows."""

    area: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Sheet:
    """A document. `columns` are headings; each row has as many cells."""

    title: str
    lead: tuple[str, ...]
    columns: tuple[str, ...]
    sections: tuple[Section, ...]
    language: str
    lines: tuple[Line, ...] = field(default=(), repr=False)
    """The rows that hold, for what is read by machines."""


Cell = Callable[[Line, Holder | None], str]


def lay_out(
    rows: Sequence[Compared],
    *,
    organisation: str,
    order: OrderView | None,
    changes: bool,
    lang: str | None = None,
    before: OrderView | None = None,
) -> Sheet:
    """Lay out an order, clean or with what has changed; `order` is what it was last adopted as.

    With `before` both are adopted, and the rows are what differs between the two.
    """
    with override(language(lang)):
        held = [row.item.line for row in rows if row.change != "removed"]
        shown = rows if changes else [row for row in rows if row.change != "removed"]
        columns = _columns([row.item.line for row in shown])
        sections: dict[str, list[Row]] = {}
        for row in shown:
            sections.setdefault(row.item.line.area, []).extend(_rows(row, columns, changes=changes))
        heads = [heading for heading, _ in columns]
        change = [pgettext("order heading", "Change")] if changes else []
        return Sheet(
            title=_("Delegation order for %(name)s") % {"name": organisation},
            lead=_between(before, order) if before and order else _lead(order, changes=changes),
            columns=(*change, *heads),
            sections=tuple(Section(area, tuple(found)) for area, found in sections.items()),
            language=language(),
            lines=tuple(held),
        )


def _between(before: OrderView, order: OrderView) -> tuple[str, ...]:
    facts = {"body": before.body, "day": day(before.on, form="full"), "paragraph": before.paragraph}
    earlier = _("Compared with what %(body)s adopted on %(day)s, § %(paragraph)s.") % facts
    return (*_lead(order, changes=False), earlier)


def _lead(order: OrderView | None, *, changes: bool) -> tuple[str, ...]:
    if order is None:
        return (_("Proposal. No body has adopted it yet."),)
    facts = {"body": order.body, "day": day(order.on, form="full"), "paragraph": order.paragraph}
    last = _("Adopted by %(body)s on %(day)s, § %(paragraph)s.") % facts
    if not changes:
        return (last,)
    return (_("Proposal, with what has changed since the last one."), last)


def _columns(lines: Sequence[Line]) -> list[tuple[str, Cell]]:
    """Return the columns that have something in them; headings that the import knows."""
    always: list[tuple[str, Cell]] = [
        (pgettext("order heading", "No."), lambda x, _h: x.number),
        (pgettext("order heading", "Matter"), lambda x, _h: x.matter),
        (pgettext("order heading", "Delegate"), _who),
    ]
    acts: list[tuple[str, Cell]] = [
        (pgettext("order heading", "Kind of approval"), lambda _x, h: h.group if h else ""),
        (pgettext("order heading", "Action"), lambda _x, h: act_in_words(h) if h else ""),
    ]
    others: list[tuple[str, Cell]] = [
        (pgettext("order heading", "Law"), lambda x, _h: x.legal_ref),
        (pgettext("order heading", "Substitute"), lambda x, _h: "\n".join(x.substitutes)),
        (pgettext("order heading", "Consult"), lambda x, _h: "\n".join(x.consult)),
        (pgettext("order heading", "Limit"), lambda x, _h: bounds_in_words(x.bounds)),
        (pgettext("order heading", "Condition"), lambda x, _h: x.condition),
        (pgettext("order heading", "Reported"), lambda x, _h: _flag(x.reported)),
        (pgettext("order heading", "Onward delegation"), _onward),
        (pgettext("order heading", "Note"), lambda x, _h: x.note),
    ]
    used = [c for c in others if any(c[1](line, None) for line in lines)]
    return [*always, *(acts if is_matrix(lines) else []), *used]


def _who(line: Line, holder: Holder | None) -> str:
    if holder is not None:
        return holder.name
    if line.execution:
        return _("Mere execution, no delegation")
    return "\n".join(holder_in_words(h, quoted(h.name)) for h in line.holders)


def _onward(line: Line, _holder: Holder | None) -> str:
    if not line.onward or line.steps == 1:
        return _flag(line.onward)
    return _("Yes, %(number)s steps") % {"number": line.steps}


def _flag(value: bool | None) -> str:  # noqa: FBT001 - the value itself
    return {True: _("Yes"), False: _("No"), None: ""}[value]


def _rows(row: Compared, columns: Sequence[tuple[str, Cell]], *, changes: bool) -> Iterable[Row]:
    now = _cells(row.item.line, columns)
    if not changes:
        yield from (Row(cells) for cells in now)
        return
    said: dict[Change, str] = {
        "same": "",
        "added": _("new"),
        "removed": _("taken out"),
        "changed": _("changed"),
    }
    if row.change == "changed" and row.before is not None:
        yield from (Row((_("before"), *c), gone=True) for c in _cells(row.before.line, columns))
    for cells in now:
        new = row.change in ("added", "changed")
        yield Row((said[row.change], *cells), gone=row.change == "removed", new=new)


def _cells(line: Line, columns: Sequence[tuple[str, Cell]]) -> list[tuple[str, ...]]:
    """Return one row of cells; of a matrix one for each who acts."""
    holders: Sequence[Holder | None] = line.holders if is_matrix([line]) else [None]
    return [tuple(cell(line, holder) for _, cell in columns) for holder in holders]

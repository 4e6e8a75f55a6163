"""Tables from web pages and Markdown."""

from collections.abc import Iterator
from typing import Any

from mandat.power.orders.files.cells import check_cells, checked_grid
from mandat.power.orders.rules.grids import Grid

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_WIDEST = 200
"""Columns or rows one cell may span: what is larger is a mistake."""


def read_markdown(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read tables written with bars, and those written as HTML."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - loaded only when such a file comes

    page = MarkdownIt("commonmark").enable("table").render(data.decode("utf-8-sig", "replace"))
    return read_html(name, page.encode())


def read_html(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read every table that has none inside it, under the heading it stands below."""
    from lxml import etree, html  # noqa: PLC0415 - loaded only when such a file comes

    encoding = "utf-8" if _is_utf8(data) else "cp1252"
    try:
        page = html.document_fromstring(data, parser=html.HTMLParser(encoding=encoding))
    except (etree.ParserError, ValueError):
        return ()
    return tuple(_tables(name, page))


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


def _tables(name: str, page: Any) -> Iterator[Grid]:
    heading, count = "", 0
    for element in page.iter(*_HEADINGS, "table"):
        if element.tag != "table":
            heading = _text(element)
            continue
        if element.find(".//table") is not None:
            continue
        count += 1
        above = [[heading]] if heading else []
        rows = _spread(name, element)
        yield checked_grid(name, str(count), [*above, *rows], first_row=1 - len(above))


def _text(element: Any) -> str:
    for node in element.iter("br", "p", "li"):
        node.tail = f"\n{node.tail or ''}"
    return str(element.text_content()).strip()


def _spread(name: str, table: Any) -> list[list[str]]:
    """Return the rows, each cell's text in every place it spans."""
    taken: dict[tuple[int, int], str] = {}
    rows = list(table.iter("tr"))
    for y, row in enumerate(rows):
        x = 0
        for cell in row.iterchildren("td", "th"):
            while (y, x) in taken:
                x += 1
            text = _text(cell)
            wide, high = _span(cell, "colspan"), min(_span(cell, "rowspan"), len(rows) - y)
            check_cells(name, len(taken) + wide * high)
            taken.update({(y + dy, x + dx): text for dy in range(high) for dx in range(wide)})
            x += wide
    width = max((x for _, x in taken), default=-1) + 1
    check_cells(name, width * len(rows))
    return [[taken.get((y, x), "") for x in range(width)] for y in range(len(rows))]


def _span(cell: Any, name: str) -> int:
    text = cell.get(name, "1")
    return min(int(text), _WIDEST) if text.isdigit() and int(text) > 0 else 1

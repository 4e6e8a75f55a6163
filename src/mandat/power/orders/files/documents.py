"""Tables from Word files, with the heading each stands under and their footnotes."""

import io
from collections.abc import Iterator
from typing import Any

from mandat.common.refusals import BadInputError, Refusal
from mandat.power.orders.files.archives import check_archive
from mandat.power.orders.files.cells import check_cells, checked_grid
from mandat.power.orders.rules.grids import Grid

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FOOTNOTES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def read_docx(name: str, data: bytes) -> tuple[Grid, ...]:
    """Read every table. What is merged stands in each cell it covers; struck-out text does not."""
    check_archive(name, data)
    try:
        return tuple(_grids(name, data))
    except BadInputError:
        raise
    except Exception:
        raise BadInputError(Refusal("orders.file_damaged", {"file": name}, "file")) from None


def _grids(name: str, data: bytes) -> Iterator[Grid]:
    import docx  # noqa: PLC0415 - loaded only when such a file comes
    from docx.table import Table  # noqa: PLC0415

    document = docx.Document(io.BytesIO(data))
    wide = document.element.iter(f"{_W}gridSpan")
    check_cells(name, sum(int(span.get(f"{_W}val", "1")) for span in wide))
    notes = _footnotes(document)
    heading, count = "", 0
    for block in document.iter_inner_content():
        if not isinstance(block, Table):
            style = (block.style.name or "") if block.style is not None else ""
            if style.startswith(("Heading", "Rubrik")):
                heading = _text(block._p)  # noqa: SLF001 - the library's own way to its XML
            continue
        count += 1
        rows = [[_text(cell._tc) for cell in row.cells] for row in block.rows]  # noqa: SLF001
        used = [n for n in notes if any(f"[{n}]" in cell for row in rows for cell in row)]
        # A heading above a table is its section; it takes no row of the table itself.
        above = [[heading]] if heading else []
        below = [[f"[{n}] {notes[n]}"] for n in used]
        yield checked_grid(name, str(count), [*above, *rows, *below], first_row=1 - len(above))


def _text(element: Any) -> str:
    """Return the text of an element: paragraphs and breaks as lines, footnotes as [1]."""
    parts: list[str] = []
    for node in element.iter():
        if node.tag == f"{_W}t":
            parts.append("" if _is_struck(node) else node.text or "")
        elif node.tag in (f"{_W}br", f"{_W}p"):
            parts.append("\n")
        elif node.tag == f"{_W}tab":
            parts.append(" ")
        elif node.tag == f"{_W}footnoteReference":
            parts.append(f" [{node.get(f'{_W}id')}]")
    return "".join(parts).strip()


def _is_struck(text: Any) -> bool:
    strike = text.getparent().find(f"{_W}rPr/{_W}strike")
    return strike is not None and strike.get(f"{_W}val", "true") not in ("0", "false", "off")


def _footnotes(document: Any) -> dict[str, str]:
    from lxml import etree  # noqa: PLC0415

    for relation in document.part.rels.values():
        if relation.reltype == _FOOTNOTES:
            parser = etree.XMLParser(resolve_entities=False, no_network=True)
            root = etree.fromstring(relation.target_part.blob, parser)
            return {str(n.get(f"{_W}id")): _text(n) for n in root.iter(f"{_W}footnote")}
    return {}

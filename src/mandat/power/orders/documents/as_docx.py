"""The order as a Word file: A4 across, headings repeated on each page, a table for each area."""

import io
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from mandat.power.orders.documents.layout import Row, Section, Sheet

_LANGUAGES = {"sv": "sv-SE", "en": "en-GB"}


def write(sheet: Sheet) -> bytes:
    """Return the file."""
    document, out = docx.Document(), io.BytesIO()
    _set_up(document, sheet)
    document.add_paragraph(sheet.title, style="Title")
    for line in sheet.lead:
        document.add_paragraph(line)
    for section in sheet.sections:
        if section.area:
            document.add_heading(section.area, level=1)
        _table(document, sheet, section)
    document.save(out)
    return out.getvalue()


def _set_up(document: Any, sheet: Sheet) -> None:
    document.core_properties.title = sheet.title
    document.core_properties.author = ""
    document.core_properties.language = _LANGUAGES[sheet.language]
    normal = document.styles["Normal"]
    normal.font.size = Pt(10)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), _LANGUAGES[sheet.language])
    normal.element.get_or_add_rPr().append(language)
    page = document.sections[0]
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(1.8)
    page.top_margin = page.bottom_margin = Cm(1.8)
    _number_pages(page.footer.paragraphs[0])


def _number_pages(paragraph: Any) -> None:
    for kind in ("begin", "PAGE", "end"):
        run = paragraph.add_run()
        element = OxmlElement("w:instrText" if kind == "PAGE" else "w:fldChar")
        if kind == "PAGE":
            element.text = kind
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)  # noqa: SLF001 - the library's own way to what it has no word for


def _table(document: Any, sheet: Sheet, section: Section) -> None:
    table = document.add_table(1, len(sheet.columns), style="Table Grid")
    for cell, heading in zip(table.rows[0].cells, sheet.columns, strict=True):
        cell.paragraphs[0].add_run(heading).bold = True
    _mark(table.rows[0], "w:tblHeader")
    for row in section.rows:
        added = table.add_row()
        _mark(added, "w:cantSplit")
        for cell, text in zip(added.cells, row.cells, strict=True):
            _fill(cell, text, row)
    document.add_paragraph()


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # noqa: SLF001 - as above


def _fill(cell: Any, text: str, row: Row) -> None:
    for n, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if n == 0 else cell.add_paragraph()
        run = paragraph.add_run(line)
        run.font.strike = row.gone or None
        run.bold = row.new or None

"""The order as PDF/UA-1: tagged, so that it can be read aloud; headings repeated on each page."""

import json
from importlib.resources import files

import typst

from mandat.power.orders.documents.layout import Sheet


def write(sheet: Sheet) -> bytes:
    """Return the file."""
    said = {
        "title": sheet.title,
        "lead": list(sheet.lead),
        "language": sheet.language,
        "columns": list(sheet.columns),
        "sections": [
            {
                "area": section.area,
                "rows": [
                    {"cells": list(row.cells), "gone": row.gone, "new": row.new}
                    for row in section.rows
                ],
            }
            for section in sheet.sections
        ],
    }
    template = files(__package__).joinpath("order.typ").read_bytes()
    made: bytes = typst.compile(
        template,
        sys_inputs={"order": json.dumps(said, ensure_ascii=False)},
        ignore_system_fonts=True,
        pdf_standards=["ua-1"],
    )
    return made

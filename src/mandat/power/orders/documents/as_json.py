"""The order as JSON, for archives and other systems."""

import json

from mandat.power.orders.documents.layout import Sheet
from mandat.power.orders.rules.lines import words_of


def write(sheet: Sheet) -> bytes:
    """Return the file: title, lead, and rows as `orders.rules.words_of`."""
    said = {
        "title": sheet.title,
        "lead": list(sheet.lead),
        "language": sheet.language,
        "rows": [words_of(line) for line in sheet.lines],
    }
    return json.dumps(said, ensure_ascii=False, indent=1).encode()

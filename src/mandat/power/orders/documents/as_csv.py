"""The order as CSV, as Swedish Excel opens it: semicolons, UTF-8 with a byte-order mark."""

import csv
import io

from django.utils.translation import override, pgettext

from mandat.common.cells import harmless
from mandat.power.orders.documents.layout import Sheet


def write(sheet: Sheet) -> bytes:
    """Return the file."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    with override(sheet.language):
        writer.writerow([pgettext("order heading", "Area"), *sheet.columns])
    for section in sheet.sections:
        writer.writerows(map(harmless, [section.area, *row.cells]) for row in section.rows)
    return out.getvalue().encode("utf-8-sig")

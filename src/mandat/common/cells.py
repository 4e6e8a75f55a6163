"""Cells of a file that a spreadsheet will open. Pure."""

import re

_FORMULA = re.compile(r"[=+@\t\r]|-(?![\d\s.,]*$)")


def harmless(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula: with an apostrophe before it.

    What people typed may begin with a sign that makes Excel and LibreOffice reckon, or fetch
    something from elsewhere (OWASP, CSV Injection). Numbers and a lone dash stay as they are.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell

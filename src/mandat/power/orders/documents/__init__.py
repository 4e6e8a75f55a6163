"""Delegation orders as documents: laid out once, then written as Word, PDF, CSV or JSON.

Each kind has its module, and loads its library only when such a file is asked for.
"""

from importlib import import_module

from mandat.power.orders.documents.layout import Sheet, lay_out

KINDS = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
"""How a file ends → its media type."""

__all__ = ["KINDS", "Sheet", "lay_out", "write"]


def write(sheet: Sheet, kind: str) -> bytes:
    """Return the document as a file of this kind, one of KINDS."""
    written: bytes = import_module(f"{__name__}.as_{kind}").write(sheet)
    return written

"""Reading files: what comes out are tables as they stand, with merged cells filled in.

Each kind of file has its module, and loads its library only when such a file comes.
"""

from collections.abc import Callable, Sequence
from importlib import import_module

from mandat.common.refusals import BadInputError, Fact, Refusal
from mandat.power.orders.rules.grids import Grid

LARGEST = 10 * 1024 * 1024
"""Bytes a file may have."""

_KINDS = {
    "csv": "sheets:read_csv",
    "txt": "sheets:read_csv",
    "xlsx": "sheets:read_xlsx",
    "xlsm": "sheets:read_xlsx",
    "docx": "documents:read_docx",
    "md": "markup:read_markdown",
    "markdown": "markup:read_markdown",
    "html": "markup:read_html",
    "htm": "markup:read_html",
}
_OTHERWISE = {
    "xls": "orders.file_old_sheet",
    "ods": "orders.file_old_sheet",
    "doc": "orders.file_old_text",
    "odt": "orders.file_old_text",
    "rtf": "orders.file_old_text",
    "pdf": "orders.file_pdf",
}
KNOWN = ("csv", "xlsx", "docx", "md", "html")


def read_file(name: str, data: bytes) -> tuple[Grid, ...]:
    """Return the tables of a file, by the end of its name.

    Raises BadInputError that names the file and what to do: none, of another kind, empty, too
    large, damaged, or without a table.
    """
    if not name:
        raise BadInputError(Refusal("orders.file_missing", field="file"))
    kind = name.rpartition(".")[2].casefold()
    if kind in _OTHERWISE:
        raise BadInputError(Refusal(_OTHERWISE[kind], {"file": name}, "file"))
    if kind not in _KINDS:
        known = ", ".join(f".{k}" for k in KNOWN)
        raise BadInputError(Refusal("orders.file_kind", {"file": name, "known": known}, "file"))
    if not data.strip():
        raise BadInputError(Refusal("orders.file_empty", {"file": name}, "file"))
    if len(data) > LARGEST:
        facts: dict[str, Fact] = {"file": name, "most": LARGEST // (1024 * 1024)}
        raise BadInputError(Refusal("orders.file_large", facts, "file"))
    module, _, function = _KINDS[kind].partition(":")
    read: Callable[[str, bytes], Sequence[Grid]] = getattr(
        import_module(f"{__name__}.{module}"), function
    )
    grids = tuple(g for g in read(name, data) if g.rows)
    if not grids:
        raise BadInputError(Refusal("orders.no_table", {"file": name}, "file"))
    return grids

"""Files that are zip archives inside: Word and Excel."""

import io
import zipfile

from mandat.common.refusals import BadInputError, Fact, Refusal

MOST_UNPACKED = 200 * 1024 * 1024
"""Bytes: a small file may hide one too large to open."""

_OLD = b"\xd0\xcf\x11\xe0"


def check_archive(name: str, data: bytes) -> None:
    """Raise BadInputError for what is locked, damaged or too large inside."""
    if data.startswith(_OLD):
        raise BadInputError(Refusal("orders.file_locked", {"file": name}, "file"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            size = sum(part.file_size for part in archive.infolist())
    except zipfile.BadZipFile:
        raise BadInputError(Refusal("orders.file_damaged", {"file": name}, "file")) from None
    if size > MOST_UNPACKED:
        facts: dict[str, Fact] = {"file": name, "most": MOST_UNPACKED // (1024 * 1024)}
        raise BadInputError(Refusal("orders.file_large", facts, "file"))

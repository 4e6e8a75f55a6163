"""Files that are zip archives inside: Word and Excel."""

import io
import zipfile
from collections.abc import Iterator
from typing import IO, Any

from mandat.common.refusals import BadInputError, Fact, Refusal

MOST_UNPACKED = 60 * 1024 * 1024
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


def tags_in(data: bytes, *names: str) -> Iterator[Any]:
    """Yield the elements with these names, in whatever part of the archive they stand."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            with archive.open(part) as content:
                yield from _elements(content, names)


def _elements(content: IO[bytes], names: tuple[str, ...]) -> Iterator[Any]:
    from openpyxl.xml.functions import iterparse  # noqa: PLC0415 - the parser that reads it after

    try:
        for _, element in iterparse(content):
            if element.tag.rpartition("}")[2] in names:
                yield element
            element.clear()
    except SyntaxError:
        return  # a picture, or what the library will say is damaged

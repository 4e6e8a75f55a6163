"""Opening a log file, compressed or not; every way it can fail has a refusal of its own."""

import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, NoReturn

from mandat.common.refusals import BadInputError, Refusal

_GZIP = b"\x1f\x8b"


def refuse(code: str, file: str, **facts: str | int) -> NoReturn:
    """Refuse the file, naming it."""
    raise BadInputError(Refusal(f"evidence.{code}", {"file": file, **facts}, "log"))


def peek(path: Path) -> bytes:
    """Return the first bytes of the content. Refuses what is missing, no file, or empty."""
    if path.is_dir():
        refuse("log_is_directory", path.name)
    if not path.exists():
        refuse("log_missing", str(path))
    try:
        with opened(path) as stream:
            start = stream.read(512)
    except PermissionError:
        refuse("log_unreadable", path.name)
    if not start.strip():
        refuse("log_empty", path.name)
    return start


@contextmanager
def opened(path: Path) -> Iterator[IO[bytes]]:
    """Open the file's content, decompressed if it is gzip, whatever it is called."""
    with path.open("rb") as raw:
        packed = raw.read(2) == _GZIP
        raw.seek(0)
        if not packed:
            yield raw
            return
        try:
            with gzip.open(raw, "rb") as stream:
                yield stream  # type: ignore[misc] # a GzipFile reads as any binary file
        except EOFError:
            refuse("gzip_cut_short", path.name)
        except (gzip.BadGzipFile, zlib.error):
            refuse("gzip_broken", path.name)

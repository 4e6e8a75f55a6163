"""Ogg with Opus: the pages of sound, with an empty page of comments.

Sources: RFC 3533 (pages), RFC 7845 (Opus in them).
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from mandat.growth.feedback.rules.sounds.broken import NotASoundError

_HEAD = struct.Struct("<4sBBqIIIB")
_FIRST, _SERIAL = 2, 1
_ENDS = 255
"""A segment shorter than this ends its packet."""
_REVERSED = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_MAKER = b"mandat"
_COMMENTS = b"OpusTags" + struct.pack("<I", len(_MAKER)) + _MAKER + struct.pack("<I", 0)


@dataclass(frozen=True)
class _Page:
    flags: int
    granule: int
    serial: int
    lacing: bytes
    body: bytes


def is_one(data: bytes) -> bool:
    return data[:4] == b"OggS"


def clean(data: bytes) -> bytes:
    """Return one stream of Opus without comments. Raises NotASoundError."""
    pages = list(_pages(data))
    if len(pages) < 3 or not pages[0].body.startswith(b"OpusHead") or len(pages[0].body) > 300:
        raise NotASoundError
    rest = _after_comments(pages[1:])
    if not rest or any(p.flags & _FIRST or p.serial != pages[0].serial for p in pages[1:]):
        raise NotASoundError
    comments = _Page(0, 0, 0, bytes([len(_COMMENTS)]), _COMMENTS)
    return b"".join(_written(page, n) for n, page in enumerate((pages[0], comments, *rest)))


def _pages(data: bytes) -> Iterator[_Page]:
    at = 0
    while at + _HEAD.size <= len(data):
        magic, version, flags, granule, serial, _, _, many = _HEAD.unpack_from(data, at)
        if magic != b"OggS" or version:
            return
        start = at + _HEAD.size
        lacing = data[start : start + many]
        end = start + many + sum(lacing)
        if len(lacing) < many or end > len(data):
            return
        yield _Page(flags, granule, serial, lacing, data[start + many : end])
        at = end


def _after_comments(pages: list[_Page]) -> list[_Page]:
    """Return the pages after those of the comments, which end with a page."""
    if not pages[0].body.startswith(b"OpusTags"):
        raise NotASoundError
    for n, page in enumerate(pages):
        if any(part < _ENDS for part in page.lacing):
            if min(page.lacing[:-1], default=_ENDS) < _ENDS:
                raise NotASoundError
            return pages[n + 1 :]
    raise NotASoundError


def _written(page: _Page, number: int) -> bytes:
    fields = (b"OggS", 0, page.flags, page.granule, _SERIAL, number)
    bare = _HEAD.pack(*fields, 0, len(page.lacing)) + page.lacing + page.body
    return _HEAD.pack(*fields, _crc(bare), len(page.lacing)) + page.lacing + page.body


def _crc(data: bytes) -> int:
    """Return RFC 3533's checksum: zlib's polynomial, read from the other end, without inversion."""
    turned = zlib.crc32(data.translate(_REVERSED), 0xFFFFFFFF) ^ 0xFFFFFFFF
    return int(f"{turned:032b}"[::-1], 2)

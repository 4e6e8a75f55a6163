"""MP4 with sound: every box that is not needed to play it is blanked where it stands.

Boxes keep their places, since others point into the file by position. Source: ISO/IEC 14496-12.
"""

import struct
from collections.abc import Iterator, Mapping

from mandat.growth.feedback.rules.sounds.broken import NotASoundError

_TREE: Mapping[bytes, frozenset[bytes]] = {
    b"": frozenset({b"ftyp", b"styp", b"moov", b"moof", b"mdat", b"sidx", b"mfra"}),
    b"moov": frozenset({b"mvhd", b"trak", b"mvex"}),
    b"trak": frozenset({b"tkhd", b"mdia", b"edts"}),
    b"edts": frozenset({b"elst"}),
    b"mdia": frozenset({b"mdhd", b"hdlr", b"minf"}),
    b"minf": frozenset({b"smhd", b"dinf", b"stbl"}),
    b"dinf": frozenset({b"dref"}),
    b"stbl": frozenset({
        b"stsd", b"stts", b"ctts", b"stsc", b"stsz", b"stz2", b"stco", b"co64", b"stss", b"sgpd",
        b"sbgp",
    }),
    b"mvex": frozenset({b"trex", b"mehd"}),
    b"moof": frozenset({b"mfhd", b"traf"}),
    b"traf": frozenset({b"tfhd", b"tfdt", b"trun", b"sgpd", b"sbgp"}),
    b"mfra": frozenset({b"tfra", b"mfro"}),
}  # fmt: skip
"""Box → what is kept in it. Titles, names, places, dates and pictures are in none of these."""
_DATED = {b"mvhd", b"tkhd", b"mdhd"}
_CODECS = {b"mp4a", b"Opus", b"alac"}


def is_one(data: bytes) -> bool:
    return data[4:8] == b"ftyp"


def clean(data: bytes) -> bytes:
    """Return the file with nothing but its sound. Raises NotASoundError."""
    whole = bytearray(data)
    found: set[bytes] = set()
    _walk(whole, 0, len(whole), b"", found)
    if not {b"moov", b"mdat", b"stsd", b"hdlr"} <= found:
        raise NotASoundError
    return bytes(whole)


def _walk(whole: bytearray, start: int, end: int, inside: bytes, found: set[bytes]) -> None:
    for at, kind, body, stop in _boxes(whole, start, end):
        if kind not in _TREE[inside]:
            whole[at + 4 : at + 8] = b"free"
            whole[body:stop] = bytes(stop - body)
            continue
        found.add(kind)
        if kind in _TREE:
            _walk(whole, body, stop, kind, found)
        else:
            _leaf(whole, kind, body, stop)


def _leaf(whole: bytearray, kind: bytes, body: int, stop: int) -> None:
    if kind in _DATED:
        width = 16 if whole[body] == 1 else 8
        if stop - body < 4 + width:
            raise NotASoundError
        whole[body + 4 : body + 4 + width] = bytes(width)
    elif kind == b"hdlr":
        if whole[body + 8 : body + 12] != b"soun" or stop - body < 24:
            raise NotASoundError
        whole[body + 12 : stop] = bytes(stop - body - 12)
    elif kind == b"stsd" and bytes(whole[body + 12 : body + 16]) not in _CODECS:
        raise NotASoundError


def _boxes(whole: bytearray, start: int, end: int) -> Iterator[tuple[int, bytes, int, int]]:
    """Yield where each box begins, its kind, and where its body begins and ends."""
    at = start
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", whole, at)
        body = at + 8
        if size == 1 and at + 16 <= end:
            size = struct.unpack_from(">Q", whole, body)[0]
            body += 8
        stop = end if size == 0 else at + size
        if stop < body or stop > end:
            raise NotASoundError
        yield at, bytes(kind), body, stop
        at = stop
    if at != end:
        raise NotASoundError

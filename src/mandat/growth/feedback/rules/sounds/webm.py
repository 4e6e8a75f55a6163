"""WebM with one track of Opus: the track, its blocks and their times, written anew.

Sources: RFC 8794 (EBML), RFC 9559 (Matroska). Browsers' recorders write segments and clusters
without a size and without a length in time; both are filled in here.
"""

import struct
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from mandat.growth.feedback.rules.sounds.broken import NotASoundError

_EBML, _SEGMENT = 0x1A45DFA3, 0x18538067
_INFO, _TRACKS, _CLUSTER = 0x1549A966, 0x1654AE6B, 0x1F43B675
_UPPERMOST = {
    _EBML, _SEGMENT, _INFO, _TRACKS, _CLUSTER,
    0x114D9B74, 0x1C53BB6B, 0x1941A469, 0x1043A770, 0x1254C367,
}  # fmt: skip
"""Also what is left out: seek heads, cues, attachments, chapters, tags."""
_SCALE, _DURATION, _MUXER, _WRITER = 0x2AD7B1, 0x4489, 0x4D80, 0x5741
_TRACK, _TYPE, _CODEC, _PRIVATE = 0xAE, 0x83, 0x86, 0x63A2
_TRACK_KEEPS = {0xD7, 0x73C5, _TYPE, _CODEC, _PRIVATE, 0x56AA, 0x56BB, 0xB9, 0x88, 0x9C, 0x23E383}
_AUDIO, _AUDIO_KEEPS = 0xE1, {0xB5, 0x78B5, 0x9F, 0x6264}
_TIME, _SIMPLE, _GROUP = 0xE7, 0xA3, 0xA0
_GROUP_KEEPS = {0xA1, 0x9B, 0x75A2}
_LONGEST_PRIVATE = 300
_FRAME = 20
"""Milliseconds of a frame of Opus as recorders cut it, for the very last one."""


@dataclass(frozen=True)
class _Part:
    kind: int
    data: memoryview

    def children(self) -> Iterator["_Part"]:
        return _parts(self.data)

    def kept(self, kinds: Collection[int]) -> bytes:
        return b"".join(_written(p.kind, bytes(p.data)) for p in self.children() if p.kind in kinds)


def is_one(data: bytes) -> bool:
    return data[:4] == _EBML.to_bytes(4)


def clean(data: bytes) -> bytes:
    """Return the sound of one track. Raises NotASoundError."""
    whole = {part.kind: part for part in _parts(memoryview(data))}
    if _EBML not in whole or _SEGMENT not in whole:
        raise NotASoundError
    scale, tracks, clusters, last = 1_000_000, b"", [], 0
    for part in whole[_SEGMENT].children():
        if part.kind == _INFO:
            scale = _figure(part, _SCALE) or scale
        elif part.kind == _TRACKS and not tracks:
            tracks = _written(_TRACKS, _track(part))
        elif part.kind == _CLUSTER:
            written, last = _cluster(part)
            clusters.append(written)
    if not tracks or not any(clusters):
        raise NotASoundError
    info = _info(scale, last + _FRAME * 1_000_000 / scale)
    return _header() + _written(_SEGMENT, info + tracks + b"".join(clusters))


def _header() -> bytes:
    figures = ((0x4286, 1), (0x42F7, 1), (0x42F2, 4), (0x42F3, 8), (0x4287, 4), (0x4285, 2))
    body = b"".join(_written(kind, bytes([n])) for kind, n in figures)
    return _written(_EBML, body + _written(0x4282, b"webm"))


def _info(scale: int, duration: float) -> bytes:
    body = _written(_SCALE, scale.to_bytes(4)) + _written(_DURATION, struct.pack(">d", duration))
    return _written(_INFO, body + _written(_MUXER, b"mandat") + _written(_WRITER, b"mandat"))


def _track(tracks: _Part) -> bytes:
    found = [part for part in tracks.children() if part.kind == _TRACK]
    if len(found) != 1:
        raise NotASoundError
    parts = {part.kind: part for part in found[0].children()}
    if _figure(found[0], _TYPE) != 2 or _CODEC not in parts:
        raise NotASoundError
    private = bytes(parts[_PRIVATE].data) if _PRIVATE in parts else b""
    if bytes(parts[_CODEC].data).rstrip(b"\0") != b"A_OPUS" or len(private) > _LONGEST_PRIVATE:
        raise NotASoundError
    audio = parts[_AUDIO].kept(_AUDIO_KEEPS) if _AUDIO in parts else b""
    return _written(_TRACK, found[0].kept(_TRACK_KEEPS) + _written(_AUDIO, audio))


def _cluster(cluster: _Part) -> tuple[bytes, int]:
    """Return a cluster with its blocks alone, and the time of the last of them."""
    time = _figure(cluster, _TIME)
    out, last = [_written(_TIME, time.to_bytes(8))], time
    for part in cluster.children():
        if part.kind == _SIMPLE:
            out.append(_written(_SIMPLE, bytes(part.data)))
            last = max(last, time + _of_block(part.data))
        elif part.kind == _GROUP:
            out.append(_written(_GROUP, part.kept(_GROUP_KEEPS)))
            blocks = [p.data for p in part.children() if p.kind == 0xA1]
            last = max([last, *(time + _of_block(b) for b in blocks)])
    return (_written(_CLUSTER, b"".join(out)) if len(out) > 1 else b""), last


def _of_block(block: memoryview) -> int:
    if len(block) < 4 or not block[0] & 0x80:
        raise NotASoundError
    return int(struct.unpack_from(">h", block, 1)[0])


def _figure(part: _Part, kind: int) -> int:
    """Return a whole number among a part's children; 0 where it is absent."""
    for child in part.children():
        if child.kind == kind and len(child.data) <= 8:
            return min(int.from_bytes(child.data), 2**32 - 1)
    return 0


def _parts(data: memoryview) -> Iterator[_Part]:
    at = 0
    while at < len(data):
        kind, start = _number(data, at, keep=True)
        size, start = _number(data, start, keep=False)
        end = start + size if size >= 0 else _end_of_unknown(kind, data, start)
        yield _Part(kind, data[start:end])
        at = end


def _end_of_unknown(kind: int, data: memoryview, at: int) -> int:
    """Return where a part without a size ends: at the next of the uppermost parts."""
    if kind == _SEGMENT:
        return len(data)
    if kind != _CLUSTER:
        raise NotASoundError
    while at < len(data):
        child, start = _number(data, at, keep=True)
        if child in _UPPERMOST:
            return at
        size, start = _number(data, start, keep=False)
        if size < 0:
            raise NotASoundError
        at = start + size
    return len(data)


def _number(data: memoryview, at: int, *, keep: bool) -> tuple[int, int]:
    """Return a number of EBML and where it ends; -1 is a size that is not known."""
    if at >= len(data) or not data[at]:
        raise NotASoundError
    length = 9 - data[at].bit_length()
    value = int.from_bytes(data[at : at + length])
    if at + length > len(data):
        raise NotASoundError
    if keep:
        return value, at + length
    bare = value & ((1 << 7 * length) - 1)
    return (-1 if bare == (1 << 7 * length) - 1 else bare), at + length


def _written(kind: int, body: bytes) -> bytes:
    return kind.to_bytes((kind.bit_length() + 7) // 8) + (len(body) | 1 << 56).to_bytes(8) + body

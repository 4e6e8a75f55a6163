"""Sound of each kind with words hidden in it, built byte by byte from the formats' own texts."""

import struct
import zlib
from collections.abc import Sequence

SECRET = b"Anna Andersson, 22 november, Ekby"
_OPUS_HEAD = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 48_000, 0, 0)
_SILENCE = b"\xf8\xff\xfe"
"""A frame of Opus: 20 milliseconds of nothing."""


def wav() -> bytes:
    body = _riff(b"fmt ", struct.pack("<HHIIHH", 1, 1, 8000, 8000, 1, 8))
    body += _riff(b"LIST", b"INFO" + _riff(b"INAM", SECRET)) + _riff(b"bext", SECRET)
    body += _riff(b"data", b"\x80" * 4000) + _riff(b"id3 ", SECRET)
    return _riff(b"RIFF", b"WAVE" + body) + SECRET


def _riff(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)


def mp3() -> bytes:
    tag = b"ID3\x04\0\0" + bytes((0, 0, 0, len(SECRET))) + SECRET
    frame = b"\xff\xfb\x90\x64" + bytes(413)
    about = b"\xff\xfb\x90\x64" + bytes(17) + b"Xing" + bytes(392)
    return tag + about + frame * 20 + b"APETAGEX" + SECRET + frame * 20 + b"TAG" + SECRET


def ogg(comments: int = 1, packets: Sequence[bytes] = (_SILENCE,) * 40) -> bytes:
    title = b"TITLE=" + SECRET
    tags = b"OpusTags" + struct.pack("<I", len(SECRET)) + SECRET + struct.pack("<I", comments)
    tags += (struct.pack("<I", len(title)) + title) * comments
    pages = [_page(2, 0, 0, [_OPUS_HEAD])]
    whole = [*_lacing(tags)]
    parts = [whole[n : n + 255] for n in range(0, len(whole), 255)]
    at = 0
    for n, part in enumerate(parts):
        body = tags[at : at + sum(part)]
        pages.append(_written(1 if n else 0, 0, 1 + n, bytes(part), body))
        at += sum(part)
    pages.append(_page(4, 960 * len(packets), 1 + len(parts), packets))
    return b"".join(pages) + SECRET


def _lacing(packet: bytes) -> list[int]:
    return [255] * (len(packet) // 255) + [len(packet) % 255]


def _page(flags: int, granule: int, number: int, packets: Sequence[bytes]) -> bytes:
    lacing = bytes(part for packet in packets for part in _lacing(packet))
    return _written(flags, granule, number, lacing, b"".join(packets))


def _written(flags: int, granule: int, number: int, lacing: bytes, body: bytes) -> bytes:
    head = struct.pack("<4sBBqII", b"OggS", 0, flags, granule, 4711, number)
    rest = bytes([len(lacing)]) + lacing + body
    return head + struct.pack("<I", _slow_crc(head + bytes(4) + rest)) + rest


def _slow_crc(data: bytes) -> int:
    """Return RFC 3533's checksum, bit by bit as it is described there."""
    crc = 0
    for byte in data:
        crc ^= byte << 24
        for _ in range(8):
            crc = (crc << 1 ^ (0x04C11DB7 if crc & 0x80000000 else 0)) & 0xFFFFFFFF
    return crc


def webm(*, kind: int = 2, codec: bytes = b"A_OPUS", sized: bool = False) -> bytes:
    """Return what a browser's recorder writes: a segment and clusters without a size."""
    head = _ebml("1A45DFA3", _ebml("4282", b"webm"))
    named = b"".join(_ebml(kind, SECRET) for kind in ("7BA9", "4461", "4D80", "5741"))
    info = _ebml("1549A966", _ebml("2AD7B1", b"\x0f\x42\x40") + named)
    audio = _ebml("E1", _ebml("B5", struct.pack(">f", 48_000)) + _ebml("9F", b"\x01"))
    track = _ebml("D7", b"\x01") + _ebml("73C5", b"\x01") + _ebml("83", bytes([kind]))
    track += _ebml("86", codec) + _ebml("63A2", _OPUS_HEAD) + _ebml("536E", SECRET) + audio
    tracks = _ebml("1654AE6B", _ebml("AE", track))
    tags = _ebml("1254C367", SECRET) + _ebml("1941A469", SECRET) + _ebml("EC", SECRET)
    clusters = b""
    for n in range(3):
        blocks = _ebml("E7", struct.pack(">H", n * 200)) + _ebml("EC", SECRET)
        for m in range(10):
            block = struct.pack(">BhB", 0x81, m * 20, 0x80) + _SILENCE
            blocks += _ebml("A3", block) if m % 2 else _ebml("A0", _ebml("A1", block))
        clusters += _ebml("1F43B675", blocks, sized=sized)
    return head + _ebml("18538067", info + tags + tracks + clusters + tags, sized=sized)


def _ebml(kind: str, body: bytes, *, sized: bool = True) -> bytes:
    size = (len(body) | 1 << 28).to_bytes(4) if sized else b"\x01" + b"\xff" * 7
    return bytes.fromhex(kind) + size + body


def mp4(*, handler: bytes = b"soun", codec: bytes = b"Opus") -> bytes:
    dated = bytes(4) + struct.pack(">II", 3_900_000_000, 3_900_000_000) + bytes(88)
    newer = b"\1" + bytes(3) + struct.pack(">QQ", 3_900_000_000, 3_900_000_000) + bytes(88)
    name = bytes(8) + handler + b"appl" + bytes(8) + SECRET
    stsd = _box(b"stsd", bytes(4) + struct.pack(">I", 1) + _box(codec, bytes(28)))
    stbl = _box(b"stbl", stsd + _box(b"stts", bytes(8)) + _box(b"stsc", bytes(8)))
    media = _box(b"mdhd", newer) + _box(b"hdlr", name)
    media += _box(b"minf", _box(b"smhd", bytes(8)) + stbl + _box(b"note", SECRET))
    track = _box(b"tkhd", dated) + _box(b"udta", SECRET) + _box(b"mdia", media)
    moov = _box(b"mvhd", dated) + _box(b"trak", track) + _box(b"udta", _box(b"meta", SECRET))
    whole = _box(b"ftyp", b"M4A " + bytes(4)) + _box(b"moov", moov) + _box(b"free", SECRET)
    return whole + _box(b"uuid", SECRET) + _box(b"mdat", bytes(400))


def _box(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I4s", len(body) + 8, kind) + body


def png(width: int, height: int) -> bytes:
    """Return a PNG that says it is this large, whatever little it holds."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(b"")), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )

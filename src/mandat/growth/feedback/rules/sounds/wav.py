"""WAV: the format and the samples, without the lists of titles and names between them.

Source: Microsoft and IBM, Multimedia Programming Interface and Data Specifications 1.0 (1991).
"""

import struct

from mandat.growth.feedback.rules.sounds.broken import NotASoundError

FORMATS = {0x0001, 0x0003, 0x0006, 0x0007, 0xFFFE}
"""PCM, floating point, A-law, µ-law, and those that say more about the same."""


def is_one(data: bytes) -> bool:
    return data[:4] == b"RIFF" and data[8:12] == b"WAVE"


def clean(data: bytes) -> bytes:
    """Return the file with its format and samples alone. Raises NotASoundError."""
    form, samples = b"", b""
    at = 12
    while at + 8 <= len(data) and not samples:
        kind, size = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + size]
        if kind == b"fmt ":
            form = body
        elif kind == b"data":
            # A stream that was cut off says nought or too much: what is there is the sound.
            samples = body if size else data[at + 8 :]
        at += 8 + size + size % 2
    if not 16 <= len(form) <= 40 or struct.unpack_from("<H", form)[0] not in FORMATS:
        raise NotASoundError
    if not samples:
        raise NotASoundError
    body = b"WAVE" + _chunk(b"fmt ", form) + _chunk(b"data", samples)
    return _chunk(b"RIFF", body)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + b"\0" * (len(body) % 2)

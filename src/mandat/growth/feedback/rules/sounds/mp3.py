"""MP3: the frames of sound, without tags before, between or after them.

Source: ISO/IEC 11172-3 and 13818-3, layer III; MPEG 2.5 as Fraunhofer extended it.
"""

from mandat.growth.feedback.rules.sounds.broken import NotASoundError

FEWEST_FRAMES = 3
HEAD = 4

_RATES_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_RATES_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_SAMPLES = (44_100, 48_000, 32_000)
_VERSION_1, _NOT_USED, _LAYER_3 = 3, 1, 1
_ABOUT = (b"Xing", b"Info", b"VBRI")
"""A first frame with one of these holds no sound: it names the encoder and how it was set."""


def is_one(data: bytes) -> bool:
    return data[:3] == b"ID3" or _length(data, 0) > 0


def clean(data: bytes) -> bytes:
    """Return the frames alone. Raises NotASoundError."""
    frames: list[bytes] = []
    at = _after_tags(data)
    while 0 <= at < len(data):
        length = _length(data, at)
        follows = length and (at + length == len(data) or _length(data, at + length))
        if length and at + length <= len(data) and (frames or follows):
            frames.append(data[at : at + length])
            at += length
        else:
            at = data.find(b"\xff", at + 1)
    if frames and any(word in frames[0][:64] for word in _ABOUT):
        frames.pop(0)
    if len(frames) < FEWEST_FRAMES:
        raise NotASoundError
    return b"".join(frames)


def _after_tags(data: bytes) -> int:
    at = 0
    while data[at : at + 3] == b"ID3" and len(data) >= at + 10:
        a, b, c, d = data[at + 6 : at + 10]
        at += 10 + (a << 21 | b << 14 | c << 7 | d)
    return at


def _length(data: bytes, at: int) -> int:
    """Return the length of the frame that begins here, or 0 where none does."""
    head = data[at : at + HEAD]
    if len(head) < HEAD or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return 0
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, sample = head[2] >> 4, head[2] >> 2 & 3
    if version == _NOT_USED or layer != _LAYER_3 or rate in (0, 15) or sample == 3:
        return 0
    first = version == _VERSION_1
    hertz = _SAMPLES[sample] // (1 if first else 2 if version == 2 else 4)
    bits = (_RATES_1 if first else _RATES_2)[rate] * 1000
    return (144 if first else 72) * bits // hertz + (head[2] >> 1 & 1)

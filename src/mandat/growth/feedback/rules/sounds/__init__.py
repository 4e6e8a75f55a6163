"""Sound, known by its bytes alone, with everything but the sound taken away. Pure.

Neither a file's name nor what the browser calls it is trusted. What titles, names, dates, places,
pictures and programs a container holds is not kept: each reader keeps a closed list of parts and
leaves out or blanks the rest. What an encoder writes inside the sound itself stays.
"""

from collections.abc import Callable
from dataclasses import dataclass

from mandat.growth.feedback.rules.sounds import mp3, mp4, ogg, wav, webm
from mandat.growth.feedback.rules.sounds.broken import NotASoundError

__all__ = ["MEDIA", "NotASoundError", "Sound", "clean"]


@dataclass(frozen=True)
class Sound:
    """A cleaned sound and its media type."""

    media: str
    data: bytes


_READERS: tuple[tuple[str, Callable[[bytes], bool], Callable[[bytes], bytes]], ...] = (
    ("audio/webm", webm.is_one, webm.clean),
    ("audio/ogg", ogg.is_one, ogg.clean),
    ("audio/mp4", mp4.is_one, mp4.clean),
    ("audio/wav", wav.is_one, wav.clean),
    ("audio/mpeg", mp3.is_one, mp3.clean),
)
MEDIA = tuple(media for media, _, _ in _READERS)


def clean(data: bytes) -> Sound:
    """Return the sound in some bytes and nothing else. Raises NotASoundError."""
    for media, is_one, read in _READERS:
        if is_one(data):
            return Sound(media, read(data))
    raise NotASoundError

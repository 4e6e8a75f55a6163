"""Voices and pictures: known by their bytes, kept without anything but sound and sight."""

import struct
from io import BytesIO
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from mandat.growth.feedback import pictures
from mandat.growth.feedback.pictures import NotAPictureError
from mandat.growth.feedback.rules import sounds
from mandat.growth.feedback.rules.sounds import NotASoundError
from tests.rooms.growth import recordings
from tests.rooms.growth.recordings import SECRET

SOUNDS = {
    "audio/wav": recordings.wav(),
    "audio/mpeg": recordings.mp3(),
    "audio/ogg": recordings.ogg(),
    "audio/webm": recordings.webm(),
    "audio/mp4": recordings.mp4(),
}
DATE = (3_900_000_000).to_bytes(4)


@pytest.mark.parametrize("media", SOUNDS)
def test_sound_is_known_by_its_bytes_and_nothing_but_sound_is_kept(media: str) -> None:
    raw = SOUNDS[media]
    assert SECRET in raw
    found = sounds.clean(raw)
    assert found.media == media
    assert SECRET not in found.data
    assert SECRET[:8] not in found.data
    assert DATE not in found.data
    assert sounds.clean(found.data) == found


def test_the_sound_itself_is_all_there() -> None:
    clean = {media: sounds.clean(raw).data for media, raw in SOUNDS.items()}
    assert clean["audio/wav"].endswith(b"\x80" * 4000)
    assert clean["audio/mpeg"].count(b"\xff\xfb\x90\x64") == 40
    assert clean["audio/ogg"].count(b"\xf8\xff\xfe") == 40
    assert clean["audio/webm"].count(b"\xf8\xff\xfe") == 30
    # The last block begins at 580 milliseconds and lasts 20.
    assert bytes.fromhex("4489") + (8 | 1 << 56).to_bytes(8) + _double(600) in clean["audio/webm"]
    assert len(clean["audio/mp4"]) == len(SOUNDS["audio/mp4"])


def _double(value: float) -> bytes:
    return struct.pack(">d", value)


def test_comments_over_many_pages_go_and_the_pages_are_numbered_and_summed_anew() -> None:
    found = sounds.clean(recordings.ogg(comments=4000)).data
    assert found == sounds.clean(recordings.ogg(comments=0)).data
    third = found[found.rindex(b"OggS") :]
    summed = int.from_bytes(third[22:26], "little")
    assert summed == recordings._slow_crc(third[:22] + bytes(4) + third[26:])
    assert third[18:22] == (2).to_bytes(4, "little")


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"<html><script>alert(1)</script>", b"%PDF-1.7", b"RIFF\0\0\0\0WAVE", b"OggS", b"ID3",
        b"\x1aE\xdf\xa3", b"\0\0\0\x08ftyp", b"fLaC" + bytes(99), recordings.webm(kind=1),
        recordings.webm(codec=b"A_VORBIS"), recordings.mp4(handler=b"vide"),
        recordings.mp4(codec=b"samr"), recordings.ogg() [:80], b"\xff\xfb\x90\x64" + bytes(413),
        recordings.ogg().replace(b"OpusHead", b"\x01vorbis "),
        recordings.ogg().replace(SECRET, b"") * 2,
    ],
)  # fmt: skip
def test_what_is_not_sound_alone_is_refused(raw: bytes) -> None:
    with pytest.raises(NotASoundError):
        sounds.clean(raw)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(SOUNDS)), st.integers(0, 2**32), st.integers(1, 12))
def test_broken_sound_is_cleaned_or_refused_and_never_breaks(
    media: str, seed: int, many: int
) -> None:
    draw = Random(seed)  # noqa: S311 - meant to be foretold
    raw = bytearray(SOUNDS[media])
    for _ in range(many):
        raw[draw.randrange(len(raw))] = draw.randrange(256)
    cut = bytes(raw[: draw.randrange(len(raw))]) if seed % 3 == 0 else bytes(raw)
    try:
        found = sounds.clean(cut)
    except NotASoundError:
        return
    assert found.data


def a_picture(form: str, size: tuple[int, int] = (60, 40), **more: object) -> bytes:
    image = Image.new("RGB", size, "white")
    image.paste("black", (0, 0, size[0] // 2, size[1] // 2))
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def camera() -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif[0x013B] = SECRET.decode()
    exif.get_ifd(0x8825)[1] = SECRET.decode()
    return exif


@pytest.mark.parametrize("form", ["JPEG", "PNG", "WEBP"])
def test_a_picture_is_drawn_anew_upright_and_without_place(form: str) -> None:
    raw = a_picture(form, exif=camera(), **({"comment": SECRET} if form == "JPEG" else {}))
    assert SECRET in raw
    found = pictures.clean(raw)
    assert SECRET not in found.data
    assert (found.width, found.height) == (40, 60)
    drawn = Image.open(BytesIO(found.data))
    assert (drawn.format, drawn.size, drawn.info.get("exif")) == ("WEBP", (40, 60), None)
    # What was at the upper left is at the upper right once it stands.
    right, left = drawn.convert("L").getpixel((35, 5)), drawn.convert("L").getpixel((5, 5))
    assert isinstance(right, int)
    assert isinstance(left, int)
    assert right < 60
    assert left > 200


def test_a_picture_is_made_smaller_and_what_is_clear_becomes_white() -> None:
    found = pictures.clean(a_picture("JPEG", (4000, 1000)))
    assert (found.width, found.height) == (1600, 400)
    out = BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(out, "PNG")
    white = Image.open(BytesIO(pictures.clean(out.getvalue()).data)).convert("L").getpixel((5, 5))
    assert isinstance(white, int)
    assert white > 250


def test_a_profile_of_colours_is_followed_and_left_behind() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for icc in (profile, b"not a profile"):
        found = pictures.clean(a_picture("PNG", icc_profile=icc))
        assert Image.open(BytesIO(found.data)).info.get("icc_profile") is None


@pytest.mark.parametrize(
    "raw",
    [
        b"", b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"GIF89a" + bytes(99), b"%PDF-1.7",
        recordings.png(6000, 6000), recordings.png(60_000, 60_000), recordings.png(9, 9),
        a_picture("JPEG")[:200], a_picture("BMP"),
    ],
)  # fmt: skip
def test_what_is_no_picture_or_a_bomb_is_refused(raw: bytes) -> None:
    with pytest.raises(NotAPictureError) as refused:
        pictures.clean(raw)
    assert not refused.value.heic


def test_what_some_phones_save_is_named() -> None:
    with pytest.raises(NotAPictureError) as refused:
        pictures.clean(b"\0\0\0\x18ftypheic" + bytes(99))
    assert refused.value.heic

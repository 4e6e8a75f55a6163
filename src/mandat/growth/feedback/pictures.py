"""Pictures, drawn anew: smaller, the right way up, and with nothing in them but what they show."""

from dataclasses import dataclass
from io import BytesIO

from PIL import Image, ImageCms, ImageOps

LONGEST_SIDE = 1600
MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 25_000_000, "WEBP": 25_000_000}
"""A JPEG is made smaller while it is read; the others lie whole in memory first."""
MEDIA = "image/webp"
_HEIC = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")


class NotAPictureError(ValueError):
    """The bytes are not a picture we can draw; `heic` when they are what some phones save."""

    def __init__(self, *, heic: bool = False) -> None:
        super().__init__()
        self.heic = heic


@dataclass(frozen=True)
class Picture:
    """A picture as WebP, and its sides in pixels."""

    data: bytes
    width: int
    height: int


def clean(data: bytes) -> Picture:
    """Return a picture drawn anew from some bytes. Raises NotAPictureError.

    Camera, place, time, author, thumbnails and whatever else came along are not copied.
    """
    if data[4:8] == b"ftyp" and data[8:12] in _HEIC:
        raise NotAPictureError(heic=True)
    try:
        with Image.open(BytesIO(data), formats=tuple(MOST_PIXELS)) as found:
            _check_size(found)
            drawn = _drawn(found)
    except NotAPictureError:
        raise
    # Decoders raise many things on broken files; whatever it is, this is no picture to us.
    except Exception:
        raise NotAPictureError from None
    out = BytesIO()
    drawn.save(out, "WEBP", quality=80)
    return Picture(out.getvalue(), drawn.width, drawn.height)


def _check_size(found: Image.Image) -> None:
    """Look at what a picture says of its sides, before it is unpacked."""
    if found.width * found.height > MOST_PIXELS[str(found.format)]:
        raise NotAPictureError


def _drawn(found: Image.Image) -> Image.Image:
    found.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    profile = found.info.get("icc_profile")
    upright = ImageOps.exif_transpose(found)
    clear = upright.convert("RGBA")
    clear.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS)
    # On a new sheet: nothing that hung on the old one follows.
    sheet = Image.new("RGB", clear.size, "white")
    sheet.paste(clear, mask=clear.getchannel("A"))
    return _as_seen(sheet, profile) if upright.mode in {"RGB", "RGBA"} else sheet


def _as_seen(sheet: Image.Image, profile: object) -> Image.Image:
    """Turn a camera's own colours into those every screen shows."""
    if not isinstance(profile, bytes):
        return sheet
    try:
        theirs = ImageCms.ImageCmsProfile(BytesIO(profile))
        seen = ImageCms.profileToProfile(sheet, theirs, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError):
        return sheet
    bare = Image.new("RGB", sheet.size)
    bare.paste(seen or sheet)
    return bare

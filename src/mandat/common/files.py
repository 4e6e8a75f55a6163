"""Files that people sent, given out so that a browser never takes them for a page."""

import re

from django.http import HttpRequest, HttpResponse

_RANGE = re.compile(r"bytes=(\d{0,15})-(\d{0,15})")
"""A place with more figures lies in no file, and Python refuses to read the longest of them."""


def file_response(request: HttpRequest, data: bytes, media: str, name: str) -> HttpResponse:
    """Return a file, or the part of it that was asked for: phones play sound only in parts."""
    whole = len(data)
    asked = _RANGE.fullmatch(request.headers.get("Range", ""))
    span = _span(asked, whole) if asked else None
    if asked and span is None:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{whole}"})
    elif span:
        start, end = span
        response = HttpResponse(data[start:end], status=206)
        response["Content-Range"] = f"bytes {start}-{end - 1}/{whole}"
    else:
        response = HttpResponse(data)
    response["Content-Type"] = media
    response["Accept-Ranges"] = "bytes"
    # Already packed, and a packed part would no longer be the part that was asked for.
    response["Content-Encoding"] = "identity"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Cross-Origin-Resource-Policy"] = "same-origin"
    response["Cache-Control"] = "private, no-store"
    return response


def _span(asked: re.Match[str], whole: int) -> tuple[int, int] | None:
    first, last = asked.groups()
    if not first:
        start, end = max(0, whole - int(last or 0)), whole
    else:
        start, end = int(first), min(whole, int(last) + 1 if last else whole)
    return (start, end) if start < end else None

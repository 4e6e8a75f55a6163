"""A QR code as squares of one path, for a template to draw."""

from dataclasses import dataclass

import segno

QUIET = 4
"""Squares of empty margin that a reader needs."""


@dataclass(frozen=True)
class Code:
    """How many squares a side is, with its margin, and the dark ones as a path of SVG."""

    side: int
    path: str


def code_of(text: str) -> Code:
    """Return the QR code of a text, such as a link."""
    rows = tuple(segno.make_qr(text, error="m").matrix)
    path = "".join(
        f"M{x + QUIET} {y + QUIET}h1v1h-1z"
        for y, row in enumerate(rows)
        for x, dark in enumerate(row)
        if dark
    )
    return Code(len(rows) + 2 * QUIET, path)

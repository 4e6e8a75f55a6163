"""The files of feedback: to whoever may read it, and to nobody else."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.growth.feedback.models import FeedbackFile
from mandat.growth.feedback.queries import rows

KINDS = ("sound", "picture")


@dataclass(frozen=True)
class FileFound:
    """A voice or a picture, as it is sent to a browser."""

    media: str
    data: bytes


def file_of(reader: UUID, feedback: UUID, kind: str, at: datetime) -> FileFound | None:
    """Return a file of feedback the reader was given, gave, may share or looks at; else None."""
    mine = (rows.given(reader), rows.received(reader, at), rows.shared(), rows.reported(reader, at))
    if kind not in KINDS or not any(found.filter(uuid=feedback).exists() for found in mine):
        return None
    row = FeedbackFile.objects.filter(feedback__uuid=feedback, kind=kind).first()
    return None if row is None else FileFound(row.media, bytes(row.content))

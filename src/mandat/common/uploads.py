"""Files that are sent, counted while they come, so that none fills the memory or the disk."""

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

TOO_LARGE = "files_too_large"
"""Set on a request when more came than fits; the form that was sent says so."""


class Capped(FileUploadHandler):
    """Lets files through up to what the two largest may be, and notes when more came."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ARG002 - Django's signature
        META: dict[str, str],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Note it at once when all of it together is too much; then no file is kept."""
        if content_length > settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
            setattr(self.request, TOO_LARGE, True)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin to count."""
        super().new_file(*args, **kwargs)
        self.came = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:  # noqa: ARG002
        """Hand on what fits."""
        self.came += len(raw_data)
        if self.came > max(settings.SOUND_MB, settings.PICTURE_MB) * 1_000_000:
            setattr(self.request, TOO_LARGE, True)
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave it to the next handler to make a file of it."""


def too_large(request: object) -> bool:
    """Tell whether a request brought more than fits."""
    return bool(getattr(request, TOO_LARGE, False))

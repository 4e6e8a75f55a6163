"""Where the texts lie: ours beside the code, an organisation's own in its data folder."""

import logging
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path as File
from typing import TypeVar

from django.conf import settings

from mandat.common.refusals import BadInputError, Refusal
from mandat.growth.practice.rules import Path, Round, read_path, read_round

GROWTH = File(__file__).resolve().parent.parent
LANGUAGES = ("sv", "en")
LARGEST = 200_000
"""Bytes; a longer file is not a learning path."""

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_log = logging.getLogger(__name__)
Text = TypeVar("Text", Path, Round)


def paths(language: str) -> tuple[Path, ...]:
    """Return the learning paths, each in `language` or else in another, ours first.

    An organisation's file of the same name takes the place of ours. One that cannot be read is
    left out, and its problems are logged; `problems` has them too.
    """
    return tuple(_good(_path_files(), read_path, language).values())


def rounds(language: str) -> tuple[Round, ...]:
    """Return the scripted rounds, each in `language` or else in another."""
    return tuple(_good(_files(GROWTH / "rounds", ".toml"), read_round, language).values())


def guide(language: str) -> Path:
    """Return the guide for companions."""
    found = _good(_files(GROWTH / "guides", ".md"), read_path, language)
    return found["companion"]


def problems() -> tuple[Refusal, ...]:
    """Return everything that is wrong with the organisation's own learning paths."""
    wrong: list[Refusal] = []
    for file in _own_files():
        try:
            _read(file, read_path)
        except BadInputError as error:
            wrong.extend(error.refusals)
    return tuple(wrong)


def _own_files() -> tuple[File, ...]:
    return _files(settings.DATA / "paths", ".md")


def _path_files() -> tuple[File, ...]:
    return (*_files(GROWTH / "paths", ".md"), *_own_files())


def _files(folder: File, suffix: str) -> tuple[File, ...]:
    """Return a folder's texts, in the order of their names, in every language."""
    return tuple(
        file
        for language in LANGUAGES
        for file in sorted((folder / language).glob(f"*{suffix}"))
        if file.is_file()
    )


def _good(files: tuple[File, ...], read: Callable[..., Text], language: str) -> dict[str, Text]:
    """Return what can be read, by slug; the reader's language wins, then the later file."""
    found: dict[str, Text] = {}
    for text in _readable(files, read):
        there = found.get(text.slug)
        if there is None or text.language == language or there.language != language:
            found[text.slug] = text
    return found


def _readable(files: tuple[File, ...], read: Callable[..., Text]) -> Iterator[Text]:
    for file in files:
        try:
            yield _read(file, read)
        except BadInputError as error:
            _log.warning(
                "%s left out: %s", file, [dict(r.facts) | {"code": r.code} for r in error.refusals]
            )


def _read(file: File, read: Callable[..., Text]) -> Text:
    about = file.stat()
    if about.st_size > LARGEST:
        raise BadInputError(Refusal("growth.path_too_large", {"file": str(file)}))
    if not _SLUG.fullmatch(file.stem):
        raise BadInputError(Refusal("growth.path_bad_name", {"file": str(file)}))
    found: Text = _read_once(file, about.st_mtime_ns, read)
    return found


@lru_cache(maxsize=256)
def _read_once(file: File, _changed: int, read: Callable[..., Text]) -> Text:
    """Read a file once for each time it is changed."""
    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise BadInputError(Refusal("growth.path_not_utf8", {"file": str(file)})) from None
    return read(text, file=str(file), slug=file.stem, language=file.parent.name)

"""Which questions are asked here: ours, or those of the organisation's own file."""

import logging
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from mandat.common.refusals import BadInputError, Refusal
from mandat.growth.pulse.rules import PULSES, Instrument, read_instrument

NONE = Instrument(())
LARGEST = 100_000
"""Bytes; a longer file does not hold a few questions."""

_log = logging.getLogger(__name__)


def instrument() -> Instrument:
    """Return what is asked. A file that cannot be read asks nothing, rather than something else."""
    if not settings.PULSE_FILE:
        return PULSES[settings.PULSE]
    try:
        return _read()
    except BadInputError as error:
        _warn("; ".join(f"{r.code} {dict(r.facts)}" for r in error.refusals))
        return NONE


@lru_cache(maxsize=8)
def _warn(problems: str) -> None:
    """Say what is wrong once, not at every page."""
    _log.warning("The pulse asks nothing, since its file is wrong: %s", problems)


def problems() -> tuple[Refusal, ...]:
    """Return everything that is wrong with the organisation's own file."""
    try:
        if settings.PULSE_FILE:
            _read()
    except BadInputError as error:
        return error.refusals
    return ()


def _read() -> Instrument:
    file = Path(settings.PULSE_FILE)
    try:
        about = file.stat()
        if about.st_size > LARGEST:
            raise BadInputError(Refusal("growth.pulse_file_too_large", {"file": str(file)}))
        return _read_once(file, about.st_mtime_ns)
    except (OSError, UnicodeDecodeError) as error:
        raise BadInputError(Refusal("growth.pulse_file_unreadable", {"file": str(file)})) from error


@lru_cache(maxsize=8)
def _read_once(file: Path, _changed: int) -> Instrument:
    return read_instrument(file.read_text(encoding="utf-8"), file=str(file))

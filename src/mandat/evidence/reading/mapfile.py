"""Reading a map from TOML; its format is in docs/reference/log-map.md."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, cast, get_args
from zoneinfo import ZoneInfoNotFoundError

from mandat.evidence.reading.files import refuse
from mandat.evidence.reading.moments import zone_of
from mandat.evidence.rules.mapping import LogMap
from mandat.evidence.rules.rows import Outcome

_LISTS = (*get_args(Outcome), "submitted", "stopped", "askers", "unknown", "facts")
_TABLES = ("columns", "steps", "people")
_TEXTS = ("matter", "timezone")


def read_map(path: Path) -> LogMap:
    """Read a map. Refuses what is not TOML, an unknown word, or a value of the wrong kind."""
    if not path.is_file():
        refuse("map_missing", str(path))
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        refuse("map_not_toml", path.name, detail=str(error))
    for word, value in told.items():
        _check(word, value, path.name)
    outcomes = {
        activity: cast("Outcome", outcome)
        for outcome in get_args(Outcome)
        for activity in told.get(outcome, ())
    }
    return LogMap(
        matter=told.get("matter"),
        timezone=told.get("timezone", "UTC"),
        columns=told.get("columns", {}),
        outcomes=outcomes,
        steps=told.get("steps", {}),
        people=told.get("people", {}),
        **{
            word: frozenset(told.get(word, ()))
            for word in ("submitted", "stopped", "askers", "unknown", "facts")
        },
    )


def _check(word: str, value: Any, file: str) -> None:
    if word in _TEXTS:
        good = isinstance(value, str)
    elif word in _LISTS:
        good = isinstance(value, list) and all(isinstance(item, str) for item in value)
    elif word in _TABLES:
        good = isinstance(value, Mapping) and all(isinstance(v, str) for v in value.values())
    else:
        known = ", ".join(sorted((*_TEXTS, *_LISTS, *_TABLES)))
        refuse("map_unknown_word", file, word=word, known=known)
    if not good:
        kind = "text" if word in _TEXTS else "list" if word in _LISTS else "table"
        refuse("map_wrong_kind", file, word=word, kind=kind)
    if word == "timezone":
        try:
            zone_of(value)
        except (ZoneInfoNotFoundError, ValueError):
            refuse("map_wrong_kind", file, word=word, kind="time zone, such as Europe/Stockholm")

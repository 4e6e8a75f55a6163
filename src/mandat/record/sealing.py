"""Entries of which the tree tells nothing but that they are there. Pure."""

from collections.abc import Mapping
from uuid import UUID

from mandat.record.rules import Entry, Json, MalformedEntryError, Values

SEALED = "sealed"
"""The type of an entry of which the tree tells nothing but that there is one, and when.

What it is, whose row it writes, who wrote it and every value are its personal content: so are cases
of matters under secrecy.
"""


def seal(entry: Entry, personal: Values) -> dict[str, Json]:
    """Return an entry, whole, as the personal content of a sealed one."""
    return {
        "type": entry.kind,
        "of": str(entry.of),
        "by": str(entry.by) if entry.by else None,
        "data": dict(entry.data),
        "personal": dict(personal),
    }


def unseal(at: str, content: Mapping[str, Json]) -> tuple[Entry, Values]:
    """Return what `seal` hid."""
    data, personal, by = content["data"], content["personal"], content["by"]
    if not isinstance(data, dict) or not isinstance(personal, dict):
        raise MalformedEntryError(SEALED)
    of, kind = UUID(str(content["of"])), str(content["type"])
    return Entry(kind, of, UUID(str(by)) if by else None, at, data), personal

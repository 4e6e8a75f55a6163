"""The shape of an entry, and the bytes of it that are hashed. Pure. Source: RFC 8785."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

import rfc8785

from mandat.record.rules.kinds import ENTRY_TYPES
from mandat.record.rules.kinds.entry_type import EntryType

Json = None | bool | int | str | list["Json"] | dict[str, "Json"]
Values = Mapping[str, Json]

LONGEST_LEAF = 65_535
"""Bytes: an entry must fit a tile's two-byte length (C2SP tlog-tiles)."""

VERSION = 1


@dataclass(frozen=True)
class Entry:
    """One line of the record, as it stands in the tree."""

    kind: str
    of: UUID
    by: UUID | None
    at: str
    """UTC, ISO 8601 with microseconds and Z."""
    data: Values
    commitment: str | None = None
    """Hex of SHA-256(salt ‖ canonical payload), when there is personal content."""

    def body(self) -> dict[str, Json]:
        """Return the entry as the JSON object that is hashed."""
        body: dict[str, Json] = {
            "v": VERSION,
            "type": self.kind,
            "of": str(self.of),
            "by": str(self.by) if self.by else None,
            "at": self.at,
            "data": dict(self.data),
        }
        return body if self.commitment is None else {**body, "payload": self.commitment}


def canonical(value: Json) -> bytes:
    """Return RFC 8785 bytes; the same value always gives the same bytes."""
    return rfc8785.dumps(value)


def commit(salt: bytes, payload: Values) -> str:
    """Return the commitment that stands in the tree for erasable content."""
    return hashlib.sha256(salt + canonical(dict(payload))).hexdigest()


class MalformedEntryError(ValueError):
    """An entry that the closed list does not allow: a fault in the program, not of a user."""


def check_shape(kind: str, data: Values, personal: Values) -> EntryType:
    """Return the entry's type, or raise MalformedEntryError naming what is wrong."""
    entry_type = ENTRY_TYPES.get(kind)
    if entry_type is None:
        raise MalformedEntryError(f"{kind}: not in the list of entry types")
    if set(data) != entry_type.columns:
        odd = sorted(set(data) ^ entry_type.columns)
        raise MalformedEntryError(f"{kind}: data differs from its columns in {odd}")
    if set(personal) != entry_type.personal:
        odd = sorted(set(personal) ^ entry_type.personal)
        raise MalformedEntryError(f"{kind}: personal data differs from its columns in {odd}")
    return entry_type

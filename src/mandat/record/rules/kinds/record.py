"""The entries of record."""

from collections.abc import Mapping

from mandat.record.rules.kinds.entry_type import EntryType, insert

TYPES: Mapping[str, EntryType] = {
    "content.erased": insert("erasure", "kind entries decision at"),
}

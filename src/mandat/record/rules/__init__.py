"""The record: a closed list of entries, an RFC 6962 tree over them, and their replay. Pure."""

from mandat.record.rules.entries import (
    LONGEST_LEAF,
    VERSION,
    Entry,
    Json,
    MalformedEntryError,
    Values,
    canonical,
    check_shape,
    commit,
)
from mandat.record.rules.kinds import ENTRY_TYPES, columns_of
from mandat.record.rules.kinds.entry_type import EntryType
from mandat.record.rules.replay import Difference, Rows, first_difference
from mandat.record.rules.tree import Frontier, leaf_hash, node_hash, root_of

__all__ = [
    "ENTRY_TYPES",
    "LONGEST_LEAF",
    "VERSION",
    "Difference",
    "Entry",
    "EntryType",
    "Frontier",
    "Json",
    "MalformedEntryError",
    "Rows",
    "Values",
    "canonical",
    "check_shape",
    "columns_of",
    "commit",
    "first_difference",
    "leaf_hash",
    "node_hash",
    "root_of",
]

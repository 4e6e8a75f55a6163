"""The closed list of entries, one module a room."""

from collections.abc import Mapping

from mandat.record.rules.kinds import handover, power, proposals, record, services
from mandat.record.rules.kinds.entry_type import EntryType

ENTRY_TYPES: Mapping[str, EntryType] = {
    **record.TYPES,
    **power.TYPES,
    **services.TYPES,
    **handover.TYPES,
    **proposals.TYPES,
}
"""The closed list. An entry type, once released, is never changed; a new one is added."""


def columns_of(table: str) -> frozenset[str]:
    """Return every column of a table that some entry type writes."""
    return frozenset[str]().union(
        *(t.columns | t.personal for t in ENTRY_TYPES.values() if t.table == table)
    )

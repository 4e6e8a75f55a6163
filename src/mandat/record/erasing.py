"""Erasing personal content: the entries and their proofs stay, and an entry says it was done.

What the tree holds of personal content is a salted hash. When payload and salt are gone nobody can
tell what it was, and every proof is as whole as before.
"""

from collections.abc import Collection, Mapping
from uuid import UUID

from mandat.common.ids import new_id
from mandat.record.actions import Door
from mandat.record.codec import blanks_of, from_json, stamp
from mandat.record.models import EntryRow, Payload, door_open, recorded_tables
from mandat.record.rules import ENTRY_TYPES

AT_ONCE = 500
"""Rows that are looked up together; SQLite takes so many in one question."""
LARGEST = 4000
"""Entries that one entry of erasure names: it must fit its leaf."""


def erase_content(
    door: Door, *, kind: str, rows: Mapping[str, Collection[UUID]], decision: str
) -> int:
    """Erase what is personal of some rows, by table; return how many entries lost theirs.

    `kind` and `decision` say what was let go and what that rests on. The rows themselves stay, with
    what is structural, and hold blanks where words were.
    """
    door.flush()
    erased: list[int] = []
    for table, ids in rows.items():
        listed = list(ids)
        for start in range(0, len(listed), AT_ONCE):
            erased += _erase(table, listed[start : start + AT_ONCE])
    for start in range(0, len(erased), LARGEST):
        door.append(
            "content.erased",
            of=new_id(),
            data={
                "kind": kind,
                "entries": list(erased[start : start + LARGEST]),
                "decision": decision,
                "at": stamp(door.at),
            },
        )
    return len(erased)


def _erase(table: str, ids: list[UUID]) -> list[int]:
    """Blank rows of one table, and forget the payloads of their entries; return these."""
    model = recorded_tables()[table]
    kinds = [kind for kind, t in ENTRY_TYPES.items() if t.table == table and t.personal]
    entries = EntryRow.objects.filter(of__in=ids, kind__in=kinds, payload__isnull=False)
    found = list(entries.order_by("index").values_list("index", "kind", "of"))
    columns: dict[UUID, set[str]] = {}
    for _index, kind, of in found:
        columns.setdefault(of, set()).update(ENTRY_TYPES[kind].personal)
    fields = {f.name: f for f in model._meta.fields}
    with door_open():
        for row in model.objects.filter(uuid__in=list(columns)):
            blank = blanks_of(model, columns[row.uuid], row.uuid)
            for column, value in blank.items():
                setattr(row, column, from_json(fields[column], value))
            row.save(update_fields=list(blank))
    Payload.objects.filter(entry__in=[index for index, _kind, _of in found]).delete()
    return [index for index, _kind, _of in found]

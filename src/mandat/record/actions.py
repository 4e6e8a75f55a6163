"""The one door for writing: rows and entries together, or neither."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction

from mandat.record.codec import from_json, stamp
from mandat.record.models import (
    Check,
    EntryRow,
    Head,
    Payload,
    Recorded,
    door_open,
    recorded_tables,
)
from mandat.record.queries import Verification, verify
from mandat.record.rules import (
    LONGEST_LEAF,
    Entry,
    EntryType,
    Frontier,
    MalformedEntryError,
    Values,
    canonical,
    check_shape,
    commit,
    leaf_hash,
)


@dataclass(frozen=True)
class _Pending:
    entry: Entry
    entry_type: EntryType
    personal: Values
    salt: bytes
    at: datetime


@dataclass
class Door:
    """Collects entries; rows are written when it is flushed or closed."""

    by: UUID | None
    at: datetime
    _pending: list[_Pending] = field(default_factory=list)
    _pks: dict[tuple[type[Recorded], UUID], int] = field(default_factory=dict)

    def append(
        self,
        kind: str,
        *,
        of: UUID,
        data: Values,
        personal: Values | None = None,
        at: datetime | None = None,
        by: UUID | None = None,
    ) -> None:
        """Add one entry, and with it the row it writes.

        `at` and `by` default to the door's. Raises MalformedEntryError for a shape that
        `record.rules.ENTRY_TYPES` does not allow.
        """
        content = personal or {}
        entry_type = check_shape(kind, data, content)
        salt = secrets.token_bytes(32) if content else b""
        entry = Entry(
            kind,
            of,
            by or self.by,
            stamp(at or self.at),
            data,
            commit(salt, content) if content else None,
        )
        self._pending.append(_Pending(entry, entry_type, content, salt, at or self.at))

    def flush(self) -> None:
        """Write what has been appended so far, so that queries see it."""
        pending, self._pending = self._pending, []
        if pending:
            with door_open():
                self._write_entries(pending)
                for (table, does), group in groupby(
                    pending, key=lambda p: (p.entry_type.table, p.entry_type.does)
                ):
                    model = recorded_tables()[table]
                    items = list(group)
                    self._find_references(model, items)
                    (self._insert if does == "insert" else self._change)(model, items)

    def _write_entries(self, pending: list[_Pending]) -> None:
        head = Head.objects.get(pk=1)
        frontier = Frontier(head.size, tuple(bytes.fromhex(p) for p in head.peaks))
        rows, payloads = [], []
        for item in pending:
            body = canonical(item.entry.body())
            if len(body) > LONGEST_LEAF:
                raise MalformedEntryError(f"{item.entry.kind}: {len(body)} bytes is too long")
            leaf = leaf_hash(body)
            rows.append(
                EntryRow(
                    index=frontier.size,
                    kind=item.entry.kind,
                    of=item.entry.of,
                    by=item.entry.by,
                    at=item.at,
                    body=body.decode(),
                    leaf=leaf.hex(),
                )
            )
            if item.personal:
                payloads.append(
                    Payload(entry=rows[-1], salt=item.salt.hex(), content=dict(item.personal))
                )
            frontier = frontier.append(leaf)
        EntryRow.objects.bulk_create(rows, batch_size=500)
        Payload.objects.bulk_create(payloads, batch_size=500)
        head.size, head.peaks = frontier.size, [p.hex() for p in frontier.peaks]
        head.save()

    def _find_references(self, model: type[Recorded], items: list[_Pending]) -> None:
        """Look up, one query a table, the integer keys that the items' references stand for."""
        wanted: dict[type[Recorded], set[UUID]] = {}
        for item in items:
            for column, value in item.entry.data.items():
                target = model._meta.get_field(column).related_model
                if value is not None and target is not None:
                    key = UUID(str(value))
                    if (target, key) not in self._pks:
                        wanted.setdefault(target, set()).add(key)  # type: ignore[arg-type]
        for target, keys in wanted.items():
            for uuid, pk in target.objects.filter(uuid__in=keys).values_list("uuid", "pk"):
                self._pks[target, uuid] = pk

    def _columns(self, model: type[Recorded], item: _Pending) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for column, value in {**item.entry.data, **item.personal}.items():
            spec = model._meta.get_field(column)
            if spec.is_relation:
                key = None if value is None else self._pks[spec.related_model, UUID(str(value))]  # type: ignore[index]
                columns[f"{column}_id"] = key
            else:
                columns[column] = from_json(spec, value)  # type: ignore[arg-type]
        return columns

    def _insert(self, model: type[Recorded], items: list[_Pending]) -> None:
        # A row may refer to one just before it in the same table (a circle's parent, a mandate's
        # source), so runs are cut where that happens.
        run: list[Recorded] = []
        for item in items:
            if any(
                spec.is_relation
                and spec.related_model is model
                and item.entry.data.get(spec.name)
                and (model, UUID(str(item.entry.data[spec.name]))) not in self._pks
                for spec in model._meta.fields
                if spec.name in item.entry.data
            ):
                self._insert_run(model, run)
                run = []
            run.append(model(uuid=item.entry.of, **self._columns(model, item)))
        self._insert_run(model, run)

    def _insert_run(self, model: type[Recorded], run: list[Recorded]) -> None:
        for row in model.objects.bulk_create(run, batch_size=400):
            self._pks[model, row.uuid] = row.pk

    def _change(self, model: type[Recorded], items: list[_Pending]) -> None:
        for item in items:
            row = model.objects.get(uuid=item.entry.of)
            columns = self._columns(model, item)
            for column, value in columns.items():
                setattr(row, column, value)
            row.save(update_fields=list(columns))


@contextmanager
def writing(*, by: UUID | None, at: datetime) -> Iterator[Door]:
    """Open the door: one transaction in which the caller loads, decides and appends.

    Writers queue for the record's head, so that what was checked inside still holds when it is
    written. Raising rolls everything back.
    """
    with transaction.atomic():
        Head.objects.get_or_create(pk=1)
        Head.objects.select_for_update().get(pk=1)
        door = Door(by, at)
        yield door
        door.flush()


def check_record(*, at: datetime) -> Verification:
    """Look at the whole record, and keep what was found for others to see."""
    found = verify()
    difference = None if found.difference is None else asdict(found.difference)
    Check.objects.create(at=at, size=found.size, root=found.root, difference=difference)
    return found

"""The one door for writing: rows and entries together, or neither."""

import secrets
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
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
    Json,
    MalformedEntryError,
    Values,
    canonical,
    check_shape,
    commit,
    leaf_hash,
)
from mandat.record.sealing import SEALED, seal


@dataclass(frozen=True)
class _Pending:
    """`entry` is what is written to its row; `shown`, what stands in the tree."""

    entry: Entry
    shown: Entry
    entry_type: EntryType
    personal: Values
    content: Values
    salt: bytes
    at: datetime


@dataclass(frozen=True)
class _Net:
    """What some entries together write to one row."""

    of: UUID
    values: dict[str, Json]


_Rows = dict[type[Recorded], list[_Net]]


def _net(pending: list[_Pending]) -> tuple[_Rows, _Rows]:
    """Fold entries into one write a row, as replay would: (inserts, changes) by table.

    Raises MalformedEntryError when a row would be inserted twice.
    """
    tables = recorded_tables()
    known: dict[tuple[str, UUID], _Net] = {}
    inserts: _Rows = {}
    changes: _Rows = {}
    for item in pending:
        values = {**item.entry.data, **item.personal}
        key = (item.entry_type.table, item.entry.of)
        inserting = item.entry_type.does == "insert"
        if key in known:
            if inserting:
                raise MalformedEntryError(f"{item.entry.kind}: {item.entry.of} is there already")
            known[key].values.update(values)
            continue
        known[key] = _Net(item.entry.of, values)
        model = tables[item.entry_type.table]
        (inserts if inserting else changes).setdefault(model, []).append(known[key])
    return inserts, changes


def _insert_order(models: Iterable[type[Recorded]]) -> list[type[Recorded]]:
    """Return the tables so that one comes after those it refers to."""
    waiting = set(models)
    ordered: list[type[Recorded]] = []

    def visit(model: type[Recorded]) -> None:
        waiting.discard(model)
        for spec in model._meta.fields:
            target = spec.related_model
            if target in waiting:
                visit(target)
        ordered.append(model)

    for model in list(models):
        if model in waiting:
            visit(model)
    return ordered


@dataclass
class Door:
    """Collects entries; rows are written when it is flushed or closed."""

    by: UUID | None
    at: datetime
    _pending: list[_Pending] = field(default_factory=list)
    _pks: dict[tuple[type[Recorded], UUID], int] = field(default_factory=dict)
    sealed: bool = False
    """Entries tell the tree nothing but that they are there."""

    def seal(self) -> None:
        """Let what is appended from now on be sealed: it is about a matter under secrecy."""
        self.sealed = True

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
        values = personal or {}
        entry_type = check_shape(kind, data, values)
        when = stamp(at or self.at)
        entry = Entry(kind, of, by or self.by, when, data)
        content = seal(entry, values) if self.sealed else values
        salt = secrets.token_bytes(32) if content else b""
        told = commit(salt, content) if content else None
        shown = (
            Entry(SEALED, new_id(), None, when, {}, told)
            if self.sealed
            else replace(entry, commitment=told)
        )
        pending = _Pending(entry, shown, entry_type, values, content, salt, at or self.at)
        self._pending.append(pending)

    def flush(self) -> None:
        """Write what has been appended so far, so that queries see it."""
        pending, self._pending = self._pending, []
        if pending:
            with door_open():
                self._write_entries(pending)
                inserts, changes = _net(pending)
                for model in _insert_order(inserts):
                    self._find_references(model, inserts[model])
                    self._insert(model, inserts[model])
                for model, rows in changes.items():
                    self._find_references(model, rows)
                    self._change(model, rows)

    def _write_entries(self, pending: list[_Pending]) -> None:
        head = Head.objects.get(pk=1)
        frontier = Frontier(head.size, tuple(bytes.fromhex(p) for p in head.peaks))
        rows, payloads = [], []
        for item in pending:
            body = canonical(item.shown.body())
            if len(body) > LONGEST_LEAF:
                raise MalformedEntryError(f"{item.entry.kind}: {len(body)} bytes is too long")
            leaf = leaf_hash(body)
            rows.append(
                EntryRow(
                    index=frontier.size,
                    kind=item.shown.kind,
                    of=item.shown.of,
                    by=item.shown.by,
                    at=item.at,
                    body=body.decode(),
                    leaf=leaf.hex(),
                )
            )
            if item.content:
                payloads.append(
                    Payload(entry=rows[-1], salt=item.salt.hex(), content=dict(item.content))
                )
            frontier = frontier.append(leaf)
        EntryRow.objects.bulk_create(rows, batch_size=500)
        Payload.objects.bulk_create(payloads, batch_size=500)
        head.size, head.peaks = frontier.size, [p.hex() for p in frontier.peaks]
        head.save()

    def _find_references(self, model: type[Recorded], rows: list[_Net]) -> None:
        """Look up, one query a table, the integer keys that the rows' references stand for."""
        wanted: dict[type[Recorded], set[UUID]] = {}
        for row in rows:
            for column, value in row.values.items():
                target = model._meta.get_field(column).related_model
                if value is not None and target is not None:
                    key = UUID(str(value))
                    if (target, key) not in self._pks:
                        wanted.setdefault(target, set()).add(key)  # type: ignore[arg-type]
        for target, keys in wanted.items():
            for uuid, pk in target.objects.filter(uuid__in=keys).values_list("uuid", "pk"):
                self._pks[target, uuid] = pk

    def _columns(self, model: type[Recorded], row: _Net) -> dict[str, Any]:
        columns: dict[str, Any] = {}
        for column, value in row.values.items():
            spec = model._meta.get_field(column)
            if spec.is_relation:
                key = None if value is None else self._pks[spec.related_model, UUID(str(value))]  # type: ignore[index]
                columns[f"{column}_id"] = key
            else:
                columns[column] = from_json(spec, value)  # type: ignore[arg-type]
        return columns

    def _insert(self, model: type[Recorded], rows: list[_Net]) -> None:
        # A row may refer to one just before it in the same table (a circle's parent, a mandate's
        # source), so runs are cut where that happens.
        own = [f.name for f in model._meta.fields if f.related_model is model]
        run: list[Recorded] = []
        for row in rows:
            references = (row.values.get(name) for name in own)
            if any(r and (model, UUID(str(r))) not in self._pks for r in references):
                self._insert_run(model, run)
                run = []
            run.append(model(uuid=row.of, **self._columns(model, row)))
        self._insert_run(model, run)

    def _insert_run(self, model: type[Recorded], run: list[Recorded]) -> None:
        for row in model.objects.bulk_create(run, batch_size=400):
            self._pks[model, row.uuid] = row.pk

    def _change(self, model: type[Recorded], rows: list[_Net]) -> None:
        for changed in rows:
            row = model.objects.get(uuid=changed.of)
            columns = self._columns(model, changed)
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

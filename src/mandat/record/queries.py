"""Reading and checking the record."""

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Model, QuerySet, TextField
from django.db.models.functions import Cast, Substr

from mandat.record.codec import blanks_of, defaults_of, from_json, rows_of, stamp
from mandat.record.models import Check, EntryRow, Guarded, Head, Payload, recorded_tables
from mandat.record.rules import (
    ENTRY_TYPES,
    Difference,
    Entry,
    Frontier,
    Rows,
    Values,
    canonical,
    commit,
    first_difference,
    leaf_hash,
)
from mandat.record.sealing import SEALED, unseal


@dataclass(frozen=True)
class EntryLine:
    """One entry as a reader sees it; `personal` only where the caller may show it."""

    index: int
    kind: str
    of: UUID
    by: UUID | None
    at: datetime
    data: Values
    personal: Values | None
    leaf: str
    body: str


@dataclass(frozen=True)
class Verification:
    """What a check of the whole record found."""

    size: int
    root: str
    difference: Difference | None

    @property
    def agrees(self) -> bool:
        return self.difference is None


def entries(
    *,
    newest_first: bool = False,
    kinds: tuple[str, ...] = (),
    of: UUID | None = None,
    before: int | None = None,
    until: datetime | None = None,
    limit: int | None = None,
) -> tuple[EntryLine, ...]:
    """Return entries in order, by default all; `before` is an index to page from."""
    rows = EntryRow.objects.select_related("payload").order_by(
        "-index" if newest_first else "index"
    )
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if of is not None:
        rows = rows.filter(of=of)
    if before is not None:
        rows = rows.filter(index__lt=before)
    if until is not None:
        rows = rows.filter(at__lt=until)
    return tuple(_line(row) for row in (rows if limit is None else rows[:limit]))


@dataclass(frozen=True)
class CheckView:
    """When the whole record was last looked at, and what was found."""

    at: datetime
    size: int
    root: str
    difference: Difference | None


def last_check() -> CheckView | None:
    """Return the last look at the whole record, or None when nobody has looked."""
    row = Check.objects.order_by("-pk").first()
    if row is None:
        return None
    difference = None if row.difference is None else Difference(**row.difference)
    return CheckView(row.at, row.size, row.root, difference)


def count(kinds: tuple[str, ...]) -> int:
    """Return how many entries there are of these kinds; of all when none are named."""
    return EntryRow.objects.filter(kind__in=kinds).count() if kinds else size()


def per_week(kinds: tuple[str, ...], since: date) -> dict[date, int]:
    """Return how many entries each week has, by its Monday, from `since` on.

    Days are UTC's: the database can cut them off as text, which is thirty times as quick as asking
    it for local ones.
    """
    rows = EntryRow.objects.filter(at__gte=datetime.combine(since, time(), UTC))
    if kinds:
        rows = rows.filter(kind__in=kinds)
    days = rows.annotate(day=Substr(Cast("at", TextField()), 1, 10)).values_list("day")
    found: dict[date, int] = {}
    for text, count in days.annotate(n=Count("pk")):
        day = date.fromisoformat(text)
        monday = day - timedelta(days=day.weekday())
        found[monday] = found.get(monday, 0) + count
    return found


def every_leaf() -> Iterator[tuple[int, str, str]]:
    """Yield every entry's number, leaf and canonical JSON, in order; however many there are."""
    rows = EntryRow.objects.order_by("index").values_list("index", "leaf", "body")
    yield from rows.iterator(2000)


def entry_at(index: int) -> EntryLine | None:
    """Return the entry with this number, or None."""
    row = EntryRow.objects.select_related("payload").filter(index=index).first()
    return None if row is None else _line(row)


def _line(row: EntryRow) -> EntryLine:
    payload: Payload | None = getattr(row, "payload", None)
    return EntryLine(
        row.index,
        row.kind,
        row.of,
        row.by,
        row.at,
        json.loads(row.body)["data"],
        None if payload is None else payload.content,
        row.leaf,
        row.body,
    )


def known_rows(
    query: QuerySet[Any], columns: tuple[str, ...], known_at: datetime | None
) -> Iterator[tuple[Any, ...]]:
    """Yield columns of a recorded table's rows as the record had them at a time; None: as now.

    `query` may choose and order by columns that no entry changes. Two queries; what was entered
    after `known_at` is not there, and what was changed since stands as it stood. Paths such as
    `role__circle__uuid` are read from the tables and must not be of the kind that changes; but one
    step to another row's identity, such as `parent__uuid`, may be.
    """
    if known_at is None:
        yield from query.values_list(*columns)
        return
    table = str(query.model._meta.model_name)
    kinds = {kind: t for kind, t in ENTRY_TYPES.items() if t.table == table}
    changing = frozenset[str]().union(*(t.columns for t in kinds.values() if t.does == "change"))
    past = _known(query, tuple(kinds), known_at)
    blank = defaults_of(query.model)
    for uuid, *values in query.values_list("uuid", *columns):
        if uuid in past:
            then = {**blank, **past[uuid]}
            yield tuple(
                _then(query.model, column, then) if _own(column) in changing else value
                for column, value in zip(columns, values, strict=True)
            )


def _own(column: str) -> str:
    """Return the table's own column that a path of one step to an identity starts from."""
    return column.removesuffix("__uuid")


def _then(table: type[Model], column: str, then: Mapping[str, Any]) -> Any:
    """Return what a column held, from what the entries said."""
    value = then[_own(column)]
    if column != _own(column):
        return UUID(value) if value else None
    return from_json(table._meta.get_field(column), value)  # type: ignore[arg-type]  # a column


def _known(
    query: QuerySet[Any], kinds: tuple[str, ...], known_at: datetime
) -> dict[UUID, dict[str, Any]]:
    rows = EntryRow.objects.filter(
        kind__in=kinds, of__in=query.order_by().values("uuid"), at__lte=known_at
    ).order_by("index")
    found: dict[UUID, dict[str, Any]] = {}
    for of, body in rows.values_list("of", "body"):
        found.setdefault(of, {}).update(json.loads(body)["data"])
    return found


def last_entries(
    of: Collection[UUID], kinds: tuple[str, ...] = ()
) -> dict[UUID, list[tuple[int, str]]]:
    """Return index and leaf of every entry about some rows, by row, in order.

    Two queries: a row may have entries that tell what they are about, and sealed ones beside.
    """
    rows = EntryRow.objects.filter(of__in=of)
    if kinds:
        rows = rows.filter(kind__in=kinds)
    found: dict[UUID, list[tuple[int, str]]] = {}
    for row, index, leaf in (*rows.values_list("of", "index", "leaf"), *_sealed(of, kinds)):
        found.setdefault(row, []).append((index, leaf))
    return {row: sorted(said) for row, said in found.items()}


def is_recorded(model: type[Model]) -> bool:
    """Tell whether only the record may write a table."""
    return issubclass(model, Guarded | Payload)


def _sealed(of: Collection[UUID], kinds: tuple[str, ...]) -> Iterator[tuple[UUID, int, str]]:
    """Yield row, index and leaf of sealed entries about some rows."""
    if not of:
        return
    rows = Payload.objects.filter(entry__kind=SEALED, content__of__in=[str(u) for u in of])
    if kinds:
        rows = rows.filter(content__type__in=kinds)
    columns = ("content__of", "entry__index", "entry__leaf")
    for row, index, leaf in rows.values_list(*columns):
        yield UUID(row), index, leaf


def size() -> int:
    """Return how many entries there are."""
    head = Head.objects.filter(pk=1).first()
    return 0 if head is None else head.size


def root() -> str:
    """Return the root as the head keeps it, in hex."""
    return _frontier().root().hex()


def _frontier() -> Frontier:
    head = Head.objects.filter(pk=1).first() or Head()
    return Frontier(head.size, tuple(bytes.fromhex(p) for p in head.peaks))


def verify() -> Verification:
    """Recompute the root from the entries, replay them, and compare with every recorded table."""
    tables = recorded_tables()
    rows = Rows({name: defaults_of(model) for name, model in tables.items()})
    erased = _erased()
    frontier = Frontier()
    for row in _all_entries():
        difference = _check_entry(row, frontier.size, rows, erased)
        if difference:
            return Verification(frontier.size, frontier.root().hex(), difference)
        frontier = frontier.append(bytes.fromhex(row.leaf))
    found = frontier.root().hex()
    kept = _frontier()
    if (kept.size, kept.root().hex()) != (frontier.size, found):
        difference = Difference(
            "head", "root", key=str(kept.size), expected=kept.root().hex(), found=found
        )
        return Verification(frontier.size, found, difference)
    for name in sorted(tables):
        difference = first_difference(name, rows.tables.get(name, {}), rows_of(tables[name]))
        if difference:
            return Verification(frontier.size, found, difference)
    return Verification(frontier.size, found, None)


def _all_entries() -> Iterator[EntryRow]:
    yield from EntryRow.objects.select_related("payload").order_by("index").iterator(2000)


def _erased() -> frozenset[int]:
    """Return the entries whose personal content the record says was erased."""
    said = EntryRow.objects.filter(kind="content.erased").values_list("body", flat=True)
    return frozenset(index for body in said for index in json.loads(body)["data"]["entries"])


def _personal(row: EntryRow, commitment: str | None, erased: frozenset[int]) -> Values | None:
    """Return an entry's personal content as it should be in its row; None where it is wrong.

    What was erased is blank, and must be gone; nothing else may be.
    """
    payload: Payload | None = getattr(row, "payload", None)
    if row.index in erased:
        if payload is not None or commitment is None:
            return None
        entry_type = ENTRY_TYPES[row.kind]
        return blanks_of(recorded_tables()[entry_type.table], entry_type.personal, row.of)
    content: Values = {} if payload is None else payload.content
    salt = b"" if payload is None else bytes.fromhex(payload.salt)
    return content if commitment == (commit(salt, content) if content else None) else None


def _check_entry(
    row: EntryRow, index: int, rows: Rows, erased: frozenset[int]
) -> Difference | None:
    key = str(row.index)
    if row.index != index:
        return Difference("entry", "gap", key=key, expected=str(index), found=key)
    body = row.body.encode()
    if leaf_hash(body).hex() != row.leaf:
        return Difference("entry", "leaf", key=key, expected=leaf_hash(body).hex(), found=row.leaf)
    parsed: dict[str, Any] = json.loads(body)
    columns = {
        "type": row.kind,
        "of": str(row.of),
        "by": str(row.by) if row.by else None,
        "at": stamp(row.at),
    }
    if canonical(parsed) != body or any(parsed[k] != v for k, v in columns.items()):
        return Difference("entry", "columns", key=key)
    personal = _personal(row, parsed.get("payload"), erased)
    if personal is None:
        return Difference("entry", "commitment", key=key)
    entry = Entry(row.kind, row.of, row.by, parsed["at"], parsed["data"], parsed.get("payload"))
    if entry.kind == SEALED:
        entry, personal = unseal(entry.at, personal)
    wrong = rows.apply(entry, personal)
    return Difference("entry", wrong, key=key) if wrong else None

"""CSV: one row an event, with XES's column names, or one row a ruling, with our own.

Comma, semicolon or tab; UTF-8; a header row. The rows of a case need not stand together.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from datetime import datetime, tzinfo
from typing import IO, cast, get_args

from mandat.evidence.reading.files import refuse
from mandat.evidence.reading.moments import read_moment, zone_of
from mandat.evidence.rules.assemble import Event, LogBuilder
from mandat.evidence.rules.mapping import FactNames
from mandat.evidence.rules.rows import Ended, Outcome, RulingRow

EVENTS = {
    "case": "case:concept:name",
    "activity": "concept:name",
    "time": "time:timestamp",
    "role": "org:role",
    "person": "org:resource",
    "lifecycle": "lifecycle:transition",
    "id": "id",
}
EVENTS_NEED = ("case", "activity", "time")
RULINGS_NEED = ("case", "step", "ruled_at", "outcome")
RULINGS = (*RULINGS_NEED, "matter", "asked_by", "asked_at", "put_at", "ruled_by", "ended", "id")

Row = Mapping[str, str]


def read(stream: IO[bytes], builder: LogBuilder, file: str) -> None:
    """Read every row into the builder."""
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", newline="")
    try:
        _read(text, builder, file)
    finally:
        text.detach()


def _read(text: IO[str], builder: LogBuilder, file: str) -> None:
    rows = _rows(text, file)
    header = next(rows, None)
    if header is None:
        refuse("log_empty", file)
    header = [name.strip() for name in header]
    events = EVENTS | dict(builder.map.columns)
    rulings = {word: builder.map.columns.get(word, word) for word in RULINGS}
    lacks_events = [events[word] for word in EVENTS_NEED if events[word] not in header]
    lacks_rulings = [rulings[word] for word in RULINGS_NEED if rulings[word] not in header]
    if lacks_events and lacks_rulings:
        plain = len(lacks_rulings) < len(lacks_events) or len(lacks_rulings) == 1
        lacks = lacks_rulings if plain else lacks_events
        refuse("column_missing", file, columns=", ".join(lacks), present=", ".join(header))
    named = (_named(header, row, file, line) for line, row in enumerate(rows, start=2) if row)
    if lacks_events:
        _read_rulings(named, rulings, builder, file)
    else:
        _read_events(named, events, builder, file)


def _rows(text: IO[str], file: str) -> Iterator[list[str]]:
    try:
        first = text.readline()
        delimiter = max(",;\t", key=first.count)
        yield from csv.reader([first], delimiter=delimiter, strict=True)
        yield from csv.reader(text, delimiter=delimiter, strict=True)
    except UnicodeDecodeError:
        refuse("not_utf8", file)
    except csv.Error as error:
        refuse("csv_broken", file, detail=str(error))


def _named(header: list[str], row: list[str], file: str, line: int) -> Row:
    if len(row) != len(header):
        refuse("row_uneven", file, line=line, has=len(row), needs=len(header))
    return dict(zip(header, row, strict=True))


def _read_events(
    rows: Iterator[Row], columns: Mapping[str, str], builder: LogBuilder, file: str
) -> None:
    zone = zone_of(builder.map.timezone)
    taken = set(columns.values())
    names = FactNames(builder.map)
    cases: dict[str, list[Event]] = {}
    untimed = 0
    for row in rows:
        at = read_moment(row[columns["time"]], zone)
        events = cases.setdefault(row[columns["case"]], [])
        if at is None:
            untimed += 1
            continue
        get = {word: row.get(column) or None for word, column in columns.items()}
        events.append(
            Event(
                activity=get["activity"] or "",
                at=at,
                id=get["id"],
                role=get["role"],
                person=get["person"],
                lifecycle=get["lifecycle"] or "",
                facts=_facts(row, taken, names),
            )
        )
    _need_time(untimed, sum(map(len, cases.values())), builder, file, columns["time"])
    for case, events in cases.items():
        builder.add_case(case, events)


def _read_rulings(
    rows: Iterator[Row], columns: Mapping[str, str], builder: LogBuilder, file: str
) -> None:
    zone = zone_of(builder.map.timezone)
    taken = set(columns.values())
    names = FactNames(builder.map)
    cases: dict[str, list[RulingRow]] = {}
    untimed = 0
    told = False
    for line, row in enumerate(rows, start=2):
        get = {word: (row.get(column) or "").strip() for word, column in columns.items()}
        told = told or bool(get["ended"])
        ruled_at = read_moment(get["ruled_at"], zone)
        if ruled_at is None:
            untimed += 1
            continue
        ruling = _ruling(
            get,
            ruled_at,
            zone=zone,
            builder=builder,
            at=(file, line),
            facts=_facts(row, taken, names),
        )
        cases.setdefault(get["case"], []).append(ruling)
    _need_time(untimed, sum(map(len, cases.values())), builder, file, columns["ruled_at"])
    for case, rulings in cases.items():
        builder.add_rows(case, rulings, told=told)


def _ruling(
    get: Mapping[str, str],
    ruled_at: datetime,
    *,
    zone: tzinfo,
    builder: LogBuilder,
    at: tuple[str, int],
    facts: dict[str, str],
) -> RulingRow:
    return RulingRow(
        case=get["case"],
        matter=builder.map.matter or get["matter"] or builder.name,
        step=get["step"] or "?",
        ruled_at=ruled_at,
        outcome=_outcome(get["outcome"], builder, *at),
        asked_by=get["asked_by"] or None,
        asked_at=read_moment(get["asked_at"], zone),
        put_at=read_moment(get["put_at"], zone),
        previous_at=read_moment(get["asked_at"], zone),
        ruled_by=get["ruled_by"] or None,
        ended=_ended(get["ended"], *at),
        event=get["id"] or None,
        known=not builder.map.is_unknown(get["step"]),
        facts=facts,
    )


def _outcome(text: str, builder: LogBuilder, file: str, line: int) -> Outcome:
    allowed = get_args(Outcome)
    if text.casefold() in allowed:
        return cast("Outcome", text.casefold())
    read = builder.map.activity(text).outcome
    if read is None:
        refuse("outcome_unknown", file, line=line, value=text, allowed=", ".join(allowed))
    return read


def _ended(text: str, file: str, line: int) -> Ended:
    allowed = get_args(Ended)
    if not text:
        return "open"
    if text.casefold() not in allowed:
        refuse("ended_unknown", file, line=line, value=text, allowed=", ".join(allowed))
    return cast("Ended", text.casefold())


def _need_time(untimed: int, timed: int, builder: LogBuilder, file: str, column: str) -> None:
    if not timed:
        refuse("no_timestamps", file, column=column)
    if untimed:
        builder.skipped["events", "no_time"] += untimed


def _facts(row: Row, taken: set[str], names: FactNames) -> dict[str, str]:
    return {
        name: value
        for column, value in row.items()
        if value and (name := names[column]) and column not in taken
    }

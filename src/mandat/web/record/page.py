"""What the record's pages show: frozen, in the reader's language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone

from mandat.common.moments import local_day
from mandat.record import queries as record
from mandat.record.queries import CheckView, EntryLine
from mandat.web.record.sentences import FILTERS, PRIVATE, Line, lines

PAGE = 30
WEEKS = 60
HEIGHT, STEP = 44, 12


@dataclass(frozen=True)
class Day:
    """The entries of one day, newest first."""

    on: date
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Week:
    """A bar of the chart: entries of one week, with its geometry in pixels."""

    starts: date
    entries: int
    handovers: int
    x: int
    y: int
    height: int

    @property
    def dots(self) -> tuple[int, ...]:
        """The heights of one dot for each hand-over, at most five."""
        return tuple(HEIGHT - 8 - 10 * n for n in range(min(self.handovers, 5)))


@dataclass(frozen=True)
class RecordPage:
    """The timeline, newest first, with what is needed to page and to check."""

    days: tuple[Day, ...]
    chosen: str
    counts: Mapping[str, int]
    older: int | None
    weeks: tuple[Week, ...]
    size: int
    root: str
    check: CheckView | None


@dataclass(frozen=True)
class EntryPage:
    """One entry. `body` is its exact text, or None where it ties persons to what they said."""

    line: Line
    leaf: str
    body: str | None
    sealed: bool
    size: int
    root: str


def record_page(*, chosen: str, before: int | None, at: datetime) -> RecordPage:
    """Return a page of the timeline; an unknown filter shows all."""
    chosen = chosen if chosen in FILTERS else "all"
    found = record.entries(newest_first=True, kinds=FILTERS[chosen], before=before, limit=PAGE + 1)
    shown = found[:PAGE]
    return RecordPage(
        _days(lines(shown, at)),
        chosen,
        {name: record.count(kinds) for name, kinds in FILTERS.items()},
        shown[-1].index if len(found) > PAGE else None,
        _weeks(at),
        record.size(),
        record.root(),
        record.last_check(),
    )


def _days(shown: Sequence[Line]) -> tuple[Day, ...]:
    by_day = groupby(shown, key=lambda line: local_day(line.at))
    return tuple(Day(on, tuple(group)) for on, group in by_day)


def _weeks(at: datetime) -> tuple[Week, ...]:
    """Return the last weeks as bars; as high as the fullest week asks for."""
    monday = local_day(at) - timedelta(days=timezone.localtime(at).weekday())
    starts = [monday - timedelta(weeks=n) for n in range(WEEKS - 1, -1, -1)]
    entries = record.per_week((), starts[0])
    handovers = record.per_week(("handover.started",), starts[0])
    most = max([*entries.values(), 1])
    return tuple(
        Week(
            start,
            entries.get(start, 0),
            handovers.get(start, 0),
            STEP * n,
            100 - round(40 * entries.get(start, 0) / most),
            round(40 * entries.get(start, 0) / most),
        )
        for n, start in enumerate(starts)
    )


def entry_page(index: int, at: datetime) -> EntryPage | None:
    """Return one entry, or None when there is none with this number."""
    entry = record.entry_at(index)
    if entry is None:
        return None
    return EntryPage(
        lines([entry], at)[0],
        entry.leaf,
        None if _is_private(entry) else entry.body,
        entry.personal is not None,
        record.size(),
        record.root(),
    )


def _is_private(entry: EntryLine) -> bool:
    return entry.kind.startswith(PRIVATE)

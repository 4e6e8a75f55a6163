"""Reads of open questions: the page anybody answers on, and what the asker is shown."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings

from mandat.common.moments import local_day
from mandat.growth.measures import is_on
from mandat.growth.open_questions import rules
from mandat.growth.open_questions.models import OpenAnswer, OpenQuestion
from mandat.growth.rules import FEWEST, Group, at_least, blurred_batches
from mandat.growth.tokens import drawn
from mandat.power import queries as power

MOST = 100


@dataclass(frozen=True)
class OpenPage:
    """What anybody with the link sees."""

    title: str
    words: str
    forms: tuple[str, ...]
    language: str
    who: str
    organisation: str
    last_day: date
    open: bool
    reportable: bool


@dataclass(frozen=True)
class QuestionLine:
    """One of one's own questions in a list."""

    id: UUID
    title: str
    last_day: date
    open: bool
    removed: bool


@dataclass(frozen=True)
class Shown:
    """Words that show, in random order."""

    id: UUID
    words: str


@dataclass(frozen=True)
class QuestionPage:
    """One's own question with what shows of its answers.

    `came` is how many have answered at least, in fives. A part is None while too few to show.
    """

    id: UUID
    key: str
    title: str
    words: str
    forms: tuple[str, ...]
    language: str
    last_day: date
    open: bool
    removed: bool
    reported: bool
    came: int | None
    said: tuple[Shown, ...] | None
    taps: tuple[tuple[str, int], ...] | None
    scale: Group | None


@dataclass(frozen=True)
class QuestionReport:
    """A question somebody has reported, for those who look."""

    id: UUID
    title: str
    words: str
    report: str


def by_key(key: str, at: datetime) -> OpenPage | None:
    """Return the page behind a link; None when there is none, or it has been removed."""
    row = OpenQuestion.objects.select_related("owner").filter(key=key, removed=False).first()
    found = power.organisation()
    if row is None or found is None or not is_on("open_questions"):
        return None
    return OpenPage(
        row.title,
        row.words,
        tuple(row.forms),
        row.language,
        row.owner.name,
        found.name,
        _last_day(row),
        is_open(row, at),
        bool(settings.REPORTS_ROLE) and row.reported_at is None,
    )


def is_open(row: OpenQuestion, at: datetime) -> bool:
    """Tell whether a question can still be answered."""
    return row.closed_at is None and at < row.until and not row.removed


def _last_day(row: OpenQuestion) -> date:
    return local_day(row.until - timedelta(microseconds=1))


def own_questions(reader: UUID, at: datetime) -> tuple[QuestionLine, ...]:
    """Return one's own questions, newest first."""
    rows = OpenQuestion.objects.filter(owner__uuid=reader).order_by("-at", "-pk")[:MOST]
    return tuple(
        QuestionLine(r.uuid, r.title, _last_day(r), is_open(r, at), r.removed) for r in rows
    )


def question_page(reader: UUID, question: UUID, at: datetime) -> QuestionPage | None:
    """Return one's own question with the answers that show; to anybody else it does not exist."""
    row = OpenQuestion.objects.filter(uuid=question, owner__uuid=reader).first()
    if row is None:
        return None
    shown = _shown(row, over=not is_open(row, at))
    return QuestionPage(
        row.uuid,
        row.key,
        row.title,
        row.words,
        tuple(row.forms),
        row.language,
        _last_day(row),
        is_open(row, at),
        row.removed,
        row.reported_at is not None and row.looked_at is None,
        at_least(row.came),
        _words(shown["words"]),
        _taps(shown["tap"]),
        _scale(row.uuid, shown["scale"]),
    )


def _shown(row: OpenQuestion, *, over: bool) -> dict[str, list[OpenAnswer]]:
    """Return answers that show, by form: whole batches, and what waits once it is over."""
    found: defaultdict[str, list[OpenAnswer]] = defaultdict(list)
    waiting: defaultdict[str, list[OpenAnswer]] = defaultdict(list)
    for answer in row.answers.order_by("pk"):
        (waiting if answer.batch is None else found)[answer.form].append(answer)
    for form, left in waiting.items():
        if over and len(left) >= FEWEST:
            found[form] += left
    return found


def _words(rows: Iterable[OpenAnswer]) -> tuple[Shown, ...] | None:
    found = sorted(rows, key=lambda r: r.pk)
    return tuple(Shown(r.pk, r.words) for r in found) or None


def _taps(rows: list[OpenAnswer]) -> tuple[tuple[str, int], ...] | None:
    counts = Counter(r.value for r in rows)
    return tuple((tap, counts[tap]) for tap in rules.TAPS) if rows else None


def _scale(question: UUID, rows: list[OpenAnswer]) -> Group | None:
    batches: defaultdict[int, list[int]] = defaultdict(list)
    for row in rows:
        batches[row.batch or 0].append(int(row.value))
    return blurred_batches(
        [
            (len(values), sum(values), drawn("open", str(question), str(batch)))
            for batch, values in sorted(batches.items())
        ]
    )


def reported_questions(reader: UUID, at: datetime) -> tuple[QuestionReport, ...]:
    """Return reported questions, to those who look at reports; never one's own."""
    key = settings.REPORTS_ROLE
    if not key or all(r.key != key for r in power.roles_of(reader, at)):
        return ()
    rows = OpenQuestion.objects.filter(looked_at=None).exclude(reported_at=None)
    rows = rows.exclude(owner__uuid=reader).order_by("reported_at", "pk")[:MOST]
    return tuple(QuestionReport(r.uuid, r.title, r.words, r.report) for r in rows)

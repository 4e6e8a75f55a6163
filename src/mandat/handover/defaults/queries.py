"""Reads of what goes on as before: since when nobody has questioned it, and what was asked."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from mandat.handover.agreements.models import Evaluation
from mandat.handover.defaults.models import Questioning
from mandat.handover.defaults.rules import About, Default, review_day
from mandat.handover.models import Handover
from mandat.handover.proposals.models import Agreement
from mandat.power.queries import Names, PersonView
from mandat.power.queries.slices import load_books
from mandat.power.queries.steps import deciders_at, stage_of, steps
from mandat.power.rules import book_at, book_to_json

MOST = 50
"""How many steps a page lists, those nobody has questioned for longest first."""

Asked = Mapping[str, tuple[datetime, ...]]


@dataclass(frozen=True)
class Thing:
    """One thing that goes on, and since when nobody has questioned it."""

    about: About
    of: str
    name: Names
    """What the organisation calls it; empty where `title` or the rules' own words do."""
    part: Names
    """The step, beside the name of its matter."""
    title: str
    begun: datetime
    untouched: datetime
    review_on: date | None = None

    def years(self, at: datetime) -> int:
        """Whole years without a question."""
        return (at - self.untouched).days // 365


@dataclass(frozen=True)
class QuestionView:
    """What somebody asked of it, and what became of it."""

    id: UUID
    by: PersonView
    at: datetime
    words: str
    proposal: UUID | None


@dataclass(frozen=True)
class ThingPage:
    """One thing with what was asked of it, and what the reader may do."""

    thing: Thing
    questions: tuple[QuestionView, ...]
    may_keep: bool
    """Whether the reader decides at the step, and may say that it is needed."""
    mandate: UUID | None


@dataclass(frozen=True)
class DefaultsPage:
    """Everything that goes on, what nobody has questioned for longest first."""

    steps: tuple[Thing, ...]
    rules: tuple[Thing, ...]
    agreements: tuple[Thing, ...]


def _asked(about: About, at: datetime) -> Asked:
    found: dict[str, list[datetime]] = defaultdict(list)
    rows = Questioning.objects.filter(about=about, at__lte=at).values_list("of", "at")
    for of, when in rows:
        found[of].append(when)
    return {of: tuple(times) for of, times in found.items()}


def _opened(column: str) -> Asked:
    found: dict[str, list[datetime]] = defaultdict(list)
    for of, when in Handover.objects.values_list(f"{column}__uuid", "opened_at"):
        found[str(of)].append(when)
    return {of: tuple(times) for of, times in found.items()}


def defaults_page(at: datetime) -> DefaultsPage:
    """Return what goes on; a constant number of queries."""
    found = sorted(_steps(at), key=lambda t: t.untouched)
    rules, agreed = _rules(at), _agreements(at)
    by_time = lambda t: t.untouched  # noqa: E731
    return DefaultsPage(
        tuple(found[:MOST]), tuple(sorted(rules, key=by_time)), tuple(sorted(agreed, key=by_time))
    )


def _steps(at: datetime, stage: UUID | None = None) -> list[Thing]:
    asked, opened = _asked("stage", at), _opened("stage")
    months = book_at(load_books(), at).step_review_months
    found = []
    for step in steps(stage):
        key = str(step.id)
        default = Default(step.since, (*asked.get(key, ()), *opened.get(key, ())))
        untouched = default.untouched_since(at)
        own = date.fromisoformat(step.review_on) if step.review_on else None
        looked = review_day(own, timezone.localdate(untouched), months)
        found.append(
            Thing("stage", key, step.matter_name, step.name, "", step.since, untouched, looked)
        )
    return found


def _rules(at: datetime) -> list[Thing]:
    asked = _asked("rule", at)
    since: dict[str, tuple[Any, datetime]] = {}
    for adopted in load_books():
        if adopted.since > at:
            continue
        for name, value in book_to_json(adopted.book).items():
            if name not in since or since[name][0] != value:
                since[name] = (value, adopted.since)
    return [
        Thing("rule", name, {}, {}, name, began, _untouched(began, asked.get(name, ()), at))
        for name, (_, began) in since.items()
        if name != "name"
    ]


def _untouched(since: datetime, asked: tuple[datetime, ...], at: datetime) -> datetime:
    return Default(since, asked).untouched_since(at)


def _agreements(at: datetime) -> list[Thing]:
    asked = _asked("agreement", at)
    looked: dict[str, list[datetime]] = defaultdict(list)
    for of, when in Evaluation.objects.values_list("agreement__uuid", "at"):
        looked[str(of)].append(when)
    found = []
    for row in Agreement.objects.exclude(until__lte=at).order_by("pk"):
        key = str(row.uuid)
        default = Default(row.since, (*asked.get(key, ()), *looked[key]))
        day = date.fromisoformat(row.review_on)
        untouched = default.untouched_since(at)
        found.append(Thing("agreement", key, {}, {}, row.title, row.since, untouched, day))
    return found


def _mandate(of: str, at: datetime) -> Thing | None:
    held = stage_of(UUID(of))
    if held is None:
        return None
    _matter, name, since = held
    asked = (*_asked("mandate", at).get(of, ()), *_opened("source_mandate").get(of, ()))
    return Thing("mandate", of, name, {}, "", since, Default(since, asked).untouched_since(at))


def thing(about: str, of: str, at: datetime) -> Thing | None:
    """Return one thing that goes on, or None where there is none."""
    if about == "rule":
        return next((t for t in _rules(at) if t.of == of), None)
    try:
        UUID(of)
    except ValueError:
        return None
    if about == "stage":
        return next(iter(_steps(at, UUID(of))), None)
    if about == "mandate":
        return _mandate(of, at)
    return next((t for t in _agreements(at) if t.of == of), None) if about == "agreement" else None


def thing_page(about: str, of: str, reader: UUID, at: datetime) -> ThingPage | None:
    """Return one thing with what was asked of it."""
    found = thing(about, of, at)
    if found is None:
        return None
    rows = Questioning.objects.filter(about=about, of=of).select_related("by").order_by("-pk")
    may_keep = about == "stage" and reader in deciders_at(UUID(of), at)
    return ThingPage(
        found,
        tuple(
            QuestionView(q.uuid, PersonView(q.by.uuid, q.by.name), q.at, q.words, q.proposal)
            for q in rows
        ),
        may_keep,
        UUID(of) if about == "mandate" else None,
    )


def question_words(question: str) -> str:
    """Return what was asked, for the proposal that comes of it; nothing where there is none."""
    try:
        row = Questioning.objects.filter(uuid=UUID(question)).first()
    except ValueError:
        return ""
    return row.words if row else ""

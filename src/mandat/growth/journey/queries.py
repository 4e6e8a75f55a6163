"""Reads of journeys. A journey is its owner's; a companion sees what the owner chose."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mandat.common.moments import local_day
from mandat.growth.journey import rules
from mandat.growth.journey.models import Companion, Journey, JourneyStep, Story
from mandat.handover.queries.felt import matter_names
from mandat.handover.queries.lists import proposals_page
from mandat.power.queries import Names, PersonView

MOST_STORIES = 100


@dataclass(frozen=True)
class StepLine:
    """A step; `outcome` is empty while it is under way, `passed` when its day is over."""

    id: UUID
    what: str
    when: str
    where: str
    by: date
    outcome: str
    passed: bool


@dataclass(frozen=True)
class CompanionLine:
    """Whom the owner asked, and what they are shown."""

    id: UUID
    who: PersonView
    stand: rules.Stand
    question: str
    shows: frozenset[str]


@dataclass(frozen=True)
class StoryLine:
    """A story as everybody may read it."""

    id: UUID
    who: PersonView
    words: str
    held: str
    at: datetime
    reported_at: datetime | None
    report: str
    """Why it was reported: shown to whoever looks at reports alone."""
    looked_at: datetime | None
    removed: bool


@dataclass(frozen=True)
class JourneyLine:
    """A journey in its owner's list."""

    id: UUID
    today: str
    tomorrow: str
    under_way: int
    done: int


@dataclass(frozen=True)
class JourneyPage:
    """A journey as its owner sees it; `change` is the matter of the hand-over it is tied to."""

    id: UUID
    today: str
    tomorrow: str
    handover: UUID | None
    matter: Names | None
    change: str
    under_way: tuple[StepLine, ...]
    past: tuple[StepLine, ...]
    companion: CompanionLine | None
    stories: tuple[StoryLine, ...]
    counts: bool
    """Whether the owner lets steps that are done count, without their name."""

    @property
    def may_add(self) -> bool:
        return len(self.under_way) < rules.MOST_OPEN

    @property
    def done(self) -> int:
        return sum(s.outcome == "done" for s in self.past)


@dataclass(frozen=True)
class Beside:
    """What a companion sees; a part the owner keeps to themselves is None."""

    id: UUID
    owner: PersonView
    question: str
    stand: rules.Stand
    today: str | None
    tomorrow: str | None
    steps: tuple[StepLine, ...] | None


@dataclass(frozen=True)
class JourneysPage:
    """One's own journeys, and those of others one is asked about or walks beside."""

    own: tuple[JourneyLine, ...]
    beside: tuple[Beside, ...]


@dataclass(frozen=True)
class StepDue:
    """A step whose day has come, for a gentle reminder to its owner."""

    id: UUID
    journey: UUID
    owner: UUID
    what: str
    by: date


def journeys_page(reader: UUID, at: datetime) -> JourneysPage:
    """Return one's own journeys, newest first, and whom one is asked to walk beside."""
    rows = Journey.objects.filter(owner__uuid=reader).order_by("-started_at", "-pk")
    own = tuple(_journey_line(row) for row in rows.prefetch_related("steps"))
    return JourneysPage(own, beside_of(reader, at))


def journey_page(journey: UUID, reader: UUID, at: datetime) -> JourneyPage | None:
    """Return the reader's own journey; to anyone else it does not exist."""
    row = Journey.objects.filter(uuid=journey, owner__uuid=reader).first()
    if row is None:
        return None
    steps = _steps(row.steps.order_by("by", "pk"), at)
    names = matter_names([row.handover]) if row.handover else {}
    return JourneyPage(
        row.uuid,
        row.today,
        row.tomorrow,
        row.handover,
        names.get(row.handover) if row.handover else None,
        row.change,
        tuple(s for s in steps if not s.outcome),
        tuple(s for s in reversed(steps) if s.outcome),
        _companion(row, at),
        story_lines(row.stories),
        row.counts,
    )


def step_of(step: UUID, reader: UUID, at: datetime) -> tuple[UUID, StepLine] | None:
    """Return (journey, step) of the reader's own step."""
    row = JourneyStep.objects.select_related("journey").filter(
        uuid=step, journey__owner__uuid=reader
    )
    found = row.first()
    return None if found is None else (found.journey.uuid, _steps([found], at)[0])


def askings_of(owner: UUID) -> tuple[rules.Asking, ...]:
    """Return everybody the owner has asked, in every journey of theirs."""
    rows = Companion.objects.filter(journey__owner__uuid=owner)
    found = rows.values_list("person__uuid", "asked_at", "accepted", "ended")
    return tuple(rules.Asking(*row) for row in found)


def beside_of(reader: UUID, at: datetime) -> tuple[Beside, ...]:
    """Return the journeys one is asked about or walks beside, as one may see them."""
    rows = Companion.objects.filter(person__uuid=reader, ended=False).order_by("-asked_at")
    rows = rows.exclude(accepted=False).select_related("journey__owner")
    every = (_beside(row, at) for row in rows.prefetch_related("journey__steps"))
    return tuple(b for b in every if b.stand in {"asked", "beside"})


def beside_page(asking: UUID, reader: UUID, at: datetime) -> Beside | None:
    """Return one such journey; None for all others, and once it is over."""
    return next((b for b in beside_of(reader, at) if b.id == asking), None)


def walks_beside(companion: UUID, owner: UUID) -> bool:
    """Tell whether somebody walks beside the owner now."""
    return Companion.objects.filter(
        journey__owner__uuid=owner, person__uuid=companion, accepted=True, ended=False
    ).exists()


def companions_of(owner: UUID) -> tuple[PersonView, ...]:
    """Return those who walk beside the owner now."""
    rows = Companion.objects.filter(journey__owner__uuid=owner, accepted=True, ended=False)
    found = {r.person.uuid: _person(r.person) for r in rows.select_related("person")}
    return tuple(found.values())


def owners_beside(companion: UUID) -> tuple[PersonView, ...]:
    """Return those whom somebody walks beside now."""
    rows = Companion.objects.filter(person__uuid=companion, accepted=True, ended=False)
    found = {
        r.journey.owner.uuid: _person(r.journey.owner)
        for r in rows.select_related("journey__owner")
    }
    return tuple(found.values())


def stories(held: str = "", most: int = MOST_STORIES) -> tuple[StoryLine, ...]:
    """Return what people have told, newest first; with `held` only of what held them."""
    rows = Story.objects.filter(removed=False)
    return story_lines(rows.filter(held=held) if held else rows, most)


def changes_to_tie(reader: UUID, at: datetime) -> tuple[tuple[UUID, Names], ...]:
    """Return the hand-overs a journey can be tied to: those the reader can see and that live."""
    page = proposals_page(reader, at)
    lines = (*page.asks_me, *page.under_way, *page.in_force)
    return tuple((line.id, line.proposed.matter.name) for line in lines)


def steps_due(at: datetime) -> tuple[StepDue, ...]:
    """Return every step under way whose day has come, for reminders; each for its owner only."""
    rows = JourneyStep.objects.filter(outcome="", by__lte=local_day(at)).order_by("by", "pk")
    return tuple(
        StepDue(r.uuid, r.journey.uuid, r.journey.owner.uuid, r.what, r.by)
        for r in rows.select_related("journey__owner")
    )


def steps_ahead(owner: UUID) -> tuple[tuple[UUID, UUID, date, datetime], ...]:
    """Return (step, journey, its day, begun at) of one's own steps under way: for a calendar."""
    rows = JourneyStep.objects.filter(journey__owner__uuid=owner, outcome="")
    columns = ("uuid", "journey__uuid", "by", "begun_at")
    return tuple(rows.order_by("by", "pk").values_list(*columns))


def askings_waiting(at: datetime) -> tuple[tuple[UUID, UUID, datetime], ...]:
    """Return (asking, who is asked, when) of those not answered yet: for telling them."""
    since = at - rules.ANSWER_WITHIN
    rows = Companion.objects.filter(accepted=None, ended=False, asked_at__gt=since)
    return tuple(rows.order_by("pk").values_list("uuid", "person__uuid", "asked_at"))


def asks_or_due(person: UUID, at: datetime) -> tuple[bool, bool]:
    """Tell whether somebody asks one along, and whether a step of one's own has come due."""
    since = at - rules.ANSWER_WITHIN
    asked = Companion.objects.filter(
        person__uuid=person, accepted=None, ended=False, asked_at__gt=since
    )
    due = JourneyStep.objects.filter(journey__owner__uuid=person, outcome="", by__lte=local_day(at))
    return asked.exists(), due.exists()


# --- rows to values -----------------------------------------------------------------------------


def _journey_line(row: Journey) -> JourneyLine:
    outcomes = [step.outcome for step in row.steps.all()]
    return JourneyLine(
        row.uuid, row.today, row.tomorrow, outcomes.count(""), outcomes.count("done")
    )


def _steps(rows: Iterable[JourneyStep], at: datetime) -> tuple[StepLine, ...]:
    today = local_day(at)
    return tuple(
        StepLine(r.uuid, r.what, r.when, r.where, r.by, r.outcome, not r.outcome and r.by < today)
        for r in rows
    )


def _companion(row: Journey, at: datetime) -> CompanionLine | None:
    """Return the one asked last, whatever the answer."""
    last = row.companions.select_related("person").order_by("-asked_at", "-pk").first()
    if last is None:
        return None
    stand = rules.stand_of(_asking(last), at)
    return CompanionLine(
        last.uuid, _person(last.person), stand, last.question, frozenset(last.shows)
    )


def _beside(row: Companion, at: datetime) -> Beside:
    stand = rules.stand_of(_asking(row), at)
    seen = rules.seen_by_companion(row.shows, stand)
    journey = row.journey
    steps = sorted(journey.steps.all(), key=lambda s: (s.by, s.pk)) if "steps" in seen else None
    return Beside(
        row.uuid,
        _person(journey.owner),
        row.question,
        stand,
        journey.today if "today" in seen else None,
        journey.tomorrow if "tomorrow" in seen else None,
        None if steps is None else _steps(steps, at),
    )


def _asking(row: Companion) -> rules.Asking:
    return rules.Asking(row.person.uuid, row.asked_at, row.accepted, row.ended)


def story_lines(rows: object, most: int = MOST_STORIES) -> tuple[StoryLine, ...]:
    """Return stories as values, newest first."""
    found = rows.select_related("teller").order_by("-at", "-pk")[:most]  # type: ignore[attr-defined]
    return tuple(
        StoryLine(
            r.uuid,
            _person(r.teller),
            r.words,
            r.held,
            r.at,
            r.reported_at,
            r.report,
            r.looked_at,
            r.removed,
        )
        for r in found
    )


def _person(row: object) -> PersonView:
    return PersonView(row.uuid, row.name)  # type: ignore[attr-defined]

"""Reads of obstacles. One's own, a companion's where it is shown, and groups of five or more."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mandat.common.moments import local_day
from mandat.growth.felt.queries import felt_by_receivers
from mandat.growth.journey import queries as journeys
from mandat.growth.journey.queries import StoryLine
from mandat.growth.measures import is_on
from mandat.growth.obstacles import rules
from mandat.growth.obstacles.models import Obstacle, ObstacleCount
from mandat.growth.rules import Group
from mandat.handover.queries.felt import owner_of
from mandat.handover.queries.given import given_back
from mandat.handover.queries.lists import drafts_of
from mandat.handover.queries.walk import walk_page
from mandat.power.queries import Names, PersonView

STORIES = 3
KEPT = ("kept", "widened")


@dataclass(frozen=True)
class ObstacleLine:
    """What holds somebody back, in a list."""

    id: UUID
    owner: PersonView
    kinds: tuple[str, ...]
    words: str
    at: datetime
    own: bool


@dataclass(frozen=True)
class FeltElsewhere:
    """How a kept hand-over feels to five or more who received it."""

    matter: Names
    group: Group


@dataclass(frozen=True)
class Elsewhere:
    """What kept hand-overs have given; `days` is an estimate, None with nothing to compare."""

    handovers: int
    days: float | None
    felt: tuple[FeltElsewhere, ...]


@dataclass(frozen=True)
class ObstaclePage:
    """What holds somebody back, and the help that fits."""

    line: ObstacleLine
    side: str
    draft: UUID | None
    handover: UUID | None
    helps: tuple[rules.Help, ...]
    stories: tuple[StoryLine, ...]
    elsewhere: Elsewhere
    companions: tuple[PersonView, ...]
    shown_to: UUID | None


@dataclass(frozen=True)
class Start:
    """Where somebody comes from who is stuck: their own walk, a proposal, or neither."""

    side: str = ""
    kinds: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Quarter:
    """A quarter that has ended: for each kind, how many at least, or None if too few."""

    quarter: date
    counts: tuple[tuple[rules.Kind, int | None], ...]


def obstacles_of(reader: UUID) -> tuple[ObstacleLine, ...]:
    """Return one's own, newest first, and then what is shown to one as a companion."""
    own = Obstacle.objects.filter(owner__uuid=reader).select_related("owner").order_by("-at")
    shown = Obstacle.objects.filter(shown_to__uuid=reader).select_related("owner").order_by("-at")
    beside = {one.id for one in journeys.owners_beside(reader)}
    return tuple(
        _line(row, reader) for row in (*own, *(r for r in shown if r.owner.uuid in beside))
    )


def shown_by(owner: UUID, reader: UUID) -> tuple[ObstacleLine, ...]:
    """Return what somebody shows the reader, who walks beside them; newest first."""
    if not journeys.walks_beside(reader, owner):
        return ()
    rows = Obstacle.objects.filter(owner__uuid=owner, shown_to__uuid=reader).order_by("-at")
    return tuple(_line(row, reader) for row in rows.select_related("owner"))


def obstacle_page(obstacle: UUID, reader: UUID, at: datetime) -> ObstaclePage | None:
    """Return it to its owner, and to the companion it is shown to; to others it is not there."""
    row = Obstacle.objects.select_related("owner", "shown_to").filter(uuid=obstacle).first()
    if row is None or not _may_see(row, reader):
        return None
    own = row.owner.uuid == reader
    return ObstaclePage(
        _line(row, reader),
        row.side,
        row.draft if own else None,
        row.handover if own else None,
        rules.help_for(row.kinds),
        _stories_for(row.kinds, row.owner.uuid),
        _elsewhere(at),
        journeys.companions_of(reader) if own else (),
        row.shown_to.uuid if own and row.shown_to else None,
    )


def start_from(
    reader: UUID, draft: UUID | None, handover: UUID | None, at: datetime
) -> Start | None:
    """Return what is known where the reader comes from; None for what is not theirs to see."""
    if draft is not None:
        walk = walk_page(draft, reader, at)
        if walk is None:
            return None
        kinds = tuple(kind for kind in rules.KINDS if walk.obstacle.get(kind))
        return Start("giver", kinds, str(walk.obstacle.get("words", "")))
    if handover is not None:
        found = owner_of(handover, reader)
        return None if found is None else Start("giver" if found[1] == reader else "receiver")
    return Start()


def is_open_to(reader: UUID, draft: UUID | None, handover: UUID | None) -> bool:
    """Tell whether the reader may tie what holds them to a walk or a hand-over."""
    own = draft is None or any(d.id == draft for d in drafts_of(reader))
    return own and (handover is None or owner_of(handover, reader) is not None)


def last_quarter(at: datetime) -> Quarter | None:
    """Return the quarter that ended last, the whole organisation; None when switched off.

    Figures of a quarter never change once it has ended: nothing can be reckoned from two looks.
    """
    if not is_on("obstacles"):
        return None
    quarter = rules.before(rules.quarter_of(local_day(at)))
    named = ObstacleCount.objects.filter(quarter=quarter).values_list("kind", flat=True)
    return Quarter(quarter, tuple(rules.at_least(named).items()))


# --- rows to values -----------------------------------------------------------------------------


def _may_see(row: Obstacle, reader: UUID) -> bool:
    if row.owner.uuid == reader:
        return True
    shown = row.shown_to is not None and row.shown_to.uuid == reader
    return shown and journeys.walks_beside(reader, row.owner.uuid)


def _line(row: Obstacle, reader: UUID) -> ObstacleLine:
    owner = PersonView(row.owner.uuid, row.owner.name)
    return ObstacleLine(row.uuid, owner, tuple(row.kinds), row.words, row.at, owner.id == reader)


def _stories_for(kinds: list[str], owner: UUID) -> tuple[StoryLine, ...]:
    """Return others' stories, those of the same obstacle first."""
    every = [story for story in journeys.stories() if story.who.id != owner]
    return tuple(sorted(every, key=lambda s: s.held not in kinds))[:STORIES]


def _elsewhere(at: datetime) -> Elsewhere:
    kept = [given for given in given_back(at) if given.state in KEPT]
    days = [given.days for given in kept if given.days is not None]
    groups = felt_by_receivers({given.handover for given in kept})
    felt = tuple(
        FeltElsewhere(given.matter, groups[given.handover])
        for given in kept
        if given.handover in groups
    )
    return Elsewhere(len(kept), sum(days) if days else None, felt[:STORIES])

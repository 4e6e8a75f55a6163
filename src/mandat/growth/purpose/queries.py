"""Reads of far goals and experiments. They belong to circles, and are open to everyone."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from mandat.common.moments import local_day
from mandat.growth.purpose import rules
from mandat.growth.purpose.models import Experiment, FarGoal
from mandat.power import queries as power
from mandat.power.queries import CirclePlace, Names, PersonView


@dataclass(frozen=True)
class GoalView:
    """A wording of a circle's far goal, and who set it when."""

    id: UUID
    words: str
    set_by: PersonView
    at: datetime


@dataclass(frozen=True)
class CircleGoal:
    """A circle with its far goal, if it has one. `depth`: circles above it."""

    circle: CirclePlace
    depth: int
    goal: GoalView | None
    may_set: bool


@dataclass(frozen=True)
class GoalPage:
    """A circle's far goal, with the earlier wordings, newest first."""

    circle: CirclePlace
    goal: GoalView | None
    earlier: tuple[GoalView, ...]
    may_set: bool


@dataclass(frozen=True)
class ExperimentView:
    """An experiment. `due`: its end has come, and nothing has been said yet of what it taught."""

    id: UUID
    circle: UUID
    circle_key: str
    circle_name: Names
    begun_by: PersonView
    what: str
    hope: str
    how: str
    begun_at: datetime
    until: date
    outcome: str
    learned: str
    ended_at: datetime | None
    ended_by: PersonView | None
    due: bool
    ours: bool
    """The circle is one of the reader's own: they may say what it taught."""
    mine: bool
    """The reader began it, and may take it away."""


@dataclass(frozen=True)
class ExperimentsPage:
    """Experiments of every circle: those under way, and what the others taught."""

    under_way: tuple[ExperimentView, ...]
    ended: tuple[ExperimentView, ...]


MOST_ENDED = 100


def own_circles(reader: UUID, at: datetime) -> frozenset[UUID]:
    """Return the circles that are somebody's own, with those above."""
    parents = {c.id: c.parent for c in power.circle_places()}
    held = {role.circle for role in power.roles_of(reader, at)}
    return rules.circles_of_ones_own(held, parents)


# --- far goals ----------------------------------------------------------------------------------


def goals(reader: UUID, at: datetime) -> tuple[CircleGoal, ...]:
    """Return every circle in the order of the tree, with its far goal; constant queries."""
    places = power.circle_places()
    latest = {row.circle.uuid: _goal(row) for row in _goal_rows().order_by("at", "pk")}
    held = {role.circle for role in power.roles_of(reader, at)}
    inside: dict[UUID | None, list[CirclePlace]] = {}
    for place in places:
        inside.setdefault(place.parent, []).append(place)
    found: list[CircleGoal] = []

    def gather(above: UUID | None, depth: int) -> None:
        for place in inside.get(above, ()):
            found.append(CircleGoal(place, depth, latest.get(place.id), place.id in held))
            gather(place.id, depth + 1)

    gather(None, 0)
    return tuple(found)


def goal_page(circle: str, reader: UUID, at: datetime) -> GoalPage | None:
    """Return a circle's far goal by the circle's key, or None when there is no such circle."""
    place = next((c for c in power.circle_places() if c.key == circle), None)
    if place is None:
        return None
    rows = _goal_rows().filter(circle__uuid=place.id).order_by("-at", "-pk")
    found = tuple(_goal(row) for row in rows)
    may = power.holds_role_in(reader, place.id, at)
    return GoalPage(place, found[0] if found else None, found[1:], may)


def own_goal(reader: UUID, at: datetime) -> GoalView | None:
    """Return the far goal nearest to somebody: of a circle where they have a role, or above it."""
    parents = {c.id: c.parent for c in power.circle_places()}
    latest = {row.circle.uuid: _goal(row) for row in _goal_rows().order_by("at", "pk")}
    for role in power.roles_of(reader, at):
        here: UUID | None = role.circle
        while here is not None:
            if here in latest:
                return latest[here]
            here = parents[here]
    return None


def _goal_rows() -> QuerySet[FarGoal]:
    return FarGoal.objects.select_related("circle", "set_by")


def _goal(row: FarGoal) -> GoalView:
    return GoalView(row.uuid, row.words, PersonView(row.set_by.uuid, row.set_by.name), row.at)


# --- experiments --------------------------------------------------------------------------------


def experiments_page(reader: UUID, at: datetime) -> ExperimentsPage:
    """Return the experiments of all circles; those whose end has come first."""
    own = own_circles(reader, at)
    running = _rows().filter(outcome="").order_by("until", "pk")
    ended = _rows().exclude(outcome="").order_by("-ended_at", "-pk")[:MOST_ENDED]
    return ExperimentsPage(
        tuple(_view(row, reader, own, at) for row in running),
        tuple(_view(row, reader, own, at) for row in ended),
    )


def experiment(uuid: UUID, reader: UUID, at: datetime) -> ExperimentView | None:
    """Return one experiment, or None when there is none."""
    row = _rows().filter(uuid=uuid).first()
    return None if row is None else _view(row, reader, own_circles(reader, at), at)


def experiments_of(circle: UUID, reader: UUID, at: datetime) -> tuple[ExperimentView, ...]:
    """Return the experiments of one circle, those under way first, then the latest."""
    own = own_circles(reader, at)
    found = [_view(row, reader, own, at) for row in _rows().filter(circle__uuid=circle)]
    running = sorted((e for e in found if not e.outcome), key=lambda e: e.until)
    ended = sorted((e for e in found if e.ended_at), key=lambda e: str(e.ended_at), reverse=True)
    return (*running, *ended)


def learnings(since: datetime, until: datetime) -> tuple[ExperimentView, ...]:
    """Return experiments that ended between two moments, newest first: for celebrating."""
    rows = _rows().filter(ended_at__gte=since, ended_at__lte=until).order_by("-ended_at", "-pk")
    return tuple(_view(row, None, frozenset(), until) for row in rows[:MOST_ENDED])


def experiments_due(reader: UUID, at: datetime) -> tuple[ExperimentView, ...]:
    """Return the experiments one began oneself whose end has come: asked of nobody else."""
    rows = _rows().filter(begun_by__uuid=reader, outcome="", until__lte=local_day(at))
    return tuple(_view(row, reader, frozenset(), at) for row in rows.order_by("until", "pk"))


def all_experiments_due(at: datetime) -> tuple[tuple[UUID, UUID], ...]:
    """Return (experiment, who began it) of those whose end has come: for telling them."""
    rows = Experiment.objects.filter(outcome="", until__lte=local_day(at)).order_by("until", "pk")
    return tuple(rows.values_list("uuid", "begun_by__uuid"))


def _rows() -> QuerySet[Experiment]:
    return Experiment.objects.select_related("circle", "begun_by", "ended_by")


def _view(
    row: Experiment, reader: UUID | None, own: frozenset[UUID], at: datetime
) -> ExperimentView:
    ended_by = row.ended_by
    return ExperimentView(
        id=row.uuid,
        circle=row.circle.uuid,
        circle_key=row.circle.key,
        circle_name=row.circle.name,
        begun_by=PersonView(row.begun_by.uuid, row.begun_by.name),
        what=row.what,
        hope=row.hope,
        how=row.how,
        begun_at=row.begun_at,
        until=row.until,
        outcome=row.outcome,
        learned=row.learned,
        ended_at=row.ended_at,
        ended_by=PersonView(ended_by.uuid, ended_by.name) if ended_by else None,
        due=not row.outcome and row.until <= local_day(at),
        ours=row.circle.uuid in own,
        mine=row.begun_by.uuid == reader,
    )

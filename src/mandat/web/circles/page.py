"""What a circle's page shows, composed of power, hand-overs and growth."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.growth.purpose.queries import (
    ExperimentView,
    GoalView,
    experiments_of,
    goal_page,
    own_circles,
)
from mandat.handover.queries.commitments import CommitmentView, commitments_over
from mandat.power import queries as power
from mandat.power.queries import CirclePlace, RoleView


@dataclass(frozen=True)
class CirclePage:
    """A circle as everybody sees it, and what the reader may do there."""

    circle: CirclePlace
    above: CirclePlace | None
    inside: tuple[CirclePlace, ...]
    roles: tuple[RoleView, ...]
    goal: GoalView | None
    earlier: int
    commitments: tuple[CommitmentView, ...]
    """Those that bind it: its own, and those of the circles it lies in."""
    experiments: tuple[ExperimentView, ...]
    has_role: bool
    ours: bool


def circle_page(key: str, reader: UUID, at: datetime) -> CirclePage | None:
    """Return a circle's page, or None when there is no such circle."""
    goal = goal_page(key, reader, at)
    if goal is None:
        return None
    places, circle = power.circle_places(), goal.circle
    return CirclePage(
        circle,
        next((c for c in places if c.id == circle.parent), None),
        tuple(c for c in places if c.parent == circle.id),
        power.roles_in(circle.id, at),
        goal.goal,
        len(goal.earlier),
        commitments_over(circle.id, at),
        experiments_of(circle.id, reader, at),
        goal.may_set,
        circle.id in own_circles(reader, at),
    )

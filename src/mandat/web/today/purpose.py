"""What Today shows of purpose and of what went well: gently, and the same for everybody."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.growth.celebrate.queries import Asking, Bloom, asks_of, lifted
from mandat.growth.purpose.queries import ExperimentView, GoalView, experiments_due, own_goal


@dataclass(frozen=True)
class Purpose:
    """One thing that went well, what the reader's own circle is for, and what asks the reader."""

    well: Bloom | None
    goal: GoalView | None
    due: tuple[ExperimentView, ...]
    asks: tuple[Asking, ...]


def purpose_block(reader: UUID, at: datetime) -> Purpose:
    """Return what to show one person today."""
    return Purpose(
        lifted(reader, at), own_goal(reader, at), experiments_due(reader, at), asks_of(reader)
    )

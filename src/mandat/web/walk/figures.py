"""One's own numbers in the walk: for the one who made the rulings, and nobody else."""

import statistics
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common import formats
from mandat.common.units import days_between
from mandat.services import queries as services

MOST_NOES = 10


@dataclass(frozen=True)
class Figures:
    """What one has ruled at a stage so far."""

    rulings: int
    yes: int
    waited: float | None
    """Median days from put to ruled."""

    @property
    def noes(self) -> int:
        """Every no, returned ones too."""
        return self.rulings - self.yes


@dataclass(frozen=True)
class PastNo:
    """One no of one's own: when, on what, why."""

    when: datetime
    facts: str
    reason: str


def figures_at(reader: UUID, stages: Collection[UUID]) -> dict[UUID, Figures]:
    """Count the reader's own rulings, by stage."""
    found = {}
    for stage, lines in services.rulings_by(reader, stages).items():
        waits = [days_between(line.put_at, line.at) for line in lines]
        yes = sum(line.outcome == "yes" for line in lines)
        found[stage] = Figures(len(lines), yes, statistics.median(waits))
    return found


def past_noes(reader: UUID, stage: UUID) -> tuple[PastNo, ...]:
    """Return the reader's latest noes at a stage, in words."""
    return tuple(
        PastNo(
            no.at,
            ", ".join(_fact(f) for f in no.facts),
            no.reason,
        )
        for no in services.noes_by(reader, stage, MOST_NOES)
    )


def _fact(line: services.FactLine) -> str:
    value = formats.local(line.choice) if line.choice else formats.value(line.value)
    return f"{formats.local(line.label)} {value}"

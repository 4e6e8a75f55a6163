"""One's own numbers in the walk: for the one who made the rulings, and nobody else."""

import statistics
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.units import days_between
from mandat.handover.queries.walk import WalkPage
from mandat.power.queries import MandateView
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


def past_rulings(mandate: MandateView, reader: UUID, at: datetime) -> Figures:
    """Count the reader's own rulings at the mandate's stage."""
    del at
    mine = [
        r
        for r in services.rulings_for_evidence(mandate.matter, mandate.stage)
        if r.ruled_by == reader
    ]
    waits = [days_between(r.put_at, r.ruled_at) for r in mine]
    yes = sum(r.outcome == "granted" for r in mine)
    return Figures(len(mine), yes, statistics.median(waits) if waits else None)


def past_noes(walk: WalkPage, reader: UUID) -> tuple[datetime, ...]:
    """Return when the reader last said no at this stage, newest first."""
    terms = walk.proposed
    mine = [
        r.ruled_at
        for r in services.rulings_for_evidence(terms.matter.id, terms.stage.id)
        if r.ruled_by == reader and r.outcome != "granted"
    ]
    return tuple(sorted(mine, reverse=True)[:MOST_NOES])

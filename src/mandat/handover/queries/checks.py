"""After-checks drawn by the secret seed."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.handover import models
from mandat.handover.queries.cases import CaseFacts, ruled_under
from mandat.handover.rules import looking


@dataclass(frozen=True)
class Check:
    """One ruling, or passage, that was drawn. Not who ruled: it is the ruling one looks at."""

    of: UUID
    at: datetime
    outcome: str
    case: CaseFacts
    verdict: str | None
    words: str


def checks_for(row: models.Handover) -> tuple[Check, ...]:
    """Return what the seed has drawn so far, newest first, with what was said of it."""
    seed = models.DrawSeed.objects.filter(handover=row).values_list("value", flat=True).first()
    if seed is None:
        return ()
    secret = bytes.fromhex(seed)
    said = {c.of: c for c in row.afterchecks.all()}
    return tuple(
        Check(
            r.of,
            r.at,
            r.outcome,
            r.case,
            said[r.of].verdict if r.of in said else None,
            said[r.of].words if r.of in said else "",
        )
        for r in ruled_under(row)
        if looking.drawn(secret, r.of, row.check_share)
    )


def seed_shown(row: models.Handover, *, ended: bool) -> str:
    """Return the seed once the hand-over has ended, so that anyone can check the draw."""
    if not ended:
        return ""
    found = models.DrawSeed.objects.filter(handover=row).values_list("value", flat=True).first()
    return found or ""

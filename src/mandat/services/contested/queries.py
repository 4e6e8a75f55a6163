"""What is asked about others, for whoever asked, the person in question, and who decides."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import queries as power
from mandat.power.queries import ChallengeView
from mandat.services.contested.rules import who_decide
from mandat.services.models import Case
from mandat.services.queries.shared import bearing, case_view


@dataclass(frozen=True)
class ChallengePage:
    """A question whether somebody is too close, and whether the reader decides it."""

    challenge: ChallengeView
    number: int
    decides: bool
    over: bool = False
    """Whether the case has ended, so that there is nothing left to decide."""
    reads: bool = False
    """Whether the reader may read the case: whoever asked may."""


def deciders(challenge: ChallengeView, at: datetime) -> tuple[UUID, ...]:
    """Return who decides; nobody once the case is over."""
    row = bearing(Case.objects.filter(uuid=challenge.case)).first()
    if row is None or row.stage is None:
        return ()
    org = power.load_slice(challenge.matter, ())
    person, asker = challenge.person.id, challenge.raised_by.id
    return who_decide(org, case_view(row), person, asker, at)


def challenge_page(reader: UUID, challenge: UUID, at: datetime) -> ChallengePage | None:
    """Return it to whoever asked, the person in question, and those who decide; else None."""
    found = power.challenge(challenge)
    if found is None:
        return None
    decides = found.upheld is None and reader in deciders(found, at)
    by = found.decided_by.id if found.decided_by else None
    if not decides and reader not in {found.person.id, found.raised_by.id, by}:
        return None
    case = Case.objects.get(uuid=found.case)
    reads = reader == found.raised_by.id
    return ChallengePage(found, case.number, decides, case.ended_at is not None, reads)


def to_decide(reader: UUID, at: datetime) -> tuple[ChallengeView, ...]:
    """Return what the reader is to decide, oldest first."""
    waiting = power.open_challenges()
    if not waiting:
        return ()
    rows = bearing(Case.objects.filter(uuid__in={c.case for c in waiting}, stage__isnull=False))
    cases = {r.uuid: case_view(r) for r in rows}
    slices = power.load_slices({c.matter for c in waiting}, ())
    return tuple(
        c
        for c in waiting
        if c.case in cases
        and reader in who_decide(slices[c.matter], cases[c.case], c.person.id, c.raised_by.id, at)
    )

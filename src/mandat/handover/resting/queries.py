"""What rests of a hand-over, as one reader may see it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.handover.queries.views import ProposalPage
from mandat.power import queries as power
from mandat.power.queries import PauseView, PersonView
from mandat.services.queries import CaseWaiting, cases_to_take_over


@dataclass(frozen=True)
class RestPage:
    """Whether it rests, who takes a break, and what the reader may do about it."""

    now: PauseView | None
    earlier: tuple[PauseView, ...]
    """Pauses that are over, newest first."""
    away_until: datetime | None
    """Until when the reader takes a break."""
    away: tuple[tuple[PersonView, datetime], ...]
    """Who else does, for those who hand over or use it."""
    may_pause: bool
    may_resume: bool
    may_break: bool
    cases: tuple[CaseWaiting, ...]
    """Undecided cases that the reader may take back, one at a time."""
    mandate: UUID | None


def rest_of(page: ProposalPage, reader: UUID, at: datetime) -> RestPage | None:
    """Return what rests of a hand-over; None before it came into force."""
    if page.line.since is None:
        return None
    pauses = power.pauses_under(page.line.id)
    now = next((p for p in pauses if p.holds_at(at)), None)
    away = {} if page.line.ended else power.breaks_under(page.line.id, at)
    uses = page.may.hand_back
    moves = page.line.proposed.kind == "move"
    return RestPage(
        None if page.line.ended else now,
        tuple(p for p in reversed(pauses) if p is not now),
        away.get(reader),
        _others(away, reader) if uses or page.may.take_back else (),
        may_pause=page.may.take_back and now is None,
        may_resume=page.may.take_back and now is not None,
        may_break=uses and moves and reader not in away,
        cases=_cases(page, reader, at),
        mandate=page.mandate,
    )


def _others(away: dict[UUID, datetime], reader: UUID) -> tuple[tuple[PersonView, datetime], ...]:
    people = power.people(away.keys() - {reader})
    return tuple((people[p], until) for p, until in away.items() if p in people)


def _cases(page: ProposalPage, reader: UUID, at: datetime) -> tuple[CaseWaiting, ...]:
    if not page.may.take_back or page.mandate is None:
        return ()
    return cases_to_take_over(reader, page.mandate, at)


def resting(handover: UUID, at: datetime) -> datetime | None:
    """Return until when a hand-over rests, if it does."""
    return next((p.until for p in power.pauses_under(handover) if p.holds_at(at)), None)

"""What Today shows, composed of every room. Only the reader's own affairs, and what is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mandat.handover.agreements.queries import Waiting, waiting_for
from mandat.handover.duties.queries.page import Subject, speaks_for
from mandat.handover.proposals.queries import Line as GeneralLine
from mandat.handover.proposals.queries import lines_for
from mandat.handover.queries.given import Given, given_back
from mandat.handover.queries.lists import proposals_page
from mandat.handover.queries.shadow import Beside, waits_beside
from mandat.handover.queries.views import Line, ProposalsPage
from mandat.power import queries as power
from mandat.power.queries import ChallengeView, MandateView
from mandat.services import queries as services
from mandat.services.contested.queries import to_decide
from mandat.services.queries import CaseLine
from mandat.services.queries.waited import said_by
from mandat.services.register.queries import MinutesTask, minutes_to_do
from mandat.web import charts

SOON = timedelta(days=14)
"""A mandate that ends or is to be looked over within this time asks for attention."""
SHOWN = 5
"""How many mandates and cases are listed before "show all"."""


@dataclass(frozen=True)
class Waits:
    """One's own case with somebody else: the days so far beside what is usual."""

    case: CaseLine
    dots: charts.DayDots
    day: int


@dataclass(frozen=True)
class ToRule:
    """A case that waits for the reader, with what they have said before. For their eyes only."""

    case: CaseLine
    yes: int
    rulings: int


@dataclass(frozen=True)
class Changed:
    """What one hand-over gave, a dot a day."""

    given: Given
    dots: charts.DotChart


@dataclass(frozen=True)
class TodayPage:
    """One person's day."""

    cases: tuple[ToRule, ...]
    sent_back: tuple[CaseLine, ...]
    ending: tuple[MandateView, ...]
    waits: tuple[Waits, ...]
    mandates: tuple[MandateView, ...]
    proposals: ProposalsPage
    trials_ending: tuple[Line, ...]
    given: tuple[Given, ...]
    asked: tuple[MandateView, ...]
    """Mandates that wait for the reader's yes. No task: a no is as good."""
    challenges: tuple[ChallengeView, ...]
    """Questions whether somebody is too close to a case, for the reader to decide."""
    beside: tuple[Beside, ...]
    """Shadowings in which cases wait for the reader's answer. No task: one may let it be."""
    minutes: tuple[MinutesTask, ...] = ()
    """Minutes to approve or post, where the rules name the reader's role."""
    general: tuple[GeneralLine, ...] = ()
    """Proposals that ask something of the reader now."""
    agreements: tuple[Waiting, ...] = ()
    """Agreements of the reader's circles to look over, or that soon end by themselves."""
    speaks: tuple[Subject, ...] = ()
    """Changes of work on which the reader is asked to speak for the employees or for safety."""

    @property
    def tasks(self) -> int:
        own = len(self.cases) + len(self.sent_back) + len(self.ending) + len(self.challenges)
        asked = len(self.proposals.asks_me) + len(self.general) + len(self.agreements)
        asked += len(self.speaks)
        return own + asked + len(self.trials_ending)

    @property
    def days(self) -> float:
        """Days given back in all, an estimate."""
        return sum(g.days or 0.0 for g in self.given)

    @property
    def changed(self) -> tuple[Changed, ...]:
        """The hand-overs that have given most, with a dot a day."""
        gave = [g for g in self.given if g.days is not None and g.days >= 1]
        return tuple(Changed(g, charts.dot_chart(round(g.days or 0))) for g in gave[:3])

    @property
    def oldest(self) -> float | None:
        """Days the longest waiting has waited."""
        return max((c.case.waited for c in self.cases), default=None)

    @property
    def first_mandates(self) -> tuple[MandateView, ...]:
        return self.mandates[:SHOWN]


def today_page(reader: UUID, at: datetime) -> TodayPage:
    """Return one person's day."""
    own = services.my_cases(reader, at)
    mandates = power.mandates_of(reader, at)
    proposals = proposals_page(reader, at)
    return TodayPage(
        _to_rule(reader, services.waiting_for(reader, at, mandates)),
        tuple(c for c in own if c.state == "returned" and c.asker.id == reader),
        tuple(m for m in mandates if m.handover is None and _ends_soon(m, at)),
        tuple(_waits(c) for c in own if c.state == "open"),
        mandates,
        proposals,
        tuple(line for line in proposals.in_force if _trial_ends(line, reader, at)),
        given_back(at),
        power.asked_to_take(reader, at),
        to_decide(reader, at),
        waits_beside(reader),
        minutes_to_do(reader, at),
        tuple(line for line in lines_for(reader, at) if line.asks),
        waiting_for(reader, at),
        speaks_for(reader, at),
    )


def _trial_ends(line: Line, reader: UUID, at: datetime) -> bool:
    own = line.owner.id == reader and not line.asks_me
    return own and line.state == "trial" and line.until is not None and line.until - at < SOON


def _to_rule(reader: UUID, cases: tuple[CaseLine, ...]) -> tuple[ToRule, ...]:
    stages = {c.stage for c in cases if c.stage is not None}
    before = said_by(reader, stages) if stages else {}
    return tuple(ToRule(c, *before.get(c.stage or UUID(int=0), (0, 0))) for c in cases)


def _ends_soon(mandate: MandateView, at: datetime) -> bool:
    days = [d for d in (mandate.until, mandate.review_on) if d is not None]
    return bool(days) and min(days) - at < SOON


def _waits(case: CaseLine) -> Waits:
    day = int(case.waited) + 1
    return Waits(case, charts.day_dots(day, case.usually), day)

"""What Today shows, composed of every room. Only the reader's own affairs, and what is open."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mandat.power import queries as power
from mandat.power.queries import MandateView
from mandat.services import queries as services
from mandat.services.queries import CaseLine
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
class TodayPage:
    """One person's day."""

    cases: tuple[CaseLine, ...]
    sent_back: tuple[CaseLine, ...]
    ending: tuple[MandateView, ...]
    waits: tuple[Waits, ...]
    mandates: tuple[MandateView, ...]

    @property
    def tasks(self) -> int:
        return len(self.cases) + len(self.sent_back) + len(self.ending)

    @property
    def oldest(self) -> float | None:
        """Days the longest waiting has waited."""
        return max((c.waited for c in self.cases), default=None)

    @property
    def first_mandates(self) -> tuple[MandateView, ...]:
        return self.mandates[:SHOWN]


def today_page(reader: UUID, at: datetime) -> TodayPage:
    """Return one person's day."""
    own = services.my_cases(reader, at)
    mandates = power.mandates_of(reader, at)
    return TodayPage(
        services.waiting_for(reader, at),
        tuple(c for c in own if c.state == "returned" and c.asker.id == reader),
        tuple(m for m in mandates if _ends_soon(m, at)),
        tuple(_waits(c) for c in own if c.state == "open"),
        mandates,
    )


def _ends_soon(mandate: MandateView, at: datetime) -> bool:
    days = [d for d in (mandate.until, mandate.review_on) if d is not None]
    return bool(days) and min(days) - at < SOON


def _waits(case: CaseLine) -> Waits:
    day = int(case.waited) + 1
    return Waits(case, charts.day_dots(day, case.usually), day)

"""What State shows: figures of everyone together, people first; nothing that is switched off."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone

from mandat.common.moments import local_day
from mandat.common.switches import is_on
from mandat.growth.obstacles.queries import Quarter, last_quarter
from mandat.growth.obstacles.rules import before, quarter_of
from mandat.growth.pulse.queries import organisation_pulse, pulse_indices
from mandat.growth.pulse.rules import QuarterIndex
from mandat.handover.queries.given import Given, given_back
from mandat.services.queries.waited import MatterWait, waits_by_matter
from mandat.web.state.felt import Course, Everyday, courses, everyday, felt_figure, pulse_file
from mandat.web.state.figures import MONTHS, Figure, given_figure, lead_figure, steps_figure
from mandat.web.state.still import Still, still
from mandat.web.state.tables import Table

MOST_WAITS = 5


@dataclass(frozen=True)
class StatePage:
    """The state of the organisation at a time."""

    figures: tuple[Figure, ...]
    everyday: Everyday | None
    indices: tuple[QuarterIndex, ...]
    """Totals of whole quarters, where what is asked has totals, as HME has."""
    held: Quarter | None
    given: tuple[Given, ...]
    still: Still | None
    waits: tuple[MatterWait, ...]
    waited_since: date
    """The first day of the quarter that waits are of."""

    @property
    def measures_given(self) -> bool:
        """Whether days given back are measured here."""
        return is_on("given_back")

    @property
    def empty(self) -> bool:
        """Whether everything that could show is switched off."""
        return not (self.figures or self.held or self.still or self.waits)

    @property
    def days(self) -> float:
        """Days given back in all, an estimate."""
        return sum(g.days or 0.0 for g in self.given)


def state_page(at: datetime) -> StatePage:
    """Return the state at a time; a constant number of queries."""
    given = given_back(at)
    pulse = organisation_pulse(at, MONTHS)
    found = courses(pulse)
    since, until = _quarter_ended(at)
    waits = waits_by_matter(since, until)[:MOST_WAITS] if is_on("waited_most") else ()
    return StatePage(
        _figures(found, given, at),
        everyday(found),
        pulse_indices(pulse, at),
        last_quarter(at),
        given,
        still(at) if is_on("still") else None,
        waits,
        since.date(),
    )


def _quarter_ended(at: datetime) -> tuple[datetime, datetime]:
    """Return the quarter that ended last.

    Days that run on would let whoever looks each day tell each answer from the one before.
    """
    until = quarter_of(local_day(at))
    since, end = (
        timezone.make_aware(datetime.combine(day, time())) for day in (before(until), until)
    )
    return since, end


def _figures(found: Sequence[Course], given: Sequence[Given], at: datetime) -> tuple[Figure, ...]:
    made: Mapping[str, Callable[[], Figure]] = {
        "pulse": lambda: felt_figure(found),
        "share": lambda: lead_figure(at),
        "steps": lambda: steps_figure(at),
        "given_back": lambda: given_figure(given, at),
    }
    return tuple(make() for measure, make in made.items() if is_on(measure))


def table_of(measure: str, at: datetime) -> Table | None:
    """Return the table of a measure, for keeping; None where there is none or it is off."""
    made: Mapping[str, Callable[[], Table]] = {
        "pulse": lambda: pulse_file(courses(organisation_pulse(at, MONTHS))),
        "share": lambda: lead_figure(at).table,
        "steps": lambda: steps_figure(at).table,
        "given_back": lambda: given_figure(given_back(at), at).table,
        "still": lambda: still(at).table,
    }
    return made[measure]() if measure in made and is_on(measure) else None

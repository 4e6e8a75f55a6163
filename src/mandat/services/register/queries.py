"""Reads of the register: for those with a role in the body that the decisions are reported to."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal
from uuid import UUID

from django.utils import timezone

from mandat.power.orders import queries as orders
from mandat.power.queries import Names
from mandat.services.models import Ruling

Route = Literal["report", "minute"]


@dataclass(frozen=True)
class Decision:
    """A delegated decision. What it was about beyond its matter stays in the case.

    `item` is its number in the order that was last adopted; `matter` is None under secrecy.
    """

    diary: str
    item: str
    on: date
    matter: Names | None
    outcome: Literal["yes", "no"]
    decider: str
    role: Names | None
    route: Route


@dataclass(frozen=True)
class RegisterPage:
    """The decisions of a period that were taken for one body."""

    circle: UUID | None
    circles: tuple[tuple[UUID, Names], ...]
    since: date
    until: date
    decisions: tuple[Decision, ...]

    @property
    def to_report(self) -> tuple[Decision, ...]:
        """What goes on the list of the next meeting."""
        return tuple(d for d in self.decisions if d.route == "report")

    @property
    def to_minute(self) -> tuple[Decision, ...]:
        """What is not reported, and so minuted apart and posted (KL 6:40 and 8:9)."""
        return tuple(d for d in self.decisions if d.route == "minute")


def register_page(
    reader: UUID, circle: UUID | None, since: date, until: date, at: datetime
) -> RegisterPage:
    """Return the decisions from `since` up to and including `until`; constant queries.

    Without `circle` the first in which the reader has a role; another than theirs shows nothing.
    """
    circles = orders.circles_to_adopt_in(reader, at)
    theirs = [uuid for uuid, _ in circles]
    chosen = circle if circle in theirs else next(iter(theirs), None)
    if circle is not None and circle not in theirs:
        chosen = None
    found = () if chosen is None else _decisions(chosen, since, until)
    return RegisterPage(chosen, circles, since, until, found)


def _decisions(circle: UUID, since: date, until: date) -> tuple[Decision, ...]:
    rows = Ruling.objects.filter(
        case__matter__adopted_by__uuid=circle,
        outcome__in=("yes", "no"),
        at__gte=_midnight(since),
        at__lt=_midnight(until + timedelta(days=1)),
    ).order_by("at", "pk")
    rows = rows.select_related(
        "case__matter", "person", "mandate__role", "mandate__source_mandate__source_mandate"
    )
    said = orders.said_of_mandates()
    return tuple(_decision(row, said) for row in rows)


def _decision(row: Ruling, said: dict[UUID, tuple[str, bool | None]]) -> Decision:
    number, reported = next((said[m] for m in _chain(row) if m in said), ("", None))
    matter = row.case.matter
    local = timezone.localtime(row.at)
    return Decision(
        diary=f"{timezone.localtime(row.case.opened_at).year}:{row.case.number}",
        item=number,
        on=local.date(),
        matter=None if matter.secrecy else matter.name,
        outcome="yes" if row.outcome == "yes" else "no",
        decider=row.person.name if row.person else "",
        role=row.mandate.role.name if row.mandate.role else None,
        route="minute" if reported is False else "report",
    )


def _chain(row: Ruling) -> Sequence[UUID]:
    """Return the mandate used and what it came from, three links at most."""
    first = row.mandate
    second = first.source_mandate
    third = second.source_mandate if second else None
    return [m.uuid for m in (first, second, third) if m is not None]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time()))

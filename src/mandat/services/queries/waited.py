"""How long cases waited: at a stage before a hand-over, and under hand-overs. For many at once."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from statistics import median
from uuid import UUID

from django.db.models import Count, Q

from mandat.common.units import days_between
from mandat.power.queries import Names
from mandat.services.models import Passage, Ruling
from mandat.services.queries.shared import BY_PEOPLE


@dataclass(frozen=True)
class Waited:
    """A ruling, or a stage passed without waiting (then 0 days)."""

    case: UUID
    at: datetime
    days: float


def waited_at(
    stages: Collection[UUID], since: datetime, until: datetime
) -> dict[UUID, list[Waited]]:
    """Return every ruling by people at these stages in `[since, until)`, by stage; one query."""
    rows = Ruling.objects.filter(BY_PEOPLE, stage__uuid__in=stages, at__gte=since, at__lt=until)
    found: dict[UUID, list[Waited]] = {}
    for stage, case, put_at, at in rows.values_list("stage__uuid", "case__uuid", "put_at", "at"):
        found.setdefault(stage, []).append(Waited(case, at, days_between(put_at, at)))
    return found


def waited_under(handovers: Collection[UUID], until: datetime) -> dict[UUID, list[Waited]]:
    """Return what was ruled or passed under these hand-overs until a time; two queries."""
    found: dict[UUID, list[Waited]] = {}
    rulings = Ruling.objects.filter(mandate__handover__in=handovers, at__lt=until)
    columns = ("mandate__handover", "case__uuid", "put_at", "at")
    for handover, case, put_at, at in rulings.values_list(*columns):
        if handover is not None:
            found.setdefault(handover, []).append(Waited(case, at, days_between(put_at, at)))
    passages = Passage.objects.filter(waiver__handover__in=handovers, at__lt=until)
    for handover, case, at in passages.values_list("waiver__handover", "case__uuid", "at"):
        if handover is not None:
            found.setdefault(handover, []).append(Waited(case, at, 0.0))
    return found


def said_by(person: UUID, stages: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Return (yes, all) of a person's own rulings at each stage, for their eyes only; one query."""
    rows = Ruling.objects.filter(person__uuid=person, stage__uuid__in=stages)
    counted = rows.values_list("stage__uuid").annotate(
        yes=Count("pk", filter=Q(outcome="yes")), every=Count("pk")
    )
    return {stage: (yes, every) for stage, yes, every in counted}


FEWEST = 5
"""People below which nothing is told of them as a group (DESIGN §7)."""


@dataclass(frozen=True)
class MatterWait:
    """How long people wait in a matter. `yes` is None where fewer than five people rule in it."""

    name: Names
    rulings: int
    median: float
    total: float
    yes: int | None


@dataclass
class _Tally:
    name: Names
    waits: list[float] = field(default_factory=list)
    yes: int = 0
    rulers: set[int] = field(default_factory=set)
    askers: set[int] = field(default_factory=set)


def waits_by_matter(since: datetime, until: datetime) -> tuple[MatterWait, ...]:
    """Return the matters in which at least five people have waited, longest in all first.

    One query. Who asked and who ruled are only counted, and automats are left out. Give it a span
    that has ended and does not slide: two figures that differ by one ruling would tell how it went.
    """
    rows = Ruling.objects.filter(BY_PEOPLE, at__gte=since, at__lt=until, case__matter__secrecy="")
    columns = ("case__matter__name", "put_at", "at", "outcome", "person", "case__asker")
    tallies: dict[int, _Tally] = {}
    for matter, name, put_at, at, outcome, ruler, asker in rows.values_list(
        "case__matter", *columns
    ):
        tally = tallies.setdefault(matter, _Tally(name))
        tally.waits.append(days_between(put_at, at))
        tally.yes += outcome == "yes"
        if ruler is not None:
            tally.rulers.add(ruler)
        tally.askers.add(asker)
    found = [
        MatterWait(
            t.name,
            len(t.waits),
            median(t.waits),
            sum(t.waits),
            t.yes if len(t.rulers) >= FEWEST else None,
        )
        for t in tallies.values()
        if len(t.askers) >= FEWEST
    ]
    return tuple(sorted(found, key=lambda wait: -wait.total))

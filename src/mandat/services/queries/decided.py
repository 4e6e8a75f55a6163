"""Rulings on cases that have ended, as practice reads them: no title, no words, no answers."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F, Prefetch, Q

from mandat.power.rules import Facts, fact_types_from_json, facts_from_json
from mandat.services import rules
from mandat.services.models import Case, Ruling
from mandat.services.queries.shared import BY_PEOPLE


@dataclass(frozen=True)
class RuledCase:
    """How a case that has ended went at one stage: the outcomes there, oldest first.

    `ruler`: who ruled first, None when a body did. `outcomes` in the words of a
    log. `facts` are all of the case's.
    """

    case: UUID
    stage: UUID
    asker: UUID
    for_whom: UUID
    ruler: UUID | None
    ended: datetime
    outcomes: tuple[str, ...]
    facts: Facts


def ruled_cases(matter: UUID, until: datetime, most: int) -> tuple[RuledCase, ...]:
    """Return how a matter's latest cases went, at most so many that ended before a time.

    One for each stage that ruled. Rulings on one's own asking and by automats are left out; matters
    under secrecy and reserved ones give none.
    """
    rows = Case.objects.filter(
        matter__uuid=matter, matter__secrecy="", matter__reserved=False, ended_at__lt=until
    )
    by_others = Ruling.objects.filter(BY_PEOPLE).exclude(
        person__isnull=False, case__asker=F("person")
    )
    ruled = Prefetch("rulings", by_others.select_related("stage", "person").order_by("at", "pk"))
    latest = rows.order_by("-ended_at", "-pk")[:most]
    listed = latest.select_related("matter", "asker", "for_whom").prefetch_related(ruled)
    return tuple(found for row in listed for found in _ruled(row))


def _ruled(row: Case) -> Iterator[RuledCase]:
    stages: dict[UUID, list[Ruling]] = {}
    for ruling in row.rulings.all():
        stages.setdefault(ruling.stage.uuid, []).append(ruling)
    facts = facts_from_json(fact_types_from_json(row.matter.facts), row.facts)
    for stage, rulings in stages.items():
        yield RuledCase(
            row.uuid,
            stage,
            row.asker.uuid,
            row.for_whom.uuid,
            rulings[0].person.uuid if rulings[0].person else None,
            row.ended_at or rulings[-1].at,
            tuple(rules.row_outcome(r.outcome) for r in rulings),
            facts,
        )


def cases_with_part(person: UUID, matters: Collection[UUID]) -> frozenset[UUID]:
    """Return the cases of some matters in which a person asked, or it was for, or who ruled."""
    mine = Q(asker__uuid=person) | Q(for_whom__uuid=person)
    here = Case.objects.filter(matter__uuid__in=matters)
    ruled = Ruling.objects.filter(person__uuid=person, case__matter__uuid__in=matters)
    return frozenset(
        [
            *here.filter(mine).values_list("uuid", flat=True),
            *ruled.values_list("case__uuid", flat=True),
        ]
    )

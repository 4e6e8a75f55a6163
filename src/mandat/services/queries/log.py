"""What other rooms read of cases: the log of rulings, waits, what was decided."""

import statistics
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q

from mandat.power.rules import Facts, FactType, facts_from_json
from mandat.services import rules
from mandat.services.models import Case, Passage, Ruling, Service
from mandat.services.queries.shared import BY_PEOPLE, types_of, waits
from mandat.services.queries.views import Median, RuledLine


def log_of_rulings() -> tuple[rules.RulingRow, ...]:
    """Return every ruling by people, oldest first, but for matters under secrecy.

    What a body ruled jointly is the body's; what an automat ruled tells nothing of people.
    Facts are only those that a limit may be conditioned on (DESIGN §7).
    """
    rows = Ruling.objects.filter(BY_PEOPLE, case__matter__secrecy="").order_by("at", "pk")
    related = ("case__matter", "case__asker", "stage", "person", "mandate__body")
    listed = list(rows.select_related(*related))
    last = {r.case.pk: r.outcome for r in listed}
    return tuple(
        rules.RulingRow(
            r.case.uuid,
            r.case.matter.uuid,
            r.stage.uuid,
            r.case.asker.uuid,
            r.case.opened_at,
            r.put_at,
            _ruler(r),
            r.at,
            rules.row_outcome(r.outcome),
            rules.row_ended(r.case.state, last[r.case.pk]),
            _allowed(types_of(r.case), r.case),
        )
        for r in listed
    )


def _ruler(row: Ruling) -> UUID:
    """Return who ruled: a person, or the body that did so jointly."""
    if row.person is not None:
        return row.person.uuid
    return row.mandate.body.uuid if row.mandate.body else row.mandate.uuid


def _allowed(types: tuple[FactType, ...], row: Case) -> Facts:
    may = {t.key for t in types if t.may_limit}
    return {k: v for k, v in facts_from_json(types, row.facts).items() if k in may}


def median_wait(stage: UUID, before: datetime) -> Median | None:
    """Return the stage's median wait in the 90 days before a time; None without rulings."""
    found = waits(before - rules.LOOK_BACK, before, {stage}).get(stage)
    return Median(statistics.median(found), len(found)) if found else None


def decided_for(
    person: UUID, since: datetime, until: datetime
) -> tuple[tuple[UUID, datetime, datetime], ...]:
    """Return what was decided for a person under hand-overs in a period.

    Each is (hand-over, since when it holds, time of the ruling or the passage).
    """
    mine = Q(case__asker__uuid=person) | Q(case__for_whom__uuid=person)
    during = Q(at__gte=since, at__lt=until)
    ruled = Ruling.objects.filter(mine, during, mandate__handover__isnull=False)
    passed = Passage.objects.filter(mine, during, waiver__handover__isnull=False)
    found = [
        *ruled.values_list("mandate__handover", "mandate__since", "at"),
        *passed.values_list("waiver__handover", "waiver__since", "at"),
    ]
    return tuple((h, began, at) for h, began, at in found if h is not None)


def stages_decided_for(person: UUID, since: datetime, until: datetime) -> frozenset[UUID]:
    """Return the stages where something was decided for a person in a period."""
    mine = Q(case__asker__uuid=person) | Q(case__for_whom__uuid=person)
    rows = Ruling.objects.filter(mine, at__gte=since, at__lt=until)
    return frozenset(rows.values_list("stage__uuid", flat=True))


def mandates_used(person: UUID) -> dict[UUID, int]:
    """Return how many rulings a person has made under each mandate: for themself alone."""
    rows = Ruling.objects.filter(person__uuid=person).values_list("mandate__uuid")
    return dict(rows.annotate(Count("pk")))


def waits_for_others(person: UUID) -> bool:
    """Tell whether a person has asked for something that nobody has decided yet."""
    return Case.objects.filter(asker__uuid=person, state="open").exists()


def case_of_ruling(ruling: UUID) -> UUID | None:
    """Return the case a ruling was made on; who may see it is for `case_page` to say."""
    return Ruling.objects.filter(uuid=ruling).values_list("case__uuid", flat=True).first()


def matter_of_service(service: UUID) -> UUID | None:
    """Return the matter that a service leads to."""
    return Service.objects.filter(uuid=service).values_list("matter__uuid", flat=True).first()


def rulings_by(person: UUID, stages: Collection[UUID]) -> dict[UUID, tuple[RuledLine, ...]]:
    """Return a person's own rulings by stage, oldest first: for that person's own eyes."""
    rows = Ruling.objects.filter(person__uuid=person, stage__uuid__in=stages).order_by("at", "pk")
    found: dict[UUID, list[RuledLine]] = {}
    for stage, outcome, put_at, at in rows.values_list("stage__uuid", "outcome", "put_at", "at"):
        found.setdefault(stage, []).append(RuledLine(outcome, put_at, at))
    return {stage: tuple(lines) for stage, lines in found.items()}

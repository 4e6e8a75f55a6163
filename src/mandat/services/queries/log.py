"""What other rooms read of cases: the log of rulings, waits, what was decided."""

import statistics
from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from mandat.power.rules import Facts, FactType, facts_from_json
from mandat.services import rules
from mandat.services.models import Case, Passage, Ruling
from mandat.services.queries.shared import fact_lines, types_of, waits
from mandat.services.queries.views import Decided, Median, NoLine, RuledLine


def rulings_for_evidence(matter: UUID, stage: UUID | None = None) -> tuple[rules.RulingRow, ...]:
    """Return every ruling on a matter, or at one stage of it, oldest first.

    Facts are only those that a limit may be conditioned on (DESIGN §7).
    """
    rows = Ruling.objects.filter(case__matter__uuid=matter).order_by("at", "pk")
    listed = list(rows.select_related("case__matter", "case__asker", "stage", "person"))
    last = {r.case.pk: r.outcome for r in listed}
    return tuple(
        rules.RulingRow(
            r.case.uuid,
            r.case.matter.uuid,
            r.stage.uuid,
            r.case.asker.uuid,
            r.case.opened_at,
            r.put_at,
            r.person.uuid,
            r.at,
            rules.row_outcome(r.outcome),
            rules.row_ended(r.case.state, last[r.case.pk]),
            _allowed(types_of(r.case), r.case),
        )
        for r in listed
        if stage is None or r.stage.uuid == stage
    )


def _allowed(types: tuple[FactType, ...], row: Case) -> Facts:
    may = {t.key for t in types if t.may_limit}
    return {k: v for k, v in facts_from_json(types, row.facts).items() if k in may}


def median_wait(stage: UUID, before: datetime) -> Median | None:
    """Return the stage's median wait in the 90 days before a time; None without rulings."""
    found = waits(before - rules.LOOK_BACK, before, {stage}).get(stage)
    return Median(statistics.median(found), len(found)) if found else None


def decided_under(handover: UUID) -> tuple[Decided, ...]:
    """Return what was ruled, or passed without waiting, under a hand-over, oldest first."""
    rulings = Ruling.objects.filter(mandate__handover=handover)
    passages = Passage.objects.filter(waiver__handover=handover)
    people = ("case__asker", "case__for_whom")
    found = [
        Decided(
            r.case.uuid, r.at, r.outcome, r.person.uuid, r.case.asker.uuid, r.case.for_whom.uuid
        )
        for r in rulings.select_related("person", *people)
    ]
    found += [
        Decided(p.case.uuid, p.at, "passed", None, p.case.asker.uuid, p.case.for_whom.uuid)
        for p in passages.select_related(*people)
    ]
    return tuple(sorted(found, key=lambda d: d.at))


def rulings_by(person: UUID, stages: Collection[UUID]) -> dict[UUID, tuple[RuledLine, ...]]:
    """Return a person's own rulings by stage, oldest first: for that person's own eyes."""
    rows = Ruling.objects.filter(person__uuid=person, stage__uuid__in=stages).order_by("at", "pk")
    found: dict[UUID, list[RuledLine]] = {}
    for stage, outcome, put_at, at in rows.values_list("stage__uuid", "outcome", "put_at", "at"):
        found.setdefault(stage, []).append(RuledLine(outcome, put_at, at))
    return {stage: tuple(lines) for stage, lines in found.items()}


def noes_by(person: UUID, stage: UUID, most: int) -> tuple[NoLine, ...]:
    """Return a person's latest noes at a stage with facts and reason: for their own eyes."""
    rows = Ruling.objects.filter(person__uuid=person, stage__uuid=stage).exclude(outcome="yes")
    latest = rows.select_related("case__matter").order_by("-at", "-pk")[:most]
    return tuple(
        NoLine(
            r.at,
            fact_lines(
                types_of(r.case), facts_from_json(types_of(r.case), r.case.facts), comparable=True
            ),
            r.reason,
        )
        for r in latest
    )

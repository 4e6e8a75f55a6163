"""A person's own rulings with all they saw: for that person's own eyes."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power.rules import Facts, FactType, fact_types_from_json, facts_from_json
from mandat.services import rules
from mandat.services.models import Ruling


@dataclass(frozen=True)
class OwnRuling:
    """One ruling of one's own. `facts` are those a limit may be conditioned on."""

    case: UUID
    matter: UUID
    stage: UUID
    title: str
    asked_at: datetime
    put_at: datetime
    at: datetime
    outcome: str
    ended: str
    reason: str
    facts: Facts


def own_rulings(person: UUID, stage: UUID | None = None) -> tuple[OwnRuling, ...]:
    """Return a person's rulings, or those at one stage, oldest first; two queries.

    Rulings on one's own asking are left out, and matters under secrecy (DESIGN §7).
    """
    rows = Ruling.objects.filter(person__uuid=person, case__matter__secrecy="")
    rows = rows.exclude(case__asker__uuid=person)
    if stage is not None:
        rows = rows.filter(stage__uuid=stage)
    withdrawn = Ruling.objects.filter(case__state="withdrawn", case__rulings__in=rows)
    last = dict(withdrawn.order_by("at", "pk").values_list("case_id", "outcome"))
    types: dict[UUID, tuple[FactType, ...]] = {}
    found = []
    for row in rows.select_related("case__matter", "stage").order_by("at", "pk"):
        matter = row.case.matter
        if matter.uuid not in types:
            types[matter.uuid] = fact_types_from_json(matter.facts)
        found.append(_own(row, types[matter.uuid], last.get(row.case.pk, row.outcome)))
    return tuple(found)


def _own(row: Ruling, types: tuple[FactType, ...], last_outcome: str) -> OwnRuling:
    may = {fact_type.key for fact_type in types if fact_type.may_limit}
    facts = facts_from_json(types, row.case.facts)
    return OwnRuling(
        case=row.case.uuid,
        matter=row.case.matter.uuid,
        stage=row.stage.uuid,
        title=row.case.title,
        asked_at=row.case.opened_at,
        put_at=row.put_at,
        at=row.at,
        outcome=rules.row_outcome(row.outcome),
        ended=rules.row_ended(row.case.state, last_outcome),
        reason=row.reason,
        facts={key: value for key, value in facts.items() if key in may},
    )

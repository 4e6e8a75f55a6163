"""What hand-overs need to know of cases and rulings: the one place that reaches for them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from mandat.common.units import days_between
from mandat.handover import models
from mandat.power.queries import load_slice
from mandat.power.rules import (
    FactType,
    FactValue,
    fact_types_from_json,
    facts_from_json,
    limits_from_json,
    within,
)
from mandat.services.queries.shared import bearing, case_view
from mandat.services.rules import waits_for

MOST_CASES = 50
"""As many undecided cases as one is asked to answer at a time."""

BEFORE = timedelta(days=90)


@dataclass(frozen=True)
class CaseFacts:
    """A case with nothing that says who asked: no free text, no number."""

    id: UUID
    put_at: datetime
    facts: tuple[tuple[FactType, FactValue], ...]


@dataclass(frozen=True)
class RuledUnder:
    """A ruling, or a passage, under a hand-over."""

    of: UUID
    at: datetime
    outcome: str
    """yes, no, returned or passed"""
    waited: float
    """Days."""
    case: CaseFacts


def undecided(row: models.Handover, without: UUID | None = None) -> tuple[CaseFacts, ...]:
    """Return cases within the proposed limits that were put to the giver's mandate, oldest first.

    Other holders may rule at the same stage: theirs are left out. Secret matters give none;
    `without` leaves out what concerns that person themself.
    """
    if row.matter.secrecy:
        return ()
    types = fact_types_from_json(row.matter.facts)
    limits = limits_from_json(types, row.limits)
    found = (
        c
        for c in _put_to_giver(row)
        if without not in (c.asker.uuid, c.for_whom.uuid)
        and within(limits, facts_from_json(types, c.facts))
    )
    return tuple(_facts(row, c) for _, c in zip(range(MOST_CASES), found, strict=False))


def _put_to_giver(row: models.Handover) -> list[Any]:
    """Return open cases for which the giver's mandate was the nearest when they were put."""
    cases = bearing(row.stage.cases.filter(state="open")).order_by("put_at")
    org = load_slice(row.matter.uuid, {c.asker.uuid for c in cases})
    found = []
    for case in cases:
        nearest, _ = waits_for(org, case_view(case), case.put_at or case.opened_at)
        if nearest is not None and nearest.id == row.source_mandate.uuid:
            found.append(case)
    return found


def cases_by_id(row: models.Handover, ids: set[UUID]) -> dict[UUID, CaseFacts]:
    """Return cases of the hand-over's matter, by identity."""
    return {c.uuid: _facts(row, c) for c in row.matter.cases.filter(uuid__in=ids)}


def _facts(row: models.Handover, case: Any) -> CaseFacts:
    types = fact_types_from_json(row.matter.facts)
    facts = facts_from_json(types, case.facts)
    secret = bool(row.matter.secrecy)
    known = ((t, facts[t.key]) for t in types if not secret and t.kind != "text" and t.key in facts)
    return CaseFacts(case.uuid, case.put_at or case.opened_at, tuple(known))


def ruled_under(row: models.Handover) -> tuple[RuledUnder, ...]:
    """Return every ruling and passage under a hand-over, newest first."""
    rulings = row.stage.rulings.filter(mandate__handover=row.uuid).select_related("case")
    passages = row.stage.passages.filter(waiver__handover=row.uuid).select_related("case")
    found = [
        RuledUnder(r.uuid, r.at, r.outcome, days_between(r.put_at, r.at), _facts(row, r.case))
        for r in rulings
    ]
    found += [RuledUnder(p.uuid, p.at, "passed", 0.0, _facts(row, p.case)) for p in passages]
    return tuple(sorted(found, key=lambda r: r.at, reverse=True))


def recent_askers(row: models.Handover, at: datetime) -> frozenset[UUID]:
    """Return whose cases the giver ruled on in the last 90 days, or has still to rule on."""
    ruled = row.source_mandate.rulings.filter(at__gte=at - BEFORE, at__lt=at)
    waiting = (c.asker.uuid for c in _put_to_giver(row))
    return frozenset([*ruled.values_list("case__asker__uuid", flat=True), *waiting])


def services_of(row: models.Handover) -> tuple[tuple[UUID, list[dict[str, Any]]], ...]:
    """Return (service, safeguards) for the services that lead to the matter."""
    return tuple(row.matter.services.order_by("pk").values_list("uuid", "safeguards"))

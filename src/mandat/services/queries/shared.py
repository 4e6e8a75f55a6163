"""What several queries of the room need: facts written out, waits, names."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet

from mandat.common.switches import is_on
from mandat.common.units import days_between
from mandat.power import queries as power
from mandat.power.queries import Names
from mandat.power.rules import Facts, FactType, Mandate, fact_types_from_json, facts_from_json
from mandat.services.models import BodyVoice, Case, Departure, Ruling
from mandat.services.queries.views import FactLine
from mandat.services.rules import LOOK_BACK, CaseView

BY_PEOPLE = Q(mandate__automat__isnull=True)
"""Rulings by people, alone or jointly: what an automat says at once tells nothing of them."""

RELATED = ("service", "matter", "stage", "asker", "for_whom")


def fact_lines(
    types: Sequence[FactType], facts: Facts, *, comparable: bool = False
) -> tuple[FactLine, ...]:
    """Return facts in the form's order; `comparable` leaves free text and dates out."""
    return tuple(
        FactLine(t.key, t.label, t.kind, facts[t.key], t.choices.get(str(facts[t.key])))
        for t in types
        if t.key in facts and not (comparable and t.kind in ("text", "date"))
    )


def bearing(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Load, with cases, all that `case_view` reads; a constant number of queries."""
    rulings = Prefetch("rulings", Ruling.objects.select_related("person"))
    departures = Prefetch("departures", Departure.objects.select_related("mandate"))
    voices = Prefetch("voices", BodyVoice.objects.select_related("person").order_by("pk"))
    rows = rows.select_related(*RELATED).prefetch_related(rulings)
    return rows.prefetch_related(departures).prefetch_related(voices)


def types_of(row: Case) -> tuple[FactType, ...]:
    return fact_types_from_json(row.matter.facts)


def case_view(row: Case) -> CaseView:
    """Return what of a case bears on authority; of rows loaded through `bearing`."""
    return CaseView(
        row.uuid,
        row.matter.uuid,
        row.asker.uuid,
        row.for_whom.uuid,
        facts_from_json(types_of(row), row.facts),
        row.opened_at,
        row.state,
        row.stage.uuid if row.stage else None,
        _ruled_elsewhere(row),
        frozenset(d.mandate.uuid for d in row.departures.all()),
        bool(row.urgency),
        frozenset(v.person.uuid for v in _put_now(row, row.voices.all())),
    )


def _ruled_elsewhere(row: Case) -> frozenset[UUID]:
    """Return who has ruled on it at other stages, alone or as a member of a body."""
    ruled = {r.person.uuid for r in row.rulings.all() if r.person and r.stage_id != row.stage_id}
    return frozenset(
        ruled | {v.person.uuid for v in row.voices.all() if v.stage_id != row.stage_id}
    )


def _put_now(row: Case, voices: Iterable[BodyVoice]) -> Iterator[BodyVoice]:
    """Yield what was said since the case was last put where it is."""
    since = row.put_at or row.opened_at
    return (v for v in voices if v.stage_id == row.stage_id and v.at >= since)


def voices_of(row: Case) -> tuple[BodyVoice, ...]:
    """Return the last voice of each member since the case was put where it is; one query."""
    said = row.voices.select_related("person").order_by("pk")
    return tuple({v.person.uuid: v for v in _put_now(row, said)}.values())


def waits(
    since: datetime, until: datetime, stages: Collection[UUID] | None = None
) -> dict[UUID, list[float]]:
    """Return waits in days by stage in `[since, until)`, of rulings by people but the asker."""
    rows = Ruling.objects.filter(BY_PEOPLE, at__gte=since, at__lt=until)
    rows = rows.exclude(person__isnull=False, case__asker=F("person"))
    if stages is not None:
        rows = rows.filter(stage__uuid__in=stages)
    found: dict[UUID, list[float]] = {}
    for stage, put_at, at in rows.values_list("stage__uuid", "put_at", "at"):
        found.setdefault(stage, []).append(days_between(put_at, at))
    return found


def recent_waits(at: datetime, stages: Collection[UUID] | None = None) -> dict[UUID, list[float]]:
    """Return the waits of the last 90 days by stage; none where that is switched off."""
    if not is_on("waits"):
        return {}
    return waits(at - LOOK_BACK, at, stages)


def holder_name(mandate: Mandate, roles: Mapping[UUID, Names]) -> Names:
    """Return the name of who holds a mandate: a role, a body, or a person (in all languages)."""
    if mandate.role is not None:
        return roles[mandate.role]
    if mandate.body is not None:
        return power.circle_names().get(mandate.body, {})
    found = power.people([mandate.person]) if mandate.person else {}
    return same_in_all(next(iter(found.values())).name if found else "")


def same_in_all(name: str) -> Names:
    return {"sv": name, "en": name}

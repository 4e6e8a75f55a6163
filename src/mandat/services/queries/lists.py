"""Lists of cases: one's own, and those that wait for one. Constant numbers of queries."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from mandat.common.units import days_between
from mandat.power import queries as power
from mandat.power.queries import MandateView, Names, PersonView
from mandat.power.rules import Mandate, Slice, facts_from_json
from mandat.services import rules
from mandat.services.models import Case
from mandat.services.queries.shared import (
    bearing,
    case_view,
    fact_lines,
    recent_waits,
    same_in_all,
    types_of,
)
from mandat.services.queries.views import CaseLine

ENDED_SHOWN = timedelta(days=30)
LONGEST_LIST = 200


def my_cases(person: UUID, at: datetime) -> tuple[CaseLine, ...]:
    """Return a person's cases, asked by or for them: undecided ones first, then ended lately."""
    mine = Q(asker__uuid=person) | Q(for_whom__uuid=person)
    recent = Q(state__in=rules.UNDECIDED) | Q(ended_at__gte=at - ENDED_SHOWN)
    rows = bearing(Case.objects.filter(mine & recent, opened_at__lte=at))
    listed = sorted(
        rows.order_by("-opened_at")[:LONGEST_LIST],
        key=lambda r: (r.state not in rules.UNDECIDED, -r.opened_at.timestamp()),
    )
    return _lines(listed, _waits(listed, _slices(listed, ()), at), at)


def waiting_for(
    person: UUID, at: datetime, mandates: Sequence[MandateView] | None = None
) -> tuple[CaseLine, ...]:
    """Return the open cases that are put to a person just now, longest waiting first.

    `mandates` are theirs, where the caller has read them already.
    """
    stages = {m.stage for m in (power.mandates_of(person, at) if mandates is None else mandates)}
    stages |= power.stages_stood_in(person, at)
    rows = list(
        bearing(Case.objects.filter(state="open", stage__uuid__in=stages)).order_by("put_at", "pk")
    )
    slices = _slices(rows, {person})
    found = _waits(rows, slices, at)
    mine = [r for r in rows if person in found[r.uuid][1] and person not in case_view(r).voiced]
    alone = [r for r in rows if found[r.uuid][0] is None and _only(slices, r, person, at)]
    return _lines([*mine, *alone], found, at)


def _only(slices: Mapping[UUID, Slice], row: Case, person: UUID, at: datetime) -> bool:
    """Tell whether someone in conflict of interest is the only one who could decide a case."""
    org = slices[row.matter.uuid]
    return rules.despite_conflict(org, case_view(row), person, "yes", at) is not None


def _slices(rows: Sequence[Case], people: set[UUID] | tuple[()]) -> dict[UUID, Slice]:
    matters = {r.matter.uuid for r in rows}
    return power.load_slices(matters, {*people, *(r.asker.uuid for r in rows)}) if matters else {}


Waits = Mapping[UUID, tuple[Mandate | None, tuple[UUID, ...]]]


def _waits(rows: Sequence[Case], slices: Mapping[UUID, Slice], at: datetime) -> Waits:
    """Return where each case waits, and for whom; worked out once a case."""
    return {r.uuid: rules.waits_for(slices[r.matter.uuid], case_view(r), at) for r in rows}


def _lines(rows: Sequence[Case], waits: Waits, at: datetime) -> tuple[CaseLine, ...]:
    if not rows:
        return ()
    found = {r.uuid: waits[r.uuid][0] for r in rows}
    holders = {m.person for m in found.values() if m is not None and m.person is not None}
    people = {p: same_in_all(v.name) for p, v in power.people(holders).items()}
    roles = power.role_names()
    if any(m is not None and m.body is not None for m in found.values()):
        people |= power.circle_names()
    stages = {r.stage.uuid for r in rows if r.stage is not None}
    usual = {s: rules.usually_within(w) for s, w in recent_waits(at, stages).items()}
    return tuple(_line(r, _holder(found[r.uuid], roles, people), usual, at) for r in rows)


def _holder(
    mandate: Mandate | None, roles: Mapping[UUID, Names], people: Mapping[UUID, Names]
) -> Names | None:
    if mandate is None:
        return None
    return (
        roles[mandate.role]
        if mandate.role
        else people.get(mandate.person or mandate.body or UUID(int=0))
    )


def _line(
    row: Case, waits: Names | None, usual: Mapping[UUID, int | None], at: datetime
) -> CaseLine:
    types = types_of(row)
    until = row.ended_at or at
    return CaseLine(
        row.uuid,
        row.number,
        row.service.name,
        row.title,
        row.state,
        row.opened_at,
        PersonView(row.asker.uuid, row.asker.name),
        PersonView(row.for_whom.uuid, row.for_whom.name),
        waits,
        max(0.0, days_between(row.put_at or row.opened_at, until)),
        usual.get(row.stage.uuid) if row.stage else None,
        fact_lines(types, facts_from_json(types, row.facts)),
        row.ended_at,
        row.stage.uuid if row.stage else None,
    )

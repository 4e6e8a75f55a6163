"""Every undecided case with whom it waits for: what jobs that follow cases start from."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from mandat.power import queries as power
from mandat.power.rules import Mandate
from mandat.services import rules
from mandat.services.models import Case
from mandat.services.queries.shared import bearing, case_view
from mandat.services.rules import CaseView


@dataclass(frozen=True)
class UndecidedCase:
    """A case nobody has decided. `mandate` and `people` are what it waits for, if it is open."""

    case: CaseView
    title: str
    matter_key: str
    put_at: datetime
    returned_at: datetime | None
    mandate: Mandate | None
    people: tuple[UUID, ...]


def undecided_cases(at: datetime) -> tuple[UndecidedCase, ...]:
    """Return all undecided cases, oldest first; a constant number of queries."""
    rows = list(
        bearing(Case.objects.filter(state__in=rules.UNDECIDED, opened_at__lte=at))
        .annotate(last=Max("rulings__at"))
        .order_by("pk")
    )
    slices = power.load_slices({r.matter.uuid for r in rows}, {r.asker.uuid for r in rows})
    found = []
    for row in rows:
        view = case_view(row)
        mandate, people = rules.waits_for(slices[view.matter], view, at)
        people = tuple(p for p in people if p not in view.voiced)
        returned_at = row.last if row.state == "returned" else None
        put_at = row.put_at or row.opened_at
        key = row.matter.key
        found.append(UndecidedCase(view, row.title, key, put_at, returned_at, mandate, people))
    return tuple(found)

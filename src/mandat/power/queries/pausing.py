"""What rests of what hand-overs gave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models
from mandat.power.queries.mandates import in_force
from mandat.power.queries.views import PersonView


@dataclass(frozen=True)
class PauseView:
    """One time that a hand-over rested, or rests, during `[since, until)`."""

    since: datetime
    until: datetime
    by: PersonView
    reason: str

    def holds_at(self, at: datetime) -> bool:
        """Tell whether it rests at a time."""
        return self.since <= at < self.until


def pauses_under(handover: UUID) -> tuple[PauseView, ...]:
    """Return every pause of what a hand-over gave, oldest first."""
    of = Q(mandate__handover=handover) | Q(waiver__handover=handover)
    rows = models.Pause.objects.filter(of).select_related("by").order_by("pk")
    found = (PauseView(p.since, p.until, PersonView(p.by.uuid, p.by.name), p.reason) for p in rows)
    return tuple(dict.fromkeys(found))


def breaks_under(handover: UUID, at: datetime) -> dict[UUID, datetime]:
    """Return until when those who take a break from it do so, by person."""
    rows = models.HandedBack.objects.filter(in_force(at), mandate__handover=handover)
    told = rows.filter(until__isnull=False).values_list("person__uuid", "until")
    return {person: until for person, until in told if until is not None}

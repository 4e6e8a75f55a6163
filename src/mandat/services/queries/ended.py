"""Cases that others have answered lately, for those who asked or whom they are for."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from mandat.services.models import Case, Passage, Ruling


@dataclass(frozen=True)
class EndedCase:
    """A case somebody else has said yes or no to. Neither what it was about nor which."""

    case: UUID
    matter: UUID
    people: frozenset[UUID]
    at: datetime


def answered_cases(since: datetime, until: datetime) -> tuple[EndedCase, ...]:
    """Return cases granted or refused in `[since, until)`, oldest first; one query.

    Those decided there and then are left out: whoever asked saw it happen.
    """
    rows = Case.objects.filter(state__in=("granted", "refused"), ended_at__gte=since)
    rows = rows.filter(ended_at__lt=until, ended_at__gt=F("opened_at")).order_by("ended_at", "pk")
    columns = ("uuid", "matter__uuid", "asker__uuid", "for_whom__uuid", "ended_at")
    return tuple(
        EndedCase(case, matter, frozenset({asker, whom}), at)
        for case, matter, asker, whom, at in rows.values_list(*columns)
        if at is not None
    )


def askers_under_handovers(since: datetime, until: datetime) -> frozenset[UUID]:
    """Return those who had a case decided or passed under a hand-over in a period; two queries."""
    during = {"at__gte": since, "at__lt": until}
    ruled = Ruling.objects.filter(**during, mandate__handover__isnull=False)
    passed = Passage.objects.filter(**during, waiver__handover__isnull=False)
    columns = ("case__asker__uuid", "case__for_whom__uuid")
    return frozenset(
        person
        for rows in (ruled.values_list(*columns), passed.values_list(*columns))
        for pair in rows.distinct()
        for person in pair
    )

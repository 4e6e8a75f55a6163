"""Who has used a mandate: to be counted together, never to be shown one by one."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from uuid import UUID

from django.db.models import Min

from mandat.services.models import Ruling


def rulers_in(edges: Sequence[datetime]) -> tuple[frozenset[UUID], ...]:
    """Return who ruled between each moment and the next; one query a stretch."""
    return tuple(
        frozenset(
            Ruling.objects.filter(at__gte=since, at__lt=until, person__isnull=False)
            .order_by()
            .values_list("person__uuid", flat=True)
            .distinct()
        )
        for since, until in pairwise(edges)
    )


def first_uses(since: datetime, until: datetime) -> tuple[tuple[datetime, UUID], ...]:
    """Return when who first used a mandate that was handed over, in `[since, until)`; a query."""
    rows = Ruling.objects.filter(mandate__handover__isnull=False, at__lt=until)
    rows = rows.filter(person__isnull=False).order_by()
    first = rows.values("person__uuid", "mandate").annotate(first=Min("at"))
    found = first.filter(first__gte=since).values_list("first", "person__uuid")
    return tuple(found)

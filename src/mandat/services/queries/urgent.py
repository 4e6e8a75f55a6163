"""How often an urgent mandate is used, so that it does not become routine."""

from datetime import datetime, timedelta
from uuid import UUID

from mandat.power import queries as power
from mandat.services.models import Ruling

A_YEAR = timedelta(days=365)


def urgent_uses(mandate: UUID, at: datetime) -> int | None:
    """Return how many urgent rulings rest on a mandate in twelve months; None if not urgent."""
    if not power.is_urgent(mandate):
        return None
    rows = Ruling.objects.filter(mandate__uuid=mandate, urgent=True, at__lte=at)
    return rows.filter(at__gt=at - A_YEAR).count()

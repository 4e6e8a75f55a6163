"""How many took a step of their own: at least, in fives, never who and never the month at hand."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Count

from mandat.common.moments import month_begins
from mandat.growth.measures import is_on
from mandat.growth.rules import at_least
from mandat.growth.steps.models import StepCount


def own_steps(months: Sequence[date], at: datetime) -> tuple[int | None, ...]:
    """Return for each month how many at least took a step of their own; None where too few.

    A month under way is always None, so that no single step shows by being counted.
    """
    this = month_begins(at).date()
    if not is_on("steps"):
        return (None,) * len(months)
    rows = StepCount.objects.filter(month__in=months, month__lt=this).order_by()
    counted = dict(rows.values_list("month").annotate(n=Count("pk")))
    return tuple(at_least(counted.get(month, 0)) for month in months)

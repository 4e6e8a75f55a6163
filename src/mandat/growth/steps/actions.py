"""Count a person's own steps of the month under way, if they let them count."""

from datetime import datetime
from uuid import UUID

from mandat.common.moments import month_begins
from mandat.growth.journey.models import JourneyStep
from mandat.growth.measures import is_on
from mandat.growth.steps.models import StepCount
from mandat.growth.tokens import token


def recount(actor: UUID, at: datetime) -> None:
    """Count the actor once this month, or not at all, by what they let count now.

    Months that have ended are left alone: a figure that changed would tell that somebody changed
    their mind.
    """
    begins = month_begins(at)
    key = token(actor, "step", begins.date().isoformat())
    taken = JourneyStep.objects.filter(
        journey__owner__uuid=actor, journey__counts=True, outcome="done", ended_at__gte=begins
    )
    if is_on("steps") and taken.exists():
        StepCount.objects.get_or_create(token=key, defaults={"month": begins.date()})
    else:
        StepCount.objects.filter(token=key).delete()

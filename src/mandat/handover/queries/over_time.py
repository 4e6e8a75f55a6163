"""Hand-overs over time, for counts of everyone together: steps taken, and what stands still."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Q

from mandat.handover import models
from mandat.handover.rules.values import ROUND_LASTS
from mandat.power.queries.leading import accepted_between
from mandat.services.queries.used import first_uses

LONG_WAIT = timedelta(days=14)
"""A proposal that has asked for this long without an end waits."""
SOON = timedelta(days=60)
"""A hand-over that is taken back within this long was taken back soon."""
LOOKED_BACK = timedelta(days=90)
"""Within which power that went back is counted."""
STILL = timedelta(days=365)
"""A matter in which nothing was asked for this long stands still."""


def steps_taken(since: datetime, until: datetime) -> tuple[tuple[datetime, UUID], ...]:
    """Return when who took a step in a hand-over, in `[since, until)`; five queries.

    Only steps that the record shows anyway: a voice given, a yes to receive, what a body decided
    put down, a first ruling under what one received, a look afterwards. Nothing that was asked and
    not answered.
    """
    found = [*accepted_between(since, until), *first_uses(since, until)]
    then = Q(at__gte=since, at__lt=until)
    found += models.Voice.objects.filter(then).values_list("at", "person__uuid")
    found += models.Adoption.objects.filter(then).values_list("at", "by__uuid")
    found += models.AfterCheck.objects.filter(then).values_list("at", "by__uuid")
    return tuple(found)


def waiting_at(moments: Sequence[datetime]) -> tuple[int, ...]:
    """Return how many proposals had asked for two weeks or more at each moment; one query."""
    rows = models.Handover.objects.exclude(asked_at=None)
    columns = ("asked_at", "opened_at", "since", "ended_at")
    waits = [_waited(*row) for row in rows.values_list(*columns) if row[0] is not None]
    return tuple(sum(since <= at < until for since, until in waits) for at in moments)


def _waited(
    asked: datetime, opened: datetime, since: datetime | None, ended: datetime | None
) -> tuple[datetime, datetime]:
    """Return from when until when a proposal stood waiting."""
    ends = [opened + timedelta(days=ROUND_LASTS), *(end for end in (since, ended) if end)]
    return asked + LONG_WAIT, min(ends)


def matters_moved(moments: Sequence[datetime]) -> tuple[frozenset[UUID], ...]:
    """Return the matters where a hand-over was asked for in the year before each moment."""
    rows = models.Handover.objects.exclude(asked_at=None)
    asked = list(rows.values_list("matter__uuid", "asked_at"))
    return tuple(
        frozenset(matter for matter, day in asked if day and at - STILL <= day <= at)
        for at in moments
    )


def went_back(moments: Sequence[datetime]) -> tuple[int, ...]:
    """Return how many hand-overs gave power back in the 90 days before each moment; one query.

    Taken back, or lapsed: not those that gave way to a wider one.
    """
    rows = models.Handover.objects.filter(since__isnull=False)
    ends = [
        end for state, ended, until in rows.values_list("state", "ended_at", "until")
        if (end := ended if state == "taken_back" else until if state == "trial" else None)
    ]  # fmt: skip
    return tuple(sum(at - LOOKED_BACK < end <= at for end in ends) for at in moments)


def taken_back(at: datetime) -> tuple[int, int]:
    """Return how many hand-overs were soon taken back, of how many that came into force."""
    rows = models.Handover.objects.filter(since__isnull=False, since__lte=at)
    ended = list(rows.values_list("state", "since", "ended_at"))
    soon = [
        state == "taken_back" and since is not None and end is not None and end - since <= SOON
        for state, since, end in ended
    ]
    return sum(soon), len(ended)

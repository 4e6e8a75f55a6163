"""Which rows of feedback somebody may read; the only place that says so."""

from datetime import UTC, datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q, QuerySet

from mandat.common.moments import day_begins
from mandat.growth.feedback.models import Feedback
from mandat.growth.tokens import token
from mandat.power import queries as power

Rows = QuerySet[Feedback]


def day_of(at: datetime) -> datetime:
    """Return the beginning of the day a moment falls on: all that is kept without a name."""
    return day_begins(at)


def token_of(person: UUID, day: datetime) -> str:
    """Return the mark on what a person gave in confidence on a day.

    A new one each day, so that somebody with the table alone cannot gather all one has written.
    """
    return token(person, "feedback", day.astimezone(UTC).isoformat())


def arrived(at: datetime) -> Q:
    """What has reached its receiver: at once with a name, the day after without."""
    return Q(openness="named") | Q(at__lt=day_of(at))


def received(reader: UUID, at: datetime) -> Rows:
    """Return feedback to a person, or on services and roles of theirs, that has arrived."""
    roles = power.roles_of(reader, at)
    matters = {m.matter for m in power.mandates_of(reader, at)}
    mine = (
        Q(to__uuid=reader)
        | Q(to=None, about="service", matter__in=matters)
        | Q(to=None, about="role", of__in=[r.id for r in roles])
    )
    outermost = power.outermost_circle()
    if any(r.circle == outermost for r in roles):
        mine |= Q(to=None, about="organisation")
    return Feedback.objects.filter(mine).filter(arrived(at))


def given(reader: UUID) -> Rows:
    """Return what a person has given by name or in confidence."""
    days = Feedback.objects.filter(openness="confidential").values_list("at", flat=True).distinct()
    tokens = [token_of(reader, day) for day in days]
    return Feedback.objects.filter(Q(sender__uuid=reader) | Q(token__in=tokens))


def shared() -> Rows:
    """Return what givers have let everyone read."""
    return Feedback.objects.filter(share="yes")


def reported(reader: UUID, at: datetime) -> Rows:
    """Return what waits for those who look at reports; never one's own words."""
    key = settings.REPORTS_ROLE
    if not key or all(r.key != key for r in power.roles_of(reader, at)):
        return Feedback.objects.none()
    own = given(reader).values("pk")
    return Feedback.objects.filter(looked_at=None).exclude(reported_at=None).exclude(pk__in=own)

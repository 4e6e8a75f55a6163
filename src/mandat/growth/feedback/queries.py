"""Reads of feedback: to oneself, from oneself, shared by its giver, and what has been reported."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from mandat.growth.feedback import rules
from mandat.growth.feedback.models import Feedback
from mandat.growth.measures import is_on
from mandat.handover.queries import felt as handovers
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView
from mandat.services import queries as services


@dataclass(frozen=True)
class Target:
    """What feedback is about, and who it is for (None: whoever holds the role that reads it).

    `hidden` tells whether at least five could have written it, so that a name left out says little.
    """

    matter: UUID | None
    to: UUID | None
    name: Names
    hidden: bool = False


@dataclass(frozen=True)
class FeedbackLine:
    """Feedback someone may read; `sender` is None when it was given without a name."""

    id: UUID
    about: str
    of: UUID
    matter: Names
    sender: PersonView | None
    said: rules.Said
    at: datetime
    thanked_at: datetime | None
    thanked_by: PersonView | None
    question: str
    reply: str
    share: str
    reported_at: datetime | None
    report: str
    looked_at: datetime | None
    removed: bool

    @property
    def words(self) -> str:
        return self.said.words


def feedback_target(reader: UUID, about: str, of: UUID, at: datetime) -> Target | None:
    """Return who feedback would be for; None for what the reader cannot see."""
    if about == "service":
        matter = services.matter_of_service(of)
        return None if matter is None else Target(matter, None, {}, hidden=_many(at))
    if about == "handover":
        found = handovers.owner_of(of, reader)
        return None if found is None else Target(*found, {})
    if about in ("person", "role", "organisation"):
        return _who(reader, about, of, at)
    if about != "ruling":
        return None
    case = services.case_of_ruling(of)
    page = None if case is None else services.case_page(reader, case, at)
    if page is None:
        return None
    ruler = next((e.who for e in page.events if e.id == of), None)
    return Target(page.matter, ruler.id, {}) if ruler else None


def _who(reader: UUID, about: str, of: UUID, at: datetime) -> Target | None:
    if about == "person":
        person = power.people({of}).get(of)
        if person is None or of == reader:
            return None
        name = {"sv": person.name, "en": person.name}
        return Target(None, of, name, hidden=_many(at))
    if about == "role":
        role = power.role(of, at)
        return None if role is None else Target(None, None, role.name, hidden=_many(at))
    found = power.organisation()
    if found is None or found.id != of:
        return None
    return Target(None, None, {"sv": found.name, "en": found.name}, hidden=_many(at))


def _many(at: datetime) -> bool:
    """Tell whether at least five others than the one who reads could have written."""
    return rules.hidden_among(power.share_with_mandate(at)[1] - 1)


def feedback_for(reader: UUID, at: datetime) -> tuple[FeedbackLine, ...]:
    """Return feedback to a person, or on services and roles of theirs; newest day first.

    What was given without a name comes the day after, so that nobody can tell by looking often
    when it was written; within a day it is in random order.
    """
    matters = {m.matter for m in power.mandates_of(reader, at)}
    roles = power.roles_of(reader, at)
    outermost = power.outermost_circle()
    rows = (
        Feedback.objects.filter(to__uuid=reader)
        | Feedback.objects.filter(to=None, about="service", matter__in=matters)
        | Feedback.objects.filter(to=None, about="role", of__in=[r.id for r in roles])
    )
    if any(r.circle == outermost for r in roles):
        rows |= Feedback.objects.filter(to=None, about="organisation")
    rows = rows.exclude(sender=None, at__gte=_today(at))
    return _feedback(rows.order_by("-at", "uuid")[:100])


def _today(at: datetime) -> datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


@dataclass(frozen=True)
class GivenFeedback:
    """That somebody got feedback, and in which matter; not from whom."""

    id: UUID
    to: UUID
    matter: UUID | None
    at: datetime


def feedback_given(since: datetime, until: datetime) -> tuple[GivenFeedback, ...]:
    """Return feedback to people in `[since, until)`, oldest first: for telling them."""
    if not is_on("feedback"):
        return ()
    rows = Feedback.objects.filter(at__gte=since, at__lt=until, to__isnull=False)
    # A notice at once would tell when something without a name was written.
    rows = rows.exclude(sender=None, at__gte=_today(until))
    columns = ("uuid", "to__uuid", "matter", "at")
    found = rows.order_by("at", "pk").values_list(*columns)
    return tuple(GivenFeedback(u, to, matter, at) for u, to, matter, at in found if to)


def feedback_from(reader: UUID) -> tuple[FeedbackLine, ...]:
    """Return the feedback one has given by name, with any thanks; newest first."""
    return _feedback(Feedback.objects.filter(sender__uuid=reader).order_by("-at", "-pk")[:100])


def shared_feedback() -> tuple[FeedbackLine, ...]:
    """Return what givers have let everyone read; newest first."""
    return _feedback(Feedback.objects.filter(share="yes").order_by("-at", "-pk")[:100])


def whole() -> UUID | None:
    """Return the organisation, to say something about."""
    found = power.organisation()
    return None if found is None else found.id


def has_unread(person: UUID) -> bool:
    """Tell whether someone has given a person words they have not thanked for."""
    return is_on("feedback") and Feedback.objects.filter(to__uuid=person, thanked_at=None).exists()


def reports_go_to(at: datetime) -> Names | None:
    """Return the role that looks at reported feedback, or None where none has been named."""
    role = power.role(settings.REPORTS_ROLE, at) if settings.REPORTS_ROLE else None
    return role.name if role is not None and role.holders else None


def reports_for(reader: UUID, at: datetime) -> tuple[FeedbackLine, ...]:
    """Return reported feedback not yet looked at, to those who hold the role that looks."""
    key = settings.REPORTS_ROLE
    if not key or all(r.key != key for r in power.roles_of(reader, at)):
        return ()
    rows = Feedback.objects.filter(looked_at=None).exclude(reported_at=None)
    rows = rows.exclude(sender__uuid=reader)
    return _feedback(rows.order_by("reported_at", "pk")[:100])


def _feedback(rows: object) -> tuple[FeedbackLine, ...]:
    names = {m.id: m.name for m in power.matters()}
    return tuple(
        FeedbackLine(
            r.uuid,
            r.about,
            r.of,
            names.get(r.matter, {}),
            _person(r.sender),
            rules.Said(r.words, r.tap, r.scale),
            r.at,
            r.thanked_at,
            _person(r.thanked_by),
            r.question,
            r.reply,
            r.share,
            r.reported_at,
            r.report,
            r.looked_at,
            r.removed,
        )
        for r in rows.select_related("sender", "thanked_by")  # type: ignore[attr-defined]
    )


def _person(row: object) -> PersonView | None:
    return None if row is None else PersonView(row.uuid, row.name)  # type: ignore[attr-defined]

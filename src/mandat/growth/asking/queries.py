"""Reads of what one is asked, and of what one has asked."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.growth.asking.models import FeedbackAsk, FeedbackAsked
from mandat.growth.feedback.queries import feedback_target
from mandat.growth.measures import is_on
from mandat.handover.queries import felt as handovers
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView
from mandat.services import queries as services

MOST = 50


@dataclass(frozen=True)
class Asked:
    """What somebody is asked; `many` is how many were asked besides."""

    id: UUID
    who: PersonView
    about: str
    of: UUID
    name: Names
    question: str
    many: int
    until: datetime


@dataclass(frozen=True)
class OwnAsk:
    """What one has asked: of how many, never of whom, nor who answered."""

    id: UUID
    about: str
    of: UUID
    name: Names
    question: str
    many: int
    at: datetime
    until: datetime
    open: bool


@dataclass(frozen=True)
class AskDue:
    """Somebody who is asked, for telling them once."""

    ask: UUID
    person: UUID
    at: datetime


def thing_of_mine(reader: UUID, about: str, of: UUID, at: datetime) -> Names | None:
    """Return what one's own thing is called, {} for oneself; None when it is not one's own."""
    if about == "person":
        return {} if of == reader else None
    if about == "role":
        return next((r.name for r in power.roles_of(reader, at) if r.id == of), None)
    if about == "service":
        matter = services.matter_of_service(of)
        mine = matter in {m.matter for m in power.mandates_of(reader, at)}
        return _matter(matter) if matter and mine else None
    if about == "handover":
        found = handovers.owner_of(of, reader)
        return _matter(found[0]) if found and found[1] == reader else None
    target = feedback_target(reader, about, of, at) if about == "ruling" else None
    return _matter(target.matter) if target and target.matter and target.to == reader else None


def _matter(matter: UUID) -> Names:
    return next((m.name for m in power.matters() if m.id == matter), {})


def asks_to(reader: UUID, at: datetime) -> tuple[Asked, ...]:
    """Return what a person is asked now; newest first."""
    rows = FeedbackAsk.objects.filter(asked__person__uuid=reader, at__lte=at, until__gt=at)
    return tuple(_asked(r) for r in rows.select_related("asker").order_by("-at", "-pk")[:MOST])


def asked_about(reader: UUID, about: str, of: UUID, at: datetime) -> Asked | None:
    """Return what a person is asked now about one thing."""
    return next((a for a in asks_to(reader, at) if (a.about, a.of) == (about, of)), None)


def asks_by(reader: UUID, at: datetime) -> tuple[OwnAsk, ...]:
    """Return what a person has asked; newest first. What they have ended is not there any more."""
    rows = FeedbackAsk.objects.filter(asker__uuid=reader).exclude(question="")
    rows = rows.order_by("-at", "-pk")[:MOST]
    return tuple(
        OwnAsk(r.uuid, r.about, r.of, r.name, r.question, r.many, r.at, r.until, at < r.until)
        for r in rows
    )


def asks_due(at: datetime) -> tuple[AskDue, ...]:
    """Return everybody who is asked now, in the order they were."""
    if not is_on("feedback"):
        return ()
    rows = FeedbackAsked.objects.filter(ask__at__lte=at, ask__until__gt=at).order_by("pk")
    found = rows.values_list("ask__uuid", "person__uuid", "ask__at")
    return tuple(AskDue(ask, person, since) for ask, person, since in found)


def last_asked(actor: UUID, about: str, of: UUID) -> datetime | None:
    """Return when a person last asked about a thing."""
    rows = FeedbackAsk.objects.filter(asker__uuid=actor, about=about, of=of).order_by("-at")
    return rows.values_list("at", flat=True).first()


def _asked(r: FeedbackAsk) -> Asked:
    who = PersonView(r.asker.uuid, r.asker.name)
    return Asked(r.uuid, who, r.about, r.of, r.name, r.question, r.many, r.until)

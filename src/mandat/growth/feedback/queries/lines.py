"""Feedback line by line, for whoever may read it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings

from mandat.growth.feedback import rules
from mandat.growth.feedback.models import Feedback, FeedbackFile
from mandat.growth.feedback.queries import rows
from mandat.growth.measures import is_on
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView

MOST = 100


@dataclass(frozen=True)
class PictureView:
    """What a picture shows, in words, and its sides in pixels."""

    alt: str
    width: int
    height: int


@dataclass(frozen=True)
class FeedbackLine:
    """Feedback someone may read; `sender` is None unless it was given by name."""

    id: UUID
    about: str
    of: UUID
    matter: Names
    openness: str
    sender: PersonView | None
    said: rules.Said
    sound: bool
    picture: PictureView | None
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

    @property
    def reachable(self) -> bool:
        """Whether thanks and questions find their way to the one who wrote."""
        return self.openness != "anonymous"


@dataclass(frozen=True)
class GivenFeedback:
    """That somebody got feedback, and in which matter; not from whom."""

    id: UUID
    to: UUID
    matter: UUID | None
    at: datetime


def feedback_for(reader: UUID, at: datetime) -> tuple[FeedbackLine, ...]:
    """Return feedback to a person, or on services and roles of theirs; newest day first.

    What was given without a name comes the day after, so that nobody can tell by looking often
    when it was written; within a day it is in random order. So does an answer in confidence.
    """
    return _lines(rows.received(reader, at).order_by("-at", "uuid"), answers_until=at)


def feedback_from(reader: UUID) -> tuple[FeedbackLine, ...]:
    """Return the feedback one has given by name or in confidence, with any thanks; newest first."""
    return _lines(rows.given(reader).order_by("-at", "-pk"))


def shared_feedback() -> tuple[FeedbackLine, ...]:
    """Return what givers have let everyone read; newest first."""
    return _lines(rows.shared().order_by("-at", "-pk"))


def reports_for(reader: UUID, at: datetime) -> tuple[FeedbackLine, ...]:
    """Return reported feedback not yet looked at, to those who hold the role that looks."""
    return _lines(rows.reported(reader, at).order_by("reported_at", "pk"), answers_until=at)


def reports_go_to(at: datetime) -> Names | None:
    """Return the role that looks at reported feedback, or None where none has been named."""
    role = power.role(settings.REPORTS_ROLE, at) if settings.REPORTS_ROLE else None
    return role.name if role is not None and role.holders else None


def feedback_given(since: datetime, until: datetime) -> tuple[GivenFeedback, ...]:
    """Return feedback to people in `[since, until)`, oldest first: for telling them.

    A notice at once would tell when something without a name was written.
    """
    if not is_on("feedback"):
        return ()
    found = Feedback.objects.filter(at__gte=since, at__lt=until, to__isnull=False)
    found = found.filter(rows.arrived(until)).order_by("at", "pk")
    columns = found.values_list("uuid", "to__uuid", "matter", "at")
    return tuple(GivenFeedback(u, to, matter, at) for u, to, matter, at in columns if to)


def has_unread(person: UUID, at: datetime) -> bool:
    """Tell whether someone has given a person words they have not thanked for."""
    found = Feedback.objects.filter(rows.arrived(at), to__uuid=person, thanked_at=None)
    return is_on("feedback") and found.exists()


def whole() -> UUID | None:
    """Return the organisation, to say something about."""
    found = power.organisation()
    return None if found is None else found.id


def _lines(found: rows.Rows, answers_until: datetime | None = None) -> tuple[FeedbackLine, ...]:
    """Return up to a hundred lines. Until `answers_until`'s day, answers in confidence wait."""
    taken = list(found.select_related("sender", "thanked_by")[:MOST])
    files: defaultdict[int, dict[str, PictureView]] = defaultdict(dict)
    columns = ("feedback", "kind", "alt", "width", "height")
    for one in FeedbackFile.objects.filter(feedback__in=taken).values_list(*columns):
        files[one[0]][one[1]] = PictureView(one[2], one[3] or 0, one[4] or 0)
    # Nobody is to see who had something to do with a matter under secrecy.
    names = {m.id: m.name for m in power.matters() if not m.secrecy}
    return tuple(_line(r, names, files[r.pk], answers_until) for r in taken)


def _line(
    r: Feedback, names: dict[UUID, Names], files: dict[str, PictureView], until: datetime | None
) -> FeedbackLine:
    return FeedbackLine(
        id=r.uuid,
        about=r.about,
        of=r.of,
        matter=names.get(r.matter, {}) if r.matter else {},
        openness=r.openness,
        sender=_person(r.sender),
        said=rules.Said(r.words, r.tap, r.scale),
        sound="sound" in files,
        picture=files.get("picture"),
        at=r.at,
        thanked_at=r.thanked_at,
        thanked_by=_person(r.thanked_by),
        question=r.question,
        reply="" if _waits(r, until) else r.reply,
        share=r.share,
        reported_at=r.reported_at,
        report=r.report,
        looked_at=r.looked_at,
        removed=r.removed,
    )


def _waits(row: Feedback, until: datetime | None) -> bool:
    """Tell whether an answer is kept back a day, so that its time does not tell who wrote it."""
    if until is None or row.openness == "named" or row.replied_at is None:
        return False
    return row.replied_at >= rows.day_of(until)


def _person(row: object) -> PersonView | None:
    return None if row is None else PersonView(row.uuid, row.name)  # type: ignore[attr-defined]

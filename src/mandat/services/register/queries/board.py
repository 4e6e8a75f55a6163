"""Reads of the notice board, and of minutes that wait to be approved or posted."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.utils import timezone

from mandat.power import queries as power
from mandat.power.orders import queries as orders
from mandat.power.queries import Names
from mandat.services.register.models import Meeting, Posting
from mandat.services.register.queries.decisions import (
    Decision,
    decisions_called,
    decisions_of,
    notice_of,
)
from mandat.services.register.rules import Minutes, Notice

LOOK_BACK = timedelta(days=366)


@dataclass(frozen=True)
class Posted:
    """A notice: of the minutes of a meeting, or of decisions that were minuted apart.

    Nothing of it names an individual: a decision is its date, diary number, matter, yes or no, and
    the role it was made in. Those under secrecy have no matter.
    """

    id: UUID
    body: Names
    notice: Notice
    where: str
    standing: Literal["up", "down", "early", "due"]
    meeting: date | None
    decisions: tuple[Decision, ...]
    replaced: bool = False
    """Whether it came down too early and has gone up anew."""


@dataclass(frozen=True)
class Held:
    """A meeting, and how far its minutes have come."""

    id: UUID
    minutes: Minutes
    late: bool


@dataclass(frozen=True)
class BoardPage:
    """What those of one body do with the board: what hangs, what to post, and the meetings."""

    circle: UUID | None
    circles: tuple[tuple[UUID, Names], ...]
    today: date
    postings: tuple[Posted, ...]
    to_post: tuple[Decision, ...]
    meetings: tuple[Held, ...]
    public: bool


@dataclass(frozen=True)
class PublicBoard:
    """What hangs on the board now, the last posted first."""

    organisation: str
    postings: tuple[Posted, ...]


@dataclass(frozen=True)
class MinutesTask:
    """Minutes that somebody is gently reminded of."""

    circle: UUID
    body: Names
    minutes: Minutes
    late: bool


def board_page(reader: UUID, circle: UUID | None, at: datetime) -> BoardPage:
    """Return the board of one body to those with a role there; constant queries."""
    circles = orders.circles_to_adopt_in(reader, at)
    theirs = dict(circles)
    chosen = circle or next(iter(theirs), None)
    today = timezone.localtime(at).date()
    public = power.rules_page(at).book.board_public
    if chosen not in theirs:
        return BoardPage(None, circles, today, (), (), (), public)
    decided = decisions_of(chosen, today - LOOK_BACK, today, at)
    to_post = tuple(
        d
        for d in decided
        if d.route == "minute" and d.appealable and (d.notice is None or d.notice.too_early)
    )
    return BoardPage(
        chosen, circles, today, _postings(chosen, theirs[chosen], at), to_post,
        _meetings(chosen, at), public,
    )  # fmt: skip


def public_board(at: datetime) -> PublicBoard | None:
    """Return what hangs now; None where the rules do not let the board be read by everyone."""
    found = power.organisation()
    if found is None or not power.rules_page(at).book.board_public:
        return None
    today = timezone.localtime(at).date()
    rows = Posting.objects.filter(taken_down="", posted__lte=today.isoformat())
    names = power.circle_names()
    circles = {c for c in rows.values_list("circle__uuid", flat=True).distinct() if c in names}
    shown = [p for c in circles for p in _postings(c, names[c], at) if p.standing in ("up", "due")]
    shown.sort(key=lambda p: p.notice.posted, reverse=True)
    return PublicBoard(found.name, tuple(shown))


def _postings(circle: UUID, body: Names, at: datetime) -> tuple[Posted, ...]:
    """Return a body's notices of the last year, the last first."""
    today = timezone.localtime(at).date()
    first = (today - LOOK_BACK).isoformat()
    rows = list(
        Posting.objects.filter(circle__uuid=circle, posted__gte=first)
        .select_related("meeting", "again")
        .order_by("-posted", "-pk")
    )
    ids = {UUID(one) for row in rows for one in row.rulings}
    told = {d.id: d for d in decisions_called(circle, ids, at)} if ids else {}
    replaced = {row.again.uuid for row in rows if row.again}
    return tuple(
        Posted(
            row.uuid,
            body,
            notice_of(row),
            row.where,
            notice_of(row).standing(today),
            date.fromisoformat(row.meeting.on) if row.meeting else None,
            tuple(told[UUID(one)] for one in row.rulings if UUID(one) in told),
            row.uuid in replaced,
        )
        for row in rows
    )


def _meetings(circle: UUID, at: datetime) -> tuple[Held, ...]:
    today = timezone.localtime(at).date()
    rows = Meeting.objects.filter(
        circle__uuid=circle, on__gte=(today - LOOK_BACK).isoformat(), on__lte=today.isoformat()
    )
    found = _minutes(list(rows.order_by("-on")), at)
    return tuple(Held(uuid, m, m.is_late(today)) for uuid, m in found)


def _minutes(rows: list[Meeting], at: datetime) -> list[tuple[UUID, Minutes]]:
    book = power.rules_page(at).book
    posted: dict[UUID, str] = {}
    for meeting, day in Posting.objects.filter(meeting__in=rows).values_list(
        "meeting__uuid", "posted"
    ):
        posted[meeting] = min(day, posted.get(meeting, day))
    return [
        (
            row.uuid,
            Minutes(
                date.fromisoformat(row.on),
                date.fromisoformat(row.approved) if row.approved else None,
                date.fromisoformat(posted[row.uuid]) if row.uuid in posted else None,
                book.minutes_days or 14,
                book.minutes_post_days,
            ),
        )
        for row in rows
    ]


def minutes_to_do(reader: UUID, at: datetime) -> tuple[MinutesTask, ...]:
    """Return minutes to approve or post, for whoever holds a role that the rules name (rule 27).

    Where a body has none of the named roles, all with a role there are reminded. None where the
    rules say nothing of minutes.
    """
    book = power.rules_page(at).book
    if not book.minutes_days:
        return ()
    circles = power.reminded_circles(reader, book.minutes_roles, at)
    if not circles:
        return ()
    today = timezone.localtime(at).date()
    rows = Meeting.objects.filter(
        circle__uuid__in=circles,
        on__gte=(today - LOOK_BACK).isoformat(),
        on__lte=today.isoformat(),
    )
    held = list(rows.select_related("circle").order_by("on"))
    bodies = {row.uuid: row.circle for row in held}
    return tuple(
        MinutesTask(bodies[uuid].uuid, bodies[uuid].name, minutes, minutes.is_late(today))
        for uuid, minutes in _minutes(held, at)
        if minutes.waits_for is not None
    )

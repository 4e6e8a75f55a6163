"""Reads of notices: a person's own and nobody else's."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Max, Q, QuerySet

from mandat.notices import rules, tokens
from mandat.notices.models import Feed, Letter, Notice, OneTap, Run, Telling

MOST_LISTED = 100


@dataclass(frozen=True)
class NoticeLine:
    """One notice, for the one it is told."""

    id: UUID
    kind: str
    of: UUID
    key: str
    path: str
    name: Mapping[str, str]
    detail: str
    secret: bool
    when: datetime | None
    told_at: datetime
    seen: bool


@dataclass(frozen=True)
class NoticesPage:
    """What stands and what has happened lately, newest first, and how one is told."""

    standing: tuple[NoticeLine, ...]
    happened: tuple[NoticeLine, ...]
    choices: rules.Choices
    last_letter: datetime | None

    @property
    def unseen(self) -> int:
        return sum(not line.seen for line in (*self.standing, *self.happened))


@dataclass(frozen=True)
class LetterView:
    """A mail to be sent; `lines` are what still holds of what it gathers."""

    id: UUID
    person: UUID
    tries: int
    lines: tuple[NoticeLine, ...]


@dataclass(frozen=True)
class Link:
    """What a link in a mail lets its person do, once."""

    person: UUID
    act: str
    of: UUID
    detail: str


@dataclass(frozen=True)
class LastRun:
    """When the worker last did its round, and its slow round."""

    at: datetime
    slowly_at: datetime | None


def choices_of(people: Collection[UUID]) -> dict[UUID, rules.Choices]:
    """Return how people want to be told, everyone who is asked about included; one query."""
    found = {person: rules.Choices() for person in people}
    for row in Telling.objects.filter(person__in=people):
        found[row.person] = rules.Choices(
            row.rhythm,  # type: ignore[arg-type]  # only what the rules allow is kept
            rules.Quiet(row.quiet_from, row.quiet_until, row.quiet_weekends),
            row.language,
            frozenset(row.off_app),
            frozenset(row.off_mail),
        )
    return found


def who_asked_for(kind: rules.Kind) -> tuple[UUID, ...]:
    """Return those who have asked to be mailed a kind that nobody has without asking; two queries.

    Whoever has chosen nothing has no row, and has asked for nothing.
    """
    people = Telling.objects.order_by("pk").values_list("person", flat=True)
    return tuple(p for p, found in choices_of(tuple(people)).items() if found.by_mail(kind))


def notices_page(person: UUID, at: datetime) -> NoticesPage:
    """Return a person's notices; three queries."""
    choices = choices_of([person])[person]
    once = ~Q(kind__in=rules.STANDING) & Q(told_at__gt=at - rules.SEEN_FOR)
    rows = _current(person).filter(Q(kind__in=rules.STANDING) | once)
    rows = rows.exclude(kind__in=choices.off_app | rules.ASKED_FOR).order_by("-told_at", "-pk")[
        :MOST_LISTED
    ]
    lines = tuple(_line(row) for row in rows)
    last = Letter.objects.filter(person=person).aggregate(last=Max("sent_at"))["last"]
    return NoticesPage(
        tuple(line for line in lines if line.kind in rules.STANDING),
        tuple(line for line in lines if line.kind not in rules.STANDING),
        choices,
        last,
    )


def count_unseen(person: UUID, at: datetime) -> int:
    """Return how many notices a person has not seen; one query, since every page asks.

    What one has turned off counts as seen from the start.
    """
    since = at - rules.SEEN_FOR
    rows = _current(person).filter(seen_at=None)
    return rows.filter(Q(kind__in=rules.STANDING) | Q(told_at__gt=since)).count()


def _current(person: UUID) -> "QuerySet[Notice]":
    return Notice.objects.filter(person=person, over_at=None)


def _line(row: Notice) -> NoticeLine:
    return NoticeLine(
        row.uuid,
        row.kind,
        row.of,
        row.key,
        row.path,
        row.name,
        row.detail,
        row.secret,
        row.when,
        row.told_at,
        row.seen_at is not None,
    )


# --- mail ---------------------------------------------------------------------------------------


def letters_to_send(at: datetime) -> tuple[LetterView, ...]:
    """Return mails whose time has come, oldest first; two queries."""
    rows = Letter.objects.filter(sent_at=None, try_at__lte=at).prefetch_related("notices")
    return tuple(
        LetterView(
            row.uuid,
            row.person,
            row.tries,
            tuple(_line(n) for n in row.notices.all() if n.over_at is None),
        )
        for row in rows.order_by("made_at", "pk")[:500]
    )


def last_run() -> LastRun | None:
    """Return when the worker last did its round, or None when it never has."""
    row = Run.objects.first()
    return None if row is None else LastRun(row.at, row.slowly_at)


# --- links and calendars ------------------------------------------------------------------------


def link(token: str, at: datetime) -> Link | None:
    """Return what a link is for, or None when it is used, too old or not ours."""
    row = OneTap.objects.filter(digest=tokens.digest(token), used_at=None, until__gt=at).first()
    return None if row is None else Link(row.person, row.act, row.of, row.detail)


def feed_of(person: UUID) -> str | None:
    """Return the secret part of one's own calendar address, or None when it is off."""
    nonce = Feed.objects.filter(person=person).values_list("nonce", flat=True).first()
    return None if nonce is None else tokens.feed_secret(nonce)


def person_of_feed(secret: str) -> UUID | None:
    """Return whose calendar an address is, or None."""
    found = Feed.objects.filter(digest=tokens.digest(secret))
    return found.values_list("person", flat=True).first()

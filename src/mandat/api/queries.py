"""Reads of tokens and of what they asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max

from mandat.api.models import AskToken, Look
from mandat.api.rules import WINDOW_SECONDS, digest, looks_like_one
from mandat.power.queries import PersonView, may_log_in, organisation, people

SHOWN_LOOKS = 100


@dataclass(frozen=True)
class Bearer:
    """A token in use: its number here, and its name."""

    pk: int
    name: str


@dataclass(frozen=True)
class TokenView:
    """A token as members see it: open to all, the token itself to nobody."""

    id: UUID
    name: str
    person: PersonView | None
    made_at: datetime
    withdrawn_at: datetime | None
    last_used: datetime | None
    looks: int
    mine: bool
    """The reader may withdraw it."""


@dataclass(frozen=True)
class LookView:
    """That a token asked, about what or whom."""

    at: datetime
    token: str
    what: str
    matter: str
    person: PersonView | None


def bearer(token: str) -> Bearer | None:
    """Return whose token this is, or None: withdrawn, unknown, or its maker may not log in."""
    if not looks_like_one(token):
        return None
    row = AskToken.objects.filter(digest=digest(token), withdrawn_at=None).first()
    return Bearer(row.pk, row.name) if row is not None and may_log_in(row.person) else None


def asks_too_often(token: int, most: int, at: datetime) -> bool:
    """Tell whether a token has asked `most` times within the last minute."""
    since = at - timedelta(seconds=WINDOW_SECONDS)
    return Look.objects.filter(token_id=token, at__gt=since).count() >= most


def tokens(reader: UUID | None = None) -> tuple[TokenView, ...]:
    """Return every token, those in use first, newest first; three queries."""
    rows = list(
        AskToken.objects.annotate(last=Max("looks__at"), count=Count("looks")).order_by(
            "withdrawn_at", "-pk"
        )
    )
    names = people({row.person for row in rows})
    founder = organisation()
    founding = founder is not None and reader == founder.founded_by
    views = (
        TokenView(
            row.uuid,
            row.name,
            names.get(row.person),
            row.made_at,
            row.withdrawn_at,
            row.last,
            row.count,
            row.withdrawn_at is None and (founding or reader == row.person),
        )
        for row in rows
    )
    return tuple(sorted(views, key=lambda v: v.withdrawn_at is not None))


def looks(token: UUID) -> tuple[LookView, ...]:
    """Return what a token asked lately, newest first."""
    return _look_views(token__uuid=token)


def looks_at(person: UUID) -> tuple[LookView, ...]:
    """Return what tokens asked about a person lately, newest first; for that person."""
    return _look_views(person=person)


def _look_views(**where: object) -> tuple[LookView, ...]:
    rows = list(
        Look.objects.filter(**where).select_related("token").order_by("-at", "-pk")[:SHOWN_LOOKS]
    )
    names = people({row.person for row in rows if row.person})
    return tuple(
        LookView(
            row.at,
            row.token.name,
            row.what,
            row.matter,
            names.get(row.person) if row.person else None,
        )
        for row in rows
    )

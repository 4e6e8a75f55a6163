"""Secrets in addresses: made from 256 random bits, and only their hash is kept."""

import hashlib
import hmac
import secrets
from collections.abc import Sequence
from uuid import UUID

from django.conf import settings
from django.core import signing

_OFF = "mandat.notices.off"
_UNDO = "mandat.notices.undo"


def fresh() -> str:
    """Return 256 random bits, fit for an address."""
    return secrets.token_urlsafe(32)


def digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def feed_secret(nonce: str) -> str:
    """Return the secret part of a calendar's address; the same nonce gives the same."""
    key = settings.SECRET_KEY.encode()
    return hmac.new(key, f"notices\x1fcalendar\x1f{nonce}".encode(), hashlib.sha256).hexdigest()


def off_token(person: UUID, kinds: Sequence[str]) -> str:
    """Return a signed word that lets these kinds be turned off by mail for this person."""
    return signing.dumps([str(person), *kinds], salt=_OFF, compress=True)


def read_off_token(token: str) -> tuple[UUID, tuple[str, ...]] | None:
    """Return the person and kinds of such a word, or None when it is not ours."""
    try:
        person, *kinds = signing.loads(token, salt=_OFF)
    except signing.BadSignature:
        return None
    return UUID(person), tuple(kinds)


def undo_token(person: UUID, week: str) -> str:
    """Return a signed word that lets this week's answer to the pulse be taken back.

    It is never an address, so that no log holds it, and it can do nothing else.
    """
    return signing.dumps([str(person), week], salt=_UNDO)


def read_undo_token(token: str) -> tuple[UUID, str] | None:
    """Return the person and week of such a word, or None when it is not ours."""
    try:
        person, week = signing.loads(token, salt=_UNDO)
    except signing.BadSignature:
        return None
    return UUID(person), str(week)

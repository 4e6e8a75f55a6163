"""Tokens that let a person change an answer of theirs without the answer naming them."""

import hashlib
import hmac
import secrets
from uuid import UUID

from django.conf import settings


def drawn(*about: str) -> float:
    """Return a number in [0, 1) that is the same each time, and that nobody else can foretell."""
    text = "\x1f".join(("blur", *about)).encode()
    digest = hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).digest()
    return int.from_bytes(digest[:6]) / 2**48


def token(person: UUID, *about: str) -> str:
    """Return the same token for the same person and answer, telling nobody else whose it is."""
    text = "\x1f".join(("growth", str(person), *about)).encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, hashlib.sha256).hexdigest()


def shuffled() -> int:
    """Return a number for a row, so that numbers and their order tell nothing of when it came."""
    return secrets.randbelow(2**62) + 1

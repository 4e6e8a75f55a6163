"""Identities: a UUID outside and in the record, an integer inside the database."""

from uuid import UUID, uuid4, uuid5

_NAMESPACE = UUID("6f0a3c52-0b53-4f5e-9a55-6d616e646174")


def new_id() -> UUID:
    """Return a fresh random identity."""
    return uuid4()


def id_from(*parts: str) -> UUID:
    """Return the same identity for the same parts, so that an import can be run twice."""
    return uuid5(_NAMESPACE, "\x1f".join(parts))

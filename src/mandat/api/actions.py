"""Making, withdrawing and using a token."""

import secrets
from datetime import datetime, timedelta
from uuid import UUID

from mandat.api.models import AskToken, Look
from mandat.api.rules import KEPT_DAYS, LONGEST_NAME, PREFIX, digest
from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal
from mandat.power.queries import organisation


def make_token(actor: UUID, *, name: str, at: datetime) -> tuple[UUID, str]:
    """Make a token that may ask; return its identity and, this once, the token itself.

    Any member may: a token reads what every member reads. Raises BadInputError for a bad name.
    """
    said = name.strip()
    if not said:
        raise BadInputError(Refusal("api.no_name", field="name"))
    if len(said) > LONGEST_NAME:
        raise BadInputError(Refusal("api.long_name", {"most": LONGEST_NAME}, "name"))
    token = PREFIX + secrets.token_urlsafe(32)
    row = AskToken.objects.create(
        uuid=new_id(), name=said, digest=digest(token), person=actor, made_at=at
    )
    return row.uuid, token


def withdraw_token(actor: UUID | None, *, token: UUID, at: datetime) -> None:
    """Withdraw a token; it stops at once. Harmless when that has been done.

    Its maker and the founder may, and (actor None) whoever runs the installation. Raises
    BadInputError when there is none, and likewise when it is not the actor's.
    """
    row = AskToken.objects.filter(uuid=token).first()
    founder = organisation()
    may = row is not None and (
        actor is None
        or actor == row.person
        or (founder is not None and actor == founder.founded_by)
    )
    if row is None or not may:
        raise BadInputError(Refusal("api.no_token", {"given": str(token)}))
    if row.withdrawn_at is None:
        row.withdrawn_at, row.withdrawn_by = at, actor
        row.save(update_fields=["withdrawn_at", "withdrawn_by"])


def note_look(token: int, *, what: str, matter: str, person: UUID | None, at: datetime) -> None:
    """Keep that a token asked, for as long as `rules.KEPT_DAYS`."""
    Look.objects.filter(at__lt=at - timedelta(days=KEPT_DAYS)).delete()
    Look.objects.create(token_id=token, at=at, what=what[:20], matter=matter[:80], person=person)

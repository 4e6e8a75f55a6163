"""Verbs of celebrating."""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.growth.celebrate import queries, rules
from mandat.growth.celebrate.models import Applause, Celebrated
from mandat.growth.measures import is_on


def celebrate(
    actor: UUID,
    *,
    words: str,
    thanks: UUID | None = None,
    step: UUID | None = None,
    at: datetime,
) -> UUID:
    """Tell what went well, by name; return its identity.

    `thanks`: somebody it thanks; it is shown when they have said yes. `step`: a finished step of
    one's own journey that one shares.
    """
    if wrong := rules.check_words(words, thanks=thanks, actor=actor):
        raise BadInputError(*wrong)
    if step is not None and queries.step_to_share(step, actor, at) is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    found = new_id()
    Celebrated.objects.create(
        uuid=found, words=words.strip(), added_by_id=actor, thanks_id=thanks, step_id=step, at=at
    )
    return found


def answer_thanks(actor: UUID, *, celebrated: UUID, yes: bool) -> None:
    """Say whether thanks to oneself may be shown. A no is told to nobody, and can be changed."""
    row = Celebrated.objects.filter(uuid=celebrated, thanks__uuid=actor).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    row.agreed = yes
    row.save()


def take_away(actor: UUID, *, celebrated: UUID) -> None:
    """Erase what one told; whoever is thanked says no instead."""
    row = Celebrated.objects.select_related("added_by", "thanks").filter(uuid=celebrated).first()
    if row is not None and row.added_by.uuid == actor:
        Applause.objects.filter(of=celebrated).delete()
        row.delete()
        return
    if row is None or row.thanks is None or row.thanks.uuid != actor:
        raise RefusedError(Refusal("growth.nothing_there"))
    row.agreed = False
    row.save()


def applaud(actor: UUID, *, of: UUID, at: datetime) -> None:
    """Applaud something with one tap, or take the tap back."""
    if not is_on("applause") or of not in {b.id for b in queries.blooms(actor, at)}:
        raise RefusedError(Refusal("growth.nothing_there"))
    own = queries.applause_token(actor, of)
    gone, _ = Applause.objects.filter(token=own).delete()
    if not gone:
        Applause.objects.create(of=of, token=own)

"""Verbs of celebrating."""

from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.moments import local_day
from mandat.common.refusals import Refusal, RefusedError, refuse
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
    refuse(rules.check_words(words, thanks=thanks, actor=actor))
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
    """Erase what one told; whoever it thanks or names says no to it instead."""
    row = Celebrated.objects.select_related("added_by", "thanks").filter(uuid=celebrated).first()
    if row is not None and row.added_by.uuid == actor:
        Applause.objects.filter(of=celebrated).delete()
        row.delete()
        return
    if row is None or not _may_say_no(actor, row):
        raise RefusedError(Refusal("growth.nothing_there"))
    if row.thanks is not None and row.thanks.uuid == actor:
        row.agreed = False
    else:
        row.hidden = True
    row.save()


def _may_say_no(actor: UUID, row: Celebrated) -> bool:
    """Whoever is thanked, and whoever the words name once they are shown."""
    if row.thanks is not None and row.thanks.uuid == actor:
        return True
    thanks = row.thanks.uuid if row.thanks else None
    shown = not row.hidden and rules.is_shown(thanks=thanks, agreed=row.agreed)
    return shown and queries.names_reader(row.words, actor)


def applaud(actor: UUID, *, of: UUID, at: datetime) -> None:
    """Applaud something with one tap, or take the tap back."""
    if not is_on("applause") or of not in {b.id for b in queries.blooms(actor, at)}:
        raise RefusedError(Refusal("growth.nothing_there"))
    own = queries.applause_token(actor, of)
    gone, _ = Applause.objects.filter(token=own).delete()
    if not gone:
        Applause.objects.create(of=of, token=own, on=local_day(at))

"""Give feedback, and thank for it, ask about it, share it, report it or erase it."""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.feedback import queries, rules
from mandat.growth.feedback.models import Feedback
from mandat.growth.rules import check_words


def give_feedback(
    actor: UUID,
    *,
    about: str,
    of: UUID,
    words: str = "",
    tap: str = "",
    scale: int | None = None,
    named: bool,
    at: datetime,
) -> UUID:
    """Say something about what or whom one can see; return its identity.

    Without a name neither sender nor time of day is kept, so it can never be told later.
    """
    target = queries.feedback_target(actor, about, of, at)
    if target is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(rules.check_said(rules.Said(words, tap, scale)))
    feedback = new_id()
    Feedback.objects.create(
        uuid=feedback,
        about=about,
        of=of,
        matter=target.matter,
        sender_id=actor if named else None,
        to_id=target.to,
        words=words.strip(),
        tap=tap,
        scale=scale,
        at=at if named else _day(at),
    )
    return feedback


def _day(at: datetime) -> datetime:
    return timezone.localtime(at).replace(hour=0, minute=0, second=0, microsecond=0)


def _received(actor: UUID, feedback: UUID, at: datetime) -> Feedback:
    if feedback not in {f.id for f in queries.feedback_for(actor, at)}:
        raise RefusedError(Refusal("growth.nothing_there"))
    return Feedback.objects.get(uuid=feedback)


def _given(actor: UUID, feedback: UUID) -> Feedback:
    row = Feedback.objects.filter(uuid=feedback, sender__uuid=actor).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    return row


def ask_back(actor: UUID, *, feedback: UUID, words: str, at: datetime) -> None:
    """Ask whoever gave feedback by name one thing more."""
    row = _received(actor, feedback, at)
    if row.sender_id is None or row.question:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(words))
    row.question = words.strip()
    row.save()


def reply(actor: UUID, *, feedback: UUID, words: str) -> None:
    """Answer what the receiver asked of one's feedback."""
    row = _given(actor, feedback)
    if not row.question:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(words))
    row.reply = words.strip()
    row.save()


def ask_to_share(actor: UUID, *, feedback: UUID, at: datetime) -> None:
    """Ask whoever gave feedback by name whether everyone may read it."""
    row = _received(actor, feedback, at)
    if row.sender_id is None or row.share:
        raise RefusedError(Refusal("growth.nothing_there"))
    row.share = "asked"
    row.save()


def let_share(actor: UUID, *, feedback: UUID, yes: bool) -> None:
    """Say whether everyone may read what one gave; a yes can be taken back."""
    row = _given(actor, feedback)
    if not row.share:
        raise RefusedError(Refusal("growth.nothing_there"))
    row.share = "yes" if yes else "no"
    row.save()


def erase_feedback(actor: UUID, *, feedback: UUID, at: datetime) -> None:
    """Erase what one was given, or what one gave by name until it has been read.

    What was reported stays until it has been looked at.
    """
    row = Feedback.objects.filter(uuid=feedback, sender__uuid=actor, thanked_at=None).first()
    row = row or _received(actor, feedback, at)
    if row.reported_at is not None and row.looked_at is None:
        raise RefusedError(Refusal("growth.being_looked_at"))
    row.delete()


def report_feedback(actor: UUID, *, feedback: UUID, why: str, at: datetime) -> None:
    """Report feedback one was given as abuse, to the role the organisation has named."""
    row = _received(actor, feedback, at)
    if row.reported_at is not None or not queries.reports_go_to(at):
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(why))
    row.reported_at, row.report = at, why.strip()
    row.save()


def close_report(actor: UUID, *, feedback: UUID, remove: bool, at: datetime) -> None:
    """Say, as the role that looks at reports, whether what was said is removed or stays."""
    if feedback not in {f.id for f in queries.reports_for(actor, at)}:
        raise RefusedError(Refusal("growth.nothing_there"))
    row = Feedback.objects.get(uuid=feedback)
    row.looked_at, row.removed = at, remove
    if remove:
        row.words = row.tap = row.question = row.reply = row.share = ""
        row.scale = None
    row.save()


def thank(actor: UUID, *, feedback: UUID, at: datetime) -> None:
    """Thank for feedback one may read."""
    row = _received(actor, feedback, at)
    if row.thanked_at is None:
        row.thanked_at, row.thanked_by_id = at, actor
        row.save()

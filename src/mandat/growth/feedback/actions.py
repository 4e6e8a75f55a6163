"""Give feedback, and thank for it, ask about it, share it, report it or erase it."""

from datetime import datetime
from hmac import compare_digest
from uuid import UUID

from django.conf import settings
from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.feedback import pictures, queries, rules
from mandat.growth.feedback.models import Feedback, FeedbackFile
from mandat.growth.feedback.queries import rows
from mandat.growth.feedback.rules import sounds
from mandat.growth.rules import check_words

NOTHING_SENT = rules.Sent()


def give_feedback(
    actor: UUID,
    *,
    about: str,
    of: UUID,
    said: rules.Said,
    sent: rules.Sent = NOTHING_SENT,
    openness: str,
    at: datetime,
) -> UUID:
    """Say something about what or whom one can see; return its identity.

    In confidence neither a name nor the time of day is kept; anonymously nothing else either, so
    that it can never be told later who it was.
    """
    target = queries.feedback_target(actor, about, of, at)
    if target is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    most = rules.Most(settings.SOUND_MB, settings.PICTURE_MB)
    refuse((
        *rules.check_said(said, files=sent.files),
        *rules.check_sent(sent, openness, most),
    ))  # fmt: skip
    files = _cleaned(sent)
    row = Feedback(about=about, of=of, matter=target.matter, to_id=target.to)
    row.words, row.tap, row.scale = said.words.strip(), said.tap, said.scale
    _sign(row, actor, openness, at)
    with transaction.atomic():
        row.save()
        for file in files:
            file.feedback = row
            file.save()
    return row.uuid


def _sign(row: Feedback, actor: UUID, openness: str, at: datetime) -> None:
    """Keep of the sender, and of the time, what the chosen openness lets be kept."""
    row.uuid, row.openness = new_id(), openness
    row.at = at if openness == "named" else rows.day_of(at)
    if openness == "named":
        row.sender_id = actor
    elif openness == "confidential":
        row.token = rows.token_of(actor, row.at)


def _cleaned(sent: rules.Sent) -> list[FeedbackFile]:
    """Return the files with nothing in them but sound and picture, not yet saved."""
    files: list[FeedbackFile] = []
    refusals: list[Refusal] = []
    if sent.sound:
        try:
            sound = sounds.clean(sent.sound)
            files.append(FeedbackFile(kind="sound", media=sound.media, content=sound.data))
        except sounds.NotASoundError:
            refusals.append(Refusal("growth.not_a_sound", field="sound"))
    if sent.picture:
        try:
            picture = pictures.clean(sent.picture)
            files.append(
                FeedbackFile(
                    kind="picture",
                    media=pictures.MEDIA,
                    content=picture.data,
                    alt=sent.alt.strip(),
                    width=picture.width,
                    height=picture.height,
                )
            )
        except pictures.NotAPictureError as wrong:
            code = "growth.picture_heic" if wrong.heic else "growth.not_a_picture"
            refusals.append(Refusal(code, field="picture"))
    refuse(tuple(refusals))
    return files


def _received(actor: UUID, feedback: UUID, at: datetime) -> Feedback:
    row = rows.received(actor, at).filter(uuid=feedback).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    return row


def _given(actor: UUID, feedback: UUID) -> Feedback:
    row = Feedback.objects.filter(uuid=feedback).first()
    if row is None or not _wrote(actor, row):
        raise RefusedError(Refusal("growth.nothing_there"))
    return row


def _wrote(actor: UUID, row: Feedback) -> bool:
    if row.openness == "confidential":
        return compare_digest(row.token, rows.token_of(actor, row.at))
    return row.sender_id == actor


def ask_back(actor: UUID, *, feedback: UUID, words: str, at: datetime) -> None:
    """Ask whoever gave feedback by name or in confidence one thing more."""
    row = _received(actor, feedback, at)
    if row.openness == "anonymous" or row.question:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(words))
    row.question = words.strip()
    row.save()


def reply(actor: UUID, *, feedback: UUID, words: str, at: datetime) -> None:
    """Answer what the receiver asked of one's feedback."""
    row = _given(actor, feedback)
    if not row.question:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(check_words(words))
    row.reply = words.strip()
    row.replied_at = at if row.openness == "named" else rows.day_of(at)
    row.save()


def ask_to_share(actor: UUID, *, feedback: UUID, at: datetime) -> None:
    """Ask whoever gave feedback by name whether everyone may read it."""
    row = _received(actor, feedback, at)
    if row.openness != "named" or row.share:
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
    """Erase what one was given, or what one gave, not anonymously, until it has been read.

    Its voice and picture go with it. What was reported stays until it has been looked at.
    """
    row = Feedback.objects.filter(uuid=feedback, thanked_at=None).first()
    if row is None or not _wrote(actor, row):
        row = _received(actor, feedback, at)
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
    row = rows.reported(actor, at).filter(uuid=feedback).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    row.looked_at, row.removed = at, remove
    with transaction.atomic():
        if remove:
            row.words = row.tap = row.question = row.reply = row.share = ""
            row.scale = None
            row.files.all().delete()
        row.save()


def thank(actor: UUID, *, feedback: UUID, at: datetime) -> None:
    """Thank for feedback one may read."""
    row = _received(actor, feedback, at)
    if row.thanked_at is None:
        row.thanked_at, row.thanked_by_id = at, actor
        row.save()

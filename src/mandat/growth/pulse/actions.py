"""Answer this week's question, or take the answer back."""

from datetime import date, datetime
from uuid import UUID

from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.pulse import queries
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.rules import check_answer
from mandat.growth.tokens import token
from mandat.notices.actions import turn_off, turn_on
from mandat.notices.queries import choices_of


def answer_pulse(actor: UUID, *, value: int, at: datetime, week: date | None = None) -> None:
    """Keep one's answer to this week's question; a second tap replaces the first.

    `week` is the one that was asked about, where it may be over by now.
    """
    refuse(check_answer(value))
    this, question = _asked_now(actor, at, week)
    PulseAnswer.objects.update_or_create(
        token=token(actor, question, this.isoformat()),
        defaults={
            "question": question,
            "week": this,
            "value": value,
            "cell": queries.cell_of(actor, at),
        },
    )


def undo_pulse(actor: UUID, *, at: datetime, week: date | None = None) -> None:
    """Take back one's answer to this week's question."""
    this, question = _asked_now(actor, at, week)
    PulseAnswer.objects.filter(token=token(actor, question, this.isoformat())).delete()


def _asked_now(actor: UUID, at: datetime, week: date | None) -> tuple[date, str]:
    this = queries.this_week(at)
    question = queries.question_of(actor, this)
    if question is None or week not in (None, this):
        raise RefusedError(Refusal("growth.week_over"))
    return this, question


def ask_by_mail(actor: UUID, *, wanted: bool) -> None:
    """Have the week's question by mail, or not any more; nobody has it without asking for it."""
    if not wanted:
        turn_off(actor, kinds=[queries.BY_MAIL], only_mail=True)
        return
    if choices_of([actor])[actor].rhythm == "never":
        raise RefusedError(Refusal("growth.never_mailed"))
    turn_on(actor, kinds=[queries.BY_MAIL])

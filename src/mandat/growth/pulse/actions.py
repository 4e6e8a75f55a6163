"""Answer this week's question, or take the answer back."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mandat.common.refusals import refuse
from mandat.growth.pulse import queries, rules
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.rules import check_answer
from mandat.growth.tokens import token


def _this_week(at: datetime) -> date:
    return rules.week_of(timezone.localtime(at).date())


def answer_pulse(actor: UUID, *, value: int, at: datetime) -> None:
    """Keep one's answer to this week's question; a second tap replaces the first."""
    refuse(check_answer(value))
    week = _this_week(at)
    question = queries.question_of(actor, week)
    PulseAnswer.objects.update_or_create(
        token=token(actor, question, week.isoformat()),
        defaults={
            "question": question,
            "week": week,
            "value": value,
            "cell": queries.cell_of(actor, at),
        },
    )


def undo_pulse(actor: UUID, *, at: datetime) -> None:
    """Take back one's answer to this week's question."""
    week = _this_week(at)
    key = token(actor, queries.question_of(actor, week), week.isoformat())
    PulseAnswer.objects.filter(token=key).delete()

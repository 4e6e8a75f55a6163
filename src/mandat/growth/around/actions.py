"""Answer before or after a hand-over, or take the answer back."""

from datetime import datetime
from uuid import UUID

from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.around import queries, rules
from mandat.growth.around.models import AroundAnswer
from mandat.growth.rules import check_answer


def answer_around(
    actor: UUID, *, handover: UUID, moment: rules.Moment, value: int | None, at: datetime
) -> None:
    """Keep one's answer; a second tap replaces the first. None: one would rather not say."""
    if value is not None:
        refuse(check_answer(value))
    part = _asked(actor, handover, moment, at)
    AroundAnswer.objects.update_or_create(
        token=queries.key_of(actor, handover, moment),
        defaults={"handover": handover, "moment": moment, "part": part, "value": value},
    )


def undo_around(actor: UUID, *, handover: UUID, moment: rules.Moment, at: datetime) -> None:
    """Take back one's answer while it can still be changed."""
    _asked(actor, handover, moment, at)
    AroundAnswer.objects.filter(token=queries.key_of(actor, handover, moment)).delete()


def _asked(actor: UUID, handover: UUID, moment: str, at: datetime) -> rules.Part:
    for due in queries.around_asked(actor, at):
        if (due.handover, due.moment) == (handover, moment):
            return due.part
    raise RefusedError(Refusal("growth.not_asked"))

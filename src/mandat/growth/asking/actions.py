"""Ask for feedback, let it be, or end it."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.asking import queries, rules
from mandat.growth.asking.models import FeedbackAsk, FeedbackAsked
from mandat.growth.feedback.queries import feedback_target
from mandat.power import queries as power


def ask_feedback(
    actor: UUID, *, about: str, of: UUID, whom: Collection[UUID], question: str, at: datetime
) -> UUID:
    """Ask chosen people about oneself or something of one's own; return the ask's identity."""
    name = queries.thing_of_mine(actor, about, of, at)
    if name is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(rules.check_ask(actor, whom, question, queries.last_asked(actor, about, of), at))
    _check_sight(whom, about, of, at)
    with transaction.atomic():
        FeedbackAsk.objects.filter(
            asker__uuid=actor, question="", at__lte=at - rules.AGAIN
        ).delete()
        row = FeedbackAsk.objects.create(
            uuid=new_id(),
            asker_id=actor,
            about=about,
            of=of,
            name=dict(name),
            question=question.strip(),
            many=len(whom),
            at=at,
            until=at + rules.LASTS,
        )
        for person in whom:
            FeedbackAsked.objects.create(ask=row, person_id=person)
    return row.uuid


def _check_sight(whom: Collection[UUID], about: str, of: UUID, at: datetime) -> None:
    """Refuse to ask somebody about what they cannot see."""
    names = power.people(whom)
    blind = [names[p].name for p in whom if feedback_target(p, about, of, at) is None]
    refuse(tuple(Refusal("growth.cannot_see_it", {"name": name}, "whom") for name in blind))


def let_be(actor: UUID, *, ask: UUID) -> None:
    """Let it be, or be done with it: nobody is told, and it is not kept that one was asked."""
    FeedbackAsked.objects.filter(ask__uuid=ask, person__uuid=actor).delete()


def end_ask(actor: UUID, *, ask: UUID, at: datetime) -> None:
    """Stop asking, and erase the question; what has been answered stays.

    That one asked is kept without words until one may ask again: else whoever stops and begins
    anew could press people every day.
    """
    row = FeedbackAsk.objects.filter(uuid=ask, asker__uuid=actor).first()
    if row is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    if at >= row.at + rules.AGAIN:
        row.delete()
        return
    with transaction.atomic():
        row.asked.all().delete()
        row.question, row.name, row.until = "", {}, at
        row.save()

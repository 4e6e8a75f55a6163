"""Verbs of purpose: setting a far goal, and trying something for a while."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.moments import local_day
from mandat.common.refusals import BadInputError, Refusal, RefusedError, refuse
from mandat.growth.purpose import queries, rules
from mandat.growth.purpose.models import Experiment, FarGoal
from mandat.power import queries as power


def set_goal(actor: UUID, *, circle: UUID, words: str, at: datetime) -> None:
    """Say what a circle is for, in terms of people; what was said before is kept.

    For those who have a role in the circle.
    """
    if not power.holds_role_in(actor, circle, at):
        raise RefusedError(Refusal("handover.not_of_circle"))
    refuse(rules.check_goal(words))
    latest = FarGoal.objects.filter(circle__uuid=circle).order_by("-at", "-pk").first()
    if latest is None or latest.words != words.strip():
        FarGoal.objects.create(
            uuid=new_id(), circle_id=circle, words=words.strip(), set_by_id=actor, at=at
        )


def start_experiment(actor: UUID, *, circle: UUID, trying: rules.Trying, at: datetime) -> UUID:
    """Begin an experiment in a circle of one's own; return its identity."""
    if circle not in queries.own_circles(actor, at):
        raise RefusedError(Refusal("growth.nothing_there", field="circle"))
    with transaction.atomic():
        under_way = Experiment.objects.filter(circle__uuid=circle, outcome="").count()
        today = local_day(at)
        refuse(rules.check_experiment(trying, today=today, under_way=under_way))
        if trying.until is None:
            raise BadInputError(Refusal("growth.missing_words", field="until"))
        row = Experiment.objects.create(
            uuid=new_id(),
            circle_id=circle,
            begun_by_id=actor,
            what=trying.what.strip(),
            hope=trying.hope.strip(),
            how=trying.how.strip(),
            begun_at=at,
            until=trying.until,
            outcome="",
            learned="",
        )
    return row.uuid


def end_experiment(
    actor: UUID, *, experiment: UUID, learned: str, outcome: str, at: datetime
) -> None:
    """Say what an experiment taught, and whether to keep, change or drop what was tried.

    For anyone whose circle it is, on its day or before.
    """
    found = queries.experiment(experiment, actor, at)
    if found is None or not found.ours or found.outcome:
        raise RefusedError(Refusal("growth.nothing_there"))
    refuse(rules.check_learning(learned, outcome))
    row = Experiment.objects.get(uuid=experiment)
    row.learned, row.outcome = learned.strip(), outcome
    row.ended_at, row.ended_by_id = at, actor
    row.save()


def take_away_experiment(actor: UUID, *, experiment: UUID) -> None:
    """Erase an experiment one began, with what was written of it."""
    gone, _ = Experiment.objects.filter(uuid=experiment, begun_by__uuid=actor).delete()
    if not gone:
        raise RefusedError(Refusal("growth.nothing_there"))

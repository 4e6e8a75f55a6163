"""Verbs of practising on past cases: begin a set, answer a case."""

import random
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError, refuse
from mandat.evidence.queries import ended
from mandat.growth.practice.actions.filling import fill
from mandat.growth.practice.models import PracticeCase, PracticeSet, PracticeTurn
from mandat.growth.practice.queries.open import matter_open, receiving_open
from mandat.growth.practice.rules.anonymous import ANSWERS, surely_within
from mandat.growth.practice.rules.shown import shown_from_json
from mandat.growth.rules import check_letters
from mandat.power.queries import MatterView
from mandat.power.rules import Limits
from mandat.services.queries import decided

MANY = 10
"""Cases in a set, as many as there are up to this."""
POOL = 3_000
"""The latest cases that a set is drawn from."""
LONGEST_WHY = 500


def begin_set(actor: UUID, *, matter: UUID, stage: UUID, at: datetime) -> UUID:
    """Draw ten past cases of a stage for oneself, or go on with those one has begun."""
    view = matter_open(matter)
    if view is None or stage not in {s.id for s in view.stages}:
        raise RefusedError(Refusal("growth.practice_closed"))
    return _begin(actor, view, stage, None, (), at=at)


def begin_set_for(actor: UUID, *, handover: UUID, at: datetime) -> UUID:
    """Draw ten past cases within a mandate that one is asked to receive, or has just received."""
    found = next((r for r in receiving_open(actor, at) if r.handover == handover), None)
    view = matter_open(found.matter) if found else None
    if found is None or view is None:
        raise RefusedError(Refusal("growth.practice_closed"))
    return _begin(actor, view, found.stage, handover, found.limits, at=at)


def _begin(
    actor: UUID,
    matter: MatterView,
    stage: UUID,
    handover: UUID | None,
    limits: Limits,
    *,
    at: datetime,
) -> UUID:
    mine = PracticeSet.objects.filter(person__uuid=actor, stage=stage, handover=handover)
    begun = mine.filter(turns__said="").order_by("pk").first()
    if begun is not None:
        return begun.uuid
    fill(matter, at)
    able = _able(actor, matter.id, stage, limits)
    if not able:
        raise RefusedError(Refusal("growth.practice_too_few"))
    drawn = random.SystemRandom().sample(able, min(MANY, len(able)))
    with transaction.atomic():
        row = PracticeSet.objects.create(
            uuid=new_id(),
            person_id=actor,
            matter=matter.id,
            stage=stage,
            handover=handover,
            started_at=at,
        )
        PracticeTurn.objects.bulk_create(
            PracticeTurn(of_set=row, number=number, case_id=case)
            for number, case in enumerate(drawn, start=1)
        )
    return row.uuid


def _able(actor: UUID, matter: UUID, stage: UUID, limits: Limits) -> Sequence[int]:
    """Return the cases a person may meet: not met before, and no block they have a part in."""
    rows = PracticeCase.objects.filter(stage=stage, matter=matter).order_by("-pk")[:POOL]
    listed = list(rows.values_list("pk", "of", "block", "shown"))
    part = {str(case) for case in decided.cases_with_part(actor, [matter])}
    part |= ended.past_cases_of(actor, matter)
    own = {block for _, of, block, _ in listed if of in part}
    turns = PracticeTurn.objects.filter(of_set__person__uuid=actor, case__stage=stage)
    met = set(turns.values_list("case_id", flat=True))
    return [
        pk
        for pk, _, block, shown in listed
        if block not in own and pk not in met and surely_within(limits, shown_from_json(shown))
    ]


def answer_case(
    actor: UUID, *, of_set: UUID, number: int, said: str, why: str, at: datetime
) -> None:
    """Say what one would have ruled. The first answer stands, since the ruling is shown then."""
    turn = PracticeTurn.objects.filter(
        of_set__uuid=of_set, of_set__person__uuid=actor, number=number
    ).select_related("of_set")
    row = turn.first()
    if row is None or matter_open(row.of_set.matter) is None:
        raise RefusedError(Refusal("growth.nothing_there"))
    if said not in ANSWERS:
        raise BadInputError(Refusal("growth.practice_answer", field="said"))
    if len(why) > LONGEST_WHY:
        raise BadInputError(Refusal("growth.too_long", {"most": LONGEST_WHY}, "why"))
    refuse(check_letters(why, "why"))
    if not row.said:
        row.said, row.why, row.at = said, why.strip(), at
        row.save()

"""Say how a hand-over feels."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from mandat.common.moments import local_day
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.growth.felt import queries, rules
from mandat.growth.felt.models import FeltAnswer
from mandat.growth.rules import FEWEST
from mandat.growth.tokens import token


def answer_felt(
    actor: UUID,
    *,
    handover: UUID,
    part: rules.Part,
    value: int | None,
    words: str = "",
    by_name: bool = False,
    at: datetime,
) -> None:
    """Say how a hand-over felt; `value` None means one would rather not, and is not asked again.

    Only who is asked can answer, and only once.
    """
    if value is not None:
        refuse(rules.check_felt(value, words, by_name=by_name))
    with transaction.atomic():
        if (handover, part) not in {(d.handover, d.part) for d in queries.felt_due(actor, at)}:
            raise RefusedError(Refusal("growth.not_asked"))
        shares = value is not None and by_name and bool(words.strip())
        FeltAnswer.objects.create(
            token=token(actor, str(handover), part),
            handover=handover,
            part=part,
            value=value,
            batch=None if value is None else _open_batch(handover, part),
            words=words.strip() if shares else "",
            shared_by_id=actor if shares else None,
            day=local_day(at),
        )


def _open_batch(handover: UUID, part: rules.Part) -> int:
    """Return the first five that are not full. Two at the same moment may make one of them six."""
    rows = FeltAnswer.objects.filter(handover=handover, part=part, batch__isnull=False)
    filled = dict(rows.values_list("batch").annotate(Count("pk")))
    return next(n for n in range(len(filled) + 1) if filled.get(n, 0) < FEWEST)

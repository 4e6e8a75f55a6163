"""Put a step aside."""

from datetime import datetime
from typing import get_args
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal
from mandat.growth.next_step import rules
from mandat.growth.next_step.models import PutAside


def put_aside(actor: UUID, *, step: str, at: datetime) -> None:
    """Let a step rest for two weeks."""
    if step not in get_args(rules.Step):
        raise BadInputError(Refusal("growth.nothing_there"))
    row = PutAside.objects.filter(person__uuid=actor, step=step).first()
    if row is None:
        row = PutAside(person_id=actor, step=step)
    row.until = at + rules.REST
    row.save()

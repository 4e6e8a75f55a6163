"""Questioning what goes on, saying that a step is needed, and what a question became."""

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.handover.defaults import rules
from mandat.handover.defaults.models import Questioning
from mandat.handover.defaults.queries import Thing, thing
from mandat.power.queries.steps import deciders_at
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp


def question(actor: UUID, *, about: str, of: str, words: str, at: datetime) -> UUID:
    """Question something that goes on; return the question's identity."""
    with writing(by=actor, at=at) as door:
        found = _found(about, of, at)
        refuse(rules.question(words))
        return _ask(door, found, words, at)


def _found(about: str, of: str, at: datetime) -> Thing:
    found = thing(about, of, at)
    if found is None:
        raise RefusedError(Refusal("defaults.not_found"))
    return found


def _ask(door: Door, found: Thing, words: str, at: datetime) -> UUID:
    made = new_id()
    data = {"about": found.about, "of": found.of, "by": str(door.by), "at": stamp(at)}
    door.append("default.questioned", of=made, data=data, personal={"words": words.strip()})
    return made


def keep_step(
    actor: UUID, *, stage: UUID, words: str, review_on: date | None, at: datetime
) -> None:
    """Say why a step is still needed, and when to ask again. Those who decide there may."""
    with writing(by=actor, at=at) as door:
        found = _found("stage", str(stage), at)
        holders = deciders_at(stage, at)
        refuse(rules.keep(words, review_on, actor, holders, timezone.localdate(at)))
        _ask(door, found, words, at)
        day = review_on.isoformat() if review_on else ""
        data = {"since": stamp(found.begun), "review_on": day}
        door.append("stage.dated", of=stage, data=data)


def became(actor: UUID, *, question: UUID, proposal: UUID, at: datetime) -> None:
    """Note which proposal a question became."""
    with writing(by=actor, at=at) as door:
        if Questioning.objects.filter(uuid=question, proposal=None).exists():
            door.append("default.moved", of=question, data={"proposal": str(proposal)})

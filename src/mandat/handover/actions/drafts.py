"""A walk under way. Nothing here is in the record, and nobody but the owner can reach it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError
from mandat.handover.models import Handover, HandoverDraft
from mandat.power import queries as power
from mandat.power.rules import limits_to_json


def start_draft(actor: UUID, *, mandate: UUID, at: datetime) -> UUID:
    """Begin a walk with one of the actor's own mandates; a walk of it under way is taken up."""
    own = {m.id: m for m in power.mandates_of(actor, at)}.get(mandate)
    if own is None:
        raise RefusedError(Refusal("handover.not_your_mandate", field="mandate"))
    under_way = _under_way(actor, choices__mandate=str(mandate), choices__previous=None)
    if under_way is not None:
        return under_way
    choices = {
        "mandate": str(mandate),
        "matter": str(own.matter),
        "stage": str(own.stage),
        # Until something smaller is chosen the question is about all of it, so that others can be
        # heard before the limits are set.
        "limits": limits_to_json(own.limits),
    }
    return _create(actor, choices, at)


def _under_way(actor: UUID, **like: str | None) -> UUID | None:
    """Return the actor's own walk with such choices that is not sent yet."""
    asked = {key: value for key, value in like.items() if value is not None}
    absent = [key for key, value in like.items() if value is None]
    rows = HandoverDraft.objects.filter(owner=actor, sent_at=None, **asked).order_by("pk")
    found = (r.uuid for r in rows if not any(r.choices.get(k[len("choices__") :]) for k in absent))
    return next(found, None)


def _create(actor: UUID, choices: Mapping[str, Any], at: datetime) -> UUID:
    uuid = new_id()
    HandoverDraft.objects.create(
        uuid=uuid, owner=actor, choices=dict(choices), started_at=at, saved_at=at
    )
    return uuid


def start_wider(actor: UUID, *, choices: Mapping[str, Any], at: datetime) -> UUID:
    """Begin a walk towards wider limits, all else as it was; or take up the one begun."""
    under_way = _under_way(actor, choices__previous=str(choices["previous"]))
    return under_way or _create(actor, choices, at)


def save_step(actor: UUID, *, draft: UUID, values: Mapping[str, Any], at: datetime) -> None:
    """Keep what the owner chose in a step; other steps stay as they were."""
    row = own_draft(actor, draft)
    row.choices = {**row.choices, **values}
    row.saved_at = at
    row.save()


def save_obstacle(actor: UUID, *, draft: UUID, values: Mapping[str, Any], at: datetime) -> None:
    """Keep what holds the owner back, for the owner alone; empty values forget it."""
    row = own_draft(actor, draft)
    row.obstacle = {k: v for k, v in values.items() if v}
    row.saved_at = at
    row.save()


def forget_draft(actor: UUID, *, draft: UUID) -> None:
    """Throw a walk away, with what was written of obstacles.

    Once others have been asked it is withdrawn instead, so that they see it.
    """
    row = own_draft(actor, draft)
    if Handover.objects.filter(uuid=draft).exists():
        raise RefusedError(Refusal("handover.withdraw_instead"))
    row.delete()


def own_draft(actor: UUID, draft: UUID) -> HandoverDraft:
    """Return the actor's own draft; to anyone else it does not exist."""
    row = HandoverDraft.objects.filter(uuid=draft, owner=actor).first()
    if row is None:
        raise RefusedError(Refusal("handover.not_found"))
    return row

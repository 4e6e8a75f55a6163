"""Single rows of power, written inside a door that somebody has opened and authorised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import id_from, new_id
from mandat.power import rules
from mandat.power.actions.mandates import Terms, set_terms
from mandat.power.queries.slices import load_books
from mandat.power.rules.facts import fact_types_to_json
from mandat.power.rules.limits import limits_to_json
from mandat.power.rules.tables import MandateDraft, MatterDraft, RoleDraft, StageDraft
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.record.rules import Json


def form_role(door: Door, draft: RoleDraft, circle: UUID, *, source: str) -> None:
    """Write a role, vacant until somebody is appointed."""
    door.append(
        "role.formed",
        of=id_from("role", draft.key),
        data={
            "key": draft.key,
            "name": dict(draft.name),
            "circle": str(circle),
            "source": source,
        },
    )


def set_up_matter(
    door: Door, draft: MatterDraft, circles: Mapping[str, UUID], *, source: str
) -> None:
    """Write a matter and its stages; `circles` are identities by key."""
    matter = id_from("matter", draft.key)
    door.append(
        "matter.set_up",
        of=matter,
        data={
            "key": draft.key,
            "name": dict(draft.name),
            "description": dict(draft.description),
            "circle": str(circles[draft.circle]),
            "facts": fact_types_to_json(draft.facts),  # type: ignore[dict-item]  # JSON by shape
            "legal_ref": draft.legal_ref,
            "reserved": draft.reserved,
            "secrecy": draft.secrecy,
            "own_cost": draft.own_cost,
            "adopted_by": str(circles[draft.adopted_by]) if draft.adopted_by else None,
            "source": source,
        },
    )
    if draft.two_people:
        door.append("matter.paired", of=matter, data={"two_people": True})
    if draft.ties:
        door.append("matter.tied", of=matter, data={"ties": dict(draft.ties)})
    if draft.same:
        said: dict[str, Json] = {"same": list(draft.same), "splitting": draft.splitting}
        door.append("matter.summed", of=matter, data=said)
    if draft.automat or draft.automat_group:
        door.append(
            "matter.set_apart",
            of=matter,
            data={"automat": draft.automat, "automat_group": draft.automat_group},
        )
    for position, stage in enumerate(draft.stages, start=1):
        _set_up_stage(door, matter, draft.key, stage, position=position, source=source)


def _set_up_stage(
    door: Door, matter: UUID, key: str, stage: StageDraft, *, position: int, source: str
) -> None:
    door.append(
        "stage.set_up",
        of=id_from("stage", key, stage.key),
        data={
            "matter": str(matter),
            "key": stage.key,
            "name": dict(stage.name),
            "position": position,
            "condition": limits_to_json(stage.condition),  # type: ignore[dict-item]  # JSON by shape
            "source": source,
        },
    )


@dataclass(frozen=True)
class Placed:
    """A row of mandates, with what it names found."""

    draft: MandateDraft
    matter: UUID
    stage: UUID
    limits: rules.Limits
    role: UUID | None
    person: UUID | None
    frame: rules.Frame | None = None
    while_role: UUID | None = None
    body: UUID | None = None
    jointly: rules.Jointly | None = None
    automat: UUID | None = None


def grant_root(door: Door, item: Placed, at: datetime) -> UUID:
    """Write a mandate that rests on a decision; return its identity."""
    draft, mandate = item.draft, new_id()
    door.append(
        "mandate.granted",
        of=mandate,
        data={
            "matter": str(item.matter),
            "stage": str(item.stage),
            "person": _text(item.person),
            "role": _text(item.role),
            "may_yes": draft.may_yes,
            "may_no": draft.may_no,
            "limits": limits_to_json(item.limits),  # type: ignore[dict-item]  # JSON by shape
            "since": stamp(_midnight(draft.since) or at),
            # A table says the last day on which it holds; the record, when it no longer does.
            "until": _stamp_or_none(draft.until and draft.until + timedelta(days=1)),
            "review_on": _stamp_or_none(draft.review_on),
            "source_mandate": None,
            "source_decision": draft.source,
            "narrows": False,
            "by_acceptance": waits_for_yes(door, named=item.person is not None),
            "handover": None,
        },
    )
    if item.body is not None or item.automat is not None:
        held_by = {"body": _text(item.body), "automat": _text(item.automat)}
        door.append("mandate.held_by", of=mandate, data=held_by)
    frame = rules.frame_to_json(item.frame) if item.frame else None
    jointly = rules.jointly_to_json(item.jointly) if item.jointly else None
    terms = Terms(draft.onward, draft.on_review, item.while_role, jointly, frame)
    if terms != Terms():
        set_terms(door, mandate, terms)
    if draft.urgent:
        door.append("mandate.made_urgent", of=mandate, data={"urgent": True})
    return mandate


def waits_for_yes(door: Door, *, named: bool) -> bool:
    """Tell whether a mandate given now waits for its holder's yes (rule 10)."""
    return rules.book_at(load_books(), door.at).needs_yes(named=named)


def _text(uuid: UUID | None) -> str | None:
    return None if uuid is None else str(uuid)


def _midnight(day: date | None) -> datetime | None:
    return None if day is None else timezone.make_aware(datetime.combine(day, time()))


def _stamp_or_none(day: date | None) -> str | None:
    moment = _midnight(day)
    return None if moment is None else stamp(moment)

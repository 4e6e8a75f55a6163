"""Making what was adopted: one writer for each kind of change, in the adoption's transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.handover.agreements.rules import end_of
from mandat.handover.proposals import models
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.changes import Change, Now
from mandat.power.actions import structure, write_book
from mandat.power.actions.writes import form_role
from mandat.power.rules.tables import RoleDraft
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.record.rules import Json


@dataclass(frozen=True)
class Making:
    """Where changes are written; `source` is what they rest on."""

    door: Door
    proposal: UUID
    now: Now
    source: str


def make(
    door: Door, row: models.Proposal, changes: Sequence[Change], now: Now, decision: str
) -> None:
    """Write every change. `decision` is the adopting body's own words for it, where one adopted."""
    making = Making(door, row.uuid, now, decision or f"proposal {row.number}")
    for change in changes:
        _MAKERS[change.kind](making, change)


def _rules(making: Making, change: kinds.RulesChange) -> None:
    write_book(making.door, change.book(making.now.book), making.source, making.door.at)


def _circle(making: Making, change: kinds.NewCircle) -> None:
    structure.form_circle(making.door, change.key, change.name, change.parent, making.source)


def _circle_named(making: Making, change: kinds.RenameCircle) -> None:
    structure.rename_circle(making.door, change.circle, change.name)


def _circle_moved(making: Making, change: kinds.MoveCircle) -> None:
    structure.move_circle(making.door, change.circle, change.parent)


def _role(making: Making, change: kinds.NewRole) -> None:
    circle = making.now.circles[change.circle].key
    form_role(
        making.door, RoleDraft(change.key, change.name, circle), change.circle, source=making.source
    )


def _role_named(making: Making, change: kinds.RenameRole) -> None:
    structure.rename_role(making.door, change.role, change.name)


def _role_moved(making: Making, change: kinds.MoveRole) -> None:
    structure.move_role(making.door, change.role, change.circle)


def _appoint(making: Making, change: kinds.Appoint) -> None:
    structure.hold_role(making.door, change.role, change.person, making.source)


def _end(making: Making, change: kinds.EndHolding) -> None:
    structure.end_holding(making.door, change.role, change.person)


def _agree(making: Making, change: kinds.Agree) -> None:
    if change.replaces is not None:
        making.door.append(
            "agreement.ended", of=change.replaces, data={"until": stamp(making.door.at)}
        )
    made = new_id()
    ends = date.fromisoformat(change.ends_on) if change.ends_on else None
    zone = timezone.get_current_timezone()
    data = {
        "circle": str(change.circle),
        "keeper": str(change.keeper),
        "since": stamp(making.door.at),
        "until": stamp(end_of(ends, zone)) if ends else None,
        "review_on": change.review_on,
        "proposal": str(making.proposal),
        "replaces": str(change.replaces) if change.replaces else None,
    }
    personal = {"title": change.title.strip(), "text": change.text.strip()}
    making.door.append("agreement.made", of=made, data=data, personal=personal)
    said = {"success": change.success.strip(), "because": change.because.strip()}
    making.door.append("agreement.explained", of=made, data={}, personal=said)


def _let_go(making: Making, change: kinds.LetGo) -> None:
    data = {"until": stamp(making.door.at), "let_go_by": str(making.proposal)}
    making.door.append("agreement.let_go", of=change.agreement, data=data)


def _ways(making: Making, change: kinds.ChooseWays) -> None:
    data: dict[str, Json] = {
        "circle": str(change.circle),
        "settings": dict(change.ways),
        "since": stamp(making.door.at),
        "proposal": str(making.proposal),
    }
    making.door.append("ways.chosen", of=new_id(), data=data)


_MAKERS: Mapping[str, Callable[..., Any]] = {
    "rules": _rules,
    "circle_new": _circle,
    "circle_renamed": _circle_named,
    "circle_moved": _circle_moved,
    "role_new": _role,
    "role_renamed": _role_named,
    "role_moved": _role_moved,
    "appoint": _appoint,
    "end_holding": _end,
    "agreement": _agree,
    "agreement_let_go": _let_go,
    "ways": _ways,
}

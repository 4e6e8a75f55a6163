"""What a proposal can change: a closed, versioned list, each checked against how things are now."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.proposals.rules.changes.agreements import Agree, ChooseWays, LetGo
from mandat.handover.proposals.rules.changes.base import Change, CircleNow, Names, Now, RoleNow
from mandat.handover.proposals.rules.changes.book import RuleLine, RulesChange, rule_lines
from mandat.handover.proposals.rules.changes.circles import MoveCircle, NewCircle, RenameCircle
from mandat.handover.proposals.rules.changes.roles import (
    Appoint,
    EndHolding,
    MoveRole,
    NewRole,
    RenameRole,
)
from mandat.handover.proposals.rules.machine import no
from mandat.power.rules import RuleBook

__all__ = [
    "KINDS", "Agree", "Appoint", "Change", "ChooseWays", "CircleNow", "EndHolding", "LetGo",
    "MoveCircle", "MoveRole", "Names", "NewCircle", "NewRole", "Now", "RenameCircle", "RenameRole",
    "RoleNow", "RuleLine", "RulesChange", "clashes", "faults", "from_json", "needs_body",
    "rule_lines", "to_json",
]  # fmt: skip

VERSION = 1
_KINDS: tuple[type[Any], ...] = (
    RulesChange, NewCircle, RenameCircle, MoveCircle, NewRole, RenameRole, MoveRole, Appoint,
    EndHolding, Agree, LetGo, ChooseWays,
)  # fmt: skip
KINDS: Mapping[str, type[Any]] = {k.kind: k for k in _KINDS}
"""The closed list. A kind, once released, is never changed; a new one is added."""

_IDS = frozenset({"circle", "role", "person", "parent", "keeper", "replaces", "agreement"})


def to_json(change: Change) -> dict[str, Any]:
    """Return a change as the record keeps it."""
    found = {k: str(v) if isinstance(v, UUID) else v for k, v in asdict(change).items()}  # type: ignore[call-overload]
    if isinstance(change, RulesChange):
        found["lines"] = [asdict(line) for line in change.lines]
    return {"v": VERSION, "kind": change.kind, **found}


def from_json(value: Mapping[str, Any]) -> Change:
    """Read a change from the record."""
    kind = KINDS[value["kind"]]
    given = {k: v for k, v in value.items() if k not in ("v", "kind")}
    if kind is RulesChange:
        return RulesChange(given["key"], tuple(RuleLine(**line) for line in given["lines"]))
    ids = _IDS | ({"was"} if kind in (MoveCircle, MoveRole) else set())
    read: Callable[[str, Any], Any] = lambda k, v: UUID(v) if k in ids and v else v  # noqa: E731
    return kind(**{k: read(k, v) for k, v in given.items()})  # type: ignore[no-any-return]


# --- several together -----------------------------------------------------------------------------


def faults(changes: Sequence[Change], now: Now) -> tuple[Refusal, ...]:
    """Return everything that keeps these changes from being made as things are."""
    found = [r for change in changes for r in change.faults(now)]
    return (*found, *(() if changes else no("nothing_changed")))


def clashes(mine: Sequence[Change], others: Mapping[int, Sequence[Change]]) -> tuple[int, ...]:
    """Return the numbers of other open proposals that would change the same things."""
    touched = frozenset(t for change in mine for t in change.touches)
    return tuple(
        number for number, theirs in others.items()
        if any(touched & change.touches for change in theirs)
    )  # fmt: skip


def needs_body(changes: Sequence[Change], book: RuleBook) -> bool:
    """Tell whether the rules in force say that a body must adopt any of this."""
    return any(change.group in book.body_adopts for change in changes)

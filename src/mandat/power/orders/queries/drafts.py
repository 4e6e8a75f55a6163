"""Reads of drafts: seen by nobody but their owner."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power import models
from mandat.power import queries as power
from mandat.power.orders.models import OrderDraft
from mandat.power.orders.queries.orders import circles_to_adopt_in
from mandat.power.orders.rules import Line, line_from_json
from mandat.power.orders.rules.plan import Known, Plan, Settings
from mandat.power.orders.rules.planning import plan_order
from mandat.power.queries import MatterView, Names


@dataclass(frozen=True)
class DraftRow:
    """A row with its index in the draft."""

    index: int
    line: Line


@dataclass(frozen=True)
class DraftPage:
    """A draft: what was understood and what was not, and what it would become."""

    id: UUID
    file: str
    started_at: datetime
    rows: tuple[DraftRow, ...]
    aside: tuple[Refusal, ...]
    notes: tuple[str, ...]
    settings: Mapping[str, Any]
    plan: Plan
    circles: tuple[tuple[UUID, Names], ...]
    """Circles the reader may record an adoption for."""
    order: UUID | None

    def _in(self, state: str) -> tuple[DraftRow, ...]:
        return tuple(r for r in self.rows if r.line.state == state and not r.line.left_out)

    @property
    def unread(self) -> tuple[DraftRow, ...]:
        return self._in("not_understood")

    @property
    def partly(self) -> tuple[DraftRow, ...]:
        return self._in("partly")

    @property
    def understood(self) -> tuple[DraftRow, ...]:
        return self._in("understood")

    @property
    def left_out(self) -> tuple[DraftRow, ...]:
        return tuple(r for r in self.rows if r.line.left_out)

    @property
    def needs_base(self) -> bool:
        """Tell whether some limit follows the base amount."""
        return any(b.unit == "prisbasbelopp" for r in self.rows for b in r.line.bounds)

    @property
    def groups(self) -> tuple[str, ...]:
        """The kinds of approval a matrix names."""
        return tuple(dict.fromkeys(h.group for r in self.rows for h in r.line.holders if h.group))


@dataclass(frozen=True)
class RoleChoice:
    """A role a reviewer can choose."""

    key: str
    name: Names
    circle: Names


def role_choices() -> tuple[RoleChoice, ...]:
    """Return every role with its circle, by key."""
    rows = models.Role.objects.order_by("key").values_list("key", "name", "circle__name")
    return tuple(RoleChoice(*row) for row in rows)


def settings_of(said: Mapping[str, Any]) -> Settings:
    """Return what has been stated of a whole draft, as the plan needs it."""
    return Settings(
        base=said.get("base"), ladder=said.get("ladder", ""), asked=said.get("needs") != "none"
    )


def known() -> Known:
    """Return the roles and matters there are; a constant number of queries."""
    roles: dict[str, tuple[str, ...]] = {}
    keys = set()
    for role in role_choices():
        keys.add(role.key)
        for name in {n.casefold() for n in role.name.values()}:
            roles[name] = (*roles.get(name, ()), role.key)
    matters = [m for m in power.matters() if m.stages]
    return Known(
        roles,
        frozenset(keys),
        {name.casefold(): m.key for m in matters for name in m.name.values()},
        {m.key: m.facts for m in matters},
        {m.key: m.stages[-1].key for m in matters},
    )


def drafts_of(owner: UUID) -> tuple[OrderDraft, ...]:
    """Return what somebody is looking through, newest first."""
    rows = OrderDraft.objects.filter(owner__uuid=owner, order=None)
    return tuple(rows.order_by("-changed_at").defer("lines", "aside", "notes"))


def draft_page(reader: UUID, draft: UUID, at: datetime) -> DraftPage | None:
    """Return a draft of the reader's own."""
    row = OrderDraft.objects.filter(uuid=draft, owner__uuid=reader).first()
    if row is None:
        return None
    lines = [line_from_json(value) for value in row.lines]
    return DraftPage(
        row.uuid,
        row.file,
        row.started_at,
        tuple(DraftRow(n, line) for n, line in enumerate(lines)),
        tuple(Refusal(**r) for r in row.aside),
        tuple(row.notes),
        row.settings,
        plan_order(lines, known(), settings_of(row.settings)),
        circles_to_adopt_in(reader, at),
        row.order,
    )


def draft_row(
    reader: UUID, draft: UUID, index: int
) -> tuple[Line, tuple[RoleChoice, ...], tuple[MatterView, ...]] | None:
    """Return a row of a draft with the roles and matters there are to choose among."""
    row = OrderDraft.objects.filter(uuid=draft, owner__uuid=reader, order=None).first()
    if row is None or index >= len(row.lines):
        return None
    line = line_from_json(row.lines[index])
    return line, role_choices(), tuple(m for m in power.matters() if m.stages)

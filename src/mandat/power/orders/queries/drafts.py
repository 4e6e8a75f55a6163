"""Reads of drafts: seen by nobody but their owner."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cached_property
from typing import Any
from uuid import UUID

from mandat.common.money import BASE
from mandat.common.refusals import Refusal
from mandat.power import models
from mandat.power import queries as power
from mandat.power.orders.models import OrderDraft
from mandat.power.orders.queries.orders import circles_to_adopt_in, orders
from mandat.power.orders.queries.replacing import Preview, preview_of, weigh
from mandat.power.orders.rules import Line, line_from_json
from mandat.power.orders.rules.alike import Alike, alike
from mandat.power.orders.rules.checks import named
from mandat.power.orders.rules.lines import has_words
from mandat.power.orders.rules.plan import Known, Plan, Settings
from mandat.power.queries import MatterView, Names


@dataclass(frozen=True)
class DraftRow:
    """A row with its index in the draft."""

    index: int
    line: Line


ROWS_A_PAGE = 25
SHOWN = ("needs", "unread", "look", "understood", "out", "all")
"""What of a draft is shown: what needs its reviewer, or rows in one state."""


@dataclass(frozen=True)
class DraftPage:
    """A draft: what was understood and what was not, and what it would become.

    `show`, `words` and `page` choose among its rows.
    """

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
    preview: Preview
    """What it keeps, changes and ends of what stands."""
    show: str = "needs"
    words: str = ""
    page: int = 1

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

    @cached_property
    def stopped(self) -> tuple[DraftRow, ...]:
        """Rows that were read, and that something in the plan stops."""
        at = {(r.facts.get("line"), r.facts.get("row")) for r in self.plan.refusals}
        return tuple(
            r
            for r in self.rows
            if (named(r.line), r.line.place.row) in at
            and not r.line.left_out
            and r.line.state != "not_understood"
        )

    @property
    def needs(self) -> tuple[DraftRow, ...]:
        """Rows that must be mended or left out before anything is written."""
        return (*self.unread, *self.stopped)

    @property
    def next(self) -> DraftRow | None:
        """The next row that needs its reviewer."""
        return next(iter(self.needs), None)

    @cached_property
    def chosen(self) -> tuple[DraftRow, ...]:
        """The rows that are asked for, all pages."""
        rows = {
            "needs": self.needs, "unread": self.unread, "look": self.partly,
            "understood": self.understood, "out": self.left_out,
        }.get(self.show, self.rows)  # fmt: skip
        return tuple(r for r in rows if has_words(r.line, self.words))

    @property
    def shown(self) -> tuple[DraftRow, ...]:
        """The rows of this page."""
        start = (min(self.page, self.pages) - 1) * ROWS_A_PAGE
        return self.chosen[start : start + ROWS_A_PAGE]

    @property
    def pages(self) -> int:
        return max(1, -(-len(self.chosen) // ROWS_A_PAGE))

    @property
    def numbers(self) -> range:
        """The numbers of all pages."""
        return range(1, self.pages + 1)

    @cached_property
    def alike(self) -> tuple[Alike, ...]:
        """Words that stand in several rows and ask for a person's eye."""
        return alike([r.line for r in self.rows], self.plan.refusals)

    @property
    def idle(self) -> tuple[DraftRow, ...]:
        """Rows that say something that will have no effect."""
        return tuple(
            r
            for r in self.rows
            if not r.line.left_out and any(m.kind == "kept" for m in r.line.remarks)
        )

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


def base_amount() -> int | None:
    """Return the latest recorded base amount, in whole kronor; None where none is recorded."""
    rows = models.Rate.objects.filter(currency=BASE, to="SEK").order_by("-since", "-at")
    rate = rows.values_list("rate", flat=True).first()
    return int(Decimal(rate)) if rate else None


def settings_of(said: Mapping[str, Any]) -> Settings:
    """Return what has been stated of a whole draft, as the plan needs it."""
    base = said.get("base")
    if base is None:
        base = base_amount()
    return Settings(base=base, ladder=said.get("ladder", ""), asked=said.get("needs") != "none")


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


def draft_page(
    reader: UUID, draft: UUID, at: datetime, *, show: str = "", words: str = "", page: int = 1
) -> DraftPage | None:
    """Return a draft of the reader's own: 25 of the rows asked for; constant queries.

    `show` is one of SHOWN; by default what needs the reader, and all when nothing does.
    """
    row = OrderDraft.objects.filter(uuid=draft, owner__uuid=reader).first()
    if row is None:
        return None
    lines = [line_from_json(value) for value in row.lines]
    circles = circles_to_adopt_in(reader, at)
    settings = _stated(row.settings, circles)
    weighed = weigh(lines, known(), settings_of(row.settings), settings, at)
    found = DraftPage(
        row.uuid,
        row.file,
        row.started_at,
        tuple(DraftRow(n, line) for n, line in enumerate(lines)),
        tuple(Refusal(**r) for r in row.aside),
        tuple(row.notes),
        settings,
        weighed.plan,
        circles,
        row.order,
        preview_of(weighed, lines, settings, at),
        words=words,
        page=max(page, 1),
    )
    if show not in SHOWN:
        show = "needs" if found.needs else "all"
    return replace(found, show=show)


def _stated(said: Mapping[str, Any], circles: tuple[tuple[UUID, Names], ...]) -> Mapping[str, Any]:
    """Return what has been stated of a draft; at first, the body that adopted the last order."""
    last = next(iter(orders()), None)
    if said.get("body") or last is None or last.circle not in dict(circles):
        return said
    return {**said, "body": last.body, "circle": str(last.circle)}


def draft_row(
    reader: UUID, draft: UUID, index: int
) -> tuple[Line, tuple[RoleChoice, ...], tuple[MatterView, ...]] | None:
    """Return a row of a draft with the roles and matters there are to choose among."""
    row = OrderDraft.objects.filter(uuid=draft, owner__uuid=reader, order=None).first()
    if row is None or index >= len(row.lines):
        return None
    line = line_from_json(row.lines[index])
    return line, role_choices(), tuple(m for m in power.matters() if m.stages)

"""What a draft would keep, change and end of what stands; asked by its page and by its writing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.power import models
from mandat.power import queries as power
from mandat.power.orders.models import OrderItem
from mandat.power.orders.queries.orders import OrderView, current_items, orders
from mandat.power.orders.rules import Line
from mandat.power.orders.rules.comparing import FIELDS, Compared, Item
from mandat.power.orders.rules.plan import Known, Plan, Settings
from mandat.power.orders.rules.planning import plan_order
from mandat.power.orders.rules.replacing import (
    Outcome,
    Rows,
    Standing,
    gives,
    outcome_of,
    rows_beside,
    to_plan,
)
from mandat.power.queries import MandateView


@dataclass(frozen=True)
class Weighed:
    """What the rows become beside what stands."""

    plan: Plan
    outcome: Outcome
    rows: Rows
    earlier: tuple[OrderView, ...]
    """Orders that the same body adopted before, the last first."""

    @property
    def seal(self) -> str:
        """A short word for exactly what ends, so that nothing ends unseen; empty for nothing."""
        named = ",".join(sorted(map(str, self.outcome.ends)))
        return hashlib.sha256(named.encode()).hexdigest()[:16] if named else ""


@dataclass(frozen=True)
class Preview:
    """What a reviewer is shown of it before anything is written."""

    earlier: tuple[OrderView, ...]
    replaces: bool
    kept: int
    """Mandates that stay the very same."""
    new: int
    """Mandates that are given anew, those that are changed among them."""
    changed: tuple[Compared, ...]
    ends: tuple[MandateView, ...]
    """What ends and is given to nobody in its place."""
    falls: int
    """Mandates handed on from those that end: they fall with them (rule 11)."""
    others: int
    """Mandates from hand-overs and other decisions: no order ends them."""
    seal: str


def replaces(said: Mapping[str, Any]) -> bool:
    """Tell whether an order replaces the body's earlier ones, which it does unless told not to."""
    return said.get("earlier") != "add"


def weigh(
    lines: Sequence[Line], there: Known, settings: Settings, said: Mapping[str, Any], at: datetime
) -> Weighed:
    """Return what the rows become beside what stands; a constant number of queries."""
    earlier = _earlier(str(said.get("body") or ""), str(said.get("circle") or ""))
    standing = _standing(earlier, at)
    rows = rows_beside(lines, current_items(at))
    matters = {s.id: s.matter for s in standing}
    plan = plan_order(to_plan(lines, rows, matters), there, settings)
    outcome = outcome_of(plan, rows, standing, replaces=replaces(said))
    return Weighed(plan, outcome, rows, earlier)


def _earlier(body: str, circle: str) -> tuple[OrderView, ...]:
    name = body.strip().casefold()
    return tuple(
        o for o in orders() if o.body.strip().casefold() == name and str(o.circle) == circle
    )


def _standing(earlier: Sequence[OrderView], at: datetime) -> tuple[Standing, ...]:
    """Return the mandates in force that rest on a decision, and which are the body's own orders'.

    An order may list what it did not give: a mandate founded here, or handed over. The decision
    that a mandate names says which.
    """
    items = OrderItem.objects.filter(order__uuid__in=[o.id for o in earlier])
    listed = {m for row in items.values_list("mandates", flat=True) for m in row}
    sources = {o.source for o in earlier}
    keys = {str(u): k for u, k in models.Role.objects.values_list("uuid", "key")}
    held = models.Mandate.objects.filter(
        power.in_force(at), source_mandate=None, handover=None, person=None, automat=None
    ).select_related("matter", "stage", "role", "body")
    found = []
    for row in held.order_by("pk"):
        own = str(row.uuid) in listed and row.source_decision in sources
        if own or (row.until is None and row.review_on is None and not row.urgent):
            found.append(Standing(row.uuid, row.matter.key, _gives(row, keys), own))
    return tuple(found)


def _gives(row: models.Mandate, keys: Mapping[str, str]) -> str:
    return gives({
        "matter": row.matter.key,
        "stage": row.stage.key,
        "role": row.role.key if row.role else "",
        "limits": row.limits,
        "may": [row.may_yes, row.may_no],
        "onward": row.onward,
        "conditions": row.conditions,
        "substitutes": sorted(keys.get(r, r) for r in row.substitutes),
        "frame": row.frame,
    })  # fmt: skip


def preview_of(
    weighed: Weighed, lines: Sequence[Line], said: Mapping[str, Any], at: datetime
) -> Preview:
    """Return what the reviewer sees."""
    outcome, plan = weighed.outcome, weighed.plan
    fresh = [g for place, g in enumerate(plan.grants) if place not in outcome.again]
    changed: list[Compared] = []
    replaced: set[UUID] = set()
    for n in sorted({g.line for g in fresh}):
        before = weighed.rows.before.get(n)
        gone = outcome.ends & set(before.mandates) if before else frozenset()
        if before and gone:
            replaced |= gone
            fields = tuple(f for f in FIELDS if getattr(lines[n], f) != getattr(before.line, f))
            changed.append(Compared("changed", Item(before.key, lines[n]), before, fields))
    now = power.mandates_at(at)
    kept = {m for mandates in outcome.kept.values() for m in mandates} | set(outcome.again.values())
    falling = _falling(now, outcome.ends)
    left = [m for m in now if m.id not in kept | outcome.ends | falling]
    return Preview(
        weighed.earlier,
        replaces(said),
        len(kept),
        len(fresh),
        tuple(changed),
        tuple(m for m in now if m.id in outcome.ends - replaced),
        len(falling),
        len(left),
        weighed.seal,
    )


def _falling(now: Sequence[MandateView], ends: frozenset[UUID]) -> frozenset[UUID]:
    """Return what hangs from what ends, however many steps down."""
    found: set[UUID] = set()
    above = set(ends)
    while above:
        above = {m.id for m in now if m.source in above} - found
        found |= above
    return frozenset(found)

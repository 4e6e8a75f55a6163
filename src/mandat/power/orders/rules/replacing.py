"""What a new order keeps, changes and ends of what an earlier one gave. Pure.

A row that has the same effect as before keeps its very mandates; so does a mandate that a row
would give once more. Of the rest, only mandates of the same body's earlier orders end.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from uuid import UUID

from mandat.power.orders.rules.comparing import Item, with_keys_of
from mandat.power.orders.rules.lines import Line
from mandat.power.orders.rules.plan import Grant, Plan
from mandat.power.rules import conditions_to_json, frame_to_json, limits_to_json

EFFECTS = (
    "matter", "substitutes", "consult", "bounds", "condition", "onward", "steps", "execution",
)  # fmt: skip
"""Fields of a row that its mandates follow, beside who holds them."""


@dataclass(frozen=True)
class Standing:
    """A mandate in force that rests on a decision; `gives` as the function of that name says.

    `own`: it came from an earlier order of the body that now adopts.
    """

    id: UUID
    matter: str
    gives: str
    own: bool


@dataclass(frozen=True)
class Rows:
    """Rows beside what they plainly are among what stands: `before`; `same` are left alone."""

    before: Mapping[int, Item]
    same: frozenset[int]


@dataclass(frozen=True)
class Outcome:
    """What writing does: `kept` by row, `again` by place among the plan's grants, and what ends."""

    kept: Mapping[int, tuple[UUID, ...]] = field(default_factory=dict)
    again: Mapping[int, UUID] = field(default_factory=dict)
    ends: frozenset[UUID] = frozenset()


def gives(said: Mapping[str, object]) -> str:
    """Return all that a mandate gives, as one text to compare by."""
    return json.dumps(said, sort_keys=True, default=str)


def gives_of(grant: Grant) -> str:
    """Return what a row of the plan would give."""
    return gives({
        "matter": grant.matter,
        "stage": grant.stage,
        "role": grant.role,
        "limits": limits_to_json(grant.limits),
        "may": [grant.may_yes, grant.may_no],
        "onward": grant.onward,
        "conditions": conditions_to_json(grant.conditions),
        "substitutes": sorted(grant.substitutes),
        "frame": frame_to_json(grant.frame) if grant.frame else None,
    })  # fmt: skip


def rows_beside(lines: Sequence[Line], before: Sequence[Item]) -> Rows:
    """Return each row beside the earlier one that it plainly is, and which have the same effect."""
    numbers = [n for n, line in enumerate(lines) if not line.left_out]
    items = with_keys_of(before, [Item(f"row {n}", lines[n]) for n in numbers])
    by_key = {item.key: item for item in before}
    beside = {n: by_key[i.key] for n, i in zip(numbers, items, strict=True) if i.key in by_key}
    same = {n for n, item in beside.items() if _same_effect(lines[n], item)}
    # The rows of a section in a matrix make one matter together, so they are kept together.
    broken = {(x.order, x.area) for n in numbers if (x := lines[n]).cells and n not in same}
    return Rows(
        beside,
        frozenset(
            n for n in same if not lines[n].cells or (lines[n].order, lines[n].area) not in broken
        ),
    )


def _same_effect(line: Line, item: Item) -> bool:
    if line.matter_key or not item.mandates:
        return False
    holders = tuple(replace(h, role="") for h in item.line.holders)
    alike = all(getattr(line, name) == getattr(item.line, name) for name in EFFECTS)
    return alike and line.holders == holders


def to_plan(lines: Sequence[Line], rows: Rows, matters: Mapping[UUID, str]) -> list[Line]:
    """Return the rows as the plan needs them: none that is the same, each about its own matter.

    `matters` are keys by mandate.
    """
    found = []
    for n, line in enumerate(lines):
        item = rows.before.get(n)
        about = {matters[m] for m in item.mandates if m in matters} if item else set()
        if n in rows.same:
            found.append(replace(line, left_out=True))
        elif len(about) == 1 and not line.matter_key and not line.cells:
            found.append(replace(line, matter_key=about.pop()))
        else:
            found.append(line)
    return found


def outcome_of(
    plan: Plan, rows: Rows, standing: Sequence[Standing], *, replaces: bool
) -> Outcome:  # fmt: skip
    """Return what is kept and what ends. Where the order only adds, nothing ends."""
    kept = {n: rows.before[n].mandates for n in sorted(rows.same)}
    taken = {m for mandates in kept.values() for m in mandates}
    free: dict[str, list[UUID]] = {}
    for one in sorted(standing, key=lambda s: not s.own):
        if one.id not in taken:
            free.setdefault(one.gives, []).append(one.id)
    again = {}
    for place, grant in enumerate(plan.grants):
        left = free.get(gives_of(grant))
        if left:
            again[place] = left.pop(0)
    taken |= set(again.values())
    ends = {s.id for s in standing if s.own and s.id not in taken} if replaces else set()
    return Outcome(kept, again, frozenset(ends))

"""Puts together the plan of an order: ordinary rows by their matter, matrices by their section."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mandat.common.refusals import Refusal
from mandat.power.orders.rules.checks import matter_key
from mandat.power.orders.rules.effects import conditions_of, onward_of, substitutes_of
from mandat.power.orders.rules.lines import Holder, Line
from mandat.power.orders.rules.matrices import plan_matrix
from mandat.power.orders.rules.plan import (
    DECISION,
    Grant,
    Known,
    NewMatter,
    Plan,
    Roles,
    Settings,
    asked_facts,
    asks,
    at_row,
    currencies,
    facts_of,
    frame_of,
    limits_of,
    problems_of,
    slug,
)
from mandat.power.orders.rules.words import BASE
from mandat.power.rules.limits import Limits
from mandat.power.rules.tables import StageDraft

Rows = list[tuple[int, Line]]


def plan_order(lines: Sequence[Line], known: Known, settings: Settings) -> Plan:
    """Return what to write. With refusals in it nothing may be written."""
    rows = [(n, line) for n, line in enumerate(lines) if not line.left_out]
    roles = Roles(known)
    making = _Making(known, settings, roles)
    making.refusals.extend(problems_of([line for _, line in rows], settings, roles))
    if not making.refusals:
        making.ordinary([(n, x) for n, x in rows if not x.cells])
        matters, grants = plan_matrix([(n, x) for n, x in rows if x.cells], roles, settings)
        for matter in matters:
            if matter.key in known.matter_facts:
                facts = {"given": matter.name}
                making.refusals.append(Refusal("orders.matter_there", facts, "matter"))
        making.matters.extend(matters)
        making.grants.extend(grants)
    return Plan(
        roles.new,
        tuple(making.matters),
        tuple(making.grants),
        frozenset(n for n, x in rows if any(b.unit == BASE for b in x.bounds)),
        tuple(dict.fromkeys(making.refusals)),
        making.executions,
    )


@dataclass
class _Making:
    known: Known
    settings: Settings
    roles: Roles
    matters: list[NewMatter] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    executions: dict[str, Limits] = field(default_factory=dict)

    def ordinary(self, rows: Rows) -> None:
        """Rows about the same matter share it, each with its mandates."""
        groups: dict[tuple[str, ...], Rows] = {}
        for n, line in rows:
            key = (line.matter_key,) if line.matter_key else matter_key(line)
            groups.setdefault(key, []).append((n, line))
        taken = set(self.known.matter_facts)
        for group in groups.values():
            matter, stage = self._matter(group, taken)
            for n, line in group:
                if line.execution:
                    self._execute(line, matter)
                else:
                    self._grant(n, line, matter, stage)

    def _matter(self, group: Rows, taken: set[str]) -> tuple[str, str]:
        """Return the matter and stage of a group; set it up when it is new."""
        first = group[0][1]
        bounds = [b for _, line in group for b in line.bounds]
        wanted = "" if first.matter_key == "new" else first.matter_key
        key = wanted or self.known.matters.get(first.matter.casefold(), "")
        if key and first.matter_key != "new":
            self._check_facts(key, group)
            return key, self.known.matter_stages[key]
        if len(currencies(bounds)) > 1:
            self.refusals.append(at_row(first, "orders.two_currencies", "limit"))
        key = slug(first.matter)
        while key in taken:
            key = f"{key}-2"
        taken.add(key)
        self.matters.append(_new_matter(key, [line for _, line in group], self.settings))
        return key, "decision"

    def _execute(self, line: Line, matter: str) -> None:
        """Within the limits of the row nobody has to decide."""
        limits = limits_of(line.bounds, self.settings)
        if self.executions.setdefault(matter, limits) != limits:
            self.refusals.append(at_row(line, "orders.two_executions", "limit"))

    def _check_facts(self, key: str, group: Rows) -> None:
        """A limit on a fact that the matter does not ask for would never hold."""
        have = {f.key: f for f in self.known.matter_facts[key] if f.may_limit}
        for _, line in group:
            for need in facts_of(line.bounds):
                found = have.get(need.key)
                if found is None or found.kind != need.kind or found.currency != need.currency:
                    label = need.currency or need.label["sv"]
                    self.refusals.append(
                        at_row(line, "orders.matter_lacks_fact", "limit", given=label)
                    )

    def _grant(self, n: int, line: Line, matter: str, stage: str) -> None:
        limits = limits_of(line.bounds, self.settings)
        names = (Holder(name) for name in substitutes_of(line))
        stand_in = tuple(role for holder in names for role in self.roles.of(holder))
        for holder in line.holders:
            yes, no = holder.verb != "no", holder.verb != "yes"
            self.grants.extend(
                Grant(
                    n, matter, stage, role, limits, yes, no, onward_of(line), conditions_of(line),
                    tuple(r for r in dict.fromkeys(stand_in) if r != role),
                    frame_of(line.bounds, self.settings),
                )
                for role in self.roles.of(holder)
            )  # fmt: skip


def _new_matter(key: str, lines: Sequence[Line], settings: Settings) -> NewMatter:
    """Return the matter that rows about the same share."""
    first = lines[0]
    legal = next((line.legal_ref for line in lines if line.legal_ref), "")
    told = [x.condition for x in lines if x.execution] + [x.note for x in lines]
    crossed = any(r.refusal.code == "orders.crossed" for x in lines for r in x.remarks)
    someone = any(h.verb != "no" for x in lines for h in x.holders)
    return NewMatter(
        key,
        first.matter,
        legal,
        asked_facts(b for line in lines for b in line.bounds),
        (StageDraft("decision", DECISION),),
        description="\n".join(dict.fromkeys(filter(None, told))),
        area=first.area,
        words=" ".join(filter(None, dict.fromkeys([first.number, legal]))),
        crossed=crossed,
        asked=someone and asks(lines, settings),
    )

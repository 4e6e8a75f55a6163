"""Puts together the plan of an order: ordinary rows by their matter, matrices by their section."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from mandat.common.refusals import Refusal
from mandat.power.orders.rules.checks import matter_key
from mandat.power.orders.rules.lines import Line
from mandat.power.orders.rules.matrices import plan_matrix
from mandat.power.orders.rules.plan import (
    DECISION,
    Grant,
    Known,
    NewMatter,
    Plan,
    Roles,
    Settings,
    at_row,
    currencies,
    facts_of,
    limits_of,
    problems_of,
    slug,
)
from mandat.power.orders.rules.words import BASE
from mandat.power.rules.tables import StageDraft

Rows = list[tuple[int, Line]]


def plan_order(lines: Sequence[Line], known: Known, settings: Settings) -> Plan:
    """Return what to write. With refusals in it nothing may be written."""
    rows = [(n, line) for n, line in enumerate(lines) if not line.left_out]
    roles = Roles(known)
    making = _Making(known, settings, roles)
    making.refusals.extend(problems_of([line for _, line in rows], settings, roles))
    if not making.refusals:
        making.ordinary([(n, x) for n, x in rows if not x.cells and not x.execution])
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
    )


@dataclass
class _Making:
    known: Known
    settings: Settings
    roles: Roles
    matters: list[NewMatter] = field(default_factory=list)
    grants: list[Grant] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)

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
        legal = next((line.legal_ref for _, line in group if line.legal_ref), "")
        stages = (StageDraft("decision", DECISION),)
        self.matters.append(NewMatter(key, first.matter, legal, facts_of(bounds), stages))
        return key, "decision"

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
        for holder in line.holders:
            yes, no = holder.verb != "no", holder.verb != "yes"
            self.grants.extend(
                Grant(n, matter, stage, role, limits, yes, no) for role in self.roles.of(holder)
            )

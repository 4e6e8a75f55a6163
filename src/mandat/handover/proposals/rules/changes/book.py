"""A proposal to change the rules."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mandat.handover.proposals.rules.changes.base import Change, Now
from mandat.handover.proposals.rules.machine import Refusals, no
from mandat.power.rules import RuleBook, book_from_json, book_to_json


@dataclass(frozen=True)
class RuleLine:
    """One setting that would be another, and why. Values are as the rule book's JSON has them."""

    field: str
    was: Any
    to: Any
    why: str = ""


@dataclass(frozen=True)
class RulesChange(Change):
    """Another rule book: only the lines that differ, so that others' changes to the rest stand."""

    kind = "rules"
    group = "rules"
    key: str
    lines: tuple[RuleLine, ...]

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: no line, no reason, changed meanwhile, or not to be understood."""
        settings = book_to_json(now.book)
        found = () if self.lines else no("nothing_changed")
        for line in self.lines:
            if not line.why.strip():
                found += no("line_needs_why", f"why_{line.field}")
            if settings.get(line.field) != line.was:
                found += no("rule_changed_meanwhile", line.field, line=line.field)
        if not found:
            try:
                self.book(now.book)
            except (ValueError, TypeError, AttributeError) as error:
                found += no("rule_not_understood", what=str(error))
        return found

    def book(self, now: RuleBook) -> RuleBook:
        """Return the rule book it would make. Raises ValueError for what cannot be understood."""
        changed = {line.field: line.to for line in self.lines}
        return book_from_json(self.key, {**book_to_json(now), **changed})

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the outermost circle: the rules hold for all."""
        return (now.outermost,)

    @property
    def touches(self) -> frozenset[str]:
        """Return each line."""
        return frozenset(f"rules:{line.field}" for line in self.lines)


def rule_lines(
    now: RuleBook, wanted: RuleBook, why: Mapping[str, str] | None = None
) -> tuple[RuleLine, ...]:
    """Return line by line what differs between two rule books, with reasons where given."""
    before, after = book_to_json(now), book_to_json(wanted)
    reasons = why or {}
    return tuple(
        RuleLine(name, before.get(name), value, reasons.get(name, ""))
        for name, value in after.items()
        if before.get(name) != value
    )

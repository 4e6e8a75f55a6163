"""Limits: conditions on facts. Exactly at the limit is inside it (rule 19)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from mandat.common.money import Money
from mandat.power.rules.facts import Facts, FactType, FactValue, value_from_json, value_to_json
from mandat.power.rules.rates import NO_RATES, InForce

Op = Literal["<=", ">=", "=", "in"]


@dataclass(frozen=True)
class Limit:
    """`fact op value`; for "in", `value` is a tuple of values."""

    fact: str
    op: Op
    value: FactValue | tuple[FactValue, ...]

    def holds(self, facts: Facts, rates: InForce = NO_RATES) -> bool:
        """Tell whether the facts lie inside; a missing fact or rate does not.

        An amount is converted into the limit's own currency, never the other way (rule 16).
        """
        found = self._converted(facts.get(self.fact), rates)
        if found is None:
            return False
        if self.op == "in":
            return found in self.value  # type: ignore[operator]  # a tuple by the op
        if self.op == "=":
            return found == self.value
        if type(found) is not type(self.value):
            return False
        return found <= self.value if self.op == "<=" else found >= self.value  # type: ignore[operator]

    def _converted(self, found: FactValue | None, rates: InForce) -> FactValue | None:
        if isinstance(found, Money) and isinstance(self.value, Money):
            return rates.convert(found, self.value.currency, up=self.op == "<=")
        return found

    def lacks_rate(self, facts: Facts, rates: InForce) -> bool:
        """Tell whether nothing but a rate is missing to tell whether the facts lie inside."""
        found = facts.get(self.fact)
        return isinstance(found, Money) and self._converted(found, rates) is None


Limits = tuple[Limit, ...]
"""All must hold; none means without limit."""


def within(limits: Limits, facts: Facts, rates: InForce = NO_RATES) -> bool:
    """Tell whether the facts lie inside every limit."""
    return all(limit.holds(facts, rates) for limit in limits)


def outside(limits: Limits, facts: Facts, rates: InForce = NO_RATES) -> Limits:
    """Return the limits that the facts do not lie inside."""
    return tuple(limit for limit in limits if not limit.holds(facts, rates))


def limits_to_json(limits: Limits) -> list[dict[str, Any]]:
    """Return limits as the record keeps them."""
    return [
        {
            "fact": limit.fact,
            "op": limit.op,
            "value": [value_to_json(v) for v in limit.value]
            if isinstance(limit.value, tuple)
            else value_to_json(limit.value),
        }
        for limit in limits
    ]


def limits_from_json(types: Sequence[FactType], value: Sequence[Mapping[str, Any]]) -> Limits:
    """Read limits as the record keeps them."""
    kinds = {t.key: t.kind for t in types}
    return tuple(
        Limit(
            row["fact"],
            row["op"],
            tuple(value_from_json(kinds[row["fact"]], v) for v in row["value"])
            if row["op"] == "in"
            else value_from_json(kinds[row["fact"]], row["value"]),
        )
        for row in value
    )

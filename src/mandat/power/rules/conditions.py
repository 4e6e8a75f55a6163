"""What a body decided on beside limits: conditions to confirm, and what is no decision. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

from mandat.power.rules.facts import Facts
from mandat.power.rules.limits import Limits, within
from mandat.power.rules.rates import NO_RATES, InForce

Kind = Literal["consult", "condition"]
KINDS: tuple[Kind, ...] = get_args(Kind)


@dataclass(frozen=True)
class Condition:
    """What whoever rules must confirm: somebody has been heard, or what the words say holds.

    Mandat cannot check it; the ruling keeps that it was confirmed.
    """

    kind: Kind
    words: str


def conditions_to_json(conditions: Iterable[Condition]) -> list[dict[str, str]]:
    """Return conditions as the record keeps them."""
    return [{"kind": c.kind, "words": c.words} for c in conditions]


def conditions_from_json(value: Sequence[Mapping[str, Any]] | None) -> tuple[Condition, ...]:
    """Read conditions as the record keeps them; none where they have been erased."""
    return tuple(Condition(c["kind"], c["words"]) for c in value or ())


def is_execution(execution: Limits | None, facts: Facts, rates: InForce = NO_RATES) -> bool:
    """Tell whether a case is mere execution, and so nobody's decision (rule 28)."""
    return execution is not None and within(execution, facts, rates)

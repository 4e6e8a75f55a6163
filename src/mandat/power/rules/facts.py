"""Typed facts of a case: what a form asks for and a limit may speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from mandat.common.money import Money, parse_amount, to_minor
from mandat.common.refusals import Refusal

Kind = Literal["amount", "number", "text", "choice", "yesno", "date"]
FactValue = Money | Decimal | str | bool | date
Facts = Mapping[str, FactValue]

LONGEST_TEXT = 2000
_MOST = Decimal(10) ** 12


@dataclass(frozen=True)
class FactType:
    """One typed fact of a matter.

    `label` and `choices` are names in the organisation's languages. `may_limit` says that a limit
    may be conditioned on it: allowed one by one, never by default (DESIGN §7).
    """

    key: str
    kind: Kind
    label: Mapping[str, str]
    required: bool = True
    may_limit: bool = False
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    currency: str = ""


def fact_types_from_json(value: Sequence[Mapping[str, Any]]) -> tuple[FactType, ...]:
    """Read the fact types of a matter as the record keeps them."""
    return tuple(FactType(**row) for row in value)


def fact_types_to_json(types: Sequence[FactType]) -> list[dict[str, Any]]:
    """Return fact types as the record keeps them."""
    return [
        {
            "key": t.key,
            "kind": t.kind,
            "label": dict(t.label),
            "required": t.required,
            "may_limit": t.may_limit,
            "choices": {k: dict(v) for k, v in t.choices.items()},
            "currency": t.currency,
        }
        for t in types
    ]


def value_to_json(value: FactValue) -> Any:
    """Return one value as JSON: amounts and numbers as strings, dates in ISO 8601."""
    if isinstance(value, Money):
        return {"minor": str(value.minor), "currency": value.currency}
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, date):
        return value.isoformat()
    return value


def value_from_json(kind: Kind, value: Any) -> FactValue:
    """Read what `value_to_json` wrote for a fact of this kind."""
    if kind == "amount":
        return Money(int(value["minor"]), value["currency"])
    if kind == "number":
        return Decimal(value)
    if kind == "date":
        return date.fromisoformat(value)
    return bool(value) if kind == "yesno" else str(value)


def facts_to_json(facts: Facts) -> dict[str, Any]:
    """Return facts as the record keeps them."""
    return {key: value_to_json(value) for key, value in facts.items()}


def facts_from_json(types: Sequence[FactType], value: Mapping[str, Any]) -> Facts:
    """Read facts of a matter; keys that the matter does not have are kept as text."""
    kinds = {t.key: t.kind for t in types}
    return {k: value_from_json(kinds.get(k, "text"), v) for k, v in value.items()}


def read_facts(
    types: Sequence[FactType], given: Mapping[str, str]
) -> tuple[Facts, tuple[Refusal, ...]]:
    """Read what a person typed; return the facts and, by field, all that is wrong with them."""
    facts: dict[str, FactValue] = {}
    refusals: list[Refusal] = []
    for fact_type in types:
        text = given.get(fact_type.key, "").strip()
        if not text and fact_type.kind != "yesno":
            if fact_type.required:
                refusals.append(Refusal(f"power.missing_{fact_type.kind}", field=fact_type.key))
            continue
        try:
            facts[fact_type.key] = _read(fact_type, text)
        except ValueError:
            refusals.append(
                Refusal(f"power.bad_{fact_type.kind}", {"given": text}, field=fact_type.key)
            )
    odd = sorted(given.keys() - {t.key for t in types})
    refusals.extend(Refusal("power.unknown_fact", {"fact": key}, field=key) for key in odd)
    return facts, tuple(refusals)


def _read(fact_type: FactType, text: str) -> FactValue:
    if fact_type.kind in ("amount", "number"):
        number = parse_amount(text)
        if not 0 <= number <= _MOST:
            raise ValueError(text)
        if fact_type.kind == "number":
            return number
        return Money(to_minor(number, fact_type.currency), fact_type.currency)
    if fact_type.kind == "choice" and text not in fact_type.choices:
        raise ValueError(text)
    if fact_type.kind == "date":
        return date.fromisoformat(text)
    if fact_type.kind == "yesno":
        return text.casefold() in ("yes", "ja", "on", "true", "1")
    if len(text) > LONGEST_TEXT:
        raise ValueError(text)
    return text

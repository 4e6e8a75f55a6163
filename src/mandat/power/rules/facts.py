"""Typed facts of a case: what a form asks for and a limit may speak of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from mandat.common.money import Money, parse_amount, to_minor
from mandat.common.refusals import Refusal
from mandat.power.rules.basis import PLAIN_BASIS, Basis, read_told, reckon, told_to_facts

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
    asks: tuple[str, ...] = ()
    """Of an amount, what the form asks besides it: `vat`, `term`, `currency` (`basis.ASKS`)."""

    @property
    def beside(self) -> tuple[str, ...]:
        """The keys under which what is told beside an amount is given."""
        names = {"vat": ("vat",), "term": ("each", "months"), "currency": ("currency",)}
        return tuple(f"{self.key}-{name}" for ask in self.asks for name in names[ask])


def fact_types_from_json(value: Sequence[Mapping[str, Any]]) -> tuple[FactType, ...]:
    """Read the fact types of a matter as the record keeps them."""
    return tuple(FactType(**{**row, "asks": tuple(row.get("asks", ()))}) for row in value)


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
            **({"asks": list(t.asks)} if t.asks else {}),
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
    kinds = {t.key: t.kind for t in types} | _kinds_beside(types)
    return {k: value_from_json(kinds.get(k, "text"), v) for k, v in value.items()}


def _kinds_beside(types: Sequence[FactType]) -> dict[str, Kind]:
    kinds: dict[str, Kind] = {
        "told": "amount", "vat": "number", "each": "text", "months": "number", "endless": "yesno",
    }  # fmt: skip
    return {f"{t.key}-{name}": kind for t in types if t.asks for name, kind in kinds.items()}


def read_facts(
    types: Sequence[FactType], given: Mapping[str, str], basis: Basis = PLAIN_BASIS
) -> tuple[Facts, tuple[Refusal, ...]]:
    """Read what a person typed; return the facts and, by field, all that is wrong with them.

    An amount is what is judged on the basis (rule 15); what was told stands beside it.
    """
    facts: dict[str, FactValue] = {}
    refusals: list[Refusal] = []
    for fact_type in types:
        text = given.get(fact_type.key, "").strip()
        if not text and fact_type.kind != "yesno":
            if fact_type.required:
                refusals.append(Refusal(f"power.missing_{fact_type.kind}", field=fact_type.key))
            continue
        try:
            value = _read(fact_type, text, given)
            if isinstance(value, Money) and fact_type.asks:
                told, wrong = read_told(fact_type.key, fact_type.asks, given, value, basis)
                refusals.extend(wrong)
                value = reckon(told, basis)
                facts |= told_to_facts(fact_type.key, told)
            facts[fact_type.key] = value
        except ValueError:
            refusals.append(
                Refusal(f"power.bad_{fact_type.kind}", {"given": text}, field=fact_type.key)
            )
    odd = sorted(given.keys() - {k for t in types for k in (t.key, *t.beside)})
    refusals.extend(Refusal("power.unknown_fact", {"fact": key}, field=key) for key in odd)
    return facts, tuple(refusals)


def _read(fact_type: FactType, text: str, given: Mapping[str, str]) -> FactValue:
    if fact_type.kind in ("amount", "number"):
        number = parse_amount(text)
        if not 0 <= number <= _MOST:
            raise ValueError(text)
        if fact_type.kind == "number":
            return number
        currency = fact_type.currency
        if "currency" in fact_type.asks:
            currency = given.get(f"{fact_type.key}-currency", "").strip().upper() or currency
        if not (len(currency) == 3 and currency.isascii() and currency.isalpha()):
            raise ValueError(text)
        return Money(to_minor(number, currency), currency)
    if fact_type.kind == "choice" and text not in fact_type.choices:
        raise ValueError(text)
    if fact_type.kind == "date":
        return date.fromisoformat(text)
    if fact_type.kind == "yesno":
        return text.casefold() in ("yes", "ja", "on", "true", "1")
    if len(text) > LONGEST_TEXT:
        raise ValueError(text)
    return text

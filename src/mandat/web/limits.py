"""Limits in words, the way people say them."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from mandat.common import formats
from mandat.common.money import Money
from mandat.power.rules import FactType, FactValue, Limit


def limits_words(limits: Sequence[Limit], facts: Sequence[FactType]) -> str:
    """Return `upp till 5 000 kr, Enhet: Björkgården`; empty when there is no limit."""
    known = {f.key: f for f in facts}
    return ", ".join(_one(limit, known.get(limit.fact)) for limit in limits)


def _one(limit: Limit, fact: FactType | None) -> str:
    label = formats.local(fact.label) if fact else limit.fact
    if isinstance(limit.value, tuple):
        return f"{label}: {', '.join(value_words(v, fact) for v in limit.value)}"
    value = value_words(limit.value, fact)
    if limit.op == "=":
        return f"{label}: {value}"
    words = (
        _("up to %(value)s") if limit.op == "<=" else _("from %(value)s and up")
    ) % {"value": value}
    return words if isinstance(limit.value, Money) else f"{label} {words}"


def value_words(value: FactValue | Any, fact: FactType | None) -> str:
    """Return one fact's value in words."""
    if isinstance(value, Money):
        return formats.money(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return formats.local(fact.choices[value]) if fact and value in fact.choices else value
    if hasattr(value, "isoformat"):
        return formats.day(value)
    return formats.number(value)

"""What stands beside a mandate's limits: conditions, substitutes, and what has no effect."""

from dataclasses import dataclass
from typing import Any

from django.db.models import TextField
from django.db.models.functions import Cast

from mandat.common.refusals import Refusal
from mandat.power import models, rules
from mandat.power.orders.models import OrderItem
from mandat.power.orders.rules.effects import without_effect
from mandat.power.orders.rules.lines import line_of
from mandat.power.queries import MandateView, Names


@dataclass(frozen=True)
class Beside:
    """What an adopted order says of a mandate beside its limits."""

    conditions: tuple[rules.Condition, ...]
    """Of every link of the chain."""
    substitutes: tuple[Names, ...]
    idle: tuple[Refusal, ...]
    """What stands in the order and does nothing."""


def beside_limits(mandate: MandateView, chain: tuple[MandateView, ...]) -> Beside:
    """Return what stands beside the limits; two queries."""
    conditions = dict.fromkeys(c for link in (mandate, *chain) for c in link.conditions)
    roles = models.Role.objects.filter(uuid__in=mandate.substitutes).order_by("pk")
    return Beside(tuple(conditions), tuple(roles.values_list("name", flat=True)), _idle(mandate))


def _idle(mandate: MandateView) -> tuple[Refusal, ...]:
    rows: Any = OrderItem.objects.annotate(gives=Cast("mandates", TextField()))
    found = rows.filter(gives__contains=str(mandate.id)).order_by("-order__number")
    words = found.values_list("words", flat=True).first()
    return () if not words else tuple(r.refusal for r in without_effect(line_of(words)))

"""Loading what amounts are judged by: recorded rates, and parts of the same purchase."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db.models import Q

from mandat.common.money import Money
from mandat.power import models, rules
from mandat.record.queries import known_rows


def load_rates(currencies: Collection[str] | None, known_at: datetime | None) -> rules.RateTable:
    """Return the recorded rates that can bear on amounts in these currencies; None: all.

    No query where there is only one currency, and so nothing to convert.
    """
    if currencies is not None and len(currencies) < 2:
        return rules.NO_TABLE
    rows = models.Rate.objects.order_by("since", "at", "pk")
    if currencies is not None:
        rows = rows.filter(Q(currency__in=currencies) | Q(to__in=currencies))
    columns = ("currency", "to", "rate", "since", "at", "source")
    found = known_rows(rows, columns, known_at)
    return rules.RateTable(
        tuple(rules.Rate(c, to, Decimal(rate), *rest) for c, to, rate, *rest in found)
    )


def currencies_of(
    types: Iterable[rules.FactType], limits: Iterable[rules.Limit], frames: Iterable[rules.Frame]
) -> frozenset[str] | None:
    """Return the currencies that a matter's amounts and limits are in; None: any at all."""
    amounts = [t for t in types if t.kind == "amount"]
    if any("currency" in t.asks for t in amounts):
        return None
    values = [limit.value for limit in limits]
    found = {v.currency for v in values if isinstance(v, Money)}
    return frozenset(found | {t.currency for t in amounts} | {f.most.currency for f in frames})


def load_parts(
    summing: Mapping[UUID, Sequence[str]],
    told: Collection[rules.Facts] | None,
    known_at: datetime | None,
) -> dict[UUID, tuple[rules.Part, ...]]:
    """Return what open and granted cases count for, by matter; no query where none sums.

    `summing` are the facts that make the same purchase, by matter. `told`: only the purchases of
    cases with these facts; None: every one.
    """
    if not summing or told == ():
        return {}
    rows = models.Part.objects.filter(matter__uuid__in=summing).order_by("pk")
    if told is not None:
        wanted = {rules.purchase_of(facts, same) for facts in told for same in summing.values()}
        rows = rows.filter(purchase__in=wanted)
    columns = (
        "matter__uuid", "case", "purchase", "fact", "minor", "currency", "at", "released",
    )  # fmt: skip
    found: dict[UUID, list[rules.Part]] = {}
    for matter, case, purchase, fact, minor, currency, *when in known_rows(rows, columns, known_at):
        part = rules.Part(case, purchase, fact, Money(minor, currency), *when)
        found.setdefault(matter, []).append(part)
    return {matter: tuple(parts) for matter, parts in found.items()}

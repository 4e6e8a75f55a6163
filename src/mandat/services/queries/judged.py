"""What is judged of a case's amounts: how they were reckoned, and the sum they are part of."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from mandat.common.formats import number
from mandat.common.money import Money
from mandat.power.queries import Names
from mandat.power.rules import Facts, FactType, Question, Slice, Told, told_from_facts, weigh
from mandat.services.models import Case


@dataclass(frozen=True)
class Reckoned:
    """An amount as it was told, and as it is judged."""

    label: Names
    told: Told
    judged: Money


@dataclass(frozen=True)
class Converted:
    """An amount in another currency, and what it is by the rate in force; None without one."""

    amount: Money
    worth: Money | None


@dataclass(frozen=True)
class PartLine:
    """A case that the sum is made of and that the reader may see."""

    id: UUID
    number: int
    title: str
    opened_at: datetime


@dataclass(frozen=True)
class Judged:
    """What is judged. `others` cases are in the sum; of them the reader sees only `seen`."""

    reckoned: tuple[Reckoned, ...] = ()
    sum: Money | None = None
    others: int = 0
    months: int = 12
    seen: tuple[PartLine, ...] = ()
    converted: tuple[Converted, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.reckoned or self.others or self.converted)


NOTHING_JUDGED = Judged()


def judged(org: Slice, types: Sequence[FactType], question: Question, reader: UUID) -> Judged:
    """Return what is judged of a case, with those of its other parts that the reader may see.

    At most one query. Of others' cases there is the sum and how many they are, nothing else.
    """
    weighed = weigh(org, question)
    others = [p.case for p in weighed.parts]
    return Judged(
        tuple(_reckoned(types, question.facts)),
        weighed.sum,
        len(others),
        org.book_at(question.at).sum_months,
        _seen(others, reader) if others else (),
        tuple(_converted(org, types, question)),
    )


def _converted(org: Slice, types: Sequence[FactType], question: Question) -> Iterator[Converted]:
    rates = org.rates.at(question.at)
    for kind in types:
        amount = question.facts.get(kind.key)
        if isinstance(amount, Money) and amount.currency != kind.currency:
            yield Converted(amount, rates.convert(amount, kind.currency, up=True))


def _reckoned(types: Sequence[FactType], facts: Facts) -> list[Reckoned]:
    found = []
    for kind in types:
        told, amount = told_from_facts(kind.key, facts), facts.get(kind.key)
        if told is not None and isinstance(amount, Money):
            found.append(Reckoned(kind.label, told, amount))
    return found


def _seen(cases: Sequence[UUID], reader: UUID) -> tuple[PartLine, ...]:
    own = Q(asker__uuid=reader) | Q(for_whom__uuid=reader) | Q(rulings__person__uuid=reader)
    rows = Case.objects.filter(own, uuid__in=cases).order_by("pk").distinct()
    columns = rows.values_list("uuid", "number", "title", "opened_at")
    return tuple(PartLine(*row) for row in columns)


def typed_beside(types: Sequence[FactType], facts: Facts) -> dict[str, Any]:
    """Return amounts as they were typed with what was told beside them, to begin from again."""
    typed: dict[str, Any] = {}
    for kind in (t for t in types if t.asks):
        told, amount = told_from_facts(kind.key, facts), facts.get(kind.key)
        if isinstance(amount, Money) and "currency" in kind.asks:
            typed[f"{kind.key}-currency"] = amount.currency
        if told is not None:
            exact = told.amount.decimal()
            whole = exact == exact.to_integral_value()
            typed[kind.key] = number(exact, decimals=0 if whole else 2)
            typed[f"{kind.key}-vat"] = str(told.vat or "")
            typed[f"{kind.key}-each"] = told.each or ""
            monthly = told.each == "month" and not told.endless
            typed[f"{kind.key}-months"] = str(told.months) if monthly else ""
    return typed

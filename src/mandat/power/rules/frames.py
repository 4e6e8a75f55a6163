"""Frames: how much may be said yes to in a period, used up as rulings are made (rule 17). Pure."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any, Literal, get_args
from uuid import UUID

from mandat.common.money import Money, parse_amount, to_minor
from mandat.power.rules.facts import Facts, FactType
from mandat.power.rules.rates import NO_RATES, InForce

Period = Literal["month", "quarter", "year"]
PERIODS: tuple[Period, ...] = get_args(Period)

_TEXT = re.compile(r"([\w-]+)\s*<=\s*(.+?)\s+(?:per|a|i)\s+(\w+)")
_NAMED: Mapping[str, Period] = {
    "month": "month", "quarter": "quarter", "year": "year",
    "månad": "month", "kvartal": "quarter", "år": "year",
}  # fmt: skip


@dataclass(frozen=True)
class Frame:
    """At most `most` of an amount in each calendar period; whole periods, local time."""

    fact: str
    most: Money
    period: Period


@dataclass(frozen=True)
class Use:
    """A yes that took from a mandate's frame; given back at `released`, if the case then fell."""

    mandate: UUID
    amount: Money
    at: datetime
    released: datetime | None = None

    def counts_at(self, at: datetime) -> bool:
        """Tell whether it is used up at a time: what came later has not happened yet."""
        return self.at <= at and (self.released is None or at < self.released)


def period_of(period: Period, at: datetime, zone: tzinfo) -> tuple[int, int]:
    """Return the calendar period that a moment lies in: (year, number within it)."""
    day = at.astimezone(zone)
    within = {"month": day.month, "quarter": (day.month + 2) // 3, "year": 1}[period]
    return day.year, within


def used(frame: Frame, uses: Iterable[Use], at: datetime, zone: tzinfo = UTC) -> Money:
    """Return what has been used of a frame in the period that `at` lies in."""
    now = period_of(frame.period, at, zone)
    total = sum(
        use.amount.minor
        for use in uses
        if use.counts_at(at) and period_of(frame.period, use.at, zone) == now
    )
    return Money(total, frame.most.currency)


def left(frame: Frame, uses: Iterable[Use], at: datetime, zone: tzinfo = UTC) -> Money:
    """Return what is left of a frame at a time; never less than nothing."""
    remaining = frame.most.minor - used(frame, uses, at, zone).minor
    return Money(max(0, remaining), frame.most.currency)


def takes(frame: Frame, facts: Facts, rates: InForce = NO_RATES) -> Money | None:
    """Return what a case would take of the frame; None without the amount, or a rate for it."""
    found = facts.get(frame.fact)
    if not isinstance(found, Money):
        return None
    return rates.convert(found, frame.most.currency, up=True)


def frame_to_json(frame: Frame) -> dict[str, Any]:
    """Return a frame as the record keeps it."""
    most = {"minor": str(frame.most.minor), "currency": frame.most.currency}
    return {"fact": frame.fact, "most": most, "period": frame.period}


def frame_from_json(value: Mapping[str, Any]) -> Frame:
    """Read a frame as the record keeps it."""
    most = Money(int(value["most"]["minor"]), value["most"]["currency"])
    return Frame(value["fact"], most, value["period"])


def read_frame(text: str, types: Sequence[FactType]) -> Frame | None:
    """Read "amount <= 200 000 per year" (or "per år"); None when it cannot be understood."""
    match = _TEXT.fullmatch(text.strip())
    period = _NAMED.get(match[3].casefold()) if match else None
    kind = next((t for t in types if match and t.key == match[1] and t.kind == "amount"), None)
    if match is None or period is None or kind is None:
        return None
    try:
        number = parse_amount(match[2])
    except ValueError:
        return None
    return Frame(kind.key, Money(to_minor(number, kind.currency), kind.currency), period)

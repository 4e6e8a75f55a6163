"""Who covers what: gaps that nobody may decide, and mandates that overlap (rule 33). Pure.

Facts that limits speak of cut a matter into regions; inside one, the answer is the same. The first
amount or number is the axis; of other facts every value some limit names is tried, and one that
none names.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from itertools import product
from typing import Literal
from uuid import UUID

from mandat.common.money import Money
from mandat.power.rules.authority import (
    circles_of_mandate,
    is_reached,
    routes,
    waiver_for,
)
from mandat.power.rules.facts import Facts, FactType, FactValue
from mandat.power.rules.limits import Limit, within
from mandat.power.rules.organisation import Mandate, Slice, Stage
from mandat.power.rules.question import Question
from mandat.power.rules.rates import InForce
from mandat.power.rules.reasons import stands
from mandat.power.rules.weighing import is_mere_execution

NOBODY = UUID(int=0)
MOST_REGIONS = 60
MOST_COMBINATIONS = 12
State = Literal["not_needed", "waived", "covered", "overlap", "vacant", "gap"]


@dataclass(frozen=True)
class Region:
    """Facts from `low` to `high`, both inside; None is without end. `state` says who decides.

    `mandates` can be used; `alike` are those of them that lie in the same
    circles, as deep in their chains, so that only their age tells them apart; `vacant`
    cover it, but nobody can use them.
    """

    low: FactValue | None
    high: FactValue | None
    state: State
    mandates: tuple[Mandate, ...] = ()
    alike: tuple[Mandate, ...] = ()
    vacant: tuple[Mandate, ...] = ()


@dataclass(frozen=True)
class Coverage:
    """One stage, for one choice of the facts that are not the axis."""

    stage: Stage
    axis: FactType | None
    fixed: Facts
    regions: tuple[Region, ...]


def coverage(org: Slice, types: Sequence[FactType], at: datetime) -> tuple[Coverage, ...]:
    """Return what is covered at each stage at a time, in order."""
    limits = _limits_in_force(org, at)
    spoken_of = {limit.fact for limit in limits}
    axis = next((t for t in types if t.key in spoken_of and t.kind in ("amount", "number")), None)
    others = [t for t in types if t.key in spoken_of and t != axis]
    rates = org.rates.at(at)
    starts = _starts(axis, [limit for limit in limits if axis and limit.fact == axis.key], rates)
    found = []
    for stage in org.matter.stages:
        for chosen in list(product(*(_values(t, limits) for t in others)))[:MOST_COMBINATIONS]:
            fixed = {t.key: value for t, value in zip(others, chosen, strict=True)}
            regions = tuple(_regions(org, stage, at, axis=axis, starts=starts, fixed=fixed))
            found.append(Coverage(stage, axis, fixed, regions))
    return tuple(found)


def _limits_in_force(org: Slice, at: datetime) -> tuple[Limit, ...]:
    groups = [s.condition for s in org.matter.stages]
    groups += [org.matter.execution] if org.matter.execution else []
    groups += [m.limits for m in org.mandates if m.holds_at(at)]
    groups += [w.limits for w in org.waivers if w.since <= at]
    return tuple(limit for group in groups for limit in group)


def _values(kind: FactType, limits: Sequence[Limit]) -> tuple[FactValue, ...]:
    """Return every value some limit names for a fact, and one that none names."""
    if kind.kind == "yesno":
        return (True, False)
    named: dict[FactValue, None] = {}
    for limit in limits:
        if limit.fact == kind.key:
            many = limit.value if isinstance(limit.value, tuple) else (limit.value,)
            named.update(dict.fromkeys(many))
    other = next((c for c in kind.choices if c not in named), None)
    unnamed = () if kind.kind == "choice" and other is None else (other or "",)
    return (*named, *unnamed)


def _starts(axis: FactType | None, limits: Sequence[Limit], rates: InForce) -> list[int]:
    """Return where regions begin, in hundredths or minor units: exactly at a limit is inside it."""
    starts = {0}
    for limit in limits:
        many = limit.value if isinstance(limit.value, tuple) else (limit.value,)
        for value in many:
            at = _steps(axis, _in_axis(axis, limit, value, rates))
            if at is not None:
                starts |= {">=": {at}, "<=": {at + 1}}.get(limit.op, {at, at + 1})
    return sorted(starts)[:MOST_REGIONS]


def _in_axis(axis: FactType | None, limit: Limit, value: FactValue, rates: InForce) -> FactValue:
    """Return a limit's amount in the currency of the axis, where there is a rate."""
    if axis is None or not isinstance(value, Money):
        return value
    return rates.convert(value, axis.currency, up=limit.op == ">=") or value


def _steps(axis: FactType | None, value: FactValue) -> int | None:
    if isinstance(value, Money):
        return value.minor if axis is not None and value.currency == axis.currency else None
    return int(value * 100) if isinstance(value, Decimal) else None


def _value(axis: FactType, steps: int) -> FactValue:
    if axis.kind == "amount":
        return Money(steps, axis.currency)
    return Decimal(steps) / 100


def _regions(
    org: Slice,
    stage: Stage,
    at: datetime,
    *,
    axis: FactType | None,
    starts: Sequence[int],
    fixed: Facts,
) -> Iterator[Region]:
    """Yield regions in order, neighbours that are alike as one."""
    last: Region | None = None
    for low, following in zip(starts, [*starts[1:], None], strict=True):
        facts = dict(fixed)
        if axis is not None:
            facts[axis.key] = _value(axis, low)
        state, mandates, alike, vacant = _who(org, stage, facts, at)
        begins = None if axis is None else _value(axis, low)
        ends = None if axis is None or following is None else _value(axis, following - 1)
        here = Region(begins, ends, state, mandates, alike, vacant)
        if last is not None and _same(last, here):
            here = Region(last.low, ends, state, mandates, alike, vacant)
        elif last is not None:
            yield last
        last = here
    if last is not None:
        yield last


def _same(a: Region, b: Region) -> bool:
    return (a.state, a.mandates, a.vacant) == (b.state, b.mandates, b.vacant)


Who = tuple[State, tuple[Mandate, ...], tuple[Mandate, ...], tuple[Mandate, ...]]


def _who(org: Slice, stage: Stage, facts: Facts, at: datetime) -> Who:
    question = Question(NOBODY, "yes", facts, NOBODY, NOBODY, at, stage.id)
    if not is_reached(org, stage, question) or is_mere_execution(org, question):
        return "not_needed", (), (), ()
    if waiver_for(org, question, stage) is not None:
        return "waived", (), (), ()
    able = tuple(r.mandate for r in routes(org, question, stage.id))
    vacant = tuple(m for m in org.mandates if m.stage == stage.id and _lies_idle(org, m, facts, at))
    places = {m.id: (len(org.chain(m)), circles_of_mandate(org, m, at)) for m in able}
    crowded = {place for place, n in Counter(places.values()).items() if n > 1}
    alike = tuple(m for m in able if places[m.id] in crowded)
    if not able:
        return "vacant" if vacant else "gap", (), (), vacant
    return "overlap" if alike else "covered", able, alike, vacant


def _lies_idle(org: Slice, mandate: Mandate, facts: Facts, at: datetime) -> bool:
    return (
        mandate.may_yes
        and stands(org, mandate, at)
        and all(within(link.limits, facts, org.rates.at(at)) for link in org.chain(mandate))
        and mandate.automat is None
        and not org.users(mandate, at)
    )

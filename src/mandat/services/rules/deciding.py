"""Who would decide, told before anyone asks. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from mandat.common.money import Money
from mandat.power.rules import (
    Facts,
    FactType,
    FactValue,
    Limit,
    Question,
    Slice,
    Stage,
    Yes,
    answer,
    automat_at,
    route,
    stages_needed,
)


@dataclass(frozen=True)
class Decider:
    """Who decides at one stage, as one reader sees it.

    `own` the reader, `colleague` another holder of a role the reader has, `other` somebody else,
    `nobody` no one can just now.
    """

    kind: Literal["own", "colleague", "other", "nobody"]
    stage: UUID
    role: UUID | None = None
    people: tuple[UUID, ...] = ()
    holder: UUID | None = None
    """The body or the automat that decides."""


@dataclass(frozen=True)
class Level:
    """Who decides up to an amount of `fact`; `up_to` None means without upper end.

    `inclusive` tells whether exactly that amount still belongs here.
    """

    up_to: FactValue | None
    deciders: tuple[Decider, ...]
    fact: str | None = None
    inclusive: bool = True


def deciders(
    org: Slice, facts: Facts, asker: UUID, for_whom: UUID, at: datetime
) -> tuple[Decider, ...]:
    """Return who would decide at each stage a case with these facts needs, in order."""
    question = Question(asker, "yes", facts, asker, for_whom, at)
    return tuple(
        _decider(org, replace(question, stage=stage.id), stage)
        for stage in stages_needed(org, question)
    )


def _decider(org: Slice, question: Question, stage: Stage) -> Decider:
    if isinstance(answer(org, question), Yes):
        return Decider("own", stage.id, None, (question.actor,))
    automat = automat_at(org, question, stage.id)
    if automat is not None:
        return Decider("other", stage.id, holder=automat.automat)
    found = route(org, question, stage.id)
    if found is not None and found.mandate.body is not None:
        return Decider("other", stage.id, None, found.people, found.mandate.body)
    if found is None:
        return Decider("nobody", stage.id)
    mine = org.is_holder(found.mandate, question.actor, question.at)
    kind: Literal["colleague", "other"] = "colleague" if mine else "other"
    return Decider(kind, stage.id, found.mandate.role, found.people)


def levels(org: Slice, types: Sequence[FactType], reader: UUID, at: datetime) -> tuple[Level, ...]:
    """Return who decides in each band of the amount that limits speak of, lowest first.

    Before a form is filled in nothing but the amount is tried: limits on other facts count as not
    met, so that the page never promises too much.
    """
    fact = _scale(org, types)
    if fact is None:
        return (Level(None, deciders(org, {}, reader, reader, at)),)
    found: list[Level] = []
    for end, sample, inclusive in _bands(org, types, fact, at):
        who = deciders(org, {fact: sample}, reader, reader, at)
        if found and found[-1].deciders == who:
            found.pop()
        found.append(Level(end, who, fact, inclusive))
    return tuple(found)


def _scale(org: Slice, types: Sequence[FactType]) -> str | None:
    spoken = {limit.fact for limit in _limits(org)}
    return next((t.key for t in types if t.kind in ("amount", "number") and t.key in spoken), None)


def _limits(org: Slice) -> Iterable[Limit]:
    for mandate in org.mandates:
        yield from mandate.limits
    for waiver in org.waivers:
        yield from waiver.limits
    for stage in org.matter.stages:
        yield from stage.condition


def _bands(
    org: Slice, types: Sequence[FactType], fact: str, at: datetime
) -> list[tuple[FactValue | None, FactValue, bool]]:
    """Return (upper end, a value inside, whether the end is) for each band between limits."""
    rates = org.rates.at(at)
    currency = next((t.currency for t in types if t.key == fact), "")

    def told(limit: Limit) -> Any:
        """Return a limit in the currency that the form asks in, where there is a rate."""
        if not isinstance(limit.value, Money):
            return limit.value
        return rates.convert(limit.value, currency, up=limit.op == ">=")

    ends: set[Any] = {
        (told(limit), limit.op != ">=")
        for limit in _limits(org)
        if limit.fact == fact and not isinstance(limit.value, tuple) and told(limit) is not None
    }
    ordered = sorted(ends)
    bands = [(end, end if inside else _step(end, -1), inside) for end, inside in ordered]
    return [*bands, (None, _step(ordered[-1][0], 1), False)] if ordered else []


def _step(value: Any, by: int) -> Any:
    return Money(value.minor + by, value.currency) if isinstance(value, Money) else value + by

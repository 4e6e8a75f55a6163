"""What amounts keep a mandate from covering a case: limits, sums, frames, missing rates. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from mandat.common.money import Money
from mandat.common.refusals import Refusal
from mandat.power.rules.facts import Facts
from mandat.power.rules.frames import Use, left, takes
from mandat.power.rules.limits import Limit
from mandat.power.rules.numbered import refusal
from mandat.power.rules.organisation import Mandate, Slice
from mandat.power.rules.question import Question
from mandat.power.rules.rates import InForce
from mandat.power.rules.weighing import Weighed, weigh


def amount_reasons(org: Slice, chain: Sequence[Mandate], question: Question) -> Iterator[Refusal]:
    """Yield what keeps the limits and frames of a chain from holding, each limit once."""
    weighed = weigh(org, question)
    limits = dict.fromkeys(limit for link in chain for limit in link.limits)
    if weighed.unknown and any(limit.fact == weighed.fact for limit in limits):
        yield from (_no_rate(*pair) for pair in weighed.unknown)
    over = weighed.outside(tuple(limits))
    alone = weighed.splitting == "reason" and weighed.alone_within(tuple(limits))
    if over and weighed.parts and alone:
        if not question.reasoned:
            yield _sum_reason("power.sum_needs_reason", over[0], weighed)
    else:
        yield from (_limit_reason(limit, weighed) for limit in over)
    if question.verb == "yes":
        yield from _frame_reasons(org, chain, question, weighed.rates)


def _limit_reason(limit: Limit, weighed: Weighed) -> Refusal:
    found = weighed.facts.get(limit.fact)
    unrated = limit.lacks_rate(weighed.facts, weighed.rates)
    if unrated and isinstance(limit.value, Money) and isinstance(found, Money):
        return _no_rate(found.currency, limit.value.currency)
    if limit.fact == weighed.fact and limit.op == "<=" and limit.holds(weighed.own, weighed.rates):
        return _sum_reason("power.sum_over_limit", limit, weighed)
    code = {"<=": "power.over_limit", ">=": "power.under_limit"}.get(limit.op, "power.outside")
    return refusal(code, fact=limit.fact, limit=text_of(limit.value))


def _sum_reason(code: str, limit: Limit, weighed: Weighed) -> Refusal:
    return refusal(code, fact=limit.fact, limit=text_of(limit.value), sum=text_of(weighed.sum))


def _no_rate(currency: str, to: str) -> Refusal:
    return refusal("power.rate_missing", currency=currency, to=to)


def _frame_reasons(
    org: Slice, chain: Sequence[Mandate], question: Question, rates: InForce
) -> Iterator[Refusal]:
    """Every framed link of the chain must have enough left: the narrowest wins here, too."""
    for link in chain:
        if link.frame is None:
            continue
        remaining = left(link.frame, org.uses_of(link), question.at, org.zone)
        wanted = takes(link.frame, question.facts, rates)
        found = question.facts.get(link.frame.fact)
        if wanted is None and isinstance(found, Money):
            yield _no_rate(found.currency, link.frame.most.currency)
        elif wanted is None or wanted.minor > remaining.minor:
            most, over = text_of(link.frame.most), text_of(remaining)
            yield refusal("power.frame_used", most=most, left=over, fact=link.frame.fact)


def uses_of_yes(org: Slice, mandate: Mandate, facts: Facts, at: datetime) -> tuple[Use, ...]:
    """Return what a yes takes from the frame of each link of its mandate's chain that has one."""
    rates = org.rates.at(at)
    framed = (
        (link.id, takes(link.frame, facts, rates)) for link in org.chain(mandate) if link.frame
    )
    return tuple(Use(link, amount, at) for link, amount in framed if amount is not None)


def after_yes(org: Slice, mandate: Mandate, facts: Facts, at: datetime) -> Slice:
    """Return the organisation once a yes has been said, for what follows in the same moment.

    A case may pass several stages at once under one frame; what the first took is not left for
    the next.
    """
    taken = uses_of_yes(org, mandate, facts, at)
    return replace(org, uses=(*org.uses, *taken)) if taken else org


def text_of(value: object) -> str:
    """Return a value as a refusal's fact: money in minor units with its currency."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return f"{value.minor} {value.currency}" if isinstance(value, Money) else str(value)

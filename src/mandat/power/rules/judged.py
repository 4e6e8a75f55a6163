"""How amounts were judged in a ruling, kept with it so that it stays what it was. Pure."""

from collections.abc import Mapping, Sequence
from typing import Any

from mandat.common.money import Money
from mandat.power.rules.facts import value_to_json
from mandat.power.rules.organisation import Mandate, Slice
from mandat.power.rules.question import Question
from mandat.power.rules.rates import Rate
from mandat.power.rules.weighing import Weighed, weigh


def judged_of(org: Slice, mandate: Mandate, question: Question) -> dict[str, Any]:
    """Return, as the record keeps it, the sum that was judged and the rates that were used.

    Empty where the amount was judged as it stands: then the case's own facts say it all. Cases
    that the sum is made of are a count, since whoever reads this may not be allowed to see them.
    """
    weighed = weigh(org, question)
    found: dict[str, Any] = {}
    if weighed.sum is not None:
        found["sum"] = {
            "fact": weighed.fact,
            "amount": value_to_json(weighed.sum),
            "others": len(weighed.parts),
        }
    converted = _converted(org.chain(mandate), weighed)
    if converted:
        found["converted"] = converted
    return found


def _converted(chain: Sequence[Mandate], weighed: Weighed) -> list[Mapping[str, Any]]:
    """Return each amount in the mandate's own currency, with the rates it was reckoned by."""
    found: list[Mapping[str, Any]] = []
    for fact, to, up in _wanted(chain):
        amount = weighed.facts.get(fact)
        path = weighed.rates.path(amount.currency, to) if isinstance(amount, Money) else None
        if path and isinstance(amount, Money):
            worth = weighed.rates.convert(amount, to, up=up)
            told = None if worth is None else value_to_json(worth)
            found.append({"fact": fact, "amount": told, "rates": [_rate(r) for r in path]})
    return found


def _wanted(chain: Sequence[Mandate]) -> dict[tuple[str, str, bool], None]:
    limits = [
        (limit.fact, limit.value.currency, limit.op == "<=")
        for link in chain
        for limit in link.limits
        if isinstance(limit.value, Money)
    ]
    frames = [(m.frame.fact, m.frame.most.currency, True) for m in chain if m.frame]
    return dict.fromkeys((*limits, *frames))


def _rate(rate: Rate) -> dict[str, str]:
    return {
        "currency": rate.currency,
        "to": rate.to,
        "rate": format(rate.rate, "f"),
        "since": rate.since.date().isoformat(),
        "source": rate.source,
    }

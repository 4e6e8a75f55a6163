"""The sentence for each refusal, in the reader's language.

A sentence is a format string over the refusal's facts. A fact can say how it is written:
`{limit:money}`, `{until:day}`, `{count:number}`, `{waited:days}`, `{matter:local}`. Money is
carried as `294000 SEK` (minor units), days and times as ISO 8601, names as JSON or plain text.
Each room's sentences lie in a module of
its own beside this one, a dict `SENTENCES` from code to lazy sentence.
"""

import json
import re
from collections.abc import Callable
from string import Formatter
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from mandat.common import formats
from mandat.common.formats import local, money
from mandat.common.money import Money
from mandat.common.phrases import (
    agreements,
    api,
    basics,
    cli,
    defaults,
    demo,
    duties,
    evidence,
    growth,
    handover,
    notices,
    orders,
    power,
    proposals,
    pulse,
    record,
    services,
)
from mandat.common.refusals import Refusal

_MONEY = re.compile(r"-?\d+ [A-Z]{3}")

__all__ = [
    "LIFTS",
    "SENTENCES",
    "explain",
    "lift",
    "local",
    "money",
    "money_fact",
    "name_fact",
    "say",
]

SENTENCES: dict[str, str | Promise] = {
    **agreements.SENTENCES,
    **api.SENTENCES,
    **basics.SENTENCES,
    **cli.SENTENCES,
    **defaults.SENTENCES,
    **demo.SENTENCES,
    **duties.SENTENCES,
    **evidence.SENTENCES,
    **growth.SENTENCES,
    **handover.SENTENCES,
    **notices.SENTENCES,
    **orders.SENTENCES,
    **power.SENTENCES,
    **proposals.SENTENCES,
    **pulse.SENTENCES,
    **record.SENTENCES,
    **services.SENTENCES,
}

LIFTS: dict[str, str | Promise] = {**power.LIFTS}


def _value(value: Any) -> str:
    """Write money as money and anything else as it is."""
    return formats.money(value) if _MONEY.fullmatch(str(value)) else str(value)


_WRITERS: dict[str, Callable[[Any], str]] = {
    "money": formats.money,
    "value": _value,
    "day": formats.day,
    "time": formats.clock_time,
    "number": formats.number,
    "days": formats.days,
    "local": formats.local,
    "when": formats.when_about,
}


class _Sentence(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        writer = _WRITERS.get(format_spec)
        if writer is not None:
            return writer(value)
        return formats.number(value) if type(value) is int else str(value)


def say(refusal: Refusal) -> str:
    """Return the sentence for `refusal`. Raises KeyError for a code without a sentence."""
    return _Sentence().vformat(str(SENTENCES[refusal.code]), (), dict(refusal.facts))


def lift(refusal: Refusal) -> str:
    """Return what would lift the refusal, or nothing where only what came in must be mended."""
    found = LIFTS.get(refusal.code)
    return "" if found is None else _Sentence().vformat(str(found), (), dict(refusal.facts))


def explain(refusal: Refusal) -> str:
    """Return the sentence, what would lift it, and the number of the rule behind it, if any."""
    told = " ".join(part for part in (say(refusal), lift(refusal)) if part)
    rule = refusal.facts.get("rule")
    if rule is None:
        return told
    numbered = _("(Rule {rule})").format(rule=rule)
    return f"{told} {numbered}"


def money_fact(amount: Money) -> str:
    """Carry an amount in a refusal: `294000 SEK`, in minor units."""
    return f"{amount.minor} {amount.currency}"


def name_fact(names: dict[str, str]) -> str:
    """Carry an organisation's name for something in a refusal, in all its languages."""
    return json.dumps(names, ensure_ascii=False, sort_keys=True)

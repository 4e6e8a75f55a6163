"""How those who decide in the demo answer, and how long it takes. Pure, from randomness."""

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from math import exp, log
from typing import Literal

from mandat.common.money import Money
from mandat.jobs.demo.asks import HERE, Ask
from mandat.jobs.demo.town.values import StageSpec
from mandat.jobs.demo.town.words import HOME_CARE_NOES, RETURNED
from mandat.power.rules import Facts

Outcome = Literal["yes", "no", "returned"]
ANYWHERE = "*"
SAFE_UP_TO = 5_000
"""Whole kronor: Maria has never stopped a course fee at or under this for good."""

GIVES_UP = 0.08
"""How often a returned case is not sent again."""


@dataclass(frozen=True)
class Judgement:
    """An answer, with its reason unless it is yes."""

    outcome: Outcome
    reason: str = ""


def _kronor(facts: Facts) -> int:
    amount = facts.get("amount")
    return amount.minor // 100 if isinstance(amount, Money) else 0


def _at_bjorkgarden(kronor: int) -> tuple[float, float]:
    return (0.0, 0.014) if kronor <= SAFE_UP_TO else (0.16, 0.05)


def _in_home_care(_kronor: int) -> tuple[float, float]:
    return 0.27, 0.05


def _economist(kronor: int) -> tuple[float, float]:
    return (0.0, 0.006) if kronor <= 8_000 else (0.12, 0.05)


STORIES: dict[tuple[str, str, str], Callable[[int], tuple[float, float]]] = {
    ("course", "head", "bjorkgarden"): _at_bjorkgarden,
    ("course", "head", "hemtjanst"): _in_home_care,
    ("travel", "economist", ANYWHERE): _economist,
}
"""(matter, stage, the asker's circle) → shares of no and returned, by kronor."""


def judge(ask: Ask, stage: StageSpec, draw: random.Random) -> Judgement:
    """Return what whoever decides at the stage says to an ask."""
    kronor = _kronor(ask.facts)
    places = (ask.by.circle, ANYWHERE)
    story = next(
        (STORIES[k] for p in places if (k := (ask.matter.key, stage.key, p)) in STORIES), None
    )
    if story is not None:
        no, returned = story(kronor)
    else:
        large = ask.matter.amount is not None and kronor > 2 * ask.matter.amount.median
        no, returned = stage.no_share * (3 if large else 0.7), stage.returned_share
    chance = draw.random()
    if chance < no:
        return Judgement("no", draw.choice(_noes(ask)))
    if chance < no + returned:
        return Judgement("returned", draw.choice(RETURNED))
    return Judgement("yes")


def gives_up(ask: Ask, draw: random.Random) -> bool:
    """Tell whether someone whose case was returned withdraws it instead of sending it again."""
    in_story = any(ask.matter.key == m and c in (ask.by.circle, ANYWHERE) for m, _, c in STORIES)
    return not in_story and draw.random() < GIVES_UP


def _noes(ask: Ask) -> tuple[str, ...]:
    in_home_care = (ask.matter.key, ask.by.circle) == ("course", "hemtjanst")
    return HOME_CARE_NOES if in_home_care else ask.matter.noes


def answered_at(put_at: datetime, stage: StageSpec, draw: random.Random) -> datetime:
    """Return when an answer comes: after an ordinary wait, within office hours."""
    days = exp(draw.gauss(log(stage.waits.median), stage.waits.spread))
    return at_work(put_at + timedelta(days=max(days, 0.02)), draw)


def at_work(at: datetime, draw: random.Random) -> datetime:
    """Return the same moment if it is in office hours, else one early the next working day."""
    local = at.astimezone(HERE)
    if local.weekday() >= 5 or local.hour >= 17:
        local = (local + timedelta(days=1)).replace(hour=0)
        while local.weekday() >= 5:
            local += timedelta(days=1)
    if local.hour < 8:
        local = local.replace(hour=8, minute=draw.randrange(60))
    return local.astimezone(UTC)

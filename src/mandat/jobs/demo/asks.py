"""What people in the demo ask for, and when: pure, from a source of randomness."""

import math
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from mandat.common.money import Money
from mandat.jobs.demo.people import Resident
from mandat.jobs.demo.town.matters import MATTERS
from mandat.jobs.demo.town.values import Amount, FactSpec, MatterSpec
from mandat.jobs.demo.town.words import TEXTS
from mandat.power.rules import Facts, FactValue

HERE = ZoneInfo("Europe/Stockholm")
MONTH_SHARE = {1: 0.95, 6: 0.85, 7: 0.4, 8: 0.9, 12: 0.75}
"""How much less is asked for in some months; 1 in the others."""
DAYS_A_MONTH = 21
"""Working days in a month, for turning a monthly rate into a daily one."""

BUSY = {
    ("course", "bjorkgarden"): 4.9,
    ("course", "hemtjanst"): 3.9,
    ("course", "badhus"): 1.0,
    ("travel", "bjorkgarden"): 2.4,
    ("travel", "hemtjanst"): 2.2,
}
"""Where more is asked than elsewhere, as a factor."""


@dataclass(frozen=True)
class Ask:
    """Somebody needs something."""

    matter: MatterSpec
    by: Resident
    at: datetime
    title: str
    facts: Facts

    def given(self) -> dict[str, str]:
        """Return the facts as they would be typed into the form."""
        return {key: typed(value) for key, value in self.facts.items()}


def typed(value: FactValue) -> str:
    """Return one fact as a person would type it."""
    if isinstance(value, Money):
        return str(value.decimal())
    return value.isoformat() if isinstance(value, date) else str(value)


def retyped(facts: Facts) -> dict[str, str]:
    """Return a case's facts as they were typed: amounts as they were told, with what was beside."""
    given: dict[str, str] = {}
    for key, value in facts.items():
        name = key.rsplit("-", 1)[-1]
        if f"{key}-told" in facts or name == "endless":
            continue
        if name == "months" and facts.get(key.replace("months", "endless")):
            continue
        of = key.removesuffix("-told")
        given[of] = typed(value)
        if isinstance(value, Money) and value.currency != "SEK":
            given[f"{of}-currency"] = value.currency
    return given


def working_days(since: date, until: date) -> list[date]:
    """Return the weekdays in `[since, until)`."""
    days = (since + timedelta(n) for n in range((until - since).days))
    return [day for day in days if day.weekday() < 5]


def asks_on(
    day: date, people: Sequence[Resident], draw: random.Random, share: float = 1.0
) -> Iterator[Ask]:
    """Yield what is asked for on one working day, in no order. `share` thins it out."""
    season = MONTH_SHARE.get(day.month, 1.0)
    for matter in MATTERS:
        for person in people:
            rate = rate_of(matter, person) * season * share / DAYS_A_MONTH
            if rate and draw.random() < rate:
                yield draw_ask(matter, person, day, draw)


def rate_of(matter: MatterSpec, person: Resident) -> float:
    """Return how many times a month someone asks for this; those who only sit in boards never."""
    if person.role.endswith(("-chair", "-secretary", "-founder")):
        return 0
    if matter.who != ("all",) and person.circle not in matter.who:
        return 0
    return matter.monthly * BUSY.get((matter.key, person.circle), 1.0)


def draw_ask(matter: MatterSpec, person: Resident, day: date, draw: random.Random) -> Ask:
    """Return one ask on a day."""
    hours = (6, 21) if matter.hours == "round_the_clock" else (7, 16)
    minute = draw.randrange(hours[0] * 60, hours[1] * 60)
    at = datetime.combine(day, time(minute // 60, minute % 60), HERE).astimezone(UTC)
    facts = {f.key: _fact(f, matter, day, draw) for f in matter.facts}
    return Ask(matter, person, at, draw.choice(matter.titles), facts)


def _fact(fact: FactSpec, matter: MatterSpec, day: date, draw: random.Random) -> FactValue:
    if fact.kind == "amount" and matter.amount is not None:
        return _amount(matter.amount, draw)
    if fact.kind == "number":
        least, most = matter.days or (4, 14)
        return Decimal(min(draw.randint(least, most), draw.randint(least, most)))
    if fact.kind == "choice":
        return draw.choices([key for key, _ in fact.choices], (5, 3, 2)[: len(fact.choices)])[0]
    if fact.kind == "date":
        return day + timedelta(draw.randint(3, 35))
    return draw.choice(TEXTS[fact.key])


def _amount(spec: Amount, draw: random.Random) -> Money:
    kronor = spec.median * math.exp(draw.gauss(0, spec.spread))
    rounded = max(spec.least, round(kronor / spec.step) * spec.step)
    return Money(min(rounded, spec.most) * 100, "SEK")

"""Recorded rates, as anyone may read them."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from mandat.power import models

SHOWN = 200
"""How many earlier rates the page names; the command line lists all."""


@dataclass(frozen=True)
class RateView:
    """One `currency` is worth `rate` of `to` from `since` on; `now` whether it is in force."""

    currency: str
    to: str
    rate: Decimal
    since: datetime
    source: str
    at: datetime
    now: bool

    @property
    def decimals(self) -> int:
        """How many decimals the source gave."""
        return max(0, -int(self.rate.as_tuple().exponent))


def rates_page(at: datetime, most: int | None = SHOWN) -> tuple[RateView, ...]:
    """Return recorded rates: by pair, the latest first, those in force marked. One query."""
    rows = models.Rate.objects.order_by("currency", "to", "-since", "-at", "-pk")
    found: list[RateView] = []
    held: set[tuple[str, str]] = set()
    columns = rows.values_list("currency", "to", "rate", "since", "source", "at")
    for currency, to, rate, since, source, recorded in columns:
        now = since <= at and (currency, to) not in held
        if now:
            held.add((currency, to))
        found.append(RateView(currency, to, Decimal(rate), since, source, recorded, now))
    later = sum(1 for view in found if not view.now)
    if most is None or later <= most:
        return tuple(found)
    return tuple(view for view in found if view.now) + tuple(
        sorted((v for v in found if not v.now), key=lambda v: v.since, reverse=True)[:most]
    )

"""Recorded rates between currencies, and base amounts as one more currency (rule 16). Pure.

A base amount (Swedish *prisbasbelopp*, code PBB) is what one of it is worth in kronor, from a day
on. Converting is exact: rates are decimals, sums are fractions, and only the end is rounded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from mandat.common.money import Money, exponent


@dataclass(frozen=True)
class Rate:
    """One `currency` is worth `rate` of `to` from `since` on; recorded at `at`, from `source`."""

    currency: str
    to: str
    rate: Decimal
    since: datetime
    at: datetime
    source: str = ""


@dataclass(frozen=True)
class InForce:
    """The rates in force at one moment, by (from, to)."""

    rates: Mapping[tuple[str, str], Rate] = field(default_factory=dict, hash=False)

    def path(self, currency: str, to: str) -> tuple[Rate, ...] | None:
        """Return the rates to convert by: none, one, or two through a third; None without."""
        if currency == to:
            return ()
        direct = self._between(currency, to)
        if direct is not None:
            return (direct,)
        for third in sorted({c for pair in self.rates for c in pair} - {currency, to}):
            first, second = self._between(currency, third), self._between(third, to)
            if first is not None and second is not None:
                return first, second
        return None

    def _between(self, currency: str, to: str) -> Rate | None:
        """Return the rate one way, or else the other way: one divided by it is as exact."""
        return self.rates.get((currency, to)) or self.rates.get((to, currency))

    def worth(self, money: Money, to: str) -> Fraction | None:
        """Return what money is worth in minor units of a currency, exactly; None without a rate."""
        path = self.path(money.currency, to)
        if path is None:
            return None
        found, here = Fraction(money.minor, 10 ** exponent(money.currency)), money.currency
        for rate in path:
            forward = rate.currency == here
            value = Fraction(rate.rate)
            found = found * value if forward else found / value
            here = rate.to if forward else rate.currency
        return found * Fraction(10 ** exponent(to))

    def convert(self, money: Money, to: str, *, up: bool) -> Money | None:
        """Return money in another currency; None without a rate.

        Rounded up where it must not exceed a limit and down where it must reach one: whichever
        way, never to the advantage of whoever decides.
        """
        if money.currency == to:
            return money
        found = self.worth(money, to)
        return None if found is None else Money(ceil(found) if up else floor(found), to)


NO_RATES = InForce()


@dataclass(frozen=True)
class RateTable:
    """Every recorded rate that bears on a matter."""

    rows: tuple[Rate, ...] = ()

    def at(self, at: datetime) -> InForce:
        """Return the rates in force, as they had been recorded by then.

        So an answer about the past stays what it was, whatever is recorded later.
        """
        if not self.rows:
            return NO_RATES
        known = self._at.get(at)
        if known is None:
            found: dict[tuple[str, str], Rate] = {}
            for row in self.rows:
                key = (row.currency, row.to)
                begun = row.since <= at and row.at <= at
                if begun and (key not in found or (found[key].since, found[key].at) <= _age(row)):
                    found[key] = row
            known = self._at[at] = InForce(found)
        return known

    @cached_property
    def _at(self) -> dict[datetime, InForce]:
        return {}


NO_TABLE = RateTable()


def _age(rate: Rate) -> tuple[datetime, datetime]:
    return rate.since, rate.at

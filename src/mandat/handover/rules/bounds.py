"""Comparing limits: does one set lie inside another? Pure."""

from mandat.common.money import Money
from mandat.power.rules import Limit, Limits


def inside(inner: Limits, outer: Limits) -> bool:
    """Return whether every case within `inner` is surely within `outer`.

    Careful on purpose: what cannot be shown from one limit at a time counts as outside.
    """
    return all(any(_implies(i, o) for i in inner if i.fact == o.fact) for o in outer)


def wider(new: Limits, old: Limits) -> bool:
    """Return whether `new` reaches everything `old` does, and more."""
    return inside(old, new) and not inside(new, old)


def _implies(inner: Limit, outer: Limit) -> bool:
    if inner.op == "in" and isinstance(inner.value, tuple):
        return all(outer.holds({outer.fact: value}) for value in inner.value)
    if inner.op == "=" and not isinstance(inner.value, tuple):
        return outer.holds({outer.fact: inner.value})
    if inner.op != outer.op or isinstance(inner.value, tuple):
        return False
    if isinstance(inner.value, Money) and isinstance(outer.value, Money):
        return inner.value.currency == outer.value.currency and outer.holds(
            {outer.fact: inner.value}
        )
    return outer.holds({outer.fact: inner.value})

"""What after-checks show holds however often one looks."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.evidence.rules.bounds import upper_bound
from mandat.evidence.rules.watch import TALK_ABOVE, always_between, watched

VERDICTS = st.lists(st.booleans(), min_size=1, max_size=80)


@given(VERDICTS)
def test_what_was_seen_is_never_ruled_out(verdicts: list[bool]) -> None:
    found = watched(verdicts)
    assert found is not None
    assert 0 <= found.low <= found.otherwise / found.looked_at <= found.high <= 1


@given(VERDICTS)
def test_order_and_sides_change_nothing(verdicts: list[bool]) -> None:
    assert watched(verdicts) == watched(sorted(verdicts))
    low, high = always_between(sum(verdicts), len(verdicts), 0.95)
    other = always_between(len(verdicts) - sum(verdicts), len(verdicts), 0.95)
    assert (1 - high, 1 - low) == pytest.approx(other, abs=1e-9)


def test_nothing_is_shown_before_the_first() -> None:
    assert watched([]) is None
    assert always_between(0, 0, 0.95) == (0.0, 1.0)


def test_at_the_edge_the_mixture_is_twenty_times_as_likely() -> None:
    """Reckoned by hand: after none of n, B(½, n + ½) / B(½, ½) = 20 (1 − high)ⁿ."""
    for n in (1, 10, 50):
        product = math.prod((2 * k - 1) / (2 * k) for k in range(1, n + 1))
        _, high = always_between(0, n, 0.95)
        assert high == pytest.approx(1 - (product / 20) ** (1 / n), rel=1e-6)


def test_looking_always_costs_more_than_looking_once() -> None:
    for count, total in ((0, 30), (3, 40), (10, 60)):
        _, high = always_between(count, total, 0.95)
        assert high > upper_bound(count, total, 0.975)


@pytest.mark.parametrize("share", [0.02, 0.1, 0.4])
def test_it_seldom_misses_at_any_of_two_hundred_looks(share: float) -> None:
    """Simulated: looking after every verdict, at most one in twenty ever misses the truth."""
    rng = np.random.default_rng(7)
    runs, looks = 400, 200
    edges = {}
    missed = 0
    for _ in range(runs):
        counts = np.cumsum(rng.uniform(size=looks) < share)
        for total, count in enumerate(counts.tolist(), start=1):
            if (count, total) not in edges:
                edges[count, total] = always_between(count, total, 0.95)
            low, high = edges[count, total]
            if not low <= share <= high:
                missed += 1
                break
    assert missed <= 0.05 * runs + 2 * math.sqrt(runs * 0.05 * 0.95)


def test_it_speaks_when_it_can() -> None:
    often, seldom = watched([True] * 10 + [False] * 20), watched([False] * 60)
    assert often is not None and seldom is not None  # noqa: PT018 - for the types
    assert (often.shows, seldom.shows) == ("more", "fewer")
    unclear = watched([False] * 10)
    assert unclear is not None and unclear.shows == "unclear"  # noqa: PT018 - for the types
    assert often.low > TALK_ABOVE > seldom.high

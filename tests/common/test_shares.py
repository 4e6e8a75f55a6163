"""Wilson's interval against worked examples, and by simulation."""

import random

import pytest

from mandat.common.shares import Counted, tenths, wilson


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_newcombes_examples(part: int, whole: int, low: float, high: float) -> None:
    """Newcombe 1998, table I, method 3 (the score method without continuity correction)."""
    counted = Counted(part, whole)
    assert (round(counted.low, 4), round(counted.high, 4)) == (low, high)


def test_it_holds_the_truth_as_often_as_it_says() -> None:
    draw = random.Random(3)  # noqa: S311 - meant to be foretold
    tries = 4_000
    for truth in (0.5, 0.7, 0.9):
        for whole in (10, 30):
            held = 0
            for _ in range(tries):
                found = Counted(sum(draw.random() < truth for _ in range(whole)), whole)
                held += found.low <= truth <= found.high
            assert held / tries > 0.92


def test_tenths_never_say_more_than_is_known() -> None:
    assert tenths(0.397, 0.892) == (3, 9)
    assert tenths(0.3, 0.8) == (3, 8)
    assert wilson(0.0, 0) == (0.0, 1.0)
    assert Counted(0, 0).share == 0.0
    assert (Counted(7, 10).low_tenths, Counted(7, 10).high_tenths) == (3, 9)

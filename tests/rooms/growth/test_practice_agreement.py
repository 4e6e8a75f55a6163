"""How alike answers are: against a published table, and by simulation."""

import math
import random
from collections import Counter
from collections.abc import Iterator
from uuid import UUID

import pytest

from mandat.growth.practice.rules import agreement
from mandat.growth.practice.rules.agreement import Answered, Others, among_rulers

FLEISS = """00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050
02031 00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"""
"""Fleiss 1971, table 1: 30 patients, six psychiatrists each, five diagnoses."""


def ruler(number: int) -> UUID:
    return UUID(int=number)


def test_fleiss_table_gives_his_observed_agreement() -> None:
    rulings, totals = [], Counter[int]()
    for patient, row in enumerate(FLEISS.split()):
        said = [kind for kind, count in enumerate(row) for _ in range(int(count))]
        totals.update(said)
        rulings += [(patient, ruler(who), kind) for who, kind in enumerate(said)]
    found = among_rulers(rulings)
    assert found is not None
    assert (found.rulers, found.rulings) == (6, 180)
    assert round(found.share, 4) == 0.5556
    chance = sum((count / 180) ** 2 for count in totals.values())
    assert round((found.share - chance) / (1 - chance), 3) == 0.430  # the kappa he reports


def test_pairs_by_the_same_ruler_do_not_count() -> None:
    """Somebody who is always alike with themself makes nobody more agreed."""
    own = [("cell", ruler(n), n % 2) for n in range(6) for _ in range(50)]
    found = among_rulers(own)
    assert found is not None
    assert found.share == pytest.approx(0.4)  # of 15 pairs of rulers, 6 say the same


def test_under_five_rulers_nothing_is_said() -> None:
    four = [("cell", ruler(n), "yes") for n in range(4) for _ in range(30)]
    assert among_rulers(four) is None
    assert among_rulers([*four, ("cell", ruler(9), "no")]) is None  # too few of their own
    alone = [(n, ruler(n), "yes") for n in range(9) for _ in range(30)]
    assert among_rulers(alone) is None  # never the same kind of case
    assert among_rulers([*four, *[("cell", ruler(9), "yes")] * 5]) is not None


def test_what_one_ruler_does_never_stands_alone() -> None:
    """The figure is the same whoever of them is called what, and in whatever order they come."""
    draw = random.Random(5)  # noqa: S311 - meant to be foretold
    rulings = [(draw.randrange(4), draw.randrange(7), draw.random() < 0.8) for _ in range(300)]
    first = among_rulers((c, ruler(r), o) for c, r, o in rulings)
    draw.shuffle(rulings)
    again = among_rulers((c, ruler(100 - r), o) for c, r, o in rulings)
    assert first is not None
    assert again is not None
    assert first.share == pytest.approx(again.share)
    assert (first.low, first.high) == pytest.approx((again.low, again.high))


def _yes(lean: float, hard: float) -> float:
    return 1 / (1 + math.exp(-hard - lean))


def _rulings(
    draw: random.Random, leans: list[float], hard: list[float]
) -> Iterator[tuple[int, UUID, bool]]:
    """400 rulings on twelve kinds of cases; the first rulers make the most of them."""
    weights = [1 / (1 + n) for n in range(len(leans))]
    for _ in range(400):
        who = draw.choices(range(len(leans)), weights)[0]
        kind = draw.randrange(len(hard))
        yield kind, ruler(who), draw.random() < _yes(leans[who], hard[kind])


@pytest.mark.parametrize(("rulers", "base"), [(5, 0.0), (8, 2.0), (15, 3.0)])
def test_the_interval_holds_the_truth_for_rulers_like_these(rulers: int, base: float) -> None:
    """New rulers each time, some kinder than others; the truth is that of two drawn at random."""
    draw = random.Random(f"{rulers}-{base}")  # noqa: S311 - meant to be foretold
    hard = [draw.gauss(base, 1) for _ in range(12)]
    total = 0.0
    for _ in range(20_000):
        kind = draw.choice(hard)
        one, other = (_yes(draw.gauss(0, 0.8), kind) for _ in range(2))
        total += one * other + (1 - one) * (1 - other)
    truth, held, tries = total / 20_000, 0, 120
    for _ in range(tries):
        leans = [draw.gauss(0, 0.8) for _ in range(rulers)]
        found = among_rulers(_rulings(draw, leans, hard))
        held += found is not None and found.low <= truth <= found.high
    assert held / tries >= 0.88


def test_students_quantile() -> None:
    table = {4: 2.776, 5: 2.571, 9: 2.262, 19: 2.093, 100: 1.984}
    assert {n: agreement.student(n) for n in table} == pytest.approx(table, abs=0.01)


def test_all_alike_still_leaves_doubt() -> None:
    found = among_rulers([("cell", ruler(n), "yes") for n in range(5) for _ in range(6)])
    assert found is not None
    assert found.share == 1
    assert found.high == pytest.approx(1)
    assert 0.7 < found.low < 0.9
    assert (found.tenths, found.high_tenths) == (10, 10)


def test_ones_own_answers_beside_the_rulings() -> None:
    answers = [Answered("yes", "granted"), Answered("yes", "changed"), Answered("no", "refused"),
               Answered("ask", "returned_granted"), Answered("no", "returned")]  # fmt: skip
    assert [a.alike for a in answers] == [True, True, True, True, False]
    counted = agreement.with_rulings(answers)
    assert (counted.part, counted.whole) == (4, 5)
    assert agreement.always_yes(answers) == 2


@pytest.mark.parametrize(
    ("answers", "seen"),
    [
        ([("yes", "granted")] * 3, "all_yes"),
        ([("yes", "granted"), ("no", "refused")], "all_alike"),
        ([("no", "granted"), ("no", "granted"), ("yes", "refused")], "more_careful"),
        ([("yes", "refused"), ("yes", "returned"), ("no", "granted")], "more_open"),
        ([("ask", "granted"), ("ask", "refused"), ("no", "granted")], "asked_more"),
        ([("no", "granted"), ("yes", "refused")], "mixed"),
    ],
)
def test_one_thing_is_noticed(answers, seen) -> None:  # type: ignore[no-untyped-def]
    assert agreement.noticed([Answered(*a) for a in answers]) == seen


def test_others_show_in_steps_of_five() -> None:
    assert agreement.others_or_hidden(["yes"] * 4) is None
    five = Others(4, 1, 0)
    answers = ["yes", "yes", "no", "yes", "yes", "ask", "ask", "ask", "ask"]
    for many in range(5, 10):
        assert agreement.others_or_hidden(answers[:many]) == five  # type: ignore[arg-type]
    assert agreement.others_or_hidden([*answers, "no"]) == Others(4, 2, 4)  # type: ignore[list-item]

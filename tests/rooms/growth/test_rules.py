"""Rules of growth: groups that may be shown, what is asked when, one next small step."""

import math
import random
from collections import Counter
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.growth.felt.rules import ASK_AFTER, Touched, check_felt, felt_due
from mandat.growth.next_step.rules import Today, next_small_step
from mandat.growth.pulse.rules import OWN, PULSES, pulse_ended, question_for, week_of
from mandat.growth.rules import (
    EPSILON,
    FEWEST,
    Group,
    Interval,
    blur,
    blur_variance,
    blurred,
    blurred_batches,
    check_words,
    group_or_hidden,
    in_fives,
    interval,
    safe_cells,
    wilson,
)
from tests.cast import DAY, NOW, an_id

ANSWERS = st.lists(st.integers(1, 5), max_size=12)


@given(ANSWERS)
def test_no_figure_is_shown_below_five_answers(values: list[int]) -> None:
    group = group_or_hidden(values)
    assert (group is None) == (len(values) < FEWEST)
    if group is not None:
        assert group.count == len(values)
        assert 1 <= group.mean <= 5


@given(ANSWERS, st.integers(1, 5))
def test_one_more_answer_changes_a_figure_only_when_five_are_new(
    values: list[int], more: int
) -> None:
    before, after = in_fives(values), in_fives([*values, more])
    assert len(after) % FEWEST == 0
    assert len(values) - len(before) < FEWEST
    assert before == after or len(after) == len(before) + FEWEST


@given(st.dictionaries(st.integers(0, 6), ANSWERS, max_size=6))
def test_hidden_parts_cannot_be_reckoned_from_the_whole(cells: dict[int, list[int]]) -> None:
    shown = safe_cells(cells)
    hidden = sum(len(cells[c]) for c, group in shown.items() if group is None)
    assert all(len(cells[c]) >= FEWEST for c, group in shown.items() if group is not None)
    total = sum(len(v) for v in cells.values())
    assert hidden == 0 or hidden >= FEWEST or hidden == total


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.uuids())
def test_each_week_has_one_question_and_they_take_turns(day: date, person: UUID) -> None:
    week = week_of(day)
    assert week.weekday() == 0
    assert 0 <= (day - week).days < 7
    for pulse in PULSES.values():
        turns = [question_for(week + timedelta(weeks=n), person, pulse.questions)
                 for n in range(len(pulse.questions))]  # fmt: skip
        assert sorted(turns) == sorted(pulse.questions)


def test_nobody_is_asked_the_same_twice_in_a_month() -> None:
    week, asked = date(2026, 1, 5), set()
    while week.year < 2029:
        key = (week.replace(day=1), question_for(week, an_id("amir"), OWN.questions))
        assert key not in asked
        asked.add(key)
        week += timedelta(weeks=1)


def test_a_month_shows_when_its_last_week_cannot_be_answered_any_more() -> None:
    assert pulse_ended(date(2026, 12, 6)) == date(2026, 11, 1)
    assert pulse_ended(date(2026, 12, 7)) == date(2026, 12, 1)


def test_the_blur_is_as_likely_as_its_rule_says() -> None:
    fade, many = math.exp(-EPSILON / 4), 40_000
    found = Counter(blur((n + 0.5) / many) for n in range(many))
    for k in range(-8, 9):
        assert found[k] / many == pytest.approx((1 - fade) / (1 + fade) * fade ** abs(k), abs=1e-4)
    spread = sum(k * k * n for k, n in found.items()) / many
    assert spread == pytest.approx(blur_variance(), rel=0.01)


@pytest.mark.parametrize("count", [5, 8, 20, 60])
@pytest.mark.parametrize("weights", [(1, 2, 4, 2, 1), (0, 0, 1, 4, 5), (5, 0, 0, 0, 5)])
def test_the_interval_holds_the_true_mean_at_least_as_often_as_it_says(
    count: int, weights: tuple[int, ...]
) -> None:
    draw = random.Random(count)  # noqa: S311 - meant to be foretold
    truth = sum(v * w for v, w in zip(range(1, 6), weights, strict=True)) / sum(weights)
    held = 0
    for _ in range(400):
        answers = draw.choices(range(1, 6), weights, k=count)
        group = blurred(group_or_hidden(answers), sum(answers), draw.random())
        assert group is not None
        span = interval(group, blurred=True)
        held += span.low <= truth <= span.high
    assert held / 400 >= 0.93


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (1, 29, 0.0061, 0.1718)],
)  # fmt: skip
def test_the_interval_is_the_one_published_for_these_shares(
    part: int, whole: int, low: float, high: float
) -> None:
    """Newcombe, Statistics in Medicine 17 (1998) 857–872, table I, method 3 (Wilson's score)."""
    assert wilson(part / whole, whole) == pytest.approx((low, high), abs=5e-5)
    share = part / whole
    span = interval(Group(whole, 1 + 4 * share), blurred=False)
    assert span == Interval(round(1 + 4 * low, 1), round(1 + 4 * high, 1))


def test_the_index_is_the_mean_from_0_to_100() -> None:
    assert [Group(5, mean).index for mean in (1, 3, 5)] == [0, 50, 100]


@pytest.mark.parametrize("batches", [1, 2, 6])
def test_the_interval_of_batches_holds_the_true_mean_at_least_as_often_as_it_says(
    batches: int,
) -> None:
    draw = random.Random(batches)  # noqa: S311 - meant to be foretold
    weights = (1, 2, 4, 2, 1)
    held = 0
    for _ in range(400):
        sums = [(5, sum(draw.choices(range(1, 6), weights, k=5)), draw.random())
                for _ in range(batches)]  # fmt: skip
        group = blurred_batches(sums)
        assert group is not None
        assert (group.count, group.blurs) == (5 * batches, batches)
        held += group.between.low <= 3 <= group.between.high
    assert held / 400 >= 0.94


def test_a_batch_that_is_not_full_shows_nothing() -> None:
    assert blurred_batches([(4, 12, 0.5)]) is None
    full = blurred_batches([(5, 15, 0.5)])
    assert full == blurred_batches([(5, 15, 0.5), (4, 20, 0.1)])


@pytest.mark.parametrize(
    ("days", "asked"), [(0, False), (11, False), (12, True), (71, True), (72, False)]
)
def test_receivers_are_asked_while_a_two_week_trial_still_lasts(days: int, *, asked: bool) -> None:
    touched = (Touched(an_id("h"), "receiver", NOW, NOW),)
    assert bool(felt_due(touched, frozenset(), NOW + days * DAY)) == asked


@pytest.mark.parametrize(
    ("decided", "days", "asked"),
    [(0, 11, False), (0, 12, True), (10, 12, True), (11, 12, False), (30, 31, False),
     (30, 32, True)],
)  # fmt: skip
def test_askers_are_asked_when_it_has_settled(decided: int, days: int, *, asked: bool) -> None:
    touched = (Touched(an_id("h"), "asker", NOW, NOW + decided * DAY),)
    assert bool(felt_due(touched, frozenset(), NOW + days * DAY)) == asked


def test_felt_effect_is_asked_once_for_each_hand_over_and_part() -> None:
    one, other = an_id("one"), an_id("other")
    touched = [Touched(one, "asker", NOW, NOW + n * DAY) for n in range(3)]
    touched += [Touched(one, "receiver", NOW, NOW), Touched(other, "asker", NOW, NOW)]
    at = NOW + ASK_AFTER
    assert len(felt_due(touched, frozenset(), at)) == 3
    left = felt_due(touched, frozenset({(one, "asker"), (other, "asker")}), at)
    assert [(d.handover, d.part) for d in left] == [(one, "receiver")]


def test_words_without_a_name_are_refused_rather_than_lost() -> None:
    assert [r.code for r in check_felt(6, "Bra", by_name=False)] == [
        "growth.unknown_answer",
        "growth.words_need_name",
    ]
    assert check_felt(4, "Bra", by_name=True) == check_felt(4, " ", by_name=False) == ()
    assert [r.code for r in check_felt(4, "x" * 2001, by_name=True)] == ["growth.too_long"]
    assert [r.code for r in check_words(" ")] == ["growth.missing_words"]
    assert [r.code for r in check_words("x" * 2001)] == ["growth.too_long"]


TODAYS = st.builds(
    Today,
    st.booleans(), st.booleans(), st.booleans(), st.booleans(), st.booleans(),
    st.integers(0, 60), st.booleans(),
)  # fmt: skip


@given(TODAYS)
def test_there_is_always_one_step_until_all_are_put_aside(today: Today) -> None:
    aside: set[str] = set()
    while (step := next_small_step(today, frozenset(aside))) is not None:
        assert step not in aside
        aside.add(step)
    assert "look" in aside


def test_steps_fit_the_person() -> None:
    assert next_small_step(Today()) == "look"
    assert next_small_step(Today(waits=True)) == "ask_nearer"
    assert next_small_step(Today(mandates=True, rulings=29)) == "hand_over"
    assert next_small_step(Today(mandates=True, rulings=30)) == "mirror"
    assert next_small_step(Today(mandates=True, felt_due=True)) == "feel"
    assert next_small_step(Today(felt_due=True, unread=True), frozenset({"feel"})) == "read"

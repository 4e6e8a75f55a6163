"""Rules of growth: groups that may be shown, what is asked when, one next small step."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.growth.rules import (
    ASK_AFTER,
    FEWEST,
    QUESTIONS,
    Today,
    Touched,
    check_felt,
    check_words,
    felt_due,
    group_or_hidden,
    in_fives,
    next_small_step,
    question_for,
    safe_cells,
    week_of,
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


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_each_week_has_one_question_and_they_take_turns(day: date) -> None:
    week = week_of(day)
    assert week.weekday() == 0
    assert 0 <= (day - week).days < 7
    turns = [question_for(week + timedelta(weeks=n)) for n in range(4)]
    assert sorted(turns) == sorted(QUESTIONS)


@pytest.mark.parametrize(
    ("days", "asked"), [(0, False), (13, False), (14, True), (73, True), (74, False)]
)
def test_receivers_are_asked_after_two_weeks(days: int, *, asked: bool) -> None:
    touched = (Touched(an_id("h"), "receiver", NOW, NOW),)
    assert bool(felt_due(touched, frozenset(), NOW + days * DAY)) == asked


@pytest.mark.parametrize(
    ("decided", "days", "asked"),
    [(0, 13, False), (0, 14, True), (12, 14, True), (13, 14, False), (30, 31, False),
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

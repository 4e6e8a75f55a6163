"""Rules of journeys: small steps, companions who may say no, and what they see."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from mandat.growth.journey.rules import (
    ANSWER_WITHIN,
    ASK_AGAIN,
    MOST_OPEN,
    SHOWN,
    Asking,
    check_asking,
    check_place,
    check_step,
    check_story,
    seen_by_companion,
    stand_of,
)
from tests.cast import DAY, NOW, an_id

TODAY = date(2026, 6, 1)
ANSWERS = st.sampled_from([None, True, False])
ASKINGS = st.builds(
    Asking,
    st.sampled_from([an_id("amir"), an_id("lena")]),
    st.integers(0, 90).map(lambda n: NOW - n * DAY),
    ANSWERS,
    st.booleans(),
)


@given(st.integers(-30, 60), st.integers(0, 5))
def test_a_step_is_at_most_two_weeks_and_three_are_under_way(days: int, under_way: int) -> None:
    by = TODAY + timedelta(days=days)
    wrong = {r.code for r in check_step("x", "y", "z", by, today=TODAY, under_way=under_way)}
    assert ("growth.step_too_long" in wrong) == (not 0 <= days <= 14)
    assert ("growth.steps_enough" in wrong) == (under_way >= MOST_OPEN)


def test_a_step_is_said_with_when_and_where() -> None:
    wrong = check_step(" ", "", "", None, today=TODAY, under_way=0)
    assert [r.field for r in wrong] == ["what", "when", "where", "by"]


@given(st.integers(0, 60))
def test_a_no_and_a_long_silence_are_the_same_to_the_one_who_asks(days: int) -> None:
    at = NOW + days * DAY
    silent = stand_of(Asking(an_id("amir"), NOW), at)
    assert silent == ("asked" if at < NOW + ANSWER_WITHIN else "not_now")
    assert stand_of(Asking(an_id("amir"), NOW, accepted=False), at) == "not_now"


@given(st.sets(st.sampled_from([*SHOWN, "obstacles", "x"])), ASKINGS)
def test_a_companion_sees_what_was_chosen_and_only_while_beside(
    chosen: set[str], asking: Asking
) -> None:
    seen = seen_by_companion(chosen, stand_of(asking, NOW))
    beside = asking.accepted is True and not asking.ended
    assert seen == (chosen & set(SHOWN) if beside else set())


@given(st.lists(ASKINGS, max_size=4))
def test_whoever_was_asked_is_left_in_peace(askings: list[Asking]) -> None:
    wrong = check_asking(askings, an_id("amir"), an_id("maria"), "Vill du?", NOW)
    lately = any(a.person == an_id("amir") and a.asked_at + ASK_AGAIN > NOW for a in askings)
    assert [r.code for r in wrong] == (["growth.companion_asked_lately"] if lately else [])


def test_nobody_asks_themself_or_without_words() -> None:
    wrong = check_asking([], an_id("amir"), an_id("amir"), " ", NOW)
    assert [(r.code, r.field) for r in wrong] == [
        ("growth.companion_self", "whom"),
        ("growth.missing_words", "question"),
    ]


def test_one_of_today_and_tomorrow_is_enough() -> None:
    assert check_place("Trött", "") == check_place("", "Lugnt") == ()
    assert [r.field for r in check_place(" ", "")] == ["tomorrow"]
    assert [r.field for r in check_place("x" * 2001, "y")] == ["today"]
    assert [r.code for r in check_story(" ")] == ["growth.missing_words"]

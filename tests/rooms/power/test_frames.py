"""Rule 17: a frame over a period, narrowest of every link, and no moment of it used twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.rules import (
    FactType,
    Frame,
    No,
    Use,
    Yes,
    answer,
    frame_from_json,
    frame_to_json,
    left,
    read_frame,
    used,
)
from tests.cast import DAY, NOW
from tests.rooms.power.cast import LENA, MARIA, ROOT, ask, child, codes, ekby, kr

YEAR = Frame("amount", kr(20_000), "year")
AMOUNT = FactType("amount", "amount", {}, currency="SEK")


def use(amount: int, at: datetime = NOW - DAY, **changes: object) -> Use:
    return replace(Use(ROOT.id, kr(amount), at), **changes)  # type: ignore[arg-type]


def framed(*uses: Use, frame: Frame = YEAR) -> object:
    return ekby(mandates=(replace(ROOT, frame=frame),), uses=uses)


@pytest.mark.parametrize(("amount", "expected"), [(4_999, True), (5_000, True), (5_001, False)])
def test_rule_17_the_last_of_a_frame_can_be_used_and_not_a_krona_more(
    amount: int, *, expected: bool
) -> None:
    found = answer(framed(use(10_000), use(5_000)), ask(MARIA, amount))  # type: ignore[arg-type]
    assert isinstance(found, Yes) is expected
    if isinstance(found, No):
        assert codes(found) == ["power.frame_used"]
        assert found.reasons[0].facts["left"] == "500000 SEK"


def test_rule_17_a_no_takes_nothing() -> None:
    org = framed(use(20_000))
    assert isinstance(answer(org, ask(MARIA, 5_000, verb="no")), Yes)  # type: ignore[arg-type]


def test_rule_17_what_fell_is_given_back_and_a_new_period_begins_whole() -> None:
    zone = ZoneInfo("Europe/Stockholm")
    new_year = datetime(2026, 12, 31, 23, tzinfo=UTC)
    uses = [use(15_000), use(4_000, released=NOW)]
    assert used(YEAR, uses, NOW - timedelta(seconds=1), zone) == kr(19_000)
    assert used(YEAR, uses, NOW, zone) == kr(15_000)
    assert left(YEAR, uses, new_year - timedelta(seconds=1), zone) == kr(5_000)
    assert left(YEAR, uses, new_year, zone) == kr(20_000)


def test_rule_17_the_frame_of_any_link_above_holds_too() -> None:
    root, below = replace(ROOT, frame=YEAR), child(frame=Frame("amount", kr(90_000), "month"))
    org = ekby(mandates=(root, below), uses=(use(18_000),))
    assert isinstance(answer(org, ask(LENA, 2_000)), Yes)
    assert "power.frame_used" in codes(answer(org, ask(LENA, 2_001)))


def test_rule_17_a_currency_without_a_rate_or_no_amount_is_outside() -> None:
    org = framed()
    for facts, code in (
        ({}, "power.frame_used"),
        ({"amount": Money(1, "EUR")}, "power.rate_missing"),
    ):
        assert codes(answer(org, ask(MARIA, facts=facts))) == [code]  # type: ignore[arg-type]


@given(st.lists(st.integers(0, 12_000), max_size=12), st.integers(0, 12_000))
def test_rule_17_whatever_is_granted_in_turn_never_exceeds_the_frame(
    taken: list[int], most: int
) -> None:
    frame = Frame("amount", kr(most), "quarter")
    uses: list[Use] = []
    for amount in taken:
        org = framed(*uses, frame=frame)
        if isinstance(answer(org, ask(MARIA, amount)), Yes):  # type: ignore[arg-type]
            uses.append(use(amount, NOW))
    assert sum(u.amount.minor for u in uses) <= kr(most).minor


@given(st.lists(st.integers(1, 9_000), max_size=6))
def test_rule_17_past_answers_never_change(later: list[int]) -> None:
    asked = ask(MARIA, 5_000)
    before = answer(framed(use(10_000)), asked)  # type: ignore[arg-type]
    more = [use(amount, NOW + timedelta(seconds=1)) for amount in later]
    after = answer(framed(use(10_000), *more), asked)  # type: ignore[arg-type]
    assert isinstance(before, Yes) == isinstance(after, Yes)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("amount <= 200 000 per year", Frame("amount", kr(200_000), "year")),
        ("amount <= 5 000 per månad", Frame("amount", kr(5_000), "month")),
        ("amount <= 5000 per kvartal", Frame("amount", kr(5_000), "quarter")),
        ("amount <= much per year", None),
        ("amount <= 5 000", None),
        ("other <= 5 000 per year", None),
        ("amount <= 5 000 per week", None),
    ],
)
def test_a_frame_is_read_as_people_write_it(text: str, expected: Frame | None) -> None:
    assert read_frame(text, (AMOUNT,)) == expected
    if expected:
        assert frame_from_json(frame_to_json(expected)) == expected

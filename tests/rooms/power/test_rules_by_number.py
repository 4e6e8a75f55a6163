"""The rules by number: a test's name carries the number in docs/reference/authority.md."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.rules import (
    RULE_OF,
    Holding,
    NeedsAlso,
    No,
    Yes,
    answer,
)
from tests.cast import NOW, START, an_id
from tests.rooms.power.cast import (
    AMIR,
    CHAIR,
    FIRST,
    HEAD,
    LAST,
    LENA,
    MARIA,
    OLOF,
    ROOT,
    ask,
    child,
    codes,
    ekby,
    kr,
    up_to,
)

amounts = st.integers(0, 20_000)
times = st.datetimes(START.replace(tzinfo=None), (NOW + timedelta(days=60)).replace(tzinfo=None))


def numbers(found: object) -> set[object]:
    assert isinstance(found, No)
    return {r.facts["rule"] for r in found.reasons}


def test_rule_01_a_mandate_without_a_chain_to_a_decision_is_none() -> None:
    org = ekby(mandates=(replace(ROOT, source_decision=""),))
    assert codes(answer(org, ask(MARIA))) == ["power.no_chain"]
    orphan = ekby(mandates=(child(),))
    assert "power.no_chain" in codes(answer(orphan, ask(LENA)))
    looped = ekby(mandates=(replace(ROOT, source=child().id, source_decision=""), child()))
    assert "power.no_chain" in codes(answer(looped, ask(LENA)))


@given(amounts, amounts, amounts)
def test_rule_02_the_narrowest_link_wins(root: int, below: int, asked: int) -> None:
    org = ekby(mandates=(replace(ROOT, limits=up_to(root)), child(below)))
    assert isinstance(answer(org, ask(LENA, asked)), Yes) == (asked <= min(root, below))


@given(times, times)
def test_rule_02_a_child_never_outlives_its_parent(parent: datetime, asked: datetime) -> None:
    ends, at = parent.replace(tzinfo=NOW.tzinfo), asked.replace(tzinfo=NOW.tzinfo)
    org = ekby(mandates=(replace(ROOT, until=ends), child(until=None)))
    assert isinstance(answer(org, ask(LENA, at=at)), Yes) == (at < ends)


def test_rule_04_what_may_never_be_delegated_is_refused_when_deciding() -> None:
    reserved = replace(ekby(child()), matter=replace(ekby().matter, reserved=True))
    assert "power.reserved" in codes(answer(reserved, ask(LENA)))
    assert isinstance(answer(reserved, ask(MARIA)), Yes)


def test_rule_07_a_mandate_of_a_role_follows_whoever_holds_the_role() -> None:
    org = ekby()
    moved = tuple(h for h in org.holdings if h.role != HEAD)
    moved += (Holding(HEAD, MARIA, START, NOW), Holding(HEAD, OLOF, NOW))
    org = replace(org, holdings=moved)
    before = NOW - timedelta(seconds=1)
    assert isinstance(answer(org, ask(MARIA, at=before)), Yes)
    assert codes(answer(org, ask(MARIA))) == ["power.no_mandate"]
    assert isinstance(answer(org, ask(OLOF)), Yes)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (NOW - timedelta(microseconds=1), False),
        (NOW, True),
        (NOW + timedelta(days=14) - timedelta(microseconds=1), True),
        (NOW + timedelta(days=14), False),
    ],
)
def test_rule_08_periods_are_half_open_and_judged_when_deciding(
    at: datetime, *, expected: bool
) -> None:
    org = ekby(child(since=NOW, narrows=False))
    assert isinstance(answer(org, ask(LENA, at=at)), Yes) is expected


def test_rule_10_silence_is_never_a_yes_to_a_mandate() -> None:
    org = ekby(child(), acceptances=())
    assert codes(answer(org, ask(LENA))) == ["power.not_accepted"]


def test_rule_11_withdrawal_works_forward_only_and_children_fall() -> None:
    org = ekby(mandates=(replace(ROOT, until=NOW), child()))
    before = NOW - timedelta(seconds=1)
    assert isinstance(answer(org, ask(LENA, at=before)), Yes)
    assert "power.source_ended" in codes(answer(org, ask(LENA)))


@given(times, st.sampled_from([MARIA, AMIR, LENA, OLOF]), amounts)
def test_rule_11_past_answers_never_change(moment: datetime, actor: UUID, amount: int) -> None:
    at = moment.replace(tzinfo=NOW.tzinfo)
    if at >= NOW:
        return
    before, after = ekby(child()), ekby(child(until=NOW))
    asked = ask(actor, amount, at=at)
    assert isinstance(answer(before, asked), Yes) == isinstance(answer(after, asked), Yes)


@pytest.mark.parametrize(
    ("amount", "expected"), [(499_999, True), (500_000, True), (500_001, False)]
)
def test_rule_16_and_19_to_the_minor_unit_and_exactly_at_the_limit_is_inside(
    amount: int, *, expected: bool
) -> None:
    asked = ask(LENA, facts={"amount": Money(amount, "SEK")})
    assert isinstance(answer(ekby(child()), asked), Yes) is expected


def test_rule_21_nobody_approves_their_own_cost() -> None:
    assert codes(answer(ekby(), ask(MARIA, asker=MARIA))) == ["power.own_cost"]
    assert codes(answer(ekby(), ask(MARIA, for_whom=MARIA))) == ["power.own_cost"]


def test_rule_21_the_same_human_through_two_roles_is_still_one_human() -> None:
    both = ekby(replace(ROOT, id=an_id("second"), role=CHAIR, order=2))
    both = replace(both, holdings=(*both.holdings, Holding(CHAIR, MARIA, START)))
    assert set(codes(answer(both, ask(MARIA, asker=MARIA)))) == {"power.own_cost"}


def test_rule_31_every_reason_comes_at_once_with_its_number_and_who_could() -> None:
    found = answer(ekby(child()), ask(AMIR, 9000, at=NOW + timedelta(days=30)))
    assert codes(found) == ["power.ended", "power.over_limit", "power.own_cost"]
    assert numbers(found) == {8, 2, 21}
    assert isinstance(found, No)
    assert [r.people for r in found.who_could] == [(MARIA,)]


def test_rule_32_a_question_changes_nothing() -> None:
    org = ekby(child())
    first = answer(org, ask(LENA))
    assert answer(org, ask(LENA)) == first
    other = replace(org, mandates=(ROOT, child(9000)))
    assert isinstance(answer(other, ask(LENA, 8000)), Yes)
    assert isinstance(answer(org, ask(LENA, 8000)), No)


def test_stages_in_a_row_each_need_somebody() -> None:
    economist = replace(ROOT, id=an_id("eco"), stage=FIRST.id, role=CHAIR)
    dear = replace(FIRST, condition=(replace(up_to(5000)[0], op=">="),))
    org = ekby(economist, stages=(dear, LAST))
    assert isinstance(answer(org, ask(MARIA, 4999)), Yes)
    assert isinstance(answer(org, ask(MARIA, 5000)), NeedsAlso)
    assert kr(5000) == up_to(5000)[0].value


def test_every_refusal_of_authority_has_a_number_between_1_and_33() -> None:
    assert [code for code, rule in RULE_OF.items() if not 1 <= rule <= 33] == []

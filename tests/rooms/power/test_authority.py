"""The pure answer: every reason, narrowest link, hand-overs narrow, nearest first."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.rules import (
    Acceptance,
    NeedsAlso,
    No,
    Waiver,
    Yes,
    answer,
    nearest_to,
    route,
    stage_after,
    stages_needed,
)
from tests.cast import NOW, START, an_id
from tests.rooms.power.cast import (
    AMIR,
    BOARD,
    CHAIR,
    FIRST,
    HEAD,
    HOME,
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


def test_holder_of_the_role_may() -> None:
    assert answer(ekby(), ask(MARIA)) == Yes((ROOT,))


def test_others_may_not_and_learn_who_could() -> None:
    found = answer(ekby(), ask(LENA))
    assert codes(found) == ["power.no_mandate"]
    assert isinstance(found, No)
    assert [r.people for r in found.who_could] == [(MARIA,)]


def test_nobody_rules_on_their_own_cost() -> None:
    assert codes(answer(ekby(), ask(MARIA, asker=MARIA))) == ["power.own_cost"]
    assert codes(answer(ekby(), ask(MARIA, for_whom=MARIA))) == ["power.own_cost"]
    free = replace(ekby(), matter=replace(ekby().matter, own_cost=False))
    assert isinstance(answer(free, ask(MARIA, asker=MARIA)), Yes)


def test_hand_over_narrows_its_source_inside_the_limit_only() -> None:
    org = ekby(child())
    assert codes(answer(org, ask(MARIA, 5000))) == ["power.handed_over"]
    assert answer(org, ask(LENA, 5000)) == Yes((child(), ROOT))
    assert answer(org, ask(MARIA, 5001)) == Yes((ROOT,))
    assert codes(answer(org, ask(LENA, 5001))) == ["power.over_limit"]


def test_case_opened_before_the_hand_over_stays_with_the_giver() -> None:
    org = ekby(child(since=NOW - timedelta(days=1)))
    early = ask(MARIA, opened_at=NOW - timedelta(days=2))
    assert answer(org, early) == Yes((ROOT,))


def test_after_lapse_undecided_cases_return_with_no_job() -> None:
    org, later = ekby(child()), NOW + timedelta(days=14)
    assert codes(answer(org, ask(LENA, at=later, opened_at=NOW))) == ["power.ended"]
    assert answer(org, ask(MARIA, at=later, opened_at=NOW)) == Yes((ROOT,))


def test_only_those_who_said_yes_may_use_a_received_mandate() -> None:
    org = ekby(child(), acceptances=(Acceptance(an_id("child"), LENA, START),))
    assert codes(answer(org, ask(AMIR, asker=LENA))) == ["power.not_accepted"]


def test_giver_keeps_what_no_receiver_may_rule_on() -> None:
    org = ekby(child(), acceptances=(Acceptance(an_id("child"), AMIR, START),))
    assert answer(org, ask(MARIA, asker=AMIR)) == Yes((ROOT,))


def test_child_falls_with_its_source() -> None:
    org = ekby(child(), mandates=(replace(ROOT, until=NOW), child()))
    assert "power.source_ended" in codes(answer(org, ask(LENA)))


def test_mandate_without_a_chain_to_a_decision_is_none() -> None:
    org = ekby(mandates=(replace(ROOT, source_decision=""),))
    assert codes(answer(org, ask(MARIA))) == ["power.no_chain"]


def test_reserved_matter_cannot_be_used_by_anyone_below_the_root() -> None:
    org = ekby(child())
    reserved = replace(org, matter=replace(org.matter, reserved=True))
    assert "power.reserved" in codes(answer(reserved, ask(LENA)))


def test_all_reasons_come_at_once() -> None:
    late = ask(AMIR, 9000, at=NOW + timedelta(days=30))
    assert codes(answer(ekby(child()), late)) == [
        "power.ended", "power.over_limit", "power.own_cost",
    ]  # fmt: skip


def test_yes_and_no_are_apart() -> None:
    org = ekby(mandates=(replace(ROOT, may_yes=False),))
    assert codes(answer(org, ask(MARIA))) == ["power.only_no"]
    assert isinstance(answer(org, ask(MARIA, verb="no")), Yes)


def test_two_stages_need_also_the_other() -> None:
    economist = replace(ROOT, id=an_id("eco"), stage=FIRST.id, role=CHAIR)
    org = ekby(economist, stages=(FIRST, LAST))
    found = answer(org, ask(MARIA))
    assert isinstance(found, NeedsAlso)
    assert [(r.stage, r.people) for r in found.whom] == [(FIRST.id, (OLOF,))]


def test_waived_stage_is_not_needed_and_the_last_never_waived() -> None:
    waiver = Waiver(an_id("w"), FIRST.id, an_id("eco"), up_to(2000), START, None)
    economist = replace(ROOT, id=an_id("eco"), stage=FIRST.id, role=CHAIR)
    org = ekby(economist, stages=(FIRST, LAST), waivers=(waiver,))
    inside = ask(MARIA, 2000)
    assert stages_needed(org, ask(MARIA, 2000)) == (LAST,)
    assert stages_needed(org, ask(MARIA, 2001)) == (FIRST, LAST)
    last = replace(org, waivers=(replace(waiver, stage=LAST.id, source=ROOT.id),))
    assert LAST in stages_needed(last, ask(MARIA, 2000))
    assert stage_after(org, None, inside) == FIRST
    assert stage_after(org, FIRST.id, inside) == LAST
    assert stage_after(org, LAST.id, inside) is None


def test_who_gives_up_a_stage_gives_up_their_own_only() -> None:
    near = replace(ROOT, id=an_id("near"), stage=FIRST.id, role=HEAD)
    far = replace(ROOT, id=an_id("far"), stage=FIRST.id, role=CHAIR, order=1)
    waiver = Waiver(an_id("w"), FIRST.id, near.id, up_to(2000), START, None)
    org = ekby(near, far, stages=(FIRST, LAST), waivers=(waiver,))
    org = replace(org, matter=replace(org.matter, own_cost=False))
    assert stages_needed(org, ask(AMIR, asker=AMIR)) == (LAST,)
    assert stages_needed(org, ask(OLOF, asker=OLOF)) == (FIRST, LAST)
    assert nearest_to(org, HOME, FIRST.id, NOW) == near
    assert nearest_to(org, BOARD, FIRST.id, NOW) == far
    ended = replace(org, mandates=(ROOT, replace(near, until=NOW), far))
    assert stages_needed(ended, ask(AMIR, asker=AMIR)) == (FIRST, LAST)


def test_case_goes_to_the_nearest_then_deepest_then_first() -> None:
    far = replace(ROOT, id=an_id("far"), role=CHAIR, order=-1)
    found = route(ekby(far), ask(AMIR), LAST.id)
    assert found is not None
    assert found.mandate == ROOT
    deep = child(narrows=False)
    found = route(ekby(far, deep), ask(AMIR), LAST.id)
    assert found is not None
    assert (found.mandate, found.people) == (deep, (LENA,))


@pytest.mark.parametrize(("amount", "expected"), [(4999, True), (5000, True), (5001, False)])
def test_exactly_at_the_limit_is_inside(amount: int, *, expected: bool) -> None:
    assert up_to(5000)[0].holds({"amount": kr(amount)}) is expected


def test_other_currency_or_missing_fact_is_outside() -> None:
    assert not up_to(5000)[0].holds({"amount": Money(1, "EUR")})
    assert not up_to(5000)[0].holds({})


amounts = st.integers(0, 20_000)


@given(amounts, amounts, amounts)
def test_right_never_exceeds_any_link(root: int, below: int, asked: int) -> None:
    org = ekby(mandates=(replace(ROOT, limits=up_to(root)), child(below)))
    may = isinstance(answer(org, ask(LENA, asked)), Yes)
    assert may == (asked <= min(root, below))


@given(st.datetimes(START.replace(tzinfo=None), (NOW + timedelta(days=60)).replace(tzinfo=None)))
def test_moving_the_clock_alone_flips_the_answer(moment: datetime) -> None:
    at = moment.replace(tzinfo=NOW.tzinfo)
    org = ekby(child(since=NOW, narrows=False))
    may = isinstance(answer(org, ask(LENA, at=at)), Yes)
    assert may == (NOW <= at < NOW + timedelta(days=14))


@given(amounts, st.sampled_from([MARIA, AMIR, LENA, OLOF]), st.sampled_from([AMIR, LENA, MARIA]))
def test_whoever_a_case_is_put_to_may_rule_on_it(amount: int, actor: UUID, asker: UUID) -> None:
    org, question = ekby(child()), ask(actor, amount, asker)
    found = route(org, question, LAST.id)
    if found is not None and actor in found.people:
        assert isinstance(answer(org, question), Yes)

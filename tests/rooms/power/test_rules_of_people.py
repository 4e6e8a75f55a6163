"""Rules 3, 7, 9, 12 and 20 to 22: handing on, assignments, reviews, conflicts, substitutes."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.power.rules import (
    Adopted,
    Conflict,
    Holding,
    Mandate,
    No,
    Question,
    RuleBook,
    Slice,
    Substitution,
    Yes,
    answer,
    as_others_see,
    changes_at,
    route,
    ways,
)
from tests.cast import DAY, NOW, START, an_id
from tests.rooms.power.cast import (
    AMIR,
    CHAIR,
    HEAD,
    LAST,
    LENA,
    MARIA,
    OLOF,
    ROOT,
    TEAM,
    ask,
    child,
    codes,
    ekby,
)


def grandchild(**changes: object) -> Mandate:
    base = child(
        id=an_id("grandchild"), role=CHAIR, source=child().id, narrows=False, by_acceptance=False,
        order=2,
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def with_book(org: Slice, since: datetime = START, **book: object) -> Slice:
    return replace(org, books=(Adopted(since, RuleBook("test", **book)),))  # type: ignore[arg-type]


# --- 3 and 4 ------------------------------------------------------------------------------------


def test_rule_03_onward_delegation_is_off_unless_granted() -> None:
    org = ekby(child(narrows=False), grandchild())
    assert codes(answer(org, ask(OLOF))) == ["power.too_far"]
    allowed = ekby(child(narrows=False, onward=1), grandchild(), mandates=(
        replace(ROOT, onward=2), child(narrows=False, onward=1), grandchild(),
    ))  # fmt: skip
    assert isinstance(answer(allowed, ask(OLOF)), Yes)


def test_rule_03_no_link_may_be_handed_on_further_than_any_above_it_allows() -> None:
    links = (replace(ROOT, onward=1), child(narrows=False, onward=5), grandchild())
    assert codes(answer(ekby(mandates=links), ask(OLOF))) == ["power.too_far"]


def test_rule_03_what_the_body_itself_adopted_is_not_onward_delegation() -> None:
    links = (replace(ROOT, onward=0), child(narrows=False, source_decision="KS § 20", onward=0))
    assert isinstance(answer(ekby(mandates=links), ask(LENA)), Yes)


@given(st.integers(0, 6), st.integers(0, 6), st.integers(1, 6))
def test_rule_03_the_rule_book_caps_the_depth(granted: int, most: int, depth: int) -> None:
    links = [replace(ROOT, onward=granted)]
    for n in range(depth):
        links.append(grandchild(id=an_id(f"link-{n}"), source=links[-1].id, onward=99))
    org = with_book(ekby(mandates=tuple(links)), onward_most=most)
    found = answer(org, ask(OLOF))
    used = [len(found.chain) - 1] if isinstance(found, Yes) else []
    assert all(steps <= min(granted, most) for steps in used)
    assert isinstance(found, Yes) == (min(granted, most) >= 1)


def test_rule_04_the_refusal_names_the_law() -> None:
    org = ekby(child())
    by_law = replace(org.matter, reserved=True, reserved_ref="KL 6 kap. 38 §")
    found = answer(replace(org, matter=by_law), ask(LENA))
    assert isinstance(found, No)
    assert {r.facts.get("ref") for r in found.reasons if r.facts["rule"] == 4} == {"KL 6 kap. 38 §"}


# --- 7 and 9 ------------------------------------------------------------------------------------


def test_rule_07_a_persons_mandate_ends_with_the_assignment_it_came_with() -> None:
    own = replace(ROOT, id=an_id("own"), role=None, person=OLOF, while_role=CHAIR, order=3)
    org = ekby(own)
    left = tuple(replace(h, until=NOW) if h.role == CHAIR else h for h in org.holdings)
    assert isinstance(answer(org, ask(OLOF)), Yes)
    gone = replace(org, holdings=left)
    assert isinstance(answer(gone, ask(OLOF, at=NOW - timedelta(seconds=1))), Yes)
    assert codes(answer(gone, ask(OLOF))) == ["power.no_mandate"]


@pytest.mark.parametrize(
    ("effect", "days", "expected"),
    [
        ("remind", 400, True),
        ("pause", -1, True),
        ("pause", 0, False),
        ("lapse", 29, True),
        ("lapse", 30, False),
    ],
)
def test_rule_09_passing_the_review_day_has_the_chosen_effect(
    effect: str, days: int, *, expected: bool
) -> None:
    org = ekby(mandates=(replace(ROOT, review_on=NOW, on_review=effect),))
    found = answer(org, ask(MARIA, at=NOW + days * DAY))
    assert isinstance(found, Yes) is expected
    if not expected:
        assert codes(found) == ["power.review_passed"]


def test_rule_09_the_rule_book_decides_where_the_mandate_says_nothing_and_children_rest_too() -> (
    None
):
    org = ekby(child(), mandates=(replace(ROOT, review_on=NOW), child(until=None)))
    paused = with_book(org, review="pause")
    later = NOW + DAY
    assert isinstance(answer(org, ask(LENA, at=later)), Yes)
    assert "power.review_passed" in codes(answer(paused, ask(LENA, at=later)))
    assert changes_at(paused, NOW - DAY) == NOW


def test_rule_12_a_case_taken_over_goes_to_the_giver_and_no_other_case_does() -> None:
    org = ekby(child())
    left = ask(MARIA, left=frozenset({child().id}))
    assert isinstance(answer(org, left), Yes)
    assert codes(answer(org, ask(LENA, left=frozenset({child().id})))) == ["power.case_left"]
    assert codes(answer(org, ask(MARIA))) == ["power.handed_over"]


# --- 20 and 21 ----------------------------------------------------------------------------------


def conflict(person: object = MARIA, **changes: object) -> Conflict:
    return replace(Conflict(person, AMIR, None, START), **changes)  # type: ignore[arg-type]


def test_rule_20_whoever_is_in_conflict_neither_decides_nor_is_asked() -> None:
    org = ekby(conflicts=(conflict(),))
    found = answer(org, ask(MARIA))
    assert codes(found) == ["power.conflict"]
    assert route(org, ask(AMIR), LAST.id) is None
    assert isinstance(answer(org, ask(MARIA, asker=LENA)), Yes)


def test_rule_20_a_conflict_in_one_case_touches_that_case_only() -> None:
    org = ekby(conflicts=(conflict(about=None, case=an_id("case")),))
    assert codes(answer(org, ask(MARIA, case=an_id("case")))) == ["power.conflict"]
    assert isinstance(answer(org, ask(MARIA, case=an_id("other"))), Yes)
    assert isinstance(answer(org, ask(MARIA)), Yes)


def test_rule_20_a_conflict_that_has_ended_stops_nobody() -> None:
    org = ekby(conflicts=(conflict(until=NOW),))
    assert isinstance(answer(org, ask(MARIA)), Yes)
    assert codes(answer(org, ask(MARIA, at=NOW - timedelta(seconds=1)))) == ["power.conflict"]


def test_rule_20_others_never_learn_of_a_conflict() -> None:
    found = answer(ekby(conflicts=(conflict(),)), ask(MARIA))
    assert isinstance(found, No)
    seen = as_others_see(found.reasons)
    assert [r.code for r in seen] == ["power.not_here"]
    assert 20 not in {r.facts["rule"] for r in seen}


def test_rule_21_two_people_where_set_and_one_human_counts_once() -> None:
    org = ekby()
    org = replace(org, matter=replace(org.matter, own_cost=False, two_people=True))
    assert codes(answer(org, ask(MARIA, ruled=frozenset({MARIA})))) == ["power.two_people"]
    assert codes(answer(org, ask(MARIA, asker=MARIA))) == ["power.two_people"]
    assert isinstance(answer(org, ask(MARIA, ruled=frozenset({OLOF}))), Yes)
    by_book = with_book(ekby(), two_people=True)
    assert codes(answer(by_book, ask(MARIA, ruled=frozenset({MARIA})))) == ["power.two_people"]


# --- 22 -----------------------------------------------------------------------------------------


def stands_in(person: object, of: object, **changes: object) -> Substitution:
    base = Substitution(an_id(f"{person}-{of}"), person, "away", of, None, START)  # type: ignore[arg-type]
    return replace(base, **changes)  # type: ignore[arg-type]


def test_rule_22_a_substitute_decides_only_while_the_holder_is_away_and_it_is_seen() -> None:
    away = stands_in(OLOF, MARIA, since=NOW, until=NOW + DAY)
    org = ekby(substitutions=(away,))
    assert answer(org, ask(OLOF)) == Yes((ROOT,), (away,))
    assert codes(answer(org, ask(MARIA))) == ["power.away"]
    for outside in (NOW - timedelta(seconds=1), NOW + DAY):
        assert isinstance(answer(org, ask(MARIA, at=outside)), Yes)
        assert not isinstance(answer(org, ask(OLOF, at=outside)), Yes)


def test_rule_22_queued_cases_move_and_return_with_the_clock_alone() -> None:
    org = ekby(substitutions=(stands_in(OLOF, MARIA, since=NOW, until=NOW + DAY),))
    found = [route(org, ask(AMIR, at=t), LAST.id) for t in (NOW - DAY, NOW, NOW + DAY)]
    assert [r.people for r in found if r] == [(MARIA,), (OLOF,), (MARIA,)]


def test_rule_22_a_substitute_for_conflicts_steps_in_only_there() -> None:
    standing = stands_in(OLOF, MARIA, ground="conflict")
    org = ekby(substitutions=(standing,), conflicts=(conflict(),))
    assert isinstance(answer(org, ask(OLOF)), Yes)
    assert codes(answer(org, ask(OLOF, asker=LENA))) == ["power.holder_present"]


def test_rule_22_a_substitute_may_no_more_than_the_holder() -> None:
    org = ekby(child(), substitutions=(stands_in(OLOF, LENA),))
    assert isinstance(answer(org, ask(OLOF, 5000)), Yes)
    assert "power.over_limit" in codes(answer(org, ask(OLOF, 5001)))
    assert "power.own_cost_of_holder" in codes(answer(org, ask(OLOF, asker=LENA)))


def test_rule_22_a_seat_nobody_holds_can_have_a_substitute() -> None:
    vacant = stands_in(OLOF, None, of_role=HEAD, ground="vacant")
    org = ekby(substitutions=(vacant,))
    empty = tuple(h for h in org.holdings if h.role != HEAD)
    assert isinstance(answer(replace(org, holdings=empty), ask(OLOF)), Yes)
    assert not isinstance(answer(org, ask(OLOF)), Yes)


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12), st.integers(0, 4))
def test_rule_22_chains_are_bounded_and_cycles_end(pairs: list[tuple[int, int]], most: int) -> None:
    people = [MARIA, AMIR, LENA, OLOF, an_id("p4"), an_id("p5")]
    subs = tuple(
        stands_in(people[a], people[b], id=an_id(f"s{n}")) for n, (a, b) in enumerate(pairs)
    )
    org = with_book(ekby(substitutions=subs), substitute_steps=most)
    found = ways(org, ROOT, Question(MARIA, "yes", {}, AMIR, AMIR, NOW))
    assert len({w.person for w in found}) == len(found)
    for way in found:
        assert len(way.standing_in) <= most
        gone_by = [s.of for s in way.standing_in]
        assert len(set(gone_by)) == len(gone_by)
        assert way.person not in gone_by


def test_rule_22_where_two_are_away_for_each_other_nobody_decides() -> None:
    org = ekby(substitutions=(stands_in(OLOF, MARIA), stands_in(MARIA, OLOF)))
    assert ways(org, ROOT, ask(MARIA)) == ()


def test_rule_22_a_substitute_of_a_role_among_several_leaves_the_others_as_they_are() -> None:
    org = ekby(child(), substitutions=(stands_in(OLOF, LENA),))
    found = route(org, ask(MARIA, asker=MARIA), LAST.id)
    assert found is not None
    assert set(found.people) == {AMIR, OLOF}
    assert Holding(TEAM, AMIR, START) in org.holdings

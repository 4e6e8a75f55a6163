"""Gaps and overlaps, by rule 33: what nobody may decide, and what two cover alike."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.queries import coverage_page
from mandat.power.rules import (
    FactType,
    Limit,
    Mandate,
    Matter,
    Question,
    Slice,
    Stage,
    Waiver,
    coverage,
)
from mandat.power.rules.authority import routes
from mandat.power.rules.coverage import NOBODY
from mandat.power.rules.organisation import Holding
from tests.cast import DAY, NOW, START, an_id, found_ekby
from tests.members import as_member
from tests.rooms.power.test_known import grant

AMOUNT = FactType("amount", "amount", {"sv": "Belopp"}, may_limit=True, currency="SEK")
PLACE = FactType("place", "choice", {"sv": "Plats"}, choices={"north": {}, "south": {}, "west": {}})
FIRST, LAST = Stage(an_id("first"), "first", 1), Stage(an_id("last"), "last", 2)


def kr(amount: int) -> Money:
    return Money(amount * 100, "SEK")


def mandate(name: str, *limits: Limit, role: str = "head", stage: Stage = LAST) -> Mandate:
    return Mandate(an_id(name), stage.id, None, an_id(role), START, None, limits,
                   source_decision="KS § 1", order=len(name))  # fmt: skip


def org(*mandates: Mandate, stages: tuple[Stage, ...] = (LAST,), **changes: object) -> Slice:
    base = Slice(
        Matter(an_id("m"), "m", stages),
        mandates,
        tuple(
            Holding(an_id(role), an_id(who), START)
            for role, who in (("head", "maria"), ("chair", "olof"))
        ),
        (),
        (),
        {an_id("home"): None, an_id("board"): None},
        {an_id("head"): an_id("home"), an_id("chair"): an_id("board"), an_id("two"): an_id("home")},
    )  # fmt: skip
    return replace(base, **changes)  # type: ignore[arg-type]


def states(slice_: Slice, types: tuple[FactType, ...] = (AMOUNT,)) -> list[list[str]]:
    return [[r.state for r in c.regions] for c in coverage(slice_, types, NOW)]


def up_to(amount: int) -> Limit:
    return Limit("amount", "<=", kr(amount))


def from_(amount: int) -> Limit:
    return Limit("amount", ">=", kr(amount))


def test_rule_33_what_lies_between_two_mandates_and_above_all_is_a_gap() -> None:
    (found,) = coverage(org(mandate("a", up_to(5000)), mandate("bb", from_(9000), up_to(20000))),
                        (AMOUNT,), NOW)  # fmt: skip
    assert [r.state for r in found.regions] == ["covered", "gap", "covered", "gap"]
    assert [r.high for r in found.regions] == [kr(5000), Money(899_999, "SEK"), kr(20000), None]
    assert found.regions[2].low == kr(9000)


def test_rule_33_two_as_near_to_everybody_overlap_and_two_in_other_circles_do_not() -> None:
    assert states(org(mandate("a", up_to(5000)), mandate("bb"))) == [["overlap", "covered"]]
    assert states(org(mandate("a"), mandate("bb", role="chair"))) == [["covered"]]


def test_rule_33_a_mandate_that_nobody_holds_covers_nothing() -> None:
    (found,) = coverage(org(mandate("a", role="two")), (AMOUNT,), NOW)
    assert [(r.state, [m.id for m in r.vacant]) for r in found.regions] == [
        ("vacant", [an_id("a")])
    ]


def test_an_ended_mandate_leaves_a_gap_and_a_condition_leaves_none() -> None:
    ended = replace(mandate("a"), until=NOW)
    assert states(org(ended)) == [["gap"]]
    first = replace(FIRST, condition=(from_(1000),))
    found = states(org(mandate("a", stage=first), mandate("bb"), stages=(first, LAST)))
    assert found == [["not_needed", "covered"], ["covered"]]


def test_a_waiver_shows_as_one() -> None:
    waiver = Waiver(an_id("w"), FIRST.id, an_id("a"), (up_to(100),), START, NOW + timedelta(days=1))
    found = org(mandate("a", stage=FIRST), mandate("bb"), stages=(FIRST, LAST), waivers=(waiver,))
    assert states(found)[0] == ["waived", "covered"]


def test_other_facts_are_tried_value_by_value_and_beyond() -> None:
    north = Limit("place", "=", "north")
    south = Limit("place", "in", ("south",))
    found = coverage(org(mandate("a", north), mandate("bb", south)), (PLACE,), NOW)
    assert [(c.fixed["place"], c.regions[0].state) for c in found] == [
        ("north", "covered"), ("south", "covered"), ("west", "gap"),
    ]  # fmt: skip


amounts = st.integers(0, 30)


@given(st.lists(st.tuples(amounts, amounts, st.sampled_from(["head", "chair", "two"])), max_size=4),
       amounts)  # fmt: skip
def test_every_amount_lies_in_one_region_that_answers_as_the_rules_do(
    drawn: list[tuple[int, int, str]], amount: int
) -> None:
    made = [mandate(f"m{n}", from_(low), up_to(high), role=role)
            for n, (low, high, role) in enumerate(drawn)]  # fmt: skip
    found = org(*made)
    (stage,) = coverage(found, (AMOUNT,), NOW)
    at = kr(amount)
    inside = [
        r for r in stage.regions
        if (r.low is None or r.low <= at) and (r.high is None or at <= r.high)  # type: ignore[operator]
    ]  # fmt: skip
    assert len(inside) == 1
    question = Question(NOBODY, "yes", {"amount": at}, NOBODY, NOBODY, NOW, LAST.id)
    assert {m.id for m in inside[0].mandates} == {
        r.mandate.id for r in routes(found, question, LAST.id)
    }
    assert (inside[0].state in ("gap", "vacant")) == (not inside[0].mandates)


# --- the page -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_page_shows_gaps_overlaps_and_the_past() -> None:
    found_ekby()
    client = as_member("lena")
    assert "Inga luckor, inga överlappningar" in client.get("/map/gaps/").content.decode()
    grant("second", NOW, person=None, role=str(an_id("role-head")), source_mandate=None,
          source_decision="KS § 2")  # fmt: skip
    now = " ".join(client.get("/map/gaps/?matter=course").content.decode().split())
    assert "1 överlappning" in now
    assert "upp till 5 000 kr" in now
    assert "1 lucka" in client.get("/map/gaps/?at=2025-12-01").content.decode()
    assert client.get("/map/gaps/?matter=none").status_code == 404
    assert client.get("/map/gaps/?page=99").status_code == 200


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow() -> None:
    found_ekby()
    grant("one", NOW - DAY)
    with CaptureQueriesContext(connection) as few:
        coverage_page(NOW)
    for n in range(6):
        grant(f"m{n}", NOW - n * DAY, person=str(an_id(("lena", "olof")[n % 2])))
    with CaptureQueriesContext(connection) as many:
        coverage_page(NOW)
    assert len(many) == len(few)

"""Past cases made coarse, and put together five by five: nothing that is shown is rare."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.growth.practice.rules import anonymous
from mandat.growth.practice.rules.anonymous import LEVELS, Decided, Shown, blocks, shown_facts
from mandat.growth.practice.rules.shown import cell_key, shown_from_json, shown_to_json
from mandat.power.rules import FactType, Limit

AT = datetime(2026, 6, 1, tzinfo=UTC)
DAY = timedelta(days=1)
LABEL = {"sv": "x"}
TYPES = (
    FactType("amount", "amount", LABEL, may_limit=True, currency="SEK"),
    FactType("kind", "choice", LABEL, may_limit=True, choices={"book": LABEL, "course": LABEL}),
    FactType("why", "text", LABEL, may_limit=True),
    FactType("on", "date", LABEL, may_limit=True),
    FactType("place", "choice", LABEL, choices={"north": LABEL}),
)
FINE, MIDDLE, WIDE = LEVELS


def kronor(amount: str) -> Money:
    return Money(int(Decimal(amount) * 100), "SEK")


def facts(amount: str = "2500", kind: str = "book") -> dict[str, Any]:
    return {"amount": kronor(amount), "kind": kind, "why": "Lisas mamma", "on": AT.date(),
            "place": "north"}  # fmt: skip


def case(number: int, person: int, **given: Any) -> Decided:
    person_id = UUID(int=1_000 + person)
    filled = {"ended": AT - 400 * DAY, "ruled": "granted", "facts": facts(),
              "people": frozenset({person_id}), "ruler": UUID(int=1)}  # fmt: skip
    return Decided(str(number), UUID(int=7), **{**filled, **given})


@pytest.mark.parametrize(
    ("amount", "level", "low", "high"),
    [("2500", FINE, 2000, 3000), ("2000", FINE, 1500, 2000), ("2000.01", FINE, 2000, 3000),
     ("10000", FINE, 7000, 10000), ("10000.01", FINE, 10000, 15000), ("99", FINE, 0, 100),
     ("0", FINE, 0, 100), ("101", FINE, 100, 150), ("2500", MIDDLE, 2000, 5000),
     ("2500", WIDE, 1000, 10000)],
)  # fmt: skip
def test_amounts_lie_in_spans_that_are_always_the_same(
    amount: str, level: anonymous.Level, low: int, high: int
) -> None:
    shown = shown_facts(TYPES[:1], {"amount": kronor(amount)}, level)
    assert shown == (Shown("amount", Decimal(low), Decimal(high), "SEK"),)


@pytest.mark.parametrize(
    ("number", "level", "low", "high"),
    [("3", FINE, 3, 3), ("6", FINE, 6, 7), ("6.5", FINE, 6, 7), ("8", FINE, 8, 10),
     ("12", FINE, 11, 15), ("4", MIDDLE, 3, 5), ("4", WIDE, 2, 10), ("0", FINE, 0, 0)],
)  # fmt: skip
def test_numbers_lie_in_spans_of_whole_ones(
    number: str, level: anonymous.Level, low: int, high: int
) -> None:
    days = (FactType("days", "number", LABEL, may_limit=True),)
    shown = shown_facts(days, {"days": Decimal(number)}, level)
    assert shown == (Shown("days", Decimal(low), Decimal(high), whole=True),)


@given(st.decimals(0, 10**9, places=2), st.sampled_from(LEVELS))
def test_every_amount_lies_in_its_span(amount: Decimal, level: anonymous.Level) -> None:
    low, high = anonymous.span(amount, level.steps, anonymous.SMALLEST_AMOUNT)
    assert low < amount <= high or (low, high) == (0, 100)
    assert anonymous.span(high, level.steps, anonymous.SMALLEST_AMOUNT) == (low, high)


def test_only_facts_a_limit_may_speak_of_and_never_words_or_days() -> None:
    shown = shown_facts(TYPES, facts(), FINE)
    assert shown is not None
    assert [s.fact for s in shown] == ["amount", "kind"]


def test_a_case_that_lacks_a_fact_or_has_an_odd_one_is_not_shown() -> None:
    assert shown_facts(TYPES, {"kind": "book"}, FINE) is None
    assert shown_facts(TYPES, facts(kind="yacht"), FINE) is None
    assert shown_facts(TYPES, facts(amount="-1"), FINE) is None
    assert shown_facts(TYPES[2:], facts(), FINE) is None  # nothing there to rule on


def test_five_cases_from_four_people_are_too_few() -> None:
    assert blocks(TYPES, [case(n, n % 4) for n in range(5)], AT) == []
    (block,) = blocks(TYPES, [case(n, n % 5) for n in range(6)], AT)
    assert len({c.people for c in block.cases}) == len(block.cases) == 5


def test_whoever_it_is_for_counts_as_well_as_the_asker() -> None:
    for_one = [case(n, n, people=frozenset({UUID(int=n + 1), UUID(int=99)})) for n in range(20)]
    assert blocks(TYPES, for_one, AT) == []


def test_somebody_who_asks_a_great_deal_does_not_fill_a_block() -> None:
    often = [case(n, 0) for n in range(50)] + [case(100 + n, n + 1) for n in range(4)]
    (block,) = blocks(TYPES, often, AT)
    assert Counter(c.people for c in block.cases).most_common(1)[0][1] == 1


def test_a_block_of_noes_is_not_shown() -> None:
    """Else whoever knows that somebody asked would learn that they were refused."""
    noes = [case(n, n, ruled="refused") for n in range(30)]
    assert blocks(TYPES, noes, AT) == []
    mixed = noes + [case(100 + n, 100 + n) for n in range(4)]
    for block in blocks(TYPES, mixed, AT):
        assert sum(c.ruled == "refused" for c in block.cases) * 2 <= len(block.cases)


def test_what_finds_no_company_waits_and_is_then_shown_more_coarsely() -> None:
    amounts = ("2100", "3100", "4100", "4900", "2900")
    new = [case(n, n, ended=AT - DAY, facts=facts(a)) for n, a in enumerate(amounts)]
    assert blocks(TYPES, new, AT) == []
    (block,) = blocks(TYPES, new, AT + 60 * DAY)
    assert block.shown[0] == Shown("amount", Decimal(2000), Decimal(5000), "SEK")


def test_logs_are_never_mixed_with_ones_own_cases() -> None:
    here = [case(n, n) for n in range(3)]
    there = [case(10 + n, 0, people=frozenset(), origin="log") for n in range(4)]
    assert blocks(TYPES, [*here, *there], AT) == []
    (block,) = blocks(TYPES, [*here, *there, case(20, 0, people=frozenset(), origin="log")], AT)
    assert {c.origin for c in block.cases} == {"log"}


def test_cases_of_the_same_ruler_come_together_where_they_can() -> None:
    cases = [case(n, n, ruler=UUID(int=1 + n % 2)) for n in range(20)]
    assert all(len({c.ruler for c in b.cases}) == 1 for b in blocks(TYPES, cases, AT))


CASES = st.lists(
    st.tuples(
        st.integers(0, 12), st.sampled_from(["900", "2500", "3500"]),
        st.sampled_from(["granted", "refused", "returned"]), st.integers(0, 300),
        st.integers(1, 3),
    ),
    max_size=80,
)  # fmt: skip


@given(CASES)
def test_month_by_month_only_whole_blocks_are_added(
    drawn: list[tuple[int, str, Any, int, int]],
) -> None:
    """Whatever is decided when, each month adds blocks that are safe by themselves."""
    every = [
        case(n, who, facts=facts(amount), ruled=ruled, ended=AT - days * DAY, ruler=UUID(int=by))
        for n, (who, amount, ruled, days, by) in enumerate(drawn)
    ]
    shown: set[str] = set()
    for month in range(10, -1, -1):
        left = [c for c in every if c.id not in shown]
        for block in blocks(TYPES, left, AT - 30 * month * DAY):
            people = [p for c in block.cases for p in c.people]
            assert len(set(people)) == len(people) >= anonymous.FEWEST
            assert anonymous.is_safe(block.cases)
            assert not shown & {c.id for c in block.cases}
            assert all(c.ended < AT - 30 * month * DAY for c in block.cases)
            cells = {shown_facts(TYPES, c.facts, level) for c in block.cases for level in LEVELS}
            assert block.shown in cells
            shown |= {c.id for c in block.cases}


@pytest.mark.parametrize(
    ("outcomes", "ruled"),
    [(["granted"], "granted"), (["changed"], "changed"), (["refused"], "refused"),
     (["returned"], "returned"), (["returned", "granted"], "returned_granted"),
     (["returned", "returned", "refused"], "returned_refused")],
)  # fmt: skip
def test_how_a_case_went(outcomes: list[str], ruled: str) -> None:
    assert anonymous.ruled_as(outcomes) == ruled


def test_within_limits_only_what_surely_is() -> None:
    shown = shown_facts(TYPES, facts("4500"), FINE)
    assert shown is not None

    def fits(*limits: Limit) -> bool:
        return anonymous.surely_within(limits, shown)

    assert fits()
    assert fits(Limit("amount", "<=", kronor("5000")))
    assert not fits(Limit("amount", "<=", kronor("4900")))
    assert fits(Limit("amount", ">=", kronor("4000")))
    assert not fits(Limit("amount", ">=", kronor("4400")))
    assert not fits(Limit("amount", "<=", Money(10**9, "EUR")))
    assert not fits(Limit("amount", "=", kronor("4500")))
    assert fits(Limit("kind", "=", "book"), Limit("kind", "in", ("book", "course")))
    assert not fits(Limit("kind", "in", ("course",)))
    assert not fits(Limit("place", "=", "north"))  # not shown, so not known


def test_what_is_kept_can_be_read_again() -> None:
    cell = shown_facts(TYPES, facts(), FINE)
    assert cell is not None
    assert shown_from_json(shown_to_json(cell)) == cell
    other = shown_facts(TYPES, facts("900"), FINE)
    assert other is not None
    assert cell_key(cell) != cell_key(other)

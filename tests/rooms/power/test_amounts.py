"""Rules 15, 16 and 18: the basis of an amount, recorded rates, and the sum of its parts."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.rules import (
    NO_TABLE,
    Basis,
    FactType,
    Frame,
    Limit,
    Mandate,
    Part,
    Question,
    Rate,
    RateTable,
    Slice,
    Stage,
    Yes,
    answer,
    facts_from_json,
    facts_to_json,
    judged_of,
    purchase_of,
    read_facts,
    stages_needed,
)
from tests.cast import DAY, NOW, START, an_id
from tests.rooms.power.cast import FIRST, LAST, MARIA, ROOT, ask, codes, ekby, kr, up_to

PRICE = FactType("amount", "amount", {}, currency="SEK", asks=("vat", "term", "currency"))
EUR = Rate("EUR", "SEK", Decimal("11.2345"), START, START, "Sveriges riksbank")
BASE = Rate("PBB", "SEK", Decimal(59_200), START, START, "SFS 2025:1")
RATES = RateTable((EUR, BASE))


def rated(*mandates: Mandate, rates: RateTable = RATES) -> Slice:
    return ekby(mandates=mandates, rates=rates)


def may(org: Slice, facts: dict[str, object], **changes: object) -> bool:
    return isinstance(answer(org, ask(MARIA, facts=facts, **changes)), Yes)


@pytest.mark.parametrize(
    ("told", "judged"),
    [
        ({"amount": "1 250"}, 125_000),
        ({"amount": "1 250", "amount-vat": "25"}, 100_000),
        ({"amount": "1 250", "amount-vat": "25", "amount-each": "month"}, 4_800_000),
        ({"amount": "1 000", "amount-each": "month", "amount-months": "36"}, 3_600_000),
        ({"amount": "1 000", "amount-each": "again"}, 1_200_000),
        ({"amount": "0,01", "amount-vat": "25"}, 1),
    ],
)
def test_rule_15_an_amount_is_judged_without_vat_and_for_the_whole_contract(
    told: dict[str, str], judged: int
) -> None:
    facts, refusals = read_facts((PRICE,), told)
    assert (refusals, facts["amount"]) == ((), Money(judged, "SEK"))
    assert facts_from_json((PRICE,), facts_to_json(facts)) == facts


def test_rule_15_the_rule_book_says_how_many_months_and_whether_without_vat() -> None:
    basis = Basis(without_vat=False, recurring_months=6, indefinite_months=10)
    told = {"amount": "125", "amount-vat": "25", "amount-each": "month"}
    assert read_facts((PRICE,), told, basis)[0]["amount"] == kr(1_250)
    told["amount-each"] = "again"
    assert read_facts((PRICE,), told, basis)[0]["amount"] == kr(750)


def test_rule_15_what_cannot_be_read_is_told_by_its_field() -> None:
    told = {"amount": "1", "amount-vat": "x", "amount-each": "month", "amount-months": "-1"}
    _, refusals = read_facts((PRICE,), told)
    assert [(r.code, r.field) for r in refusals] == [
        ("power.bad_vat", "amount-vat"),
        ("power.bad_months", "amount-months"),
    ]
    plain = FactType("amount", "amount", {}, currency="SEK")
    _, refusals = read_facts((plain,), {"amount": "1", "amount-vat": "25"})
    assert [r.code for r in refusals] == ["power.unknown_fact"]


def test_rule_15_no_rate_of_vat_above_the_highest_in_the_union_halves_a_sum() -> None:
    _, refusals = read_facts((PRICE,), {"amount": "1 000", "amount-vat": "100"})
    assert [r.code for r in refusals] == ["power.bad_vat"]


@pytest.mark.parametrize("text", ["1e9", "1.5E5", "9" * 32 + "e-30", "1_0", "NaN", "1e999", "１０"])
@pytest.mark.parametrize("kind", ["amount", "number"])
def test_rule_15_what_nobody_writes_as_a_number_is_refused(kind: str, text: str) -> None:
    fact = FactType("amount", kind, {}, currency="SEK")  # type: ignore[arg-type]
    _, refusals = read_facts((fact,), {"amount": text})
    assert [r.code for r in refusals] == [f"power.bad_{kind}"]


def test_rule_18_a_number_with_and_without_decimals_is_the_same_purchase() -> None:
    told = [{"supplier": Decimal(n)} for n in ("5560360793", "5560360793.00", "50", "5.0")]
    first, second, third, fourth = (purchase_of(facts, ("supplier",)) for facts in told)
    assert first == second
    assert third != fourth


def test_rule_16_a_recorded_rate_converts_into_the_mandates_currency() -> None:
    org = rated(replace(ROOT, limits=up_to(112_345)))
    assert may(org, {"amount": Money(1_000_000, "EUR")})
    assert not may(org, {"amount": Money(1_000_001, "EUR")})


def test_rule_16_without_a_rate_it_is_outside_and_says_which_is_missing() -> None:
    org = rated(replace(ROOT, limits=up_to(100)), rates=NO_TABLE)
    (refusal,) = answer(org, ask(MARIA, facts={"amount": Money(1, "EUR")})).reasons  # type: ignore[union-attr]
    assert refusal.facts == {"rule": 16, "currency": "EUR", "to": "SEK"}


def test_rule_16_two_base_amounts_in_kronor_and_from_euro() -> None:
    org = rated(replace(ROOT, limits=(Limit("amount", "<=", Money(200_000_000, "PBB")),)))
    assert may(org, {"amount": kr(118_400)})
    assert not may(org, {"amount": Money(11_840_001, "SEK")})
    assert may(org, {"amount": Money(1_053_896, "EUR")})
    assert not may(org, {"amount": Money(1_053_897, "EUR")})
    assert judged_of(
        org, org.mandates[0], ask(MARIA, facts={"amount": Money(100, "EUR")})
    )["converted"][0]["rates"][1] == {
        "currency": "PBB", "to": "SEK", "rate": "59200", "since": START.date().isoformat(),
        "source": "SFS 2025:1",
    }  # fmt: skip


def test_rule_16_a_rate_recorded_later_changes_no_past_answer() -> None:
    later = Rate("EUR", "SEK", Decimal(1), START, NOW + DAY)
    org = rated(replace(ROOT, limits=up_to(12)), rates=RateTable((EUR, later)))
    facts: dict[str, object] = {"amount": Money(200, "EUR")}
    assert not may(org, facts)
    assert may(org, facts, at=NOW + DAY)


def test_rule_16_a_frame_takes_what_the_amount_is_worth() -> None:
    org = rated(replace(ROOT, frame=Frame("amount", kr(1_124), "year")))
    assert may(org, {"amount": Money(10_000, "EUR")})
    assert not may(org, {"amount": Money(10_006, "EUR")})


@given(
    amount=st.integers(0, 10**12),
    limit=st.integers(0, 10**10),
    rate=st.decimals(Decimal("0.0001"), 10_000, places=4),
    other_way=st.booleans(),
)
def test_rule_16_converting_never_widens(
    amount: int, limit: int, rate: Decimal, *, other_way: bool
) -> None:
    pair = ("SEK", "EUR") if other_way else ("EUR", "SEK")
    table = RateTable((Rate(*pair, rate, START, START),))
    exact = Fraction(rate)
    worth = Fraction(amount) / exact if other_way else Fraction(amount) * exact
    within = Limit("amount", "<=", Money(limit, "SEK"))
    above = Limit("amount", ">=", Money(limit, "SEK"))
    facts = {"amount": Money(amount, "EUR")}
    if within.holds(facts, table.at(NOW)):
        assert worth <= limit
    if above.holds(facts, table.at(NOW)):
        assert worth >= limit


# --- splitting ------------------------------------------------------------------------------------

SUPPLIER = "Kontor & Co AB"


def facts(amount: int, supplier: str = SUPPLIER) -> dict[str, object]:
    return {"amount": kr(amount), "supplier": supplier}


def part(amount: Money, n: int = 1, **changes: object) -> Part:
    purchase = purchase_of({"supplier": SUPPLIER}, ("supplier",))
    base = Part(an_id(f"part-{n}"), purchase, "amount", amount, NOW - DAY)
    return replace(base, **changes)  # type: ignore[arg-type]


def summing(*parts: Part, stages: tuple[Stage, ...] = (LAST,), **changes: object) -> Slice:
    org = ekby(stages=stages, parts=parts, rates=RATES)
    matter = replace(org.matter, same=("supplier",), **changes)  # type: ignore[arg-type]
    return replace(org, matter=matter, mandates=(replace(ROOT, limits=up_to(10_000)),))


def test_rule_18_parts_to_the_same_counterparty_are_summed() -> None:
    org = summing(part(kr(6_000)))
    assert may(org, facts(4_000))
    assert may(org, facts(4_000, "kontor &  co ab"))
    found = answer(org, ask(MARIA, facts=facts(4_001)))
    assert codes(found) == ["power.sum_over_limit"]
    assert found.reasons[0].facts["sum"] == "1000100 SEK"  # type: ignore[union-attr]
    assert may(org, facts(10_000, "Någon annan"))
    assert not may(org, facts(4_001, "KONTOR & CO AB."))


def test_rule_18_only_what_is_open_or_granted_in_the_window_counts() -> None:
    for old in (
        part(kr(9_000), at=NOW.replace(year=NOW.year - 1)),
        part(kr(9_000), released=NOW),
        part(kr(9_000), at=NOW + DAY),
    ):
        assert may(summing(old), facts(10_000))
    assert not may(summing(part(kr(9_000), released=NOW + DAY)), facts(10_000))
    own = part(kr(10_000))
    assert may(summing(own), facts(10_000), case=own.case)


def test_rule_18_where_set_a_sum_above_the_limit_needs_a_written_reason() -> None:
    org = summing(part(kr(6_000)), splitting="reason")
    asked = ask(MARIA, facts=facts(4_001))
    assert isinstance(answer(org, asked), Yes)
    assert codes(answer(org, replace(asked, reasoned=False))) == ["power.sum_needs_reason"]
    assert codes(answer(org, replace(asked, facts=facts(10_001)))) == ["power.over_limit"]


def test_rule_18_a_stage_cannot_be_got_round_by_parts() -> None:
    first = replace(FIRST, condition=(Limit("amount", ">=", kr(10_000)),))
    org = summing(part(kr(6_000)), stages=(first, LAST))
    assert stages_needed(org, ask(MARIA, facts=facts(3_999))) == (LAST,)
    assert stages_needed(org, ask(MARIA, facts=facts(4_000))) == (first, LAST)


def test_rule_18_a_part_in_another_currency_is_converted_and_unknown_is_outside() -> None:
    assert not may(summing(part(Money(80_000, "EUR"))), facts(1_013))
    assert may(summing(part(Money(80_000, "EUR"))), facts(1_012))
    unknown = answer(summing(part(Money(1, "USD"))), ask(MARIA, facts=facts(1)))
    assert codes(unknown) == ["power.rate_missing"]


@given(st.lists(st.integers(0, 5_000), min_size=1, max_size=6))
def test_rule_18_any_split_of_an_amount_is_judged_as_the_whole(split: list[int]) -> None:
    *before, last = split
    parts = [part(kr(amount), n) for n, amount in enumerate(before)]
    whole = may(summing(), facts(sum(split)))
    assert may(summing(*parts), facts(last)) is whole


# --- the urgent route -----------------------------------------------------------------------------

URGENT = replace(ROOT, id=an_id("urgent"), role=an_id("chair"), urgent=True, order=2)
OLOF: UUID = an_id("olof")


def board(**changes: object) -> Slice:
    org = ekby(mandates=(URGENT,))
    matter = replace(
        org.matter, own_cost=False, reserved=True, reserved_ref="KL 6:38", body=an_id("board"),
        **changes,  # type: ignore[arg-type]
    )  # fmt: skip
    return replace(org, matter=matter)


def urgent(actor: UUID = OLOF, **changes: object) -> Question:
    return replace(ask(actor, urgent=True), **changes)  # type: ignore[arg-type]


def test_rule_25_an_urgent_mandate_needs_why_it_cannot_wait_and_reaches_what_is_reserved() -> None:
    assert isinstance(answer(board(), urgent()), Yes)
    assert codes(answer(board(), urgent(urgent=False))) == ["power.urgent_only"]


def test_rule_25_only_the_chair_or_a_member_decides_urgently() -> None:
    held = replace(URGENT, role=None, person=MARIA)
    org = replace(board(), mandates=(held,))
    assert codes(answer(org, urgent(MARIA))) == ["power.urgent_member"]


def test_rule_4_the_delegation_order_itself_is_never_decided_urgently() -> None:
    assert "power.never_urgent" in codes(answer(board(reserved_urgent=False), urgent()))


def test_rule_3_an_urgent_mandate_is_never_handed_on() -> None:
    below = replace(
        URGENT, id=an_id("below"), role=None, person=MARIA, source=URGENT.id, source_decision="",
        urgent=False, since=START + timedelta(days=1),
    )  # fmt: skip
    org = replace(board(), mandates=(URGENT, below))
    assert "power.too_far" in codes(answer(org, urgent(MARIA)))

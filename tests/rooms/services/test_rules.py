"""Rules of services: where a case goes, who decides, search, the log."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.rules import (
    FactType,
    Frame,
    Holding,
    Limit,
    Mandate,
    Matter,
    Slice,
    Stage,
    Waiver,
)
from mandat.services.rules import (
    CaseView,
    Entry,
    OwnYes,
    Passed,
    Safeguard,
    advance,
    extra_labels,
    is_alike,
    levels,
    outcomes_open_to,
    pieces,
    read_extra,
    row_ended,
    search,
    usually_within,
    waits_for,
)
from mandat.services.rules.search import fold, one_off
from tests.cast import NOW, START, an_id

HEAD, CHAIR, TEAM = an_id("head"), an_id("chair"), an_id("team")
MARIA, OLOF, AMIR, FATIMA = (an_id(n) for n in ("maria", "olof", "amir", "fatima"))
ONE, TWO, THREE = (an_id(f"stage-{n}") for n in (1, 2, 3))
AMOUNT = FactType("amount", "amount", {"sv": "Belopp"}, may_limit=True, currency="SEK")


def kr(amount: int) -> Money:
    return Money(amount * 100, "SEK")


def up_to(amount: int) -> tuple[Limit, ...]:
    return (Limit("amount", "<=", kr(amount)),)


def root(name: str, stage: UUID, role: UUID, **more: object) -> Mandate:
    values = {"since": START, "until": None, "source_decision": "§ 1", **more}
    return Mandate(an_id(name), stage, None, role, **values)  # type: ignore[arg-type]


def organisation(
    *mandates: Mandate, waivers: tuple[Waiver, ...] = (), own_cost: bool = False
) -> Slice:
    stages = (
        Stage(ONE, "one", 1),
        Stage(TWO, "two", 2, (Limit("amount", ">=", kr(10_000)),)),
        Stage(THREE, "three", 3),
    )
    return Slice(
        Matter(an_id("m"), "m", stages, own_cost=own_cost),
        mandates,
        (
            Holding(HEAD, MARIA, START),
            Holding(CHAIR, OLOF, START),
            Holding(TEAM, AMIR, START),
            Holding(TEAM, FATIMA, START),
        ),
        waivers=waivers,
    )


def case(amount: int, *, asker: UUID = AMIR, stage: UUID | None = None) -> CaseView:
    return CaseView(
        an_id("case"), an_id("m"), asker, asker, {"amount": kr(amount)}, NOW, "open", stage
    )


PLAIN = (root("a", ONE, HEAD), root("b", TWO, CHAIR), root("c", THREE, CHAIR))


def test_case_stops_at_the_first_stage_that_somebody_else_decides() -> None:
    progress = advance(organisation(*PLAIN), case(100), NOW, after=None, asker_decides=True)
    assert (progress.steps, progress.stage) == ((), ONE)


def test_case_goes_past_stages_it_does_not_come_to() -> None:
    org = organisation(*PLAIN)
    assert advance(org, case(9_999), NOW, after=ONE, asker_decides=False).stage == THREE
    assert advance(org, case(10_000), NOW, after=ONE, asker_decides=False).stage == TWO
    assert advance(org, case(1), NOW, after=THREE, asker_decides=False).stage is None


def test_asker_who_may_decides_and_the_case_goes_on() -> None:
    org = organisation(root("a", ONE, TEAM), root("b", TWO, CHAIR), root("c", THREE, CHAIR))
    progress = advance(org, case(1), NOW, after=None, asker_decides=True)
    assert progress.steps == (OwnYes(ONE, an_id("a")),)
    assert progress.stage == THREE
    own = organisation(*(m for m in org.mandates), own_cost=True)
    assert advance(own, case(1), NOW, after=None, asker_decides=True).stage == ONE


@pytest.mark.parametrize(("most", "stage"), [(199, THREE), (200, None)])
def test_rule_17_stages_passed_at_once_share_what_is_left_above_both(
    most: int, stage: UUID | None
) -> None:
    above = root("above", ONE, HEAD, frame=Frame("amount", kr(most), "year"))
    below = {"source": above.id, "source_decision": "", "narrows": True}
    org = organisation(above, root("a", ONE, TEAM, **below), root("c", THREE, TEAM, **below))
    progress = advance(org, case(100), NOW, after=None, asker_decides=True)
    assert progress.stage == stage
    assert len(progress.steps) == (1 if stage else 2)


@given(st.integers(0, 20_000), st.integers(0, 20_000))
def test_waived_stage_is_passed_within_the_limit_and_only_there(amount: int, limit: int) -> None:
    waiver = Waiver(an_id("w"), ONE, an_id("a"), up_to(limit), START, None)
    org = organisation(*PLAIN, waivers=(waiver,))
    progress = advance(org, case(amount), NOW, after=None, asker_decides=False)
    assert (progress.steps == (Passed(ONE, an_id("w")),)) == (amount <= limit)
    assert (progress.stage == ONE) == (amount > limit)


@given(st.integers(1, 30_000), st.sampled_from([MARIA, OLOF, AMIR, FATIMA]), st.integers(0, 1))
def test_every_case_comes_to_an_end_in_at_most_as_many_answers_as_stages(
    amount: int, asker: UUID, own_cost: int
) -> None:
    org = organisation(*PLAIN, own_cost=bool(own_cost))
    view = case(amount, asker=asker)
    progress = advance(org, view, NOW, after=None, asker_decides=True)
    seen = [s.stage for s in progress.steps]
    while progress.stage is not None:
        assert progress.stage not in seen
        seen.append(progress.stage)
        progress = advance(org, view, NOW, after=progress.stage, asker_decides=False)
    assert seen == [s.id for s in org.matter.stages if s.id != TWO or amount >= 10_000]


def test_only_those_with_authority_may_answer_and_only_while_open() -> None:
    org = organisation(*PLAIN)
    assert outcomes_open_to(org, case(1, stage=ONE), MARIA, NOW)[0] == ("yes", "no", "returned")
    assert outcomes_open_to(org, case(1, stage=ONE), OLOF, NOW) == ((), None)
    only_yes = organisation(root("a", ONE, HEAD, may_no=False))
    assert outcomes_open_to(only_yes, case(1, stage=ONE), MARIA, NOW)[0] == ("yes", "returned")
    assert waits_for(org, case(1, stage=ONE), NOW)[1] == (MARIA,)


def test_levels_tell_who_decides_up_to_which_amount() -> None:
    child = Mandate(
        an_id("child"), ONE, None, TEAM, START, None, up_to(5_000),
        source=an_id("a"), narrows=True,
    )  # fmt: skip
    org = organisation(root("a", ONE, HEAD), child, root("c", THREE, TEAM))
    found = levels(org, [AMOUNT], AMIR, NOW)
    assert [(x.up_to, x.inclusive, [d.kind for d in x.deciders]) for x in found] == [
        (kr(5_000), True, ["own", "own"]),
        (kr(10_000), False, ["other", "own"]),
        (None, False, ["other", "nobody", "own"]),
    ]


def test_money_is_for_a_colleague_to_decide() -> None:
    org = Slice(
        Matter(an_id("m"), "m", (Stage(ONE, "one", 1),), own_cost=True),
        (root("a", ONE, TEAM),),
        (Holding(TEAM, AMIR, START), Holding(TEAM, FATIMA, START)),
    )
    (level,) = levels(org, [AMOUNT], AMIR, NOW)
    (decider,) = level.deciders
    assert (level.up_to, decider.kind, decider.people) == (None, "colleague", (FATIMA,))


@given(st.lists(st.floats(0, 100), max_size=30))
def test_usually_within_needs_five_cases_and_never_promises_too_little(days: list[float]) -> None:
    found = usually_within(days)
    if len(days) < 5:
        assert found is None
    else:
        assert found is not None
        assert found >= 1
        assert sum(d <= found for d in days) * 2 >= len(days)


# --- search -------------------------------------------------------------------------------------

LEAVE = Entry(an_id("leave"), "Ta ledigt, upp till 3 dagar", "semester", "Schemat ändras direkt.")
SHIFT = Entry(an_id("shift"), "Byta pass", "skift", "Du är ledig så snart kollegan sagt ja.")
STUDY = Entry(an_id("study"), "Tjänstledigt för studier", "", "Mer än 10 dagar.")
SHOES = Entry(an_id("shoes"), "Arbetsskor", "skodon", "Hämtas i förrådet.")
ALL = (SHOES, SHIFT, STUDY, LEAVE)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ledig", [LEAVE, STUDY, SHIFT]),
        ("LEDIGT", [LEAVE, STUDY, SHIFT]),
        ("andras", [LEAVE]),
        ("forrad", [SHOES]),
        ("arbetskor", [SHOES]),
        ("arbetssokr", [SHOES]),
        ("byta kollega", [SHIFT]),
        ("byta skor", []),
        ("xyz", []),
        ("", []),
        ("!!!", []),
    ],
)
def test_search_finds_what_people_mean(words: str, found: list[Entry]) -> None:
    assert list(search(words, ALL)) == [e.id for e in found]


@given(st.text(max_size=40), st.text(max_size=20))
def test_pieces_put_together_are_the_text(text: str, words: str) -> None:
    assert "".join(p.text for p in pieces(text, words)) == text
    assert len(fold(text)) == len(text)


@given(st.text("abc", min_size=1, max_size=6), st.data())
def test_one_letter_off_is_recognised(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 1))
    changed = word[:at] + "x" + word[at + 1 :]
    for other in (changed, word[:at] + word[at + 1 :], word[:at] + "x" + word[at:]):
        assert one_off(word, other)
        assert one_off(other, word)
    assert not one_off(word, word + "xy")


# --- safeguards and the log ---------------------------------------------------------------------


def test_extra_fields_are_all_required_and_asked_once() -> None:
    asked = (Safeguard("extra_field", "Vem?"), Safeguard("recent_alike"),
             Safeguard("extra_field", "Vem?"), Safeguard("extra_field", "När?"))  # fmt: skip
    labels = extra_labels(asked)
    assert labels == ("Vem?", "När?")
    found, refusals = read_extra(labels, {"extra-0": " Lena ", "extra-1": " "})
    assert found == {"Vem?": "Lena"}
    assert [(r.code, r.field) for r in refusals] == [("services.missing_extra", "extra-1")]


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_alike_goes_both_ways_and_means_within_a_quarter(a: int, b: int) -> None:
    one, other = {"amount": kr(a)}, {"amount": kr(b)}
    assert is_alike([AMOUNT], one, other) == is_alike([AMOUNT], other, one)
    assert is_alike([AMOUNT], one, other) == (abs(a - b) * 4 <= max(a, b))


def test_own_step_after_a_no_leaves_the_case_refused() -> None:
    assert row_ended("withdrawn", "returned") == "refused"
    assert row_ended("withdrawn", "yes") == "withdrawn"
    assert row_ended("returned", "returned") == "open"
    assert row_ended("granted", "yes") == "granted"

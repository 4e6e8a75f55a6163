"""Rules 5 and 6: bodies that decide jointly, and automats that say yes."""

from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.power.rules import (
    Adopted,
    Jointly,
    Mandate,
    NeverGround,
    No,
    RuleBook,
    Slice,
    Yes,
    answer,
    automat_at,
    decided,
    jointly_from_json,
    jointly_to_json,
    who_may,
)
from mandat.power.rules.authority import route
from mandat.power.rules.joint_text import read_joint_text
from tests.cast import NOW, START, an_id
from tests.rooms.power.cast import (
    AMIR,
    HEAD,
    HOME,
    LAST,
    LENA,
    MARIA,
    OLOF,
    ROOT,
    TEAM,
    ask,
    codes,
    ekby,
    up_to,
)

FIVE = tuple(an_id(f"member-{n}") for n in range(5))
MACHINE = an_id("machine")
RULES = st.one_of(
    st.just(Jointly()),
    st.just(Jointly(casting=an_id("role-of-the-chair"))),
    st.just(Jointly("all")),
    st.integers(1, 5).map(lambda n: Jointly("at_least", n)),
    st.integers(1, 5).map(lambda n: Jointly(quorum=n)),
)
SAID = st.lists(st.sampled_from(["yes", "no", "abstain"]), min_size=5, max_size=5)


def body(rule: Jointly | None = None, **changes: object) -> Mandate:
    link = replace(ROOT, role=None, body=HOME, jointly=rule)
    return replace(link, **changes)  # type: ignore[arg-type]


def automat(amount: int = 500, **changes: object) -> Mandate:
    link = Mandate(
        an_id("automatic"), LAST.id, None, None, START, None, up_to(amount), may_no=False,
        source=ROOT.id, narrows=True, automat=MACHINE, order=1,
    )  # fmt: skip
    return replace(link, **changes)  # type: ignore[arg-type]


def with_automat(*mandates: Mandate, **matter: object) -> Slice:
    org = ekby(*mandates, automats={MACHINE: HEAD})
    return replace(org, matter=replace(org.matter, **{"automat": True, **matter}))  # type: ignore[arg-type]


@given(RULES, SAID, st.permutations(range(5)), st.permutations(range(5)), st.integers(0, 5))
def test_rule_05_what_is_decided_never_hangs_on_the_order_of_voices(
    rule: Jointly, said: list[str], one: list[int], other: list[int], kept_out: int
) -> None:
    able = FIVE[:kept_out] or FIVE
    chair = FIVE[0] if rule.casting else None

    def first_outcome(order: list[int]) -> str | None:
        voices = {}
        for n in order:
            voices[FIVE[n]] = said[n]
            found = decided(rule, 5, able, voices, chair)  # type: ignore[arg-type]
            if found is not None:
                return found
        return None

    assert first_outcome(one) == first_outcome(other)


@pytest.mark.parametrize(
    ("rule", "said", "outcome"),
    [
        (Jointly(), "yy", None),
        (Jointly(), "yyy", "yes"),
        (Jointly(), "yyn", None),
        (Jointly(), "yynna", "no"),
        (Jointly(casting=an_id("c")), "nyyna", "no"),
        (Jointly(casting=an_id("c")), "ynnya", "yes"),
        (Jointly("all"), "yyyya", "no"),
        (Jointly("all"), "nyy", "no"),
        (Jointly("all"), "yyyyy", "yes"),
        (Jointly("at_least", 2), "yy", None),
        (Jointly("at_least", 2), "yya", "yes"),
        (Jointly("at_least", 4), "nna", "no"),
        (Jointly(quorum=1), "yy", None),
    ],
)
def test_rule_05_it_is_decided_when_nothing_can_change_it(
    rule: Jointly, said: str, outcome: str | None
) -> None:
    words = {"y": "yes", "n": "no", "a": "abstain"}
    voices = {person: words[letter] for person, letter in zip(FIVE, said, strict=False)}
    assert decided(rule, 5, FIVE, voices, FIVE[0] if rule.casting else None) == outcome  # type: ignore[arg-type]
    assert jointly_from_json(jointly_to_json(rule)) == rule


def test_rule_05_no_member_decides_alone_and_is_told_by_what_rule() -> None:
    org = ekby(mandates=(body(),))
    found = answer(org, ask(MARIA, asker=OLOF))
    assert codes(found) == ["power.jointly"]
    assert isinstance(found, No)
    assert found.reasons[0].facts == {"rule": 5, "quorum": 2, "members": 3}
    assert found.who_could[0].people == (MARIA, AMIR, LENA)
    assert codes(answer(org, ask(OLOF))) == ["power.no_mandate"]
    refuse = who_may(org, ask(MARIA, asker=OLOF, verb="no"))
    assert refuse[0].routes[0].mandate.body == HOME


def test_rule_05_whoever_is_left_out_does_not_lower_the_quorum() -> None:
    org = ekby(mandates=(body(),))
    # Amir asks for himself: two of three are left, and that is a quorum.
    assert route(org, ask(MARIA, asker=AMIR), LAST.id).people == (MARIA, LENA)  # type: ignore[union-attr]
    few = replace(org, mandates=(body(Jointly(quorum=3)),))
    assert route(few, ask(MARIA, asker=AMIR), LAST.id) is None
    only_team = replace(org, mandates=(body(Jointly(roles=frozenset({TEAM}))),))
    assert route(only_team, ask(MARIA, asker=OLOF), LAST.id).people == (AMIR, LENA)  # type: ignore[union-attr]


def test_rule_05_a_public_body_lets_only_what_is_constituted_decide_jointly() -> None:
    org = ekby(mandates=(body(),), books=(Adopted(START, RuleBook(constituted_bodies=True)),))
    assert codes(answer(org, ask(MARIA, asker=OLOF))) == ["power.not_constituted"]
    set_up = replace(org, constituted=frozenset({HOME}))
    assert codes(answer(set_up, ask(MARIA, asker=OLOF))) == ["power.jointly"]


@given(st.integers(0, 2000), st.integers(0, 2000), st.integers(0, 2000))
def test_rule_06_an_automat_never_exceeds_any_link(root: int, own: int, asked: int) -> None:
    org = with_automat(automat(own))
    org = replace(org, mandates=(replace(ROOT, limits=up_to(root)), automat(own)))
    assert isinstance(answer(org, ask(MACHINE, asked)), Yes) == (asked <= min(root, own))
    assert isinstance(answer(org, ask(MACHINE, asked, verb="no")), No)


@pytest.mark.parametrize(
    ("matter", "book", "code"),
    [
        ({"automat": False}, RuleBook(), "power.automat_not_apart"),
        (
            {"automat_group": "procurement"},
            RuleBook(automat_never=(NeverGround("procurement", "KL 6:38", {}),)),
            "power.automat_never",
        ),
        ({"reserved": True}, RuleBook(), "power.reserved"),
        ({"two_people": True}, RuleBook(), "power.automat_no_person"),
    ],
)
def test_rule_06_what_no_automat_decides(
    matter: dict[str, object], book: RuleBook, code: str
) -> None:
    org = replace(with_automat(automat(), **matter), books=(Adopted(START, book),))
    assert code in codes(answer(org, ask(MACHINE, 100)))
    assert automat_at(org, ask(AMIR, 100), LAST.id) is None


def test_rule_06_what_it_does_not_cover_and_what_is_left_goes_to_people() -> None:
    org = with_automat(automat(500))
    inside, outside = ask(AMIR, 500), ask(AMIR, 501)
    assert automat_at(org, inside, LAST.id) is not None
    assert automat_at(org, outside, LAST.id) is None
    assert route(org, outside, LAST.id).people == (MARIA,)  # type: ignore[union-attr]
    left = replace(inside, left=frozenset({an_id("automatic")}))
    assert automat_at(org, left, LAST.id) is None
    assert route(org, left, LAST.id).people == (MARIA,)  # type: ignore[union-attr]
    # Nobody's machine says yes to their own cost.
    assert "power.own_cost_of_holder" in codes(answer(org, ask(MACHINE, 100, asker=MARIA)))
    ended = replace(org, mandates=(ROOT, automat(until=NOW)))
    assert automat_at(ended, inside, LAST.id) is None


def test_a_bodys_rule_is_read_from_a_table() -> None:
    text = read_joint_text("at least 3; quorum 4; casting chair; members chair|member")
    assert text is not None
    ids = {"chair": UUID(int=1), "member": UUID(int=2)}
    assert text.rule(ids) == Jointly("at_least", 3, 4, ids["chair"], frozenset(ids.values()))
    assert read_joint_text("") == read_joint_text("majoritet")
    assert read_joint_text("somehow") is None

"""Proposals in the database: what is written, what is made, and that the record replays it."""

from datetime import timedelta
from uuid import UUID

import pytest

from mandat.common.ids import id_from
from mandat.common.refusals import BadInputError, RefusedError
from mandat.handover.proposals import actions, models
from mandat.handover.proposals.queries.around import now_at
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.values import Argument, Tension, Ways
from mandat.power import queries as power
from mandat.power.actions import adopt_rules
from mandat.power.actions.structure import hold_role
from mandat.power.actions.writes import form_role
from mandat.power.presets import read_book
from mandat.power.rules.tables import RoleDraft
from mandat.record.actions import writing
from mandat.record.queries import verify
from tests.cast import NOW, Cast, an_id, found_ekby, names

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
WHY = Tension("Vi väntar", "I maj", "Vi hade sluppit")
ARGUED = Argument("a", "b", "c", "d", "e")
DAY = timedelta(days=1)
TEAM = (AMIR, FATIMA, LENA)


@pytest.fixture
def cast() -> Cast:
    return found_ekby()


def opened(change: kinds.Change, by: UUID = MARIA) -> UUID:
    return actions.open_proposal(by, title="Förslag", why=WHY, changes=[change], at=NOW)


def put(change: kinds.Change, by: UUID = MARIA) -> UUID:
    one = opened(change, by)
    actions.ask_consent(by, proposal=one, at=NOW + 10 * DAY)
    return one


def all_consent(one: UUID, people: tuple[UUID, ...] = TEAM) -> None:
    for person in people:
        actions.speak(person, proposal=one, kind="consent", at=NOW + 11 * DAY)


def state(one: UUID) -> str:
    return models.Proposal.objects.get(uuid=one).state


def codes(error: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {r.code.removeprefix("proposals.") for r in error.value.refusals}


def test_a_change_of_every_kind_is_made_when_all_have_consented(cast: Cast) -> None:
    team = power.role("team", NOW)
    assert team is not None
    head, board = an_id("role-head"), an_id("circle-board")
    one = put(kinds.NewCircle("natt", {"sv": "Natten"}, cast.home))
    all_consent(one)
    night = id_from("circle", "natt")
    for change in (
        kinds.RenameCircle(night, {"sv": "Natten"}, {"sv": "Nattlaget"}),
        kinds.NewRole("vakt", {"sv": "Vakt"}, cast.home),
        kinds.RenameRole(cast.team, names("Team"), {"sv": "Laget"}),
        kinds.EndHolding(cast.team, LENA),
        kinds.Agree(
            cast.home, "Morgonmöte", "Vi ses åtta.", "2027-01-01", cast.team, success="Alla vet"
        ),
        kinds.ChooseWays(cast.home, Ways().as_json(), Ways(2, 2, 5, 5, silence=True).as_json()),
    ):
        assert kinds.from_json(kinds.to_json(change)) == change
        one = put(change)
        all_consent(
            one, tuple(p for p in TEAM if p in power.members_of([cast.home], NOW + 11 * DAY))
        )
        assert state(one) == "adopted", change
    one = put(kinds.Appoint(id_from("role", "vakt"), AMIR))
    all_consent(one, (AMIR, FATIMA))
    now = now_at(NOW + 12 * DAY, [change])
    assert now.circles[night] == kinds.CircleNow("natt", {"sv": "Nattlaget"}, cast.home)
    assert now.roles[id_from("role", "vakt")].name == {"sv": "Vakt"}
    assert [r.key for r in power.roles_of(AMIR, NOW + 12 * DAY)] == ["team", "vakt"]
    assert now.roles[cast.team].name == {"sv": "Laget"}
    assert power.roles_of(LENA, NOW + 12 * DAY) == ()
    assert list(now.agreements.values()) == [cast.home]
    assert now.ways[cast.home].silence
    one = put(kinds.MoveRole(head, cast.home, board))
    all_consent(one, (AMIR, FATIMA, OLOF))
    one = put(kinds.MoveCircle(night, cast.home, cast.ekby))
    assert state(one) == "consent"
    assert now_at(NOW + 12 * DAY).roles[head].circle == board
    assert verify().agrees


def test_a_rule_book_is_changed_line_by_line_and_waits_for_its_body(cast: Cast) -> None:
    founded = read_book("swedish-public-body")
    adopt_rules(SARA, book=founded, decision="KF § 1", at=NOW)
    wanted = read_book("company")
    lines = kinds.rule_lines(founded, wanted)
    assert {"onward", "review", "two_people", "never", "name"} <= {line.field for line in lines}
    with pytest.raises(RefusedError) as error:
        opened(kinds.RulesChange("company", lines))
    assert codes(error) == {"line_needs_why"}
    two = kinds.RuleLine("two_people", was=False, to=True, why="Två ser mer")
    days = kinds.RuleLine("grace_days", 30, 60, "Vi hinner inte")
    change, other = kinds.RulesChange("ekby", (two,)), kinds.RulesChange("ekby", (two, days))
    assert kinds.clashes([change], {7: [other], 8: []}) == (7,)
    first, second = put(change), put(other)
    # Nobody has a role in the outermost circle, so those right under it are asked.
    all_consent(second, (*TEAM, OLOF))
    all_consent(first, (*TEAM, OLOF))
    assert state(first) == state(second) == "awaiting_adoption"
    page = power.rules_page(NOW + 12 * DAY)
    assert page.book == founded
    at = NOW + 20 * DAY

    def minuted(by: UUID, one: UUID) -> None:
        actions.record_adoption(
            by, proposal=one, body="Nämnden", on=at.date(), paragraph="§ 7", adopted=True, at=at
        )

    with pytest.raises(RefusedError) as error:
        minuted(OLOF, first)
    assert codes(error) == {"not_adopting_body"}
    with writing(by=None, at=NOW) as door:
        form_role(door, RoleDraft("mayor", {"sv": "Ordförande"}, "ekby"), cast.ekby, source="x")
        hold_role(door, id_from("role", "mayor"), OLOF, "x")
    for field, words in (("body", "x" * 201), ("paragraph", "x" * 81)):
        told = {"body": "Nämnden", "paragraph": "§ 7", field: words}
        with pytest.raises(BadInputError) as long:
            actions.record_adoption(OLOF, proposal=first, on=at.date(), adopted=True, at=at, **told)
        assert [r.field for r in long.value.refusals] == [field]
    minuted(OLOF, first)
    page = power.rules_page(at)
    assert (page.book.two_people, page.decision) == (True, "Nämnden 2026-06-21 § 7")
    minuted(OLOF, second)  # the same line has been changed meanwhile: it is worded anew
    assert (state(first), state(second)) == ("adopted", "amend")
    with pytest.raises(RefusedError) as error:
        actions.ask_consent(MARIA, proposal=second, at=at)
    assert codes(error) == {"rule_changed_meanwhile"}
    mended = kinds.RulesChange("ekby", (days,))
    actions.amend_proposal(MARIA, proposal=second, title="x", changes=[mended], why="y", at=at)
    actions.withdraw_proposal(MARIA, proposal=second, reason="Löst", at=at)
    assert state(second) == "withdrawn"
    assert verify().agrees


def test_an_objection_is_integrated_by_both_and_another_is_dropped_when_unanswered(
    cast: Cast,
) -> None:
    rename = kinds.RenameRole(cast.team, names("Team"), {"sv": "Laget"})
    one, at = put(rename), NOW + 11 * DAY
    for person in (AMIR, FATIMA):
        actions.speak(person, proposal=one, kind="objection", argument=ARGUED, at=at)
    actions.speak(LENA, proposal=one, kind="concern", words="Kort", watch="Fråga i maj", at=at)
    voices = {v.person.uuid: v.uuid for v in models.ProposalVoice.objects.filter(kind="objection")}
    better = kinds.RenameRole(cast.team, names("Team"), {"sv": "Arbetslaget"})

    def offered(by: UUID, why: str) -> None:
        actions.offer_wording(by, proposal=one, title="Nytt", changes=[better], why=why, at=at)

    offered(MARIA, "Tydligare")
    actions.decline_offer(AMIR, proposal=one, reason="Det hände i maj", at=at)
    offered(AMIR, "Så att man förstår")
    actions.accept_offer(MARIA, proposal=one, at=at)
    actions.take_lead(LENA, proposal=one, at=at)
    actions.judge_objection(
        LENA, proposal=one, voice=voices[FATIMA], answered=["harm"], reason="Ingen roll", at=at
    )
    assert state(one) == "integrate"
    later = at + 8 * DAY
    actions.close_round(LENA, proposal=one, at=later)  # unanswered: what was agreed is asked anew
    row = models.Proposal.objects.get(uuid=one)
    assert (row.state, row.round, row.version) == ("consent", 3, 2)
    for person in TEAM:
        actions.speak(person, proposal=one, kind="consent", at=later)
    assert state(one) == "adopted"
    assert now_at(later).roles[cast.team].name == {"sv": "Arbetslaget"}
    declined = models.ProposalWording.objects.exclude(declined_at=None)
    assert [w.decline_reason for w in declined] == ["Det hände i maj"]
    assert verify().agrees


def test_nobody_is_given_a_role_by_silence(cast: Cast) -> None:
    silent = kinds.ChooseWays(cast.home, Ways().as_json(), Ways(0, 0, 2, 2, silence=True).as_json())
    all_consent(put(silent))
    one = put(kinds.Appoint(cast.head, SARA))
    at = NOW + 30 * DAY
    with pytest.raises(RefusedError) as error:
        actions.close_round(AMIR, proposal=one, at=at)
    assert codes(error) == {"explicit_yes_missing"}
    actions.speak(SARA, proposal=one, kind="consent", at=at)
    assert state(one) == "adopted"
    assert SARA in power.holders_at(cast.head, at)

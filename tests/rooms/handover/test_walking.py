"""Hand-overs in the database: what is written, who may do what, what comes into force."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, RefusedError
from mandat.handover import actions, models
from mandat.handover.queries import around, checks, given, lists, over_time, proposal, shadow
from mandat.handover.rules.looking import Grounds, seed_hash
from mandat.power import queries as power
from mandat.power.rules import NeedsAlso, Question, Yes, answer
from mandat.record.actions import writing
from mandat.record.queries import verify
from mandat.services import actions as services
from tests.cast import NOW, Cast, an_id, found_ekby, names

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
LIMIT = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
DAY = timedelta(days=1)


@pytest.fixture
def cast() -> Cast:
    return found_ekby()


@pytest.fixture
def service(cast: Cast) -> UUID:
    with writing(by=None, at=NOW - 100 * DAY) as door:
        return services.offer_service(
            door,
            key="course",
            name=names("Gå en kurs"),
            description=names("En kurs"),
            words="kurs",
            area=names("Lära"),
            matter=cast.matter,
            source="founding",
        )


def ask(service: UUID, who: UUID, amount: str, at: datetime) -> UUID:
    given = {"amount": amount, "course": "Lyft"}
    return services.open_case(who, service=service, given=given, at=at)


def drafted(cast: Cast, **more: object) -> UUID:
    draft = actions.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    choices = {
        "kind": "move", "to": f"role:{cast.team}", "limits": [LIMIT], "trial_days": 14, **more,
    }  # fmt: skip
    actions.save_step(MARIA, draft=draft, values=choices, at=NOW)
    return draft


def sent(cast: Cast, **more: object) -> UUID:
    draft = drafted(cast, **more)
    actions.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    return draft


def on_trial(cast: Cast, **more: object) -> UUID:
    draft = sent(cast, **more)
    actions.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    return draft


def state(handover: UUID) -> str:
    return models.Handover.objects.get(uuid=handover).state


def codes(error: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {r.code.removeprefix("handover.") for r in error.value.refusals}


def test_the_receiver_who_said_yes_can_rule_within_the_limit_from_that_moment(
    cast: Cast, service: UUID
) -> None:
    handover = on_trial(cast)
    assert state(handover) == "trial"
    mandate = power.mandates_under(handover)[0]
    assert (mandate.narrows, mandate.by_acceptance, mandate.source) == (True, True, cast.mandate)
    case = ask(service, LENA, "3000", NOW + DAY)
    services.rule_on_case(AMIR, case=case, outcome="yes", at=NOW + DAY)
    above = ask(service, LENA, "6000", NOW + DAY)
    with pytest.raises(RefusedError):
        services.rule_on_case(AMIR, case=above, outcome="yes", at=NOW + DAY)
    not_yet_accepted = ask(service, LENA, "3000", NOW + DAY)
    with pytest.raises(RefusedError):
        services.rule_on_case(FATIMA, case=not_yet_accepted, outcome="yes", at=NOW + DAY)
    assert verify().agrees


def test_one_step_takes_it_back_and_it_lapses_by_the_clock(cast: Cast, service: UUID) -> None:
    handover = on_trial(cast)
    with pytest.raises(RefusedError) as error:
        actions.take_back(MARIA, handover=handover, reason=" ", at=NOW + DAY)
    assert codes(error) == {"reason_missing"}
    with pytest.raises(RefusedError) as error:
        actions.take_back(AMIR, handover=handover, reason="Nej", at=NOW + DAY)
    assert codes(error) == {"not_giver"}
    actions.take_back(MARIA, handover=handover, reason="Två blev fel", at=NOW + DAY)
    assert state(handover) == "taken_back"
    assert over_time.went_back([NOW, NOW + 60 * DAY, NOW + 400 * DAY]) == (0, 1, 0)
    assert power.mandates_under(handover)[0].until == NOW + DAY
    case = ask(service, LENA, "3000", NOW + 2 * DAY)
    services.rule_on_case(MARIA, case=case, outcome="yes", at=NOW + 2 * DAY)
    assert verify().agrees


def test_the_mandate_ends_with_the_trial_without_any_job(cast: Cast) -> None:
    handover = on_trial(cast)
    org = power.load_slice(cast.matter, {AMIR, LENA})
    facts = {"amount": around.limits_from_json(power.matter(cast.matter).facts, [LIMIT])[0].value}  # type: ignore[union-attr]

    def asked(at: datetime) -> object:
        return answer(
            org,
            Question(AMIR, "yes", facts, LENA, LENA, at, cast.stage, at),  # type: ignore[arg-type]
        )

    assert isinstance(asked(NOW + 13 * DAY), Yes)
    assert not isinstance(asked(NOW + 15 * DAY), Yes | NeedsAlso)
    with pytest.raises(RefusedError):
        actions.take_back(MARIA, handover=handover, reason="För sent", at=NOW + 15 * DAY)


def test_an_objection_holds_it_until_its_owner_says_it_is_solved(cast: Cast) -> None:
    handover = sent(cast)
    with pytest.raises(RefusedError) as error:
        actions.give_voice(LENA, handover=handover, kind="objection", at=NOW)
    assert codes(error) == {"objection_needs_words", "objection_needs_safe_enough"}
    actions.give_voice(
        LENA, handover=handover, kind="objection", words="Nätter", safe_enough="Dag läser", at=NOW
    )
    actions.give_voice(AMIR, handover=handover, kind="consent", at=NOW)
    assert state(handover) == "consent"
    voice = models.Voice.objects.get(kind="objection").uuid
    with pytest.raises(BadInputError):
        actions.resolve_objection(LENA, handover=handover, voice=voice, how="", at=NOW)
    actions.resolve_objection(LENA, handover=handover, voice=voice, how="Så", at=NOW)
    assert state(handover) == "trial"
    assert verify().agrees


def test_a_receiver_who_joins_later_can_use_it_and_hand_it_back(cast: Cast) -> None:
    handover = on_trial(cast)
    actions.give_voice(FATIMA, handover=handover, kind="concern", words="Tid?", at=NOW + DAY)
    assert cast.matter in {m.matter for m in power.mandates_of(FATIMA, NOW + DAY)}
    with pytest.raises(RefusedError) as error:
        actions.decline(FATIMA, handover=handover, at=NOW + DAY)
    assert codes(error) == {"hand_back_instead"}
    actions.hand_back(FATIMA, handover=handover, at=NOW + 2 * DAY)
    assert power.mandates_of(FATIMA, NOW + 2 * DAY) == ()
    assert state(handover) == "trial"
    actions.hand_back(AMIR, handover=handover, at=NOW + 3 * DAY)
    assert state(handover) == "taken_back"
    assert verify().agrees


def test_who_declines_is_left_out_and_can_change_their_mind(cast: Cast) -> None:
    handover = sent(cast)
    actions.decline(LENA, handover=handover, at=NOW)
    org = power.load_slice(cast.matter, ())
    row = models.Handover.objects.get(uuid=handover)
    assert around.parties_of(around.terms_of(row), org, NOW, row).receivers == {AMIR, FATIMA}
    actions.give_voice(LENA, handover=handover, kind="consent", at=NOW)
    assert state(handover) == "trial"


def test_keeping_asks_again_and_then_has_no_end(cast: Cast) -> None:
    handover = on_trial(cast)
    later = NOW + 10 * DAY
    actions.keep_handover(
        MARIA, handover=handover, review_on=later + 100 * DAY, way_back="giver", at=later
    )
    assert state(handover) == "trial"
    actions.give_voice(AMIR, handover=handover, kind="consent", at=later)
    assert state(handover) == "kept"
    mandate = power.mandates_under(handover)[0]
    assert (mandate.until, mandate.review_on) == (None, later + 100 * DAY)
    actions.take_back(MARIA, handover=handover, reason="Läget är nytt", at=later + 400 * DAY)
    assert verify().agrees


def test_widening_is_a_walk_of_its_own_that_ends_the_first_when_in_force(cast: Cast) -> None:
    first = on_trial(cast)
    wide = {**LIMIT, "value": {"minor": "900000", "currency": "SEK"}}
    draft = actions.widen_handover(MARIA, handover=first, at=NOW + DAY)
    actions.save_step(MARIA, draft=draft, values={"limits": [wide]}, at=NOW + DAY)
    actions.ask_consent(MARIA, draft=draft, at=NOW + DAY, grounds=Grounds())
    assert state(first) == "trial"
    actions.give_voice(AMIR, handover=draft, kind="consent", at=NOW + 2 * DAY)
    assert (state(first), state(draft)) == ("widened", "trial")
    assert power.mandates_under(first)[0].until == NOW + 2 * DAY
    assert verify().agrees


def test_widening_must_be_wider(cast: Cast) -> None:
    first = on_trial(cast)
    draft = actions.widen_handover(MARIA, handover=first, at=NOW + DAY)
    with pytest.raises(RefusedError) as error:
        actions.ask_consent(MARIA, draft=draft, at=NOW + DAY, grounds=Grounds())
    assert codes(error) == {"not_wider"}


def with_second_stage(cast: Cast) -> UUID:
    stage, mandate = new_id(), new_id()
    when = "2026-01-01T00:00:00.000000Z"
    with writing(by=None, at=NOW - 50 * DAY) as door:
        door.append("stage.set_up", of=stage, data={
            "matter": str(cast.matter), "key": "board", "name": names("Nämnden"), "position": 2,
            "condition": [], "source": "founding",
        })  # fmt: skip
        door.append("mandate.granted", of=mandate, data={
            "matter": str(cast.matter), "stage": str(stage), "person": str(OLOF), "role": None,
            "may_yes": True, "may_no": True, "limits": [], "since": when, "until": None,
            "review_on": None, "source_mandate": None, "source_decision": "KF § 1",
            "narrows": False, "by_acceptance": False, "handover": None,
        })  # fmt: skip
    return mandate


def test_removing_a_stage_lets_cases_pass_it_and_the_last_cannot_go(
    cast: Cast, service: UUID
) -> None:
    draft = drafted(cast, kind="remove", to="")
    with pytest.raises(RefusedError) as error:
        actions.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    assert codes(error) == {"last_stage"}
    with_second_stage(cast)
    actions.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    actions.give_voice(OLOF, handover=draft, kind="consent", at=NOW)
    assert state(draft) == "trial"
    case = ask(service, LENA, "3000", NOW + DAY)
    services.rule_on_case(OLOF, case=case, outcome="yes", at=NOW + 2 * DAY)
    assert [g.cases for g in given.given_back(NOW + 2 * DAY)] == [1]
    assert verify().agrees


def test_where_a_board_adopts_it_waits_for_body_date_and_paragraph(cast: Cast) -> None:
    second, mandate = new_id(), new_id()
    when = "2026-01-01T00:00:00.000000Z"
    matter = new_id()
    with writing(by=None, at=NOW - 50 * DAY) as door:
        door.append("matter.set_up", of=matter, data={
            "key": "leave", "name": names("Ledighet"), "description": names(""),
            "circle": str(cast.home), "legal_ref": "", "reserved": False, "secrecy": "",
            "own_cost": False, "adopted_by": str(an_id("circle-board")), "source": "founding",
            "facts": [],
        })  # fmt: skip
        door.append("stage.set_up", of=second, data={
            "matter": str(matter), "key": "head", "name": names("Chef"), "position": 1,
            "condition": [], "source": "founding",
        })  # fmt: skip
        door.append("mandate.granted", of=mandate, data={
            "matter": str(matter), "stage": str(second), "person": str(MARIA), "role": None,
            "may_yes": True, "may_no": True, "limits": [], "since": when, "until": None,
            "review_on": None, "source_mandate": None, "source_decision": "KF § 1",
            "narrows": False, "by_acceptance": False, "handover": None,
        })  # fmt: skip
    draft = actions.start_draft(MARIA, mandate=mandate, at=NOW)
    actions.save_step(MARIA, draft=draft, values={"to": f"person:{AMIR}"}, at=NOW)
    actions.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    actions.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    assert state(draft) == "awaiting_adoption"
    note = {"handover": draft, "body": "Nämnden", "on": date(2026, 5, 30), "adopted": True}
    with pytest.raises(RefusedError) as error:
        actions.record_adoption(MARIA, paragraph="", at=NOW, **note)  # type: ignore[arg-type]
    assert codes(error) == {"not_adopting_body", "adoption_needs_paragraph"}
    actions.record_adoption(OLOF, paragraph="§ 7", at=NOW, **note)  # type: ignore[arg-type]
    assert state(draft) == "trial"
    assert "§ 7" in power.mandates_under(draft)[0].source_decision
    assert verify().agrees


def test_a_draft_is_its_owners_alone(cast: Cast) -> None:
    draft = drafted(cast)
    for other in (AMIR, SARA):
        with pytest.raises(RefusedError) as error:
            actions.save_step(other, draft=draft, values={}, at=NOW)
        assert codes(error) == {"not_found"}
    with pytest.raises(RefusedError) as error:
        actions.start_draft(AMIR, mandate=cast.mandate, at=NOW)
    assert codes(error) == {"not_your_mandate"}
    assert actions.start_draft(MARIA, mandate=cast.mandate, at=NOW) == draft
    actions.save_obstacle(MARIA, draft=draft, values={"power": "on", "words": ""}, at=NOW)
    assert models.HandoverDraft.objects.get().obstacle == {"power": "on"}
    actions.forget_draft(MARIA, draft=draft)
    assert not models.HandoverDraft.objects.exists()


def test_shadowing_compares_answers_with_what_was_then_ruled(cast: Cast, service: UUID) -> None:
    case = ask(service, LENA, "3000", NOW - DAY)
    ask(service, AMIR, "3000", NOW - DAY)
    ask(service, LENA, "9000", NOW - DAY)
    draft = drafted(cast)
    actions.open_hearing(MARIA, draft=draft, at=NOW)
    actions.answer_hearing(AMIR, handover=draft, view="gladly", words="Ja", at=NOW)
    actions.start_shadowing(MARIA, draft=draft, at=NOW)
    row = models.Handover.objects.get(uuid=draft)
    to_answer = shadow.cases_to_answer(row, AMIR)
    assert [c.id for c in to_answer] == [case]  # not one's own, not above the limit
    assert [t.kind for t, _ in to_answer[0].facts] == ["amount"]  # never free text
    actions.answer_shadow(AMIR, handover=draft, case=case, says="yes", at=NOW)
    services.rule_on_case(MARIA, case=case, outcome="yes", at=NOW + DAY)
    page = shadow.shadow_page(row, AMIR, frozenset({MARIA}))
    assert (page.agreement.alike, page.agreement.compared) == (1, 1)
    assert shadow.shown_in_grounds(row, frozenset({MARIA})) is None
    for who in (AMIR, MARIA):
        actions.share_agreement(who, handover=draft, shares=True)
    assert shadow.shown_in_grounds(row, frozenset({MARIA})) == page.agreement
    with pytest.raises(RefusedError) as error:
        actions.answer_shadow(AMIR, handover=draft, case=case, says="no", at=NOW + DAY)
    assert codes(error) == {"case_decided"}
    actions.ask_consent(MARIA, draft=draft, at=NOW + DAY, grounds=Grounds())
    assert state(draft) == "consent"


def test_safeguards_go_along_into_the_forms_and_leave_with_it(cast: Cast, service: UUID) -> None:
    field = {"kind": "extra_field", "label": "Leverantör", "words": ""}
    handover = on_trial(cast, safeguards=[field])
    with pytest.raises(BadInputError):
        ask(service, LENA, "3000", NOW + DAY)
    actions.take_back(MARIA, handover=handover, reason="Nog", at=NOW + DAY)
    ask(service, LENA, "3000", NOW + 2 * DAY)


def test_safeguards_of_a_trial_that_lapses_are_gone_and_of_one_kept_stay(
    cast: Cast, service: UUID
) -> None:
    field = {"kind": "extra_field", "label": "Leverantör", "words": ""}
    handover = on_trial(cast, safeguards=[field])
    ask(service, LENA, "3000", NOW + 15 * DAY)
    with pytest.raises(BadInputError):
        ask(service, LENA, "3000", NOW + 14 * DAY)
    actions.keep_handover(
        MARIA, handover=handover, review_on=NOW + 100 * DAY, way_back="giver", at=NOW + DAY
    )
    actions.give_voice(AMIR, handover=handover, kind="consent", at=NOW + DAY)
    with pytest.raises(BadInputError):
        ask(service, LENA, "3000", NOW + 15 * DAY)


def test_after_checks_are_drawn_by_a_seed_shown_when_it_is_over(cast: Cast, service: UUID) -> None:
    handover = on_trial(cast, check_share=100)
    case = ask(service, LENA, "3000", NOW + DAY)
    ruling = services.rule_on_case(AMIR, case=case, outcome="yes", at=NOW + 2 * DAY)
    row = models.Handover.objects.get(uuid=handover)
    assert [c.of for c in checks.checks_for(row)] == [ruling]
    look = {"handover": handover, "of": ruling, "words": "", "at": NOW + 3 * DAY}
    with pytest.raises(RefusedError) as error:
        actions.look_at_aftercheck(AMIR, verdict="alike", **look)  # type: ignore[arg-type]
    assert codes(error) == {"not_giver"}
    actions.look_at_aftercheck(MARIA, verdict="alike", **look)  # type: ignore[arg-type]
    assert checks.checks_for(row)[0].verdict == "alike"
    with pytest.raises(RefusedError) as error:
        actions.look_at_aftercheck(MARIA, verdict="alike", **look)  # type: ignore[arg-type]
    assert codes(error) == {"not_drawn"}
    assert checks.seed_shown(row, ended=False) == ""
    assert seed_hash(bytes.fromhex(checks.seed_shown(row, ended=True))) == row.seed_hash


def test_days_given_back_compares_with_the_stage_before(cast: Cast, service: UUID) -> None:
    for n in range(3):
        case = ask(service, LENA, "3000", NOW - (20 + n) * DAY)
        services.rule_on_case(MARIA, case=case, outcome="yes", at=NOW - 10 * DAY)
    handover = on_trial(cast)
    row = models.Handover.objects.get(uuid=handover)
    assert given.given_by(row, NOW).days == 0
    case = ask(service, LENA, "3000", NOW + DAY)
    services.rule_on_case(AMIR, case=case, outcome="yes", at=NOW + 2 * DAY)
    found = given.given_by(row, NOW + 3 * DAY)
    assert (found.days, found.compared) == (10, 3)  # 11 days before, now 1
    assert given.given_back(NOW + 3 * DAY) == (found,)


def test_a_few_recent_askers_are_asked_for_their_voice(cast: Cast, service: UUID) -> None:
    ask(service, SARA, "3000", NOW - DAY)
    handover = sent(cast)
    asked = models.Invitation.objects.filter(handover__uuid=handover)
    assert {i.person for i in asked if i.part == "touched"} == {SARA}
    actions.give_voice(SARA, handover=handover, kind="concern", words="Hur?", at=NOW)
    assert models.Voice.objects.get(person__uuid=SARA).part == "touched"


def test_once_others_are_asked_a_walk_is_withdrawn_and_not_thrown_away(cast: Cast) -> None:
    draft = drafted(cast)
    actions.open_hearing(MARIA, draft=draft, at=NOW)
    with pytest.raises(RefusedError) as error:
        actions.forget_draft(MARIA, draft=draft)
    assert codes(error) == {"withdraw_instead"}
    actions.take_back(MARIA, handover=draft, reason="Inte nu", at=NOW)
    assert lists.drafts_of(MARIA) == ()
    assert actions.start_draft(MARIA, mandate=cast.mandate, at=NOW) != draft
    assert verify().agrees


def test_widening_twice_takes_up_the_walk_begun_and_is_not_the_plain_one(cast: Cast) -> None:
    first = on_trial(cast)
    wider = actions.widen_handover(MARIA, handover=first, at=NOW + DAY)
    assert actions.widen_handover(MARIA, handover=first, at=NOW + DAY) == wider
    assert actions.start_draft(MARIA, mandate=cast.mandate, at=NOW + DAY) != wider


def test_one_that_has_ended_can_be_begun_again_with_the_same_terms(cast: Cast) -> None:
    first = on_trial(cast)
    with pytest.raises(RefusedError):
        actions.begin_again(MARIA, handover=first, at=NOW + DAY)
    later = NOW + 40 * DAY
    with pytest.raises(RefusedError):
        actions.begin_again(AMIR, handover=first, at=later)
    draft = actions.begin_again(MARIA, handover=first, at=later)
    actions.ask_consent(MARIA, draft=draft, at=later, grounds=Grounds())
    actions.give_voice(AMIR, handover=draft, kind="consent", at=later)
    assert state(draft) == "trial"
    assert models.Handover.objects.get(uuid=draft).limits == [LIMIT]
    assert verify().agrees


def test_the_giver_can_ask_others_too(cast: Cast) -> None:
    handover = sent(cast, also=[str(SARA), str(AMIR)])
    asked = {i.person: i.part for i in models.Invitation.objects.filter(handover__uuid=handover)}
    assert (asked[SARA], asked[AMIR]) == ("touched", "receiver")


def test_time_is_utc(cast: Cast) -> None:
    assert models.Handover.objects.filter(uuid=on_trial(cast), since=NOW).exists()
    assert NOW.tzinfo is UTC


def test_the_list_takes_as_many_queries_for_three_as_for_one(
    cast: Cast,
) -> None:
    sent(cast)
    with CaptureQueriesContext(connection) as one:
        lists.proposals_page(AMIR, NOW)
    for _ in range(2):
        sent(cast)
    with CaptureQueriesContext(connection) as three:
        page = lists.proposals_page(AMIR, NOW)
    assert len(page.asks_me) == 3
    assert len(three) == len(one)


def test_nobody_but_those_asked_sees_a_hearing(cast: Cast) -> None:
    draft = drafted(cast)
    actions.open_hearing(MARIA, draft=draft, at=NOW)
    assert proposal.proposal_page(draft, SARA, NOW) is None
    assert lists.proposals_page(SARA, NOW).under_way == ()
    assert [line.id for line in lists.waiting_for(AMIR, NOW)] == [draft]
    actions.decline(AMIR, handover=draft, at=NOW)
    assert lists.waiting_for(AMIR, NOW) == ()

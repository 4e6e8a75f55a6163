"""Duties to employees: nothing holds before they are met, voices are kept and stop nothing."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.handover import actions, models
from mandat.handover.duties import actions as duties
from mandat.handover.duties import rules
from mandat.handover.duties.models import DutyStep, DutyVoice
from mandat.handover.proposals import actions as proposals
from mandat.handover.proposals.models import Proposal
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules.values import Tension
from mandat.handover.rules.looking import Grounds
from mandat.jobs.notices.gather import gather
from mandat.notices.models import Notice
from mandat.power.actions import adopt_rules
from mandat.power.presets import read_book
from mandat.power.rules import PLAIN, Duty, book_from_json, book_to_json
from mandat.record.queries import verify
from tests.cast import NOW, Cast, an_id, found_ekby
from tests.members import as_member

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
DAY = timedelta(days=1)
LIMIT = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
PEOPLE = [UUID(int=n) for n in range(1, 5)]
NAMES = {"sv": "Förhandla", "en": "Negotiate"}
VOICES = st.lists(
    st.builds(rules.Voice, st.sampled_from(PEOPLE), st.sampled_from([None, *rules.STANCES])),
    max_size=3,
)


@given(voices=VOICES, stops=st.booleans(), said=st.booleans())
def test_a_voice_stops_nothing_unless_the_rule_says_so(
    *, voices: list[rules.Voice], stops: bool, said: bool
) -> None:
    duty = Duty("mbl", "MBL 11 §", NAMES, ("handovers",), stops=stops)
    word = rules.Said("not_needed", "Inget ändras") if said else None
    now = rules.DutyNow(duty, word, tuple(voices))
    blocked = stops and any(v.stance in (None, "against") for v in voices)
    assert now.met is (said and not blocked)
    assert (duty in rules.waiting([now])) is not now.met


@given(
    how=st.sampled_from([*rules.HOWS, "else"]),
    words=st.sampled_from(["", " ", "Förhandlat"]),
    day=st.none() | st.integers(-5, 5),
    by=st.sampled_from(PEOPLE),
    says=st.sampled_from(["giver", "receiver"]),
    answers=st.sampled_from(["", "Nej"]),
    asked=st.booleans(),
)
def test_who_says_it_says_why_and_when_and_receivers_answer_all_four(
    *,
    how: rules.How,
    words: str,
    day: int | None,
    by: UUID,
    says: str,
    answers: str,
    asked: bool,
) -> None:
    giver, receiver, union, _ = PEOPLE
    duty = Duty("d", "MBL", NAMES, ("handovers",), says, (), ("union",))  # type: ignore[arg-type]
    around = rules.Around(frozenset({giver}), frozenset({receiver}), {"union": frozenset({union})})
    now = rules.DutyNow(duty, None, (rules.Voice(union),) if asked else ())
    on = None if day is None else (NOW + day * DAY).date()
    said = rules.Said(how, words, on, dict.fromkeys(rules.ASKED_OF_RECEIVER, answers))
    if rules.say(now, said, by, around, NOW):
        return
    assert by == (giver if says == "giver" else receiver)
    assert how in rules.HOWS
    if how == "not_needed" or says == "giver":
        assert words.strip()
    if how == "done" and says == "receiver":
        assert answers
    if how == "done" and says == "giver":
        assert asked
        assert on is not None
        assert on <= NOW.date()


def test_every_preset_is_read_back_as_it_was_and_odd_duties_are_refused() -> None:
    for name in ("swedish-public-body", "company", "self-governing"):
        book = read_book(name)
        assert book_from_json(name, book_to_json(book)) == book
    assert {d.key for d in read_book("company").duties} == {
        "negotiation", "information", "risks", "conditions"
    }  # fmt: skip
    whole = {"key": "d", "ref": "MBL", "name": NAMES, "when": ["roles"]}
    for odd in ({"when": ["moon"]}, {"says": "boss"}, {"stops": "yes"}, {"more": 1}):
        with pytest.raises(ValueError, match="duties"):
            book_from_json("x", {"duties": [{**whole, **odd}]})


# --- in the database ------------------------------------------------------------------------------


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW + DAY)
    cast = found_ekby()
    book = replace(PLAIN, duties=read_book("swedish-public-body").duties)
    adopt_rules(SARA, book=book, decision="KF § 1", at=NOW - DAY)
    return cast


def not_needed(of: UUID, *keys: str, by: UUID = MARIA, at: datetime = NOW + DAY) -> None:
    for key in keys:
        duties.say_duty(by, of=of, duty=key, how="not_needed", words="Inget ändras", at=at)


@pytest.mark.django_db
def test_a_hand_over_waits_for_its_duties_and_holds_with_the_last(cast: Cast) -> None:
    one = actions.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    choices = {"kind": "move", "to": f"role:{cast.team}", "limits": [LIMIT], "trial_days": 14}
    actions.save_step(MARIA, draft=one, values=choices, at=NOW)
    actions.ask_consent(MARIA, draft=one, at=NOW, grounds=Grounds())
    actions.give_voice(AMIR, handover=one, kind="consent", at=NOW)

    def state() -> str:
        return models.Handover.objects.get(uuid=one).state

    assert state() == "consent"
    shown = as_member("maria").get(f"/proposals/{one}/").content.decode()
    assert "MBL (1976:580) 11 och 12 §§" in shown
    duties.ask_voice(MARIA, of=one, duty="negotiation", person=OLOF, at=NOW)
    gather(NOW + DAY)
    assert Notice.objects.filter(kind="duty_voice", person=OLOF).exists()
    olof = as_member("olof")
    assert f"/duties/{one}/" in olof.get("/").content.decode()
    against = {"stance": "against", "words": "För tidigt"}
    path = f"/duties/{one}/negotiation/"
    assert olof.post(f"{path}hear/", {**against, "words": ""}).status_code == 422
    assert olof.post(f"{path}hear/", against).status_code == 302
    assert "För tidigt" in as_member("amir").get(f"/duties/{one}/").content.decode()
    with pytest.raises(RefusedError) as error:
        not_needed(one, "information", by=AMIR)
    assert error.value.refusals[0].code == "duties.not_yours"
    maria = as_member("maria")
    done = {"how": "done", "on": NOW.date().isoformat(), "words": "Protokoll § 3"}
    assert maria.post(f"{path}say/", {**done, "on": "2099-01-01"}).status_code == 422
    assert maria.post(f"{path}say/", done).status_code == 302
    not_needed(one, "information", "risks")
    assert state() == "consent"
    with pytest.raises(RefusedError) as error:
        duties.say_duty(AMIR, of=one, duty="conditions", how="done", answers={}, at=NOW + DAY)
    fields = [r.field for r in error.value.refusals]
    assert fields == list(rules.ASKED_OF_RECEIVER)
    mine = dict.fromkeys(rules.ASKED_OF_RECEIVER, "Inget nytt")
    answered = as_member("amir").post(f"/duties/{one}/conditions/say/", {**mine, "how": "done"})
    assert answered.status_code == 302
    assert state() == "trial"
    (kept,) = DutyStep.objects.filter(of=one, duty="negotiation").select_related("by")
    assert (kept.by.uuid, kept.ref, kept.how) == (MARIA, "MBL (1976:580) 11 och 12 §§", "done")
    assert DutyVoice.objects.get(of=one).stance == "against"
    assert verify().agrees


@pytest.mark.django_db
def test_a_proposal_of_a_role_waits_for_its_duties_and_an_agreement_does_not(cast: Cast) -> None:
    at = NOW - 12 * DAY
    role = kinds.NewRole("schema", {"sv": "Schema", "en": "Rota"}, cast.home)
    why = Tension("a", "b", "c")
    one = proposals.open_proposal(MARIA, title="Roll", why=why, changes=[role], at=at)
    proposals.ask_consent(MARIA, proposal=one, at=NOW)
    for person in (AMIR, FATIMA, LENA):
        proposals.speak(person, proposal=one, kind="consent", at=NOW)

    def state() -> str:
        return Proposal.objects.get(uuid=one).state

    assert state() == "consent"
    with pytest.raises(RefusedError) as error:
        proposals.close_round(AMIR, proposal=one, at=NOW)
    assert {r.code for r in error.value.refusals} == {"duties.waits"}
    assert "AFS 2023:1" in as_member("amir").get(f"/proposals/change/{one}/").content.decode()
    not_needed(one, "negotiation", "information")
    assert state() == "consent"
    not_needed(one, "risks")
    assert state() == "adopted"
    with pytest.raises(RefusedError) as error:
        not_needed(one, "risks")
    assert error.value.refusals[0].code == "duties.over"
    assert verify().agrees

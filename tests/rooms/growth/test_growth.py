"""Pulse, felt effect and feedback on the cast of Ekby."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common.money import Money
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.feedback.actions import give_feedback, thank
from mandat.growth.feedback.models import Feedback
from mandat.growth.feedback.queries import feedback_for, feedback_from
from mandat.growth.feedback.rules import Said
from mandat.growth.felt.actions import answer_felt
from mandat.growth.felt.models import FeltAnswer
from mandat.growth.felt.queries import FeltPage, felt_by_receivers, felt_due, felt_for
from mandat.growth.next_step.actions import put_aside
from mandat.growth.next_step.queries import today_block
from mandat.growth.pulse.actions import answer_pulse, undo_pulse
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.queries import organisation_pulse, pulse_page
from mandat.growth.pulse.rules import week_of
from mandat.growth.rules import Group, blurred, blurred_batches
from mandat.growth.tokens import drawn
from mandat.record.actions import writing
from mandat.record.codec import stamp
from tests.cast import DAY, NOW, START, Cast, an_id
from tests.rooms.growth.cast import HANDOVER, decided, hand_over_course_fees
from tests.rooms.services.cast import Services, add_stage, waive

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, LENA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof"))


def crowd(*names: str) -> None:
    """Add people to the team who have said yes to the mandate."""
    with writing(by=None, at=START) as door:
        for name in names:
            door.append("person.added", of=an_id(name),
                        data={"joined": stamp(START), "source": "founding"},
                        personal={"name": name, "email": f"{name}@ekby.example"})  # fmt: skip
            door.append("role.held", of=an_id(f"holding-{name}"), data={
                "role": str(Cast().team), "person": str(an_id(name)), "since": stamp(START),
                "until": None, "source": "founding",
            })  # fmt: skip
            door.append("acceptance.given", of=an_id(f"yes-{name}"), data={
                "mandate": str(an_id("mandate-team")), "person": str(an_id(name)),
                "since": stamp(NOW), "until": None,
            })  # fmt: skip


# --- pulse --------------------------------------------------------------------------------------


def test_pulse_is_one_answer_a_week_that_can_be_changed_and_undone(services: Services) -> None:
    assert pulse_page(AMIR, NOW).mine is None
    answer_pulse(AMIR, value=2, at=NOW)
    answer_pulse(AMIR, value=4, at=NOW + DAY)
    assert pulse_page(AMIR, NOW + DAY).mine == 4
    assert pulse_page(FATIMA, NOW).mine is None
    assert pulse_page(AMIR, NOW + 7 * DAY).mine is None
    assert PulseAnswer.objects.get().cell == Cast().home
    undo_pulse(AMIR, at=NOW + DAY)
    assert pulse_page(AMIR, NOW + DAY).mine is None
    with pytest.raises(BadInputError):
        answer_pulse(AMIR, value=6, at=NOW)


def test_an_answer_holds_nothing_that_names_who_gave_it(services: Services) -> None:
    answer_pulse(AMIR, value=2, at=NOW)
    row = PulseAnswer.objects.values().get()
    assert set(row) == {"id", "token", "question", "week", "value", "cell"}
    assert not any(str(AMIR) in str(value) for value in row.values())


def test_pulse_shows_groups_of_five_in_months_that_have_ended(services: Services) -> None:
    def answered(who: str, value: int) -> None:
        PulseAnswer.objects.create(
            token=who, question="autonomy", week=week_of(NOW.date()), value=value, cell=None
        )

    for who in "abcd":
        answered(who, 3)
    later = NOW + 42 * DAY
    (month,) = organisation_pulse(later)
    assert month.whole is None
    answered("e", 5)
    assert organisation_pulse(NOW + 6 * DAY) == ()
    (month,) = organisation_pulse(later)
    secret = drawn(month.month.isoformat(), "autonomy", "whole")
    assert month.whole == blurred(Group(5, 3.4), 17, secret)
    assert organisation_pulse(later + DAY) == (month,)


# --- felt effect --------------------------------------------------------------------------------


def test_receivers_and_askers_are_asked_while_a_two_week_trial_lasts_and_once(
    handed: Services,
) -> None:
    decided(handed)
    soon, then = NOW + 11 * DAY, NOW + 13 * DAY
    assert felt_due(AMIR, soon) == felt_due(MARIA, then) == ()
    assert [d.part for d in felt_due(AMIR, then)] == ["asker"]
    assert [d.part for d in felt_due(FATIMA, then)] == ["receiver"]
    answer_felt(AMIR, handover=HANDOVER, part="asker", value=5, at=then)
    answer_felt(FATIMA, handover=HANDOVER, part="receiver", value=None, at=then)
    assert felt_due(AMIR, then) == felt_due(FATIMA, then) == ()
    for who, part in ((AMIR, "asker"), (MARIA, "receiver")):
        with pytest.raises(RefusedError):
            answer_felt(who, handover=HANDOVER, part=part, value=3, at=then)  # type: ignore[arg-type]


def test_of_a_removal_those_who_decide_at_what_remains_are_asked(services: Services) -> None:
    hand_over_course_fees()
    add_stage(role="chair", position=2)
    waive(Money(500_000, "SEK"), at=NOW)
    then = NOW + 15 * DAY
    assert [d.part for d in felt_due(OLOF, then)] == ["receiver"]
    assert felt_due(MARIA, then) == ()


def test_too_few_to_show_until_five_have_answered(handed: Services) -> None:
    crowd("a", "b", "c", "d")
    then = NOW + 15 * DAY
    people = [FATIMA, LENA, *(an_id(n) for n in "abcd")]
    for n, person in enumerate(people[:4]):
        answer_felt(person, handover=HANDOVER, part="receiver", value=4, at=then + n * DAY / 24)
    assert felt_for(HANDOVER) == FeltPage(None, None, ())
    answer_felt(people[4], handover=HANDOVER, part="receiver", value=5, at=then + DAY)
    chance = drawn("felt", str(HANDOVER), "receiver", "0")
    shown = felt_for(HANDOVER).receivers
    assert shown == blurred_batches([(5, 21, chance)])
    answer_felt(people[5], handover=HANDOVER, part="receiver", value=1, at=then + DAY)
    assert felt_for(HANDOVER).receivers == shown
    assert felt_by_receivers({HANDOVER}) == {HANDOVER: shown}


def test_a_felt_answer_holds_neither_hour_nor_order(handed: Services) -> None:
    then = NOW + 15 * DAY
    answer_felt(FATIMA, handover=HANDOVER, part="receiver", value=4, at=then)
    row = FeltAnswer.objects.values().get()
    assert set(row) == {"id", "token", "handover", "part", "value", "batch", "words",
                        "shared_by_id", "day"}  # fmt: skip
    assert row["day"] == then.date()
    assert row["id"] > 2**32
    assert not any(str(FATIMA) in str(value) for value in row.values())


def test_words_are_kept_and_shown_only_by_name(handed: Services) -> None:
    then = NOW + 15 * DAY
    with pytest.raises(BadInputError):
        answer_felt(FATIMA, handover=HANDOVER, part="receiver", value=4, words="Skönt", at=then)
    answer_felt(
        FATIMA, handover=HANDOVER, part="receiver", value=4, words="Skönt", by_name=True, at=then
    )
    answer_felt(LENA, handover=HANDOVER, part="receiver", value=4, by_name=True, at=then)
    (words,) = felt_for(HANDOVER).words
    assert (words.who.name, words.words) == ("Fatima Nilsson", "Skönt")
    assert FeltAnswer.objects.filter(shared_by=None).count() == 1


# --- feedback -----------------------------------------------------------------------------------


def test_feedback_on_a_ruling_reaches_who_ruled_and_thanks_come_back(handed: Services) -> None:
    ruling = decided(handed)
    feedback = give_feedback(
        AMIR, about="ruling", of=ruling, said=Said("Tack!"), openness="named", at=NOW
    )
    (line,) = feedback_for(FATIMA, NOW)
    assert line.sender is not None
    assert (line.sender.name, line.words) == ("Amir Haddad", "Tack!")
    assert feedback_for(LENA, NOW) == ()
    with pytest.raises(RefusedError):
        thank(LENA, feedback=feedback, at=NOW)
    thank(FATIMA, feedback=feedback, at=NOW + DAY)
    (own,) = feedback_from(AMIR)
    assert own.thanked_at == NOW + DAY
    assert own.thanked_by is not None


def test_confidential_feedback_keeps_no_sender(handed: Services) -> None:
    give_feedback(
        AMIR, about="handover", of=HANDOVER, said=Said("Bra."), openness="anonymous", at=NOW
    )
    assert feedback_for(MARIA, NOW) == ()
    (line,) = feedback_for(MARIA, NOW + DAY)
    assert line.sender is None
    assert feedback_from(AMIR) == ()
    assert Feedback.objects.get().sender_id is None


def test_feedback_on_a_service_is_read_by_those_who_decide_in_it(services: Services) -> None:
    give_feedback(
        AMIR, about="service", of=services.course, said=Said("Krångligt"), openness="named", at=NOW
    )
    assert len(feedback_for(MARIA, NOW)) == 1
    assert feedback_for(OLOF, NOW) == ()


def test_nobody_says_anything_of_what_they_cannot_see(handed: Services) -> None:
    ruling = decided(handed)
    for about, of in (("ruling", ruling), ("ruling", an_id("x")), ("service", an_id("x")),
                      ("handover", an_id("x")), ("person", OLOF), ("role", an_id("x")),
                      ("organisation", an_id("x"))):  # fmt: skip
        with pytest.raises(RefusedError):
            give_feedback(OLOF, about=about, of=of, said=Said("x"), openness="named", at=NOW)
    with pytest.raises(BadInputError):
        give_feedback(AMIR, about="ruling", of=ruling, said=Said(" "), openness="named", at=NOW)


# --- one next small step ------------------------------------------------------------------------


def step(person: UUID, at: datetime) -> str | None:
    return today_block(person, at).step


def test_next_step_is_ones_own_and_can_rest(handed: Services) -> None:
    assert step(FATIMA, NOW) == "first_use"
    decided(handed)
    assert step(FATIMA, NOW) == "hand_over"
    assert step(OLOF, NOW) == "look"
    assert step(FATIMA, NOW + 15 * DAY) == "feel"
    put_aside(OLOF, step="look", at=NOW)
    put_aside(OLOF, step="look", at=NOW + DAY)
    assert step(OLOF, NOW + 14 * DAY) is None
    assert step(OLOF, NOW + 15 * DAY) == "look"
    with pytest.raises(BadInputError):
        put_aside(OLOF, step="x", at=NOW)


def test_as_many_queries_for_three_cases_as_for_one(handed: Services) -> None:
    ruling = decided(handed)
    give_feedback(AMIR, about="ruling", of=ruling, said=Said("Tack"), openness="named", at=NOW)
    then = NOW + timedelta(days=15)
    runs: list[Callable[[], object]] = [
        lambda: felt_due(AMIR, then),
        lambda: feedback_for(FATIMA, then),
        lambda: today_block(AMIR, then),
        lambda: felt_for(HANDOVER),
    ]

    def count() -> list[int]:
        found = []
        for run in runs:
            with CaptureQueriesContext(connection) as captured:
                run()
            found.append(len(captured))
        return found

    one = count()
    for day in (1, 2):
        other = decided(handed, NOW + day * DAY)
        give_feedback(AMIR, about="ruling", of=other, said=Said("Tack"), openness="named", at=NOW)
    assert count() == one

"""Asking and ruling, on the cast of Ekby."""

import json
from uuid import UUID

import pytest

from mandat.common.money import Money
from mandat.common.refusals import BadInputError, RefusedError
from mandat.record.actions import writing
from mandat.record.queries import size, verify
from mandat.services.actions import open_case, rule_on_case, send_again, withdraw_case
from mandat.services.models import Case, Passage, Ruling
from tests.cast import DAY, NOW, an_id
from tests.rooms.services.cast import GIVEN, add_stage, found_services, hand_over, waive

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "olof"))


@pytest.fixture
def course() -> UUID:
    return found_services().course


@pytest.fixture
def shift() -> UUID:
    return found_services().shift


def codes(error: pytest.ExceptionInfo[RefusedError]) -> dict[str | None, str]:
    return {r.field: r.code for r in error.value.refusals}


def test_case_is_put_to_the_head_and_a_yes_grants_it(course: UUID) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    row = Case.objects.get(uuid=case)
    assert (row.number, row.state, row.put_at, row.title) == (1, "open", NOW, "Lyftteknik")
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW + DAY)
    row.refresh_from_db()
    ruling = Ruling.objects.get()
    assert (row.state, row.stage, row.ended_at) == ("granted", None, NOW + DAY)
    assert (ruling.put_at, ruling.at, ruling.outcome) == (NOW, NOW + DAY, "yes")
    assert verify().agrees


def test_everything_wrong_is_told_at_once_by_field(course: UUID) -> None:
    before = size()
    given = {"amount": "mycket", "course": " "}
    with pytest.raises(BadInputError) as error:
        open_case(AMIR, service=course, for_whom="Ingen Alls", given=given, at=NOW)
    assert codes(error) == {
        "amount": "power.bad_amount",
        "course": "power.missing_text",
        "for_whom": "services.unknown_person",
    }
    with pytest.raises(BadInputError) as error:
        open_case(AMIR, service=course, for_whom=an_id("nobody"), given=GIVEN, at=NOW)
    assert codes(error) == {"for_whom": "services.unknown_person"}
    assert size() == before


def test_whoever_holds_the_mandate_decides_there_and_then(shift: UUID) -> None:
    case = open_case(AMIR, service=shift, given={"day": "2026-06-09"}, at=NOW)
    ruling = Ruling.objects.select_related("person", "case").get()
    assert (ruling.person.uuid, ruling.case.state, ruling.at) == (AMIR, "granted", NOW)
    assert ruling.case.uuid == case
    assert verify().agrees


def test_nobody_rules_on_their_own_cost(course: UUID) -> None:
    with pytest.raises(RefusedError) as error:
        open_case(MARIA, service=course, given=GIVEN, at=NOW)
    (refusal,) = error.value.refusals
    assert refusal.code == "services.nobody_can"
    assert json.loads(str(refusal.facts["stage"]))["sv"] == "Enhetschefen"
    assert not Case.objects.exists()


def test_asking_for_the_head_is_also_their_own_cost(course: UUID) -> None:
    with pytest.raises(RefusedError):
        open_case(AMIR, service=course, for_whom=MARIA, given=GIVEN, at=NOW)


def test_after_the_hand_over_a_colleague_decides_within_the_limit(course: UUID) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("amir", "fatima"), at=NOW)
    inside = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    with pytest.raises(RefusedError) as error:
        rule_on_case(AMIR, case=inside, outcome="yes", at=NOW)
    assert codes(error) == {None: "power.own_cost"}
    with pytest.raises(RefusedError) as error:
        rule_on_case(MARIA, case=inside, outcome="yes", at=NOW)
    assert "power.handed_over" in codes(error).values()
    rule_on_case(FATIMA, case=inside, outcome="yes", at=NOW)
    above = open_case(AMIR, service=course, given={**GIVEN, "amount": "5001"}, at=NOW)
    with pytest.raises(RefusedError):
        rule_on_case(FATIMA, case=above, outcome="yes", at=NOW)
    rule_on_case(MARIA, case=above, outcome="yes", at=NOW)
    assert Ruling.objects.count() == 2


def test_undecided_case_returns_to_the_giver_when_the_trial_lapses(course: UUID) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("fatima",), at=NOW, until=NOW + 14 * DAY)
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    with pytest.raises(RefusedError):
        rule_on_case(FATIMA, case=case, outcome="yes", at=NOW + 14 * DAY)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW + 14 * DAY)
    assert Case.objects.get(uuid=case).state == "granted"


def test_no_needs_a_reason_and_ends_the_case(course: UUID) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    with pytest.raises(BadInputError) as error:
        rule_on_case(MARIA, case=case, outcome="no", reason=" ", at=NOW)
    assert codes(error) == {"reason": "services.missing_reason"}
    rule_on_case(MARIA, case=case, outcome="no", reason="Kursen ges hos oss i höst.", at=NOW)
    assert Case.objects.get(uuid=case).state == "refused"


def test_whoever_comes_second_hears_who_was_first(course: UUID) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    with pytest.raises(RefusedError) as error:
        rule_on_case(MARIA, case=case, outcome="no", reason="x", at=NOW + DAY)
    (refusal,) = error.value.refusals
    assert refusal.code == "services.someone_was_first_yes"
    assert refusal.facts == {"who": "Maria Ekström"}
    assert Ruling.objects.count() == 1


def test_case_goes_on_to_the_next_stage_and_the_page_of_the_first_is_stale(course: UUID) -> None:
    second = add_stage(role="chair", position=2)
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    first = Case.objects.select_related("stage").get(uuid=case).stage
    assert first is not None
    rule_on_case(MARIA, case=case, outcome="yes", stage=first.uuid, at=NOW + DAY)
    row = Case.objects.select_related("stage").get(uuid=case)
    assert row.stage is not None
    assert (row.stage.uuid, row.put_at) == (second, NOW + DAY)
    with pytest.raises(RefusedError) as error:
        rule_on_case(OLOF, case=case, outcome="yes", stage=first.uuid, at=NOW + DAY)
    assert codes(error) == {None: "services.someone_was_first_yes"}
    rule_on_case(OLOF, case=case, outcome="yes", stage=second, at=NOW + 3 * DAY)
    assert Ruling.objects.get(stage__uuid=second).put_at == NOW + DAY
    assert verify().agrees


def test_waived_stage_is_passed_and_written_down(course: UUID) -> None:
    second = add_stage(role="chair", position=2)
    waive(Money(500_000, "SEK"), at=NOW)
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    row = Case.objects.select_related("stage").get(uuid=case)
    assert row.stage is not None
    assert row.stage.uuid == second
    assert Passage.objects.get().case_id == row.pk
    assert verify().agrees


def test_returned_case_is_completed_and_sent_again(course: UUID) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    with pytest.raises(RefusedError) as error:
        send_again(AMIR, case=case, given=GIVEN, at=NOW)
    assert codes(error) == {None: "services.case_moved_on"}
    rule_on_case(MARIA, case=case, outcome="returned", reason="Vilken dag?", at=NOW + DAY)
    assert Case.objects.get(uuid=case).state == "returned"
    with pytest.raises(RefusedError):
        rule_on_case(MARIA, case=case, outcome="yes", at=NOW + DAY)
    with pytest.raises(RefusedError) as error:
        send_again(FATIMA, case=case, given=GIVEN, at=NOW + DAY)
    assert codes(error) == {None: "services.not_yours"}
    send_again(AMIR, case=case, given={**GIVEN, "course": "Lyft, 9 juni"}, at=NOW + 2 * DAY)
    row = Case.objects.get(uuid=case)
    assert (row.state, row.title, row.put_at) == ("open", "Lyft, 9 juni", NOW + 2 * DAY)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW + 3 * DAY)
    assert verify().agrees


def test_asker_alone_withdraws_and_only_while_undecided(course: UUID) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    with pytest.raises(RefusedError):
        withdraw_case(MARIA, case=case, at=NOW)
    withdraw_case(AMIR, case=case, at=NOW)
    assert Case.objects.get(uuid=case).state == "withdrawn"
    with pytest.raises(RefusedError) as error:
        withdraw_case(AMIR, case=case, at=NOW)
    assert codes(error) == {None: "services.withdrawn"}
    assert verify().agrees


def test_extra_field_of_a_safeguard_is_required_and_kept(course: UUID) -> None:
    with writing(by=MARIA, at=NOW) as door:
        door.append(
            "service.safeguarded",
            of=course,
            data={"safeguards": [{"kind": "extra_field", "label": "Vem vikarierar?", "words": ""}]},
        )
    with pytest.raises(BadInputError) as error:
        open_case(AMIR, service=course, given=GIVEN, at=NOW)
    assert codes(error) == {"extra-0": "services.missing_extra"}
    case = open_case(AMIR, service=course, given={**GIVEN, "extra-0": "Lena"}, at=NOW)
    assert Case.objects.get(uuid=case).extra == {"Vem vikarierar?": "Lena"}

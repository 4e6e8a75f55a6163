"""Rules 15, 16 and 18 where cases are: parts are summed, also when they come at once."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection
from django.http import HttpResponse

from mandat.common import clock
from mandat.common.money import Money
from mandat.common.refusals import RefusedError
from mandat.power.models import Matter, Part
from mandat.record.actions import writing
from mandat.record.models import door_open
from mandat.record.queries import verify
from mandat.services.actions import open_case, rule_on_case, send_again, withdraw_case
from mandat.services.models import Case, Ruling
from tests.cast import NOW, START, Cast, an_id
from tests.members import as_member
from tests.rooms.services.cast import GIVEN, add_stage, found_services, hand_over

MARIA, AMIR, LENA, FATIMA = (an_id(n) for n in ("maria", "amir", "lena", "fatima"))
ROOT = Path(__file__).parents[3]


def summed(*same: str, limit: int = 10_000, splitting: str = "") -> UUID:
    """Let the team decide up to a limit, and sum cases about the same course."""
    course = found_services().course
    with writing(by=None, at=START) as door:
        data = {"same": [*same], "splitting": splitting}
        door.append("matter.summed", of=Cast().matter, data=data)  # type: ignore[arg-type]
    hand_over(Money(limit * 100, "SEK"), accepted=("amir", "lena"), at=START)
    return course


def ask(service: UUID, amount: str, **given: str) -> UUID:
    told = {**GIVEN, "amount": amount, **given}
    return open_case(FATIMA, service=service, given=told, at=NOW)


def refused(case: UUID) -> list[str]:
    with pytest.raises(RefusedError) as error:
        rule_on_case(AMIR, case=case, outcome="yes", at=NOW)
    return [r.code for r in error.value.refusals]


@pytest.mark.django_db
def test_rule_18_another_spelling_of_the_same_is_the_same_purchase() -> None:
    course = summed("course")
    first = ask(course, "6 000", course="Café 1")
    second = ask(course, "5 000", course="Cafe\N{COMBINING ACUTE ACCENT} \N{FULLWIDTH DIGIT ONE}")
    assert "power.sum_over_limit" in refused(first)
    assert "power.sum_over_limit" in refused(second)


@pytest.mark.django_db
def test_rule_18_a_second_part_is_judged_with_the_first_until_that_comes_to_nothing() -> None:
    course = summed("course")
    first, second = ask(course, "6 000"), ask(course, "5 000", course="LYFT-TEKNIK")
    assert "power.sum_over_limit" in refused(first)
    assert "power.sum_over_limit" in refused(second)
    rule_on_case(MARIA, case=first, outcome="yes", at=NOW)
    assert Ruling.objects.get().judged["sum"] == {
        "fact": "amount", "amount": {"minor": "1100000", "currency": "SEK"}, "others": 1,
    }  # fmt: skip
    rule_on_case(MARIA, case=second, outcome="returned", reason="Mindre?", at=NOW)
    send_again(FATIMA, case=second, given={**GIVEN, "amount": "4 000"}, at=NOW)
    rule_on_case(AMIR, case=second, outcome="yes", at=NOW)
    third = ask(course, "1")
    withdraw_case(FATIMA, case=third, at=NOW)
    assert sorted(Part.objects.filter(released=None).values_list("minor", flat=True)) == [
        400_000,
        600_000,
    ]
    assert verify().agrees


@pytest.mark.django_db
def test_rule_18_where_a_reason_is_enough_a_yes_without_one_is_refused() -> None:
    course = summed("course", splitting="reason")
    ask(course, "6 000")
    second = ask(course, "5 000")
    assert refused(second) == ["power.sum_needs_reason"]
    rule_on_case(AMIR, case=second, outcome="yes", reason="En annan kurs.", at=NOW)


def start(course: UUID, ruler: UUID) -> subprocess.Popen[str]:
    database = str(connection.settings_dict["NAME"])
    module = [sys.executable, "-m", "tests.rooms.services.splitter", database]
    return subprocess.Popen(
        [*module, str(course), str(FATIMA), str(ruler), "8"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_rule_18_two_at_once_never_both_slip_under() -> None:
    course = summed("course", limit=6_000)
    askers = [start(course, AMIR), start(course, LENA)]
    for one in askers:
        assert one.stdout is not None
        assert one.stdout.readline() == "ready\n"
    for one in askers:
        assert one.stdin is not None
        one.stdin.write("go\n")
        one.stdin.flush()
    said = [word for one in askers for word in one.communicate(timeout=60)[0].split()]
    assert [one.returncode for one in askers] == [0, 0]
    assert set(said) <= {"yes", "power.sum_over_limit", "power.handed_over"}
    assert 5 <= said.count("yes") <= 6
    left = Part.objects.filter(released=None)
    assert sum(left.values_list("minor", flat=True)) == said.count("yes") * 100_000
    assert verify().agrees


@pytest.mark.django_db
def test_rule_15_what_is_judged_is_shown_before_it_is_sent_and_to_who_rules() -> None:
    course = summed("course")
    ask(course, "6 000")
    types = [
        {**fact, "asks": ["vat", "term"]} if fact["key"] == "amount" else fact
        for fact in Matter.objects.get(uuid=Cast().matter).facts
    ]
    with door_open():
        row = Matter.objects.get(uuid=Cast().matter)
        row.facts = types
        row.save()
    clock.use(lambda: NOW)
    told = {
        **GIVEN, "amount": "125", "amount-vat": "25", "amount-each": "month",
        "amount-months": "24",
    }  # fmt: skip
    lena = as_member("lena")
    shown = plain(lena.post("/needs/course/", {**told, "look": "1"}))
    assert "125 kr i månaden i 24 månader" in shown
    assert "25 % moms är borträknad. <strong>2 400 kr bedöms." in shown
    assert "Tillsammans med 1 annat ärende" in shown
    assert "8 400 kr, och det är vad som bedöms." in shown
    assert "Ärende 1</a>" not in shown
    sent = lena.post("/needs/course/", told, follow=True)
    assert "8 400 kr, och det är vad som bedöms." in plain(sent)
    assert "8 400 kr, och det är vad som bedöms." in plain(as_member("amir").get(path_of(sent)))
    clock.use(clock.system)


@pytest.mark.django_db
def test_rule_25_an_urgent_decision_says_why_and_is_marked() -> None:
    course = found_services().course
    chair = add_stage(role="chair", position=2)
    with writing(by=None, at=START) as door:
        door.append("mandate.made_urgent", of=an_id("mandate-chair"), data={"urgent": True})
    with pytest.raises(RefusedError):
        open_and_pass(course, "")
    case = open_and_pass(course, "Anmälan stänger i kväll.")
    olof = as_member("olof")
    clock.use(lambda: NOW)
    assert "Anmälan stänger i kväll." in plain(olof.get(f"/cases/{case}/"))
    answer = {"outcome": "yes", "stage": str(chair)}
    refused = olof.post(f"/cases/{case}/answer/", answer)
    assert refused.status_code == 422
    assert "Säg varför nämndens beslut inte kan avvaktas." in plain(refused)
    done = olof.post(f"/cases/{case}/answer/", {**answer, "urgency": "Nämnden möts i juli."})
    assert done.status_code == 302
    assert "Brådskande: nämndens beslut kunde inte avvaktas." in plain(olof.get(f"/cases/{case}/"))
    mandate = plain(olof.get(f"/map/mandate/{an_id('mandate-chair')}/"))
    assert "Använt 1 gång på tolv månader." in mandate
    clock.use(clock.system)
    assert list(Ruling.objects.filter(urgent=True).values_list("urgency", flat=True)) == [
        "Nämnden möts i juli."
    ]
    assert verify().agrees


def open_and_pass(course: UUID, urgency: str) -> UUID:
    case = open_case(FATIMA, service=course, given=GIVEN, urgency=urgency, at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    if not Case.objects.get(uuid=case).urgency:
        rule_on_case(an_id("olof"), case=case, outcome="yes", at=NOW)
    return case


def plain(response: HttpResponse) -> str:
    return " ".join(response.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def path_of(response: HttpResponse) -> str:
    return str(response.redirect_chain[-1][0])  # type: ignore[attr-defined]

"""Rules 15, 16 and 18 where cases are: parts are summed, also when they come at once."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from mandat.common.money import Money
from mandat.common.refusals import RefusedError
from mandat.power.models import Part
from mandat.record.actions import writing
from mandat.record.queries import verify
from mandat.services.actions import open_case, rule_on_case, send_again, withdraw_case
from mandat.services.models import Ruling
from tests.cast import NOW, START, Cast, an_id
from tests.rooms.services.cast import GIVEN, found_services, hand_over

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

"""Rule 17 where cases are: drawn on with the ruling, given back, never overspent by processes."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from mandat.common import clock
from mandat.common.money import Money
from mandat.common.refusals import RefusedError
from mandat.power import actions as power
from mandat.power.models import Use
from mandat.power.rules import Frame, frame_to_json
from mandat.record.actions import writing
from mandat.record.queries import verify
from mandat.services.actions import open_case, rule_on_case, send_again
from mandat.services.models import Case
from tests.cast import NOW, START, Cast, an_id
from tests.members import as_member
from tests.rooms.services.cast import GIVEN, add_stage, found_services, to_an_automat

MARIA, AMIR, FATIMA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "olof"))
ROOT = Path(__file__).parents[3]


def frame(amount: int) -> None:
    made = frame_to_json(Frame("amount", Money(amount * 100, "SEK"), "year"))
    with writing(by=None, at=START) as door:
        power.set_terms(door, Cast().mandate, power.Terms(frame=made))


def ask(course: UUID, amount: str, by: UUID = AMIR) -> UUID:
    return open_case(by, service=course, given={**GIVEN, "amount": amount}, at=NOW)


@pytest.mark.django_db
def test_rule_17_a_yes_draws_on_the_frame_and_the_page_says_what_is_left() -> None:
    course = found_services().course
    frame(10_000)
    first, second = ask(course, "6 000"), ask(course, "5 000", FATIMA)
    rule_on_case(MARIA, case=first, outcome="yes", at=NOW)
    with pytest.raises(RefusedError) as error:
        rule_on_case(MARIA, case=second, outcome="yes", at=NOW)
    (refusal,) = error.value.refusals
    assert (refusal.code, refusal.facts["rule"]) == ("power.frame_used", 17)
    clock.use(lambda: NOW)
    page = as_member("amir").get(f"/map/mandate/{Cast().mandate}/").content.decode()
    clock.use(clock.system)
    assert "4\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr kvar nu" in page
    rule_on_case(MARIA, case=second, outcome="no", reason="Vänta till nästa år.", at=NOW)
    assert Use.objects.count() == 1
    assert verify().agrees


@pytest.mark.django_db
def test_rule_17_what_later_fell_is_given_back() -> None:
    course = found_services().course
    frame(10_000)
    add_stage(role="chair", position=2)
    case = ask(course, "8 000")
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    rule_on_case(OLOF, case=case, outcome="no", reason="Nej.", at=NOW)
    assert Use.objects.get().released == NOW
    again = ask(course, "9 000")
    rule_on_case(MARIA, case=again, outcome="yes", at=NOW)
    rule_on_case(OLOF, case=again, outcome="returned", reason="Mindre?", at=NOW)
    send_again(AMIR, case=again, given={**GIVEN, "amount": "10 000"}, at=NOW)
    rule_on_case(MARIA, case=again, outcome="yes", at=NOW)
    assert verify().agrees


@pytest.mark.django_db
def test_rule_17_what_one_stage_took_is_not_left_for_an_automat_at_the_next() -> None:
    course = found_services().course
    frame(10_000)
    stage = add_stage(role="chair", position=2)
    to_an_automat(9_000, stage=stage)
    case = ask(course, "6 000")
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    assert Case.objects.get(uuid=case).state == "open"
    assert Use.objects.get().minor == 600_000
    small = ask(course, "2 000", FATIMA)
    rule_on_case(MARIA, case=small, outcome="yes", at=NOW)
    assert Case.objects.get(uuid=small).state == "granted"
    assert verify().agrees


def start(person: UUID, cases: list[UUID]) -> subprocess.Popen[str]:
    database = str(connection.settings_dict["NAME"])
    module = [sys.executable, "-m", "tests.rooms.services.ruler", database, str(person)]
    return subprocess.Popen(
        [*module, *map(str, cases)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.django_db(transaction=True)
def test_rule_17_rulings_by_several_processes_at_once_never_overspend() -> None:
    course = found_services().course
    frame(10_000)
    with writing(by=None, at=START) as door:
        door.append("role.held", of=an_id("second-head"), data={
            "role": str(Cast().head), "person": str(OLOF),
            "since": "2026-01-01T00:00:00.000000Z", "until": None, "source": "founding",
        })  # fmt: skip
    cases = [ask(course, "1 000") for _ in range(16)]
    rulers = [start(MARIA, cases[:8]), start(OLOF, cases[8:])]
    for ruler in rulers:
        assert ruler.stdout is not None
        assert ruler.stdout.readline() == "ready\n"
    for ruler in rulers:
        assert ruler.stdin is not None
        ruler.stdin.write("go\n")
        ruler.stdin.flush()
    said = [word for ruler in rulers for word in ruler.communicate(timeout=60)[0].split()]
    assert [ruler.returncode for ruler in rulers] == [0, 0]
    assert sorted(said) == ["power.frame_used"] * 6 + ["yes"] * 10
    assert sum(Use.objects.values_list("minor", flat=True)) == 1_000_000
    assert verify().agrees

"""Rules 5 and 6 in cases: a body answers jointly, an automat at once, through the pages."""

from uuid import UUID

import pytest

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.queries import entries, verify
from mandat.services import queries
from mandat.services.actions import open_case, rule_on_case, say_in_body
from mandat.services.models import Case, Ruling
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.services.cast import GIVEN, Services, found_services, grant, to_an_automat

pytestmark = pytest.mark.django_db
AMIR, MARIA, LENA, FATIMA = (an_id(n) for n in ("amir", "maria", "lena", "fatima"))


@pytest.fixture
def services():
    clock.use(lambda: NOW)
    yield found_services()
    clock.use(clock.system)


def state(case: UUID) -> str:
    return Case.objects.get(uuid=case).state


def to_a_body(**rule: object) -> None:
    """Let the whole home decide course fees jointly, and the head no longer."""
    mandate = an_id("mandate-home")
    with writing(by=an_id("sara"), at=NOW - DAY) as door:
        door.append("mandate.ended", of=Cast.mandate, data={"until": stamp(NOW - DAY)})
        grant(door, mandate)
        held_by = {"body": str(Cast.home), "automat": None}
        door.append("mandate.held_by", of=mandate, data=held_by)
        jointly = {"rule": "majority", "count": 0, "quorum": None, "casting": None, "roles": []}
        door.append("mandate.terms_set", of=mandate, data={
            "onward": None, "on_review": "", "while_role": None, "jointly": {**jointly, **rule},
            "frame": None,
        })  # fmt: skip


def test_rule_05_a_body_answers_when_no_voice_can_change_it(services: Services) -> None:
    to_a_body()
    case = open_case(an_id("olof"), service=services.course, given=GIVEN, at=NOW)
    people = ("maria", "amir", "fatima", "lena")
    assert all(queries.waiting_for(an_id(p), NOW) for p in people)
    with pytest.raises(RefusedError) as refused:
        rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    assert "power.jointly" in [r.code for r in refused.value.refusals]
    for name, says in (("amir", "yes"), ("maria", "no")):
        page = as_member(name).post(f"/cases/{case}/voice/", {"outcome": says, "reason": "Dyr"})
        assert page.status_code == 302
    assert state(case) == "open"
    assert not queries.waiting_for(AMIR, NOW)
    assert queries.waiting_for(LENA, NOW)
    assert "Maria" not in as_member("lena").get(f"/cases/{case}/").content.decode().split(
        "id=\"joint\"")[1].split("</section>")[0]  # fmt: skip
    say_in_body(MARIA, case=case, says="yes", at=NOW)
    assert say_in_body(LENA, case=case, says="yes", at=NOW) is not None
    assert state(case) == "granted"
    ruling = Ruling.objects.get()
    assert ruling.person is None
    assert ruling.joint == {"yes": 3, "no": 0, "abstain": 0, "members": 4}
    told = as_member("olof").get(f"/cases/{case}/").content.decode()
    assert "gemensamt" in told
    assert "Lena" not in told
    assert "Lena" in as_member("fatima").get(f"/cases/{case}/").content.decode()
    assert verify().difference is None


def test_rule_05_the_asker_has_no_voice_and_nobody_outside(services: Services) -> None:
    to_a_body(rule="all")
    case = open_case(AMIR, service=services.course, given=GIVEN, at=NOW)
    for outsider in (AMIR, an_id("olof")):
        with pytest.raises(RefusedError):
            say_in_body(outsider, case=case, says="yes", at=NOW)
    say_in_body(MARIA, case=case, says="yes", at=NOW)
    say_in_body(LENA, case=case, says="yes", at=NOW)
    assert state(case) == "open"
    say_in_body(FATIMA, case=case, says="no", reason="Vi har en likadan.", at=NOW)
    assert state(case) == "refused"
    assert Ruling.objects.get().reason == "Vi har en likadan."


def test_rule_05_who_has_left_the_body_is_not_counted_in_what_it_said(services: Services) -> None:
    to_a_body()
    case = open_case(an_id("olof"), service=services.course, given=GIVEN, at=NOW)
    say_in_body(AMIR, case=case, says="yes", at=NOW)
    with writing(by=an_id("sara"), at=NOW) as door:
        left = {"until": stamp(NOW)}
        door.append("holding.ended", of=an_id("holding-team-amir"), data=left)
    for person in (MARIA, LENA):
        say_in_body(person, case=case, says="yes", at=NOW)
    assert Ruling.objects.get().joint == {"yes": 2, "no": 0, "abstain": 0, "members": 3}


def test_rule_05_what_was_decided_at_a_meeting_is_written_down(services: Services) -> None:
    to_a_body()
    case = open_case(an_id("olof"), service=services.course, given=GIVEN, at=NOW)
    lena = as_member("lena")
    sent = {"outcome": "yes", "on": "2026-05-28", "paragraph": ""}
    assert "paragraf" in lena.post(f"/cases/{case}/meeting/", sent).content.decode()
    assert lena.post(f"/cases/{case}/meeting/", {**sent, "paragraph": "§ 12"}).status_code == 302
    assert state(case) == "granted"
    assert Ruling.objects.get().joint == {"on": "2026-05-28", "paragraph": "12"}
    assert "§ 12" in as_member("olof").get(f"/cases/{case}/").content.decode()


def test_rule_06_an_automat_says_yes_at_once_and_says_so(services: Services) -> None:
    to_an_automat()
    case = open_case(AMIR, service=services.course, given=GIVEN, at=NOW)
    assert state(case) == "granted"
    ruling = Ruling.objects.get()
    assert (ruling.person, ruling.mandate.uuid) == (None, an_id("mandate-machine"))
    page = as_member("amir").get(f"/cases/{case}/").content.decode()
    assert "Kursautomaten" in page
    assert "/map/role/head/" in page
    assert not queries.log_of_rulings()
    assert verify().difference is None
    assert entries(kinds=("ruling.made",))[0].data["person"] is None


def test_rule_06_above_its_limit_people_decide(services: Services) -> None:
    to_an_automat(1000)
    case = open_case(AMIR, service=services.course, given=GIVEN, at=NOW)
    assert state(case) == "open"
    assert [line.id for line in queries.waiting_for(MARIA, NOW)] == [case]
    assert Case.objects.get().rulings.count() == 0


def test_rule_05_minutes_of_a_stale_page_never_decide_the_next_stage(services: Services) -> None:
    to_a_body()
    case = open_case(an_id("olof"), service=services.course, given=GIVEN, at=NOW)
    sent = {"outcome": "yes", "on": "2026-05-28", "paragraph": "§ 12", "stage": an_id("other")}
    assert as_member("lena").post(f"/cases/{case}/meeting/", sent).status_code == 422
    assert state(case) == "open"

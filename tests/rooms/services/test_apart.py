"""Rules 12, 13 and 20: nobody rules above another's head, reports, exceptions, and who is close."""

from uuid import UUID

import pytest

from mandat.common import clock
from mandat.common.money import Money
from mandat.common.refusals import RefusedError
from mandat.power import queries as power
from mandat.power.actions import accept_substitution, ask_substitute, declare_conflict
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.models import EntryRow
from mandat.record.queries import verify
from mandat.services import queries
from mandat.services.actions import open_case, rule_on_case, take_over_case
from mandat.services.contested.queries import to_decide
from mandat.services.models import Ruling
from tests.cast import NOW, START, Cast, an_id
from tests.members import as_member
from tests.rooms.services.cast import GIVEN, found_services, hand_over, make_secret

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "olof"))


@pytest.fixture
def course() -> UUID:
    return found_services().course


@pytest.fixture
def at_now():
    clock.use(lambda: NOW)
    yield
    clock.use(clock.system)


def beside(name: str = "mandate-beside", role: str = "team") -> UUID:
    """Let a role have a mandate from Maria's, who keeps her own beside it."""
    with writing(by=MARIA, at=START) as door:
        door.append("mandate.granted", of=an_id(name), data={
            "matter": str(Cast().matter), "stage": str(Cast().stage), "person": None,
            "role": str(an_id(f"role-{role}")), "may_yes": True, "may_no": True, "limits": [],
            "since": stamp(START), "until": None, "review_on": None,
            "source_mandate": str(Cast().mandate), "source_decision": "", "narrows": False,
            "by_acceptance": False, "handover": None,
        })  # fmt: skip
    return an_id(name)


def refused(*args: object, **kwargs: object) -> list[str]:
    with pytest.raises(RefusedError) as error:
        rule_on_case(*args, **kwargs)  # type: ignore[arg-type]
    return [r.code for r in error.value.refusals]


def test_rule_12_who_kept_a_mandate_beside_the_one_they_gave_takes_over_before_ruling(
    course: UUID, at_now: None
) -> None:
    beside()
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    assert [c.id for c in queries.waiting_for(FATIMA, NOW)] == [case]
    assert refused(MARIA, case=case, outcome="yes", at=NOW) == ["services.lies_with_holder"]
    assert queries.case_page(MARIA, case, NOW) is None
    take_over_case(MARIA, case=case, reason="Det gäller hela kommunen.", at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    kinds = list(EntryRow.objects.order_by("index").values_list("kind", flat=True))
    assert kinds.index("case.left") < kinds.index("ruling.made")
    assert verify().agrees


def test_rule_13_giver_and_holder_see_the_same_report_and_nobody_else_any(
    course: UUID, at_now: None
) -> None:
    hand_over(Money(500_000, "SEK"), accepted=("amir", "fatima"), at=START)
    for outcome in ("yes", "yes", "no"):
        case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
        rule_on_case(FATIMA, case=case, outcome=outcome, reason="Nu.", at=NOW)
    clock.use(lambda: NOW.replace(hour=9))
    path = f"/map/mandate/{an_id('mandate-team')}/"
    pages = {who: as_member(who).get(path).content.decode() for who in ("maria", "fatima", "olof")}
    for who in ("maria", "fatima"):
        assert "2\xa0ja" in pages[who] or "2 ja" in pages[who]
        part = pages[who].split('id="used"')[1].split("</section>")[0]
        assert part == pages["maria"].split('id="used"')[1].split("</section>")[0]
        assert "Fatima" not in part
    assert 'id="used"' not in pages["olof"]
    make_secret()
    secret = as_member("maria").get(path).content.decode().split('id="used"')[1]
    assert "kr" not in secret.split("</dl>")[0]


def test_rule_20_in_conflict_one_answers_only_if_nobody_else_can_and_it_stands_with_the_ruling(
    course: UUID, at_now: None
) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    declare_conflict(MARIA, about=AMIR, at=NOW)
    assert refused(MARIA, case=case, outcome="yes", at=NOW) == ["power.conflict"]
    assert [c.id for c in queries.waiting_for(MARIA, NOW)] == [case]
    answer = {"outcome": "yes", "exception": "Kursen börjar i kväll.", "reason": ""}
    assert "Kan det vänta?" in as_member("maria").get(f"/cases/{case}/").content.decode()
    one = ask_substitute(MARIA, person=OLOF, ground="conflict", since=NOW, until=None, at=NOW)
    accept_substitution(OLOF, substitution=one, at=NOW)
    assert as_member("maria").post(f"/cases/{case}/answer/", answer).status_code == 404
    as_member("olof").post(f"/map/standing-in/{one}/end/")
    assert as_member("maria").post(f"/cases/{case}/answer/", answer).status_code == 302
    ruling = Ruling.objects.get()
    assert (ruling.excepted, ruling.exception) == (True, "Kursen börjar i kväll.")
    seen = as_member("amir").get(f"/cases/{case}/").content.decode()
    assert "den enda som kunde besluta i tid. Kursen börjar i kväll." in seen
    assert verify().agrees


def test_rule_20_who_is_said_to_be_too_close_steps_aside_until_somebody_above_has_decided(
    course: UUID, at_now: None
) -> None:
    beside()
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    path = f"/cases/{case}/too-close/"
    assert as_member("olof").get(path).status_code == 404
    sent = as_member("amir").post(path, {"person": str(FATIMA), "words": "De är syskon."})
    assert sent.status_code == 302
    assert refused(FATIMA, case=case, outcome="yes", at=NOW) == ["power.conflict"]
    one = sent["Location"]
    assert [p.person.id for p in to_decide(MARIA, NOW)] == [FATIMA]
    for other in ("olof", "lena", "sara"):
        assert as_member(other).get(one).status_code == 404
        assert "syskon" not in as_member(other).get("/").content.decode()
    assert to_decide(FATIMA, NOW) == ()
    as_member("fatima").post(one, {"upheld": "no", "reason": "Vi är inte syskon."})
    assert refused(FATIMA, case=case, outcome="yes", at=NOW) == ["power.conflict"]
    assert (
        "Står Fatima Nilsson ett ärende för nära?" in as_member("maria").get("/").content.decode()
    )
    as_member("maria").post(one, {"upheld": "no", "reason": "De är inte släkt."})
    assert "De är inte släkt." in as_member("amir").get(one).content.decode()
    entries = EntryRow.objects.filter(kind__startswith="challenge.")
    told = "".join(entries.values_list("body", flat=True))
    assert all(str(x) not in told for x in (FATIMA, AMIR, MARIA, case))
    assert set(entries.values_list("by", flat=True)) == {None}
    rule_on_case(FATIMA, case=case, outcome="yes", at=NOW)
    assert verify().agrees


def test_rule_20_where_there_is_nobody_else_the_person_in_question_decides_it(
    course: UUID, at_now: None
) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    as_member("amir").post(
        f"/cases/{case}/too-close/", {"person": str(MARIA), "words": "De är grannar."}
    )
    (asked,) = to_decide(MARIA, NOW)
    as_member("maria").post(
        f"/cases/too-close/{asked.id}/", {"upheld": "yes", "reason": "Det stämmer."}
    )
    assert power.challenge(asked.id).upheld is True  # type: ignore[union-attr]
    assert refused(MARIA, case=case, outcome="yes", at=NOW) == ["power.conflict"]

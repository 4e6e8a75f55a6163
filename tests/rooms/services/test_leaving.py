"""Rules 10, 12, 20, 21 and 22 where cases are: written, checked again when ruling, replayed."""

from uuid import UUID

import pytest

from mandat.common import clock
from mandat.common.money import Money
from mandat.common.refusals import BadInputError, RefusedError
from mandat.notices.models import Notice
from mandat.power import actions as power
from mandat.power.models import Conflict
from mandat.power.queries import standing_in_page
from mandat.record.actions import writing
from mandat.record.models import EntryRow
from mandat.record.queries import verify
from mandat.services import queries
from mandat.services.actions import hand_back_case, open_case, rule_on_case, take_over_case
from mandat.services.models import Case, Ruling
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.services.cast import GIVEN, add_stage, found_services, hand_over

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


def handed_over(course: UUID) -> UUID:
    hand_over(Money(500_000, "SEK"), accepted=("amir", "fatima"), at=NOW)
    return open_case(AMIR, service=course, given=GIVEN, at=NOW)


def refused(*args: object, **kwargs: object) -> list[str]:
    with pytest.raises(RefusedError) as error:
        rule_on_case(*args, **kwargs)  # type: ignore[arg-type]
    return [r.code for r in error.value.refusals]


def test_rule_10_one_case_is_handed_back_and_the_giver_decides_it(course: UUID) -> None:
    case = handed_over(course)
    other = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    hand_back_case(FATIMA, case=case, at=NOW)
    assert refused(FATIMA, case=case, outcome="yes", at=NOW) == ["power.case_left"]
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    rule_on_case(FATIMA, case=other, outcome="yes", at=NOW)
    assert verify().agrees


def test_rule_10_what_came_from_nobody_cannot_be_handed_back(course: UUID) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    with pytest.raises(RefusedError) as error:
        hand_back_case(MARIA, case=case, at=NOW)
    assert [r.facts["rule"] for r in error.value.refusals] == [10]


def test_rule_12_a_giver_takes_a_case_over_and_the_holders_are_told_at_once(course: UUID) -> None:
    case = handed_over(course)
    with pytest.raises(BadInputError):
        take_over_case(MARIA, case=case, reason=" ", at=NOW)
    take_over_case(MARIA, case=case, reason="Det gäller hela kommunen.", at=NOW)
    told = Notice.objects.get(kind="taken_over")
    assert (told.person, told.of) == (FATIMA, case)
    assert refused(FATIMA, case=case, outcome="yes", at=NOW) == ["power.case_left"]
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    kinds = list(EntryRow.objects.order_by("index").values_list("kind", flat=True))
    assert kinds.index("case.left") < kinds.index("ruling.made")
    assert verify().agrees


def test_rule_12_a_decided_case_is_not_taken_over(course: UUID) -> None:
    case = handed_over(course)
    rule_on_case(FATIMA, case=case, outcome="yes", at=NOW)
    with pytest.raises(RefusedError) as error:
        take_over_case(MARIA, case=case, reason="För sent.", at=NOW)
    assert [r.facts["rule"] for r in error.value.refusals] == [12]


def test_rule_12_the_giver_sees_that_there_are_cases_and_nothing_of_what_they_say(
    course: UUID, at_now: None
) -> None:
    handed_over(course)
    path = f"/map/mandate/{an_id('mandate-team')}/"
    page = as_member("maria").get(path).content.decode()
    assert "Ta över ärendet" in page
    assert "Lyftteknik" not in page
    assert "Ta över ärendet" not in as_member("olof").get(path).content.decode()
    (waiting,) = queries.cases_to_take_over(MARIA, an_id("mandate-team"), NOW)
    done = as_member("maria").post(
        f"{path}take-over/{waiting.id}/", {"reason": "Det gäller hela kommunen."}, follow=True
    )
    assert "Maria Ekström, som gav mandatet" in done.content.decode()


def test_rule_20_declared_on_the_page_the_case_goes_to_others_and_the_record_names_nobody(
    course: UUID, at_now: None
) -> None:
    case = handed_over(course)
    as_member("fatima").post(f"/cases/{case}/conflict/")
    assert refused(FATIMA, case=case, outcome="yes", at=NOW) == ["power.conflict"]
    assert queries.case_page(FATIMA, case, NOW) is None
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    entry = EntryRow.objects.get(kind="conflict.declared")
    assert entry.by is None
    assert str(FATIMA) not in entry.body
    assert str(case) not in entry.body
    assert verify().agrees


def test_rule_20_a_conflict_is_shown_to_oneself_alone_and_taken_back(
    course: UUID, at_now: None
) -> None:
    member = as_member("maria")
    sent = member.post("/map/standing-in/conflict/", {"about": "Amir Haddad", "why": "Min bror."})
    assert sent.status_code == 302
    assert "Min bror." in member.get("/map/standing-in/").content.decode()
    assert "Min bror." not in as_member("amir").get("/map/standing-in/").content.decode()
    with pytest.raises(RefusedError):
        open_case(AMIR, service=course, given=GIVEN, at=NOW)
    power.end_conflict(MARIA, conflict=Conflict.objects.get().uuid, at=NOW)
    open_case(AMIR, service=course, given=GIVEN, at=NOW)


def test_rule_21_where_two_are_needed_nobody_rules_at_two_stages(course: UUID) -> None:
    add_stage(role="chair", position=2)
    with writing(by=None, at=NOW) as door:
        door.append("matter.paired", of=Cast().matter, data={"two_people": True})
        door.append("role.held", of=an_id("both"), data={
            "role": str(an_id("role-chair")), "person": str(MARIA),
            "since": "2026-01-01T00:00:00.000000Z", "until": None, "source": "founding",
        })  # fmt: skip
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    assert refused(MARIA, case=case, outcome="yes", at=NOW) == ["power.two_people"]
    rule_on_case(OLOF, case=case, outcome="yes", at=NOW)
    assert Case.objects.get(uuid=case).state == "granted"


def test_rule_22_a_substitute_says_yes_first_then_decides_and_the_ruling_says_for_whom(
    course: UUID, at_now: None
) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    member = as_member("maria")
    member.post("/map/standing-in/ask/", {"person": "olof@ekby.example", "ground": "away"})
    assert refused(OLOF, case=case, outcome="yes", at=NOW) == ["power.no_mandate"]
    assert [c.id for c in queries.waiting_for(MARIA, NOW)] == [case]
    (asked,) = standing_in_page(OLOF, NOW).for_others
    as_member("olof").post(f"/map/standing-in/{asked.id}/yes/")
    assert [c.id for c in queries.waiting_for(OLOF, NOW)] == [case]
    assert queries.waiting_for(MARIA, NOW) == ()
    rule_on_case(OLOF, case=case, outcome="yes", at=NOW)
    assert Ruling.objects.select_related("substitution").get().substitution.uuid == asked.id  # type: ignore[union-attr]
    page = as_member("amir").get(f"/cases/{case}/").content.decode()
    assert "Som ersättare för Maria Ekström." in page
    assert verify().agrees


def test_rule_22_back_again_in_one_step_and_what_waits_returns(course: UUID, at_now: None) -> None:
    case = open_case(AMIR, service=course, given=GIVEN, at=NOW)
    one = power.ask_substitute(
        MARIA, person=OLOF, ground="away", since=NOW, until=NOW + 9 * DAY, at=NOW
    )
    power.accept_substitution(OLOF, substitution=one, at=NOW)
    assert refused(MARIA, case=case, outcome="yes", at=NOW) == ["power.away"]
    as_member("maria").post(f"/map/standing-in/{one}/end/")
    assert refused(OLOF, case=case, outcome="yes", at=NOW) == ["power.no_mandate"]
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW)


def test_rule_22_nobody_stands_in_for_themself_and_a_period_has_an_end_after_its_start(
    course: UUID, at_now: None
) -> None:
    page = as_member("maria").post(
        "/map/standing-in/ask/",
        {"person": "maria@ekby.example", "ground": "away", "until": "2026-01-01"},
    )
    assert page.status_code == 422
    for said in ("Välj någon annan än dig själv.", "Den sista dagen måste komma efter"):
        assert said in page.content.decode()


@pytest.mark.parametrize("day", ["2026-13-45", "9999-12-31", "0001-01-01"])
@pytest.mark.parametrize("field", ["since", "until"])
def test_rule_22_a_day_that_cannot_be_read_never_means_for_ever(
    course: UUID, at_now: None, field: str, day: str
) -> None:
    asked = {"person": "olof@ekby.example", "ground": "away", field: day}
    assert as_member("maria").post("/map/standing-in/ask/", asked).status_code == 422
    assert not standing_in_page(OLOF, NOW).for_others
    as_member("maria").post("/map/standing-in/named/away/", {field: day})
    assert verify().agrees

"""What whoever gave a mandate does with it: terms, looking over, withdrawing. Rules 3, 9 and 11."""

from datetime import timedelta
from uuid import UUID

import pytest

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.power import actions, queries
from mandat.power.models import Mandate
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.queries import verify
from tests.cast import DAY, NOW, START, Cast, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db

MARIA, AMIR, OLOF, LENA = (an_id(n) for n in ("maria", "amir", "olof", "lena"))
GIVEN, FURTHER = an_id("given"), an_id("further")


@pytest.fixture(autouse=True)
def _ekby():
    found_ekby()
    clock.use(lambda: NOW)
    yield
    clock.use(clock.system)


def give(name: str, person: UUID, source: UUID, **terms: object) -> UUID:
    with writing(by=MARIA, at=START) as door:
        door.append("mandate.granted", of=an_id(name), data={
            "matter": str(Cast().matter), "stage": str(Cast().stage), "person": str(person),
            "role": None, "may_yes": True, "may_no": True, "limits": [], "since": stamp(START),
            "until": None, "review_on": stamp(NOW - DAY), "source_mandate": str(source),
            "source_decision": "", "narrows": False, "by_acceptance": False, "handover": None,
        })  # fmt: skip
        if terms:
            actions.set_terms(door, an_id(name), actions.Terms(**terms))  # type: ignore[arg-type]
    return an_id(name)


def usable(person: UUID) -> list[UUID]:
    return [m.id for m in queries.mandates_of(person, NOW)]


def test_rule_03_a_mandate_handed_on_too_far_is_not_listed_as_usable() -> None:
    give("given", AMIR, Cast().mandate)
    give("further", OLOF, GIVEN)
    assert usable(AMIR) == [GIVEN]
    assert usable(OLOF) == []
    page = as_member("lena").get(f"/map/mandate/{GIVEN}/").content.decode()
    assert "nej, inte utan den som gav det" in page


def test_rule_03_with_a_step_granted_it_can_be_used_and_says_how_many() -> None:
    with writing(by=MARIA, at=START) as door:
        actions.set_terms(door, Cast().mandate, actions.Terms(onward=2))
    give("given", AMIR, Cast().mandate, onward=1)
    give("further", OLOF, GIVEN)
    assert usable(OLOF) == [FURTHER]
    assert "1 led" in as_member("lena").get(f"/map/mandate/{GIVEN}/").content.decode()
    assert verify().agrees


def test_rule_09_a_mandate_rests_after_its_day_until_its_giver_has_looked_it_over() -> None:
    give("given", AMIR, Cast().mandate, on_review="pause")
    path = f"/map/mandate/{GIVEN}/"
    assert usable(AMIR) == []
    assert "Det vilar tills det är gjort" in as_member("amir").get(path).content.decode()
    maria = as_member("maria")
    maria.post(f"{path}look-over/", {"review_on": "2026-05-01"})
    assert usable(AMIR) == []
    maria.post(f"{path}look-over/", {"review_on": "2026-12-01"})
    assert usable(AMIR) == [GIVEN]
    assert verify().agrees


def test_rule_11_the_giver_withdraws_at_once_and_what_hangs_from_it_falls() -> None:
    with writing(by=MARIA, at=START) as door:
        actions.set_terms(door, Cast().mandate, actions.Terms(onward=2))
    give("given", AMIR, Cast().mandate, onward=1)
    give("further", OLOF, GIVEN)
    assert usable(OLOF) == [FURTHER]
    page = as_member("maria").post(f"/map/mandate/{GIVEN}/withdraw/", follow=True)
    assert "Mandatet är återkallat" in page.content.decode()
    assert usable(AMIR) == usable(OLOF) == []
    assert [m.id for m in queries.mandates_of(OLOF, NOW - timedelta(seconds=1))] == [FURTHER]
    assert verify().agrees


@pytest.mark.parametrize("person", [AMIR, LENA])
def test_rule_11_only_whoever_gave_it_withdraws(person: UUID) -> None:
    give("given", AMIR, Cast().mandate)
    with pytest.raises(RefusedError):
        actions.withdraw_mandate(person, mandate=GIVEN, at=NOW)
    assert Mandate.objects.get(uuid=GIVEN).until is None


def test_rule_14_what_came_with_a_hand_over_goes_the_way_back_agreed_there() -> None:
    with writing(by=MARIA, at=START) as door:
        door.append("mandate.granted", of=GIVEN, data={
            "matter": str(Cast().matter), "stage": str(Cast().stage), "person": str(AMIR),
            "role": None, "may_yes": True, "may_no": True, "limits": [], "since": stamp(START),
            "until": None, "review_on": None, "source_mandate": str(Cast().mandate),
            "source_decision": "", "narrows": True, "by_acceptance": False,
            "handover": str(an_id("handover")),
        })  # fmt: skip
    with pytest.raises(RefusedError) as error:
        actions.withdraw_mandate(MARIA, mandate=GIVEN, at=NOW)
    assert [r.facts["rule"] for r in error.value.refusals] == [14]
    assert "Återkalla" not in as_member("maria").get(f"/map/mandate/{GIVEN}/").content.decode()


def test_a_review_day_lies_ahead() -> None:
    give("given", AMIR, Cast().mandate)
    with pytest.raises(BadInputError):
        actions.look_over_mandate(MARIA, mandate=GIVEN, review_on=NOW, at=NOW)

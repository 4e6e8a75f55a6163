"""Rules 7, 10, 20 and 22: assignments, taking on and handing back, ties, and vacant seats."""

from dataclasses import replace
from uuid import UUID

import pytest

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.power import actions, queries
from mandat.power.models import Declined
from mandat.power.rules import Conflict, HandedBack, No, Question, Yes, answer, book_from_json
from mandat.power.rules.tables import MandateDraft
from mandat.record.actions import writing
from mandat.record.models import EntryRow
from mandat.record.queries import verify
from tests.cast import NOW, START, Cast, an_id, found_ekby
from tests.members import as_member
from tests.rooms.power.cast import AMIR, BOARD, CHAIR, HOME, MARIA, OLOF, ask, codes, ekby
from tests.rooms.power.cast import ROOT as HEADS


@pytest.fixture
def at_now():
    clock.use(lambda: NOW)
    yield
    clock.use(clock.system)


def asks(person: str, at: object = NOW) -> bool:
    found = queries.load_slice(Cast().matter, [an_id("amir")])
    asked = Question(an_id(person), "yes", {}, an_id("fatima"), an_id("fatima"), NOW)
    return isinstance(answer(found, asked), Yes)


def personal(who: str, **changes: str) -> MandateDraft:
    empty = MandateDraft("course", "head", "", f"{who}@ekby.example", "", may_yes=True, may_no=True,
                         since=None, until=None, review_on=None, source="KS § 9")  # fmt: skip
    return replace(empty, **changes)


def give(draft: MandateDraft) -> UUID:
    before = set(EntryRow.objects.filter(kind="mandate.granted").values_list("of", flat=True))
    actions.add_mandates(an_id("sara"), mandates=[draft], at=NOW)
    after = set(EntryRow.objects.filter(kind="mandate.granted").values_list("of", flat=True))
    return (after - before).pop()


# --- 7 ------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rule_07_a_persons_mandate_says_which_role_it_ends_with_or_that_it_stays(
    at_now: None,
) -> None:
    found_ekby()
    with pytest.raises(RefusedError) as error:  # Sara holds no role, so the table has to say
        give(personal("sara"))
    assert [(r.code, r.field) for r in error.value.refusals] == [("power.which_role", "while_role")]
    stays, only = give(personal("sara", while_role="stays")), give(personal("olof"))
    page = as_member("amir").get(f"/map/mandate/{stays}/").content.decode()
    assert "personen, vilken roll den än har" in page
    page = as_member("amir").get(f"/map/mandate/{only}/").content.decode()
    assert "rollen Chair, och upphör med den" in page
    actions.accept_mandate(an_id("olof"), mandate=only, at=NOW)
    assert asks("olof")
    with writing(by=None, at=NOW) as door:
        ended = {"until": NOW.isoformat().replace("+00:00", ".000000Z")}
        door.append("holding.ended", of=an_id("holding-chair-olof"), data=ended)
    assert not asks("olof")


# --- 10 -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rule_10_a_mandate_that_names_a_person_waits_for_their_yes_and_a_no_is_the_givers_alone(
    at_now: None,
) -> None:
    found_ekby()
    mandate = give(personal("olof"))
    path = f"/map/mandate/{mandate}/"
    assert not asks("olof")
    assert "Ta ställning" not in as_member("amir").get("/").content.decode()
    assert "Det väntar på ditt ja." in as_member("olof").get("/").content.decode()
    entries = EntryRow.objects.count()
    as_member("olof").post(f"{path}no/")
    assert (EntryRow.objects.count(), Declined.objects.count()) == (entries, 1)
    assert "Det väntar på ditt ja." not in as_member("olof").get("/").content.decode()
    for other in ("amir", "maria"):
        assert "sa nej" not in as_member(other).get(path).content.decode()
    as_member("olof").post(f"{path}yes/")
    assert asks("olof")
    as_member("olof").post(f"{path}hand-back/")
    assert not asks("olof")
    assert verify().agrees


@pytest.mark.django_db
def test_rule_10_a_roles_mandate_follows_the_office_and_one_holder_may_hand_it_back(
    at_now: None,
) -> None:
    found_ekby()
    path = f"/map/mandate/{Cast().mandate}/"
    assert asks("maria")
    assert "Lämna tillbaka mandatet" in as_member("maria").get(path).content.decode()
    as_member("maria").post(f"{path}hand-back/")
    assert not asks("maria")
    entry = EntryRow.objects.get(kind="mandate.handed_back")
    assert (entry.by, str(an_id("maria")) in entry.body) == (None, False)
    assert queries.mandates_of(an_id("maria"), NOW) == ()
    as_member("maria").post(f"{path}take-up/")
    assert asks("maria")
    with pytest.raises(RefusedError):
        actions.hand_back_mandate(an_id("amir"), mandate=Cast().mandate, at=NOW)
    assert verify().agrees


@pytest.mark.django_db
def test_rule_10_the_rule_book_says_whose_yes_is_needed() -> None:
    found_ekby()
    actions.adopt_rules(
        an_id("sara"), book=book_from_json("own", {"accept": "each"}), decision="§ 1", at=START
    )
    mandate = give(replace(personal(""), person="", role="chair"))
    assert not asks("olof")
    assert [m.id for m in queries.asked_to_take(an_id("olof"), NOW)] == [mandate]
    actions.accept_mandate(an_id("olof"), mandate=mandate, at=NOW)
    assert asks("olof")


def test_rule_10_what_was_handed_back_is_not_used_and_the_refusal_says_so() -> None:
    org = replace(ekby(), handed_back=(HandedBack(HEADS.id, MARIA, START),))
    assert codes(answer(org, ask(MARIA))) == ["power.handed_back"]
    assert isinstance(answer(ekby(), ask(MARIA)), Yes)


# --- 20 -----------------------------------------------------------------------------------------


def test_rule_20_a_tie_is_found_in_the_case_and_supervision_of_ones_own_circle_too() -> None:
    org = ekby(conflicts=(Conflict(MARIA, None, None, START, counterparty="Berg  Bygg AB"),))
    org = replace(org, matter=replace(org.matter, counterparty="supplier"))
    for name, free in (("berg bygg ab", False), ("Annat AB", True)):
        facts = {"supplier": name}
        found = answer(org, replace(ask(MARIA), facts=facts))
        assert isinstance(found, Yes) is free, name
    watched = replace(
        ekby(),
        matter=replace(ekby().matter, supervised="unit"),
        circle_keys={"home": HOME, "board": BOARD},
    )
    assert codes(answer(watched, replace(ask(MARIA), facts={"unit": "home"}))) == ["power.conflict"]
    assert isinstance(answer(watched, replace(ask(MARIA), facts={"unit": "board"})), Yes)


def test_rule_20_in_conflict_one_decides_only_where_nobody_else_can() -> None:
    org = ekby(conflicts=(Conflict(MARIA, AMIR, None, START),))
    asked = replace(ask(MARIA), despite_conflict=True)
    assert isinstance(answer(org, asked), Yes)
    second = replace(HEADS, id=an_id("second"), role=CHAIR, order=9)
    with_other = replace(org, mandates=(*org.mandates, second))
    assert isinstance(answer(with_other, replace(ask(OLOF), asker=AMIR)), Yes)
    assert codes(answer(with_other, asked)) == ["power.conflict"]
    own = replace(asked, asker=MARIA, for_whom=AMIR)
    assert isinstance(answer(org, own), No)  # one's own cost is never an exception


# --- 22 -----------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_rule_22_somebody_stands_in_for_a_seat_nobody_holds_until_somebody_does(
    at_now: None,
) -> None:
    found_ekby()
    with writing(by=None, at=NOW) as door:
        ended = {"until": NOW.isoformat().replace("+00:00", ".000000Z")}
        door.append("holding.ended", of=an_id("holding-head-maria"), data=ended)
        door.append("role.formed", of=an_id("role-mayor"), data={
            "key": "mayor", "name": {"sv": "Mayor", "en": "Mayor"}, "source": "founding",
            "circle": str(an_id("circle-ekby")),
        })  # fmt: skip
        door.append("role.held", of=an_id("holding-mayor"), data={
            "role": str(an_id("role-mayor")), "person": str(an_id("sara")),
            "since": "2026-01-01T00:00:00.000000Z", "until": None, "source": "founding",
        })  # fmt: skip
    path = "/map/role/head/stand-in/"
    assert "Be någon" not in as_member("amir").get(path).content.decode()
    assert as_member("amir").post(path, {"person": "Olof Persson"}).status_code == 422
    assert as_member("sara").post(path, {"person": "Olof Persson"}).status_code == 302
    assert not asks("olof")
    (asked,) = queries.standing_in_page(an_id("olof"), NOW).for_others
    assert "medan ingen har rollen" in as_member("olof").get("/map/standing-in/").content.decode()
    as_member("olof").post(f"/map/standing-in/{asked.id}/yes/")
    assert asks("olof")
    assert "Olof Persson" in as_member("amir").get(path).content.decode()
    actions.appoint(an_id("sara"), role=an_id("role-head"), person=an_id("lena"), at=NOW)
    assert not asks("olof")
    assert verify().agrees

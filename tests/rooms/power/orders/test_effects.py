"""Awkward orders, from the file to an answered question: what is adopted has effect."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest

from mandat.common.refusals import RefusedError
from mandat.power import actions as power
from mandat.power import models
from mandat.power import queries as reads
from mandat.power.orders import actions, queries
from mandat.power.queries import Asked, ask_may
from mandat.power.rules.tables import PersonDraft
from mandat.record.queries import verify
from mandat.services.actions import offer_matters, open_case, rule_on_case
from mandat.services.models import Ruling, Service
from tests.cast import NOW, START, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db

SARA, OLOF, AMIR, MARIA, LENA = (an_id(n) for n in ("sara", "olof", "amir", "maria", "lena"))
SAID = {
    "body": "Styrelsen", "on": "2026-05-20", "paragraph": "75", "base": "59 200",
    "circle": str(an_id("circle-board")),
}  # fmt: skip


@pytest.fixture(autouse=True)
def _ekby(monkeypatch: pytest.MonkeyPatch) -> None:
    found_ekby(START)
    monkeypatch.setattr("mandat.common.clock.now", lambda: NOW)


def adopt(text: str, **more: str) -> UUID:
    draft = actions.start_draft(SARA, file="a.csv", data=text.encode(), at=NOW)
    actions.set_draft(SARA, draft=draft, said=SAID | more, at=NOW)
    return actions.write_draft(SARA, draft=draft, offer=offer_matters, at=NOW)


def appoint(role: str, name: str) -> UUID:
    email = f"{name.casefold()}@ekby.example"
    power.add_people(SARA, people=[PersonDraft(name, email, (role,))], at=NOW)
    return UUID(str(models.Person.objects.get(email=email).uuid))


def ask(
    matter: str, who: UUID | None = None, verb: str = "yes", at: datetime = NOW, **facts: str
) -> str:
    person = str(who) if who else None
    return ask_may(Asked(matter, at, verb, facts, person, str(AMIR))).answer  # type: ignore[arg-type]


def seen(path: str) -> str:
    page = as_member("olof").get(path)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


def test_only_the_no_is_given() -> None:
    adopt("Ärende;Delegat\nNeka utlämnande av allmän handling;Head\n")
    key = "neka-utlamnande-av-allman-handling"
    assert (ask(key, MARIA, "no"), ask(key, MARIA)) == ("yes", "no")
    assert ask(key) == "nobody"
    assert "Ja, Maria" in seen(f"/map/ask/?matter={key}&verb=no&person={MARIA}")
    assert not Service.objects.filter(matter__key=key).exists()  # nobody could ever say yes


def test_yes_and_no_lie_at_different_levels() -> None:
    adopt("Ärende;Bifall;Avslag\nFörsörjningsstöd;Team;Head\n")
    key = "forsorjningsstod"
    assert [ask(key, LENA, v) for v in ("yes", "no")] == ["yes", "no"]
    assert [ask(key, MARIA, v) for v in ("yes", "no")] == ["no", "yes"]
    assert "Endast" in seen("/map/order/") or "endast ja" in seen("/map/order/")


def test_two_decide_about_each_other_and_neither_about_themself() -> None:
    adopt("Nr;Ärende;Delegat\n18;Headens representation;Chair\n19;Chairs representation;Head\n")
    for key, by, other in (
        ("headens-representation", OLOF, MARIA), ("chairs-representation", MARIA, OLOF),
    ):  # fmt: skip
        asked = Asked(key, NOW, "yes", {}, str(by), str(other))
        assert ask_may(asked).answer == "yes"
        own = ask_may(Asked(key, NOW, "yes", {}, str(by), str(by)))
        assert (own.answer, own.reasons[0].facts["rule"]) == ("no", 21)


def test_limits_that_overlap_both_hold_and_are_listed() -> None:
    adopt("Nr;Ärende;Delegat;Gräns\n14;Inköp;Head;10 pbb\n16;Inköp;Chair;3 pbb\n")
    assert [ask("inkop", w, amount="177600") for w in (MARIA, OLOF)] == ["yes", "yes"]
    assert [ask("inkop", w, amount="177601") for w in (MARIA, OLOF)] == ["yes", "no"]
    assert ask("inkop", amount="592001") == "nobody"
    assert "592" in seen("/map/gaps/")


def test_below_the_limit_it_is_no_decision_at_all() -> None:
    adopt("Ärende;Delegat;Gräns\nAnskaffning;(ren verkställighet, ingen delegation);2 pbb\n"
          "Anskaffning;Head;över 2 pbb, högst 5 pbb\n")  # fmt: skip
    assert ask("anskaffning", amount="118400") == "not_needed"
    assert ask("anskaffning", MARIA, amount="118400") == "not_needed"
    assert ask("anskaffning", MARIA, amount="118401") == "yes"
    page = seen(f"/map/ask/?matter=anskaffning&fact-amount=5000&person={LENA}")
    assert "Inget beslut behövs." in page
    assert "Ingen behöver" in seen("/map/gaps/")
    service = Service.objects.get(matter__key="anskaffning")
    given = {"about": "Stolar", "amount": "5 000"}
    with pytest.raises(RefusedError) as refused:
        open_case(AMIR, service=service.uuid, given=given, at=NOW)
    assert refused.value.refusals[0].code == "services.mere_execution"


def test_whoever_rules_confirms_what_the_order_asks_for_and_the_ruling_keeps_it() -> None:
    adopt("Ärende;Delegat;Samråd;Villkor\nHyra in personal;Head;HR-chef;efter förhandling\n")
    service = Service.objects.get(matter__key="hyra-in-personal")
    case = open_case(AMIR, service=service.uuid, given={"about": "Två vikarier"}, at=NOW)
    page = as_member("maria").get(f"/cases/{case}/").content.decode()
    assert "HR-chef har fått säga sitt" in page
    form = {"outcome": "yes", "confirmed": "HR-chef"}
    refused = as_member("maria").post(f"/cases/{case}/answer/", form)
    assert refused.status_code == 422
    assert "efter förhandling" in refused.content.decode()
    words = ("HR-chef", "efter förhandling")
    rule_on_case(MARIA, case=case, outcome="yes", confirmed=words, at=NOW)
    assert [c["words"] for c in Ruling.objects.get(case__uuid=case).confirmed] == list(words)
    assert "Bekräftat:" in as_member("amir").get(f"/cases/{case}/").content.decode()
    told = ask_may(Asked("hyra-in-personal", NOW, "yes", {}, str(MARIA), str(AMIR)))
    assert [c.words for c in told.conditions] == list(words)
    assert verify().difference is None


def test_the_asker_confirms_too_before_deciding_alone() -> None:
    adopt("Ärende;Delegat;Villkor\nByta pass;Team;bemanningen räcker\n")
    service = Service.objects.get(matter__key="byta-pass")
    case = open_case(LENA, service=service.uuid, given={"about": "Fredag"}, at=NOW)
    assert not Ruling.objects.filter(case__uuid=case).exists()
    rule_on_case(LENA, case=case, outcome="yes", confirmed=["bemanningen räcker"], at=NOW)


def test_rule_22_a_substitute_the_order_names_says_yes_and_stands_in_while_the_holder_is_away(
) -> None:  # fmt: skip
    adopt("Ärende;Delegat;Ersättare\nUpplåta mark;Head;Byggchef\n")
    bo = appoint("byggchef", "Bo")
    head, named = an_id("role-head"), models.Role.objects.get(key="byggchef").uuid
    with pytest.raises(RefusedError):
        power.leave_to_named(MARIA, since=NOW, until=None, at=NOW)
    assert ask("upplata-mark", bo) == "no"
    assert reads.named_page(bo, NOW).by_me[0].ready is None
    power.stand_ready(bo, of_role=head, by_role=UUID(str(named)), at=NOW)
    assert ask("upplata-mark", bo) == "no"  # the holder is here
    back = NOW + timedelta(days=7)
    power.leave_to_named(MARIA, since=NOW, until=back, at=NOW)
    assert [ask("upplata-mark", w) for w in (bo, MARIA)] == ["yes", "no"]
    assert ask("course", MARIA, amount="1000") == "yes"  # only what the order names goes over
    assert [ask("upplata-mark", w, at=back) for w in (bo, MARIA)] == ["no", "yes"]
    power.stand_down(bo, of_role=head, by_role=UUID(str(named)), at=NOW + timedelta(days=1))
    later = NOW + timedelta(days=2)
    assert [ask("upplata-mark", w, at=later) for w in (bo, MARIA)] == ["no", "yes"]
    assert verify().difference is None


def test_rule_22_the_named_substitute_decides_where_nobody_holds_the_role() -> None:
    adopt("Ärende;Delegat;Ersättare\nTorgplats;Planeringschef;Team\n")
    lena = reads.named_page(LENA, NOW).by_me[0]
    assert ask("torgplats", LENA) == "no"
    page = as_member("lena")
    assert "Planeringschef" in page.get("/map/standing-in/").content.decode()
    page.post(f"/map/standing-in/named/{lena.of_role}/{lena.by_role}/")
    assert ask("torgplats", LENA) == "yes"


def test_how_far_it_may_be_handed_on_follows_the_order() -> None:
    adopt("Ärende;Delegat;Vidaredelegation\nA;Head;Ja, två led\nB;Head;Nej\nC;Head;\n")
    found = dict(models.Mandate.objects.filter(matter__key__in="abc")
                 .values_list("matter__key", "onward"))  # fmt: skip
    assert found == {"a": 2, "b": 0, "c": None}
    held = models.Mandate.objects.get(matter__key="a")
    assert "2 led" in seen(f"/map/mandate/{held.uuid}/")


def test_what_has_no_effect_is_said_before_and_after() -> None:
    text = "Ärende;Delegat;Ersättare\nLov;Head;närmast överordnad chef\n"
    draft = actions.start_draft(SARA, file="a.csv", data=text.encode(), at=NOW)
    shown = as_member("sara").get(f"/map/order/draft/{draft}/").content.decode()
    assert "Utan verkan" in shown
    assert "1 rad säger något som Mandat inte kan hålla." in shown
    adopt(text)
    held = models.Mandate.objects.get(matter__key="lov")
    assert "Utan verkan" in seen(f"/map/mandate/{held.uuid}/")


@pytest.mark.parametrize(("needs", "count"), [("all", 2), ("none", 0)])
def test_new_matters_get_a_page_in_needs_where_the_reviewer_wants(needs: str, count: int) -> None:
    rows = ("Nr;Område;Ärende;Delegat;Gräns", "1;Kultur;Bidrag;Head;5 tkr", "2;Kultur;Lokal;Head")
    adopt("\n".join(rows), needs=needs)
    assert Service.objects.filter(matter__key__in=("bidrag", "lokal")).count() == count
    if count:
        form = seen("/needs/bidrag/")
        assert ("Vad gäller det?" in form, "Belopp" in form) == (True, True)
        assert "Kultur" in seen("/needs/")


def test_an_order_taken_out_again_says_the_same() -> None:
    adopt("Ärende;Delegat;Ersättare;Samråd;Villkor;Vidaredelegation\n"
          "Hyra;Head;Team;HR;efter förhandling;Ja\n")  # fmt: skip
    (row,) = [r for r in queries.order_page(SARA, NOW).rows if r.item.line.matter == "Hyra"]
    line = row.item.line
    assert (row.change, line.onward, line.consult) == ("same", True, ("HR",))
    # As a new row, worked out from the mandate alone, it says the same.
    adopted = models.Mandate.objects.get(matter__key="hyra")
    (view,) = [m for m in reads.mandates_at(NOW) if m.id == adopted.uuid]
    assert [c.words for c in view.conditions] == ["HR", "efter förhandling"]

"""What follows on a decision: rules 23 and 25–29, through the pages people use."""

import json
from datetime import date, timedelta

import pytest
from django.test import Client

from mandat.common.refusals import BadInputError, RefusedError
from mandat.power.actions import adopt_rules, declare_conflict
from mandat.power.presets import read_book
from mandat.record.queries import entries, verify
from mandat.services.actions import open_case, rule_on_case
from mandat.services.models import Ruling
from mandat.services.register import actions
from mandat.services.register.queries import minutes_to_do
from mandat.services.register.rules import Minutes, Notice, is_late, route_of
from tests.cast import DAY, NOW, an_id
from tests.members import as_member
from tests.rooms.services.test_register import BOARD, MARIA, OLOF, SARA, _ekby, decide

__all__ = ["_ekby"]
pytestmark = pytest.mark.usefixtures("_ekby")

TODAY = NOW.date()
ID_OF_JOUR = "jour"


def handle(matter: str, **said: object) -> None:
    told: dict[str, object] = {
        "execution": False, "route": "", "appealable": True, "asks": (), "decision": "§ 41",
    }  # fmt: skip
    from mandat.common.ids import id_from

    actions.handle_matter(OLOF, matter=id_from("matter", matter), at=NOW - 8 * DAY, **(told | said))  # type: ignore[arg-type]


def opened(matter: str, at: object) -> object:
    from mandat.common.ids import id_from
    from mandat.record.actions import writing
    from mandat.services.actions import offer_service

    same = {"sv": matter, "en": matter}
    with writing(by=SARA, at=at) as door:  # type: ignore[arg-type]
        service = offer_service(
            door, key=f"s-{matter}", name=same, description=same, words="", area=same,
            matter=id_from("matter", matter), source="test",
        )  # fmt: skip
    return open_case(an_id("amir"), service=service, given={"about": "Hemligt"}, at=at)  # type: ignore[arg-type]


def only() -> Ruling:
    return Ruling.objects.get()


def test_rule_23_what_the_matter_asks_for_is_asked_and_everything_is_kept() -> None:
    handle("resor", asks=("alternatives", "presenter"))
    case = opened("resor", NOW - 3 * DAY)
    declare_conflict(OLOF, case=case, matter=None, at=NOW - 3 * DAY)  # type: ignore[arg-type]
    maria = as_member("maria")
    plain = {"outcome": "yes", "reason": ""}
    answer = maria.post(f"/cases/{case}/answer/", plain)
    assert answer.status_code == 422
    assert answer.content.decode().count("Ärendetypen kräver det") >= 2
    full = plain | {
        "text": "Resan beviljas.", "alternatives": "Tåg, för långt.", "presenter": "Fatima Nilsson",
        "participants": "lena@ekby.example", "advice": "Ekonomen: gå före.",
    }  # fmt: skip
    assert maria.post(f"/cases/{case}/answer/", full).status_code == 302
    shown = maria.get(f"/cases/{case}/").content.decode()
    assert "Tåg, för långt." in shown
    assert "Fatima Nilsson" in shown
    (told,) = json.loads(as_member("olof").get("/register/decisions.json").content)
    kept = {
        "number": 1, "text": "Resan beviljas.", "alternatives": "Tåg, för långt.",
        "advice": "Ekonomen: gå före.", "presenter": "Fatima Nilsson",
        "participants": ["Lena Berg"], "decider": "Maria Ekström", "status": "to_report",
    }  # fmt: skip
    assert {key: told[key] for key in kept} == kept
    (version, *_above) = told["mandate"]
    last = [e for e in entries() if str(e.of) == version["id"]][-1]
    assert (version["entry"], version["leaf"]) == (last.index, last.leaf)
    assert verify().agrees


def test_rule_23_a_conflict_that_was_declared_is_kept_but_not_whose() -> None:
    case = opened("resor", NOW - 3 * DAY)
    from mandat.common.ids import id_from

    declare_conflict(an_id("lena"), case=case, matter=id_from("matter", "resor"), at=NOW - 3 * DAY)  # type: ignore[arg-type]
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW - 2 * DAY)  # type: ignore[arg-type]
    (told,) = json.loads(as_member("olof").get("/register/decisions.json").content)
    assert told["conflict"]
    page = as_member("olof").get(f"/register/{only().uuid}/").content.decode()
    assert "Lena" not in page
    assert as_member("fatima").get(f"/register/{only().uuid}/").status_code == 404


def test_rule_25_ticked_at_the_meeting_and_a_late_one_stays_late() -> None:
    decide("resor", at=NOW - 9 * DAY)
    actions.note_meeting(OLOF, circle=BOARD, on=TODAY - timedelta(6), at=NOW)
    olof = as_member("olof")
    assert "inte anmält, skulle anmälas 26 maj" in olof.get("/register/").content.decode()
    told = {"on": "2026-06-01", "paragraph": "§ 81", "rulings": [str(only().uuid)]}
    assert olof.post("/register/reported/", told).status_code == 302
    page = olof.get("/register/").content.decode()
    assert "Anmält 1 juni, § 81" in " ".join(page.split())
    assert "sent, skulle anmälas 26 maj" in page
    assert olof.post("/register/reported/", told | {"paragraph": ""}).status_code == 422
    early = told | {"on": "2026-05-20"}
    assert "innan ett av besluten" in olof.post("/register/reported/", early).content.decode()
    assert as_member("lena").post("/register/reported/", told).status_code == 422


def test_rule_25_urgent_always_goes_to_the_next_meeting() -> None:
    assert route_of(urgent=True, matter="minute", said=False) == "report"
    assert route_of(urgent=False, matter="", said=False) == "minute"
    assert route_of(urgent=False, matter="report", said=False) == "report"
    assert route_of(urgent=False, matter="minute", said=True) == "minute"
    day = date(2026, 5, 1)
    assert not is_late(day, None, [day + timedelta(7)], day + timedelta(7))
    assert is_late(day, None, [day + timedelta(7)], day + timedelta(8))


def test_rule_26_posted_taken_down_early_and_posted_anew() -> None:
    adopt_rules(SARA, book=read_book("swedish-public-body"), decision="§ 1", at=NOW - 8 * DAY)
    decide("jour", "no", at=NOW - 3 * DAY)
    olof, at = as_member("olof"), f"?circle={BOARD}"
    told = {"posted": "2026-06-01", "where": "Stadshuset", "rulings": [str(only().uuid)]}
    assert olof.post(f"/register/board/posted/{at}", told).status_code == 302
    board = Client().get("/board/").content.decode()
    assert "Sista dag att överklaga: 22 juni 2026" in board
    assert "Stadshuset" in board
    notice = json.loads(Client().get("/board/notices.json").content)["notices"][0]
    assert notice["last_day_to_appeal"] == "2026-06-22"
    assert notice["decisions"][0]["role"] == {"sv": "Head", "en": "Head (en)"}
    for hidden in ("Maria", "Amir", "Därför", "Hemligt"):
        assert hidden not in board + json.dumps(notice, ensure_ascii=False)
    olof.post(f"/register/board/{notice['id']}/down/{at}", {"on": "2026-06-01"})
    page = olof.get(f"/register/board/{at}").content.decode()
    assert "för tidigt. Tiden för att överklaga har inte gått ut" in page
    assert "Stadshuset" not in Client().get("/board/").content.decode()
    again = {"again": notice["id"], "posted": "2026-06-01", "where": "Stadshuset"}
    olof.post(f"/register/board/posted/{at}", again)
    assert "Stadshuset" in Client().get("/board/").content.decode()
    assert Notice(date(2026, 6, 1)).standing(date(2026, 6, 23)) == "due"


def test_rule_26_the_board_is_closed_where_the_rules_do_not_open_it() -> None:
    assert Client().get("/board/").status_code == 404


def test_rule_27_whoever_the_rules_name_is_reminded_until_minutes_are_posted() -> None:
    actions.note_meeting(OLOF, circle=BOARD, on=TODAY - timedelta(20), at=NOW)
    assert minutes_to_do(OLOF, NOW) == ()
    adopt_rules(SARA, book=read_book("swedish-public-body"), decision="§ 1", at=NOW - 8 * DAY)
    (task,) = minutes_to_do(OLOF, NOW)
    assert (task.minutes.waits_for, task.late) == ("approval", True)
    assert minutes_to_do(MARIA, NOW) == ()
    olof = as_member("olof")
    assert "Protokollet från 12 maj" in olof.get("/").content.decode()
    from mandat.services.register.models import Meeting

    where = f"/register/meeting/{Meeting.objects.get().uuid}/approved/?circle={BOARD}"
    olof.post(where, {"on": "2026-05-30"})
    (task,) = minutes_to_do(OLOF, NOW)
    assert (task.minutes.waits_for, task.minutes.post_by) == ("posting", date(2026, 6, 1))
    told = {"posted": "2026-06-01", "where": "W", "meeting": str(Meeting.objects.get().uuid)}
    olof.post(f"/register/board/posted/?circle={BOARD}", told)
    assert minutes_to_do(OLOF, NOW) == ()
    held = Minutes(date(2026, 5, 1), None, None, 14, 2)
    assert not held.is_late(date(2026, 5, 15))
    assert held.is_late(date(2026, 5, 16))


def test_rule_28_mere_execution_is_left_out_of_the_register() -> None:
    olof = as_member("olof")
    form = {"kind": "execution", "route": "", "appealable": "on", "decision": "§ 41"}
    assert olof.post("/register/handling/resor/", form).status_code == 302
    with pytest.raises(RefusedError) as refused:
        decide("resor", at=NOW)
    assert refused.value.refusals[0].code == "services.mere_execution"
    decide("jour", at=NOW)
    found = json.loads(olof.get("/register/decisions.json").content)
    assert [(d["number"], d["item"]) for d in found] == [(1, "4.2")]
    page = olof.get("/register/handling/resor/").content.decode()
    assert "taxa" in page
    assert as_member("maria").get("/register/handling/resor/").status_code == 404
    assert verify().agrees


def test_rule_29_a_correction_points_at_what_it_corrects_and_nothing_is_lost() -> None:
    decide("resor", "no", at=NOW - 3 * DAY)
    ruling = only().uuid
    olof = as_member("olof")
    told = {"text": "Avslås.", "reason": "För dyrt.", "why": "Fel skäl angavs."}
    lacking = olof.post(f"/register/{ruling}/", told | {"why": ""})
    assert lacking.status_code == 422
    assert olof.post(f"/register/{ruling}/", told).status_code == 302
    page = olof.get(f"/register/{ruling}/").content.decode()
    assert "För dyrt." in page
    assert "Därför." in page
    assert "Fel skäl angavs." in page
    made, corrected = entries(of=ruling)
    assert corrected.data["corrects"] == made.index
    assert only().outcome == "no"
    assert as_member("lena").post(f"/register/{ruling}/", told).status_code == 404
    with pytest.raises(BadInputError):
        actions.correct_decision(OLOF, ruling=ruling, written={}, why="x", at=NOW)
    assert verify().agrees

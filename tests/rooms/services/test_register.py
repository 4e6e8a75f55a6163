"""The register of delegated decisions, and the day on which an appeal must be in."""

import json
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.common.ids import id_from
from mandat.power.orders import actions as orders
from mandat.record.actions import writing
from mandat.services.actions import offer_service, open_case, rule_on_case
from mandat.services.register.queries import register_page
from mandat.services.register.rules import Notice, is_working_day, last_day_to_appeal
from tests.cast import DAY, NOW, START, an_id, found_ekby
from tests.members import as_member

SARA, OLOF, AMIR, MARIA = (an_id(name) for name in ("sara", "olof", "amir", "maria"))
BOARD = an_id("circle-board")


@pytest.mark.parametrize(
    ("posted", "last", "why"),
    [
        ("2026-06-01", "2026-06-22", "three weeks"),
        ("2026-05-29", "2026-06-22", "Midsummer Eve, then a weekend"),
        ("2026-12-03", "2026-12-28", "Christmas Eve, two holidays and a Sunday"),
        ("2026-12-10", "2027-01-04", "New Year's Eve, New Year's Day, a weekend"),
        ("2026-03-13", "2026-04-07", "Good Friday to Easter Monday"),
        ("2026-04-10", "2026-05-04", "1 May is a Friday"),
        ("2026-04-23", "2026-05-15", "Ascension Day"),
        ("2026-05-16", "2026-06-08", "the National Day is a Saturday"),
        ("2026-05-03", "2026-05-25", "Whit Sunday; the Monday after is a working day"),
        ("2025-12-16", "2026-01-07", "Epiphany"),
        ("2026-10-10", "2026-11-02", "All Saints' Day"),
        ("2024-03-08", "2024-04-02", "Easter 31 March 2024"),
        ("2024-05-31", "2024-06-24", "Midsummer Eve 21 June 2024"),
    ],
)
def test_the_last_day_to_appeal(posted: str, last: str, why: str) -> None:
    assert last_day_to_appeal(date.fromisoformat(posted)) == date.fromisoformat(last), why


def test_over_thirty_years_the_last_day_is_a_working_day_within_a_week_after_three() -> None:
    day = date(2020, 1, 1)
    while day.year < 2050:
        last = last_day_to_appeal(day)
        assert is_working_day(last)
        assert timedelta(21) <= last - day <= timedelta(26)
        day += timedelta(1)


def test_a_notice_taken_down_too_early_is_seen() -> None:
    assert Notice(date(2026, 6, 1), date(2026, 6, 22)).too_early
    assert not Notice(date(2026, 6, 1), date(2026, 6, 23)).too_early
    assert not Notice(date(2026, 6, 1)).too_early


# --- the register ---------------------------------------------------------------------------------

CSV = "Nr;Ärende;Delegat;Anmälan\n4.1;Resor;Head;Ja\n4.2;Jour;Head;Nej\n"


def decide(matter: str, outcome: str = "yes", at: object = NOW) -> None:
    key = id_from("matter", matter)
    same = {"sv": matter, "en": matter}
    with writing(by=SARA, at=at) as door:  # type: ignore[arg-type]
        service = offer_service(
            door, key=f"{matter}-{at:%j}", name=same, description=same, words="", area=same,
            matter=key, source="test",
        )  # fmt: skip
    case = open_case(AMIR, service=service, given={"about": "Hemligt"}, at=at)  # type: ignore[arg-type]
    rule_on_case(MARIA, case=case, outcome=outcome, reason="Därför.", at=at)  # type: ignore[arg-type]


@pytest.fixture
def _ekby(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    found_ekby(START)
    draft = orders.start_draft(SARA, file="o.csv", data=CSV.encode(), at=NOW - 9 * DAY)
    said = {"circle": str(BOARD), "body": "Nämnden", "on": "2026-05-20", "paragraph": "75"}
    orders.set_draft(SARA, draft=draft, said=said, at=NOW - 9 * DAY)
    orders.write_draft(SARA, draft=draft, at=NOW - 9 * DAY)
    monkeypatch.setattr(clock, "now", lambda: NOW)


@pytest.mark.usefixtures("_ekby")
def test_decisions_go_to_the_meeting_or_the_board_with_number_and_decider() -> None:
    decide("resor", at=NOW - 3 * DAY)
    decide("jour", "no", at=NOW - 2 * DAY)
    page = register_page(OLOF, None, date(2026, 5, 1), date(2026, 6, 1), NOW)
    assert [(d.diary, d.item, d.on, d.outcome, d.route, d.decider) for d in page.decisions] == [
        ("2026:1", "4.1", date(2026, 5, 29), "yes", "report", "Maria Ekström"),
        ("2026:2", "4.2", date(2026, 5, 30), "no", "minute", "Maria Ekström"),
    ]
    assert (len(page.to_report), len(page.to_minute)) == (1, 1)


@pytest.mark.usefixtures("_ekby")
def test_the_page_has_the_list_to_paste_and_the_notice() -> None:
    decide("resor", at=NOW - 3 * DAY)
    decide("jour", "no", at=NOW - 2 * DAY)
    text = as_member("olof").get("/register/?posted=2026-05-29").content.decode()
    assert "4.1\t2026-05-29\t2026:1\tResor\tBifall\tMaria Ekström, Head" in text
    assert "senast 22 juni 2026" in text
    assert "4.2\t2026-05-30\t2026:2\tJour\tAvslag\tHead" in text
    assert "Hemligt" not in text
    assert "Amir" not in text


@pytest.mark.usefixtures("_ekby")
def test_only_those_of_the_body_see_it() -> None:
    decide("resor", at=NOW - 3 * DAY)
    assert "Maria Ekström" not in as_member("lena").get("/register/").content.decode()
    other = f"/register/?circle={BOARD}"
    assert "Maria Ekström" not in as_member("lena").get(other).content.decode()
    assert (
        "Maria"
        not in as_member("lena").get(f"/register/decisions.csv?circle={BOARD}").content.decode()
    )
    assert as_member("lena").get("/register/?circle=x").status_code == 404


@pytest.mark.usefixtures("_ekby")
def test_it_is_taken_out_as_csv_and_json() -> None:
    decide("resor", at=NOW - 3 * DAY)
    olof = as_member("olof")
    lines = olof.get("/register/decisions.csv").content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Punkt;Datum;Diarienummer;Ärende;Beslut;Beslutat av;Väg;Nummer;")
    assert len(lines) == 2
    cells = lines[1].split(";")
    assert cells[:8] == [
        "4.1", "2026-05-29", "2026:1", "Resor", "Bifall", "Maria Ekström, Head",
        "till sammanträdet", "1",
    ]  # fmt: skip
    (found,) = json.loads(olof.get("/register/decisions.json").content)
    assert (found["item"], found["on"], found["route"]) == ("4.1", "2026-05-29", "report")
    assert olof.get("/register/decisions.pdf").status_code == 404


@pytest.mark.usefixtures("_ekby")
def test_the_number_of_queries_does_not_grow_with_the_decisions() -> None:
    olof, counts = as_member("olof"), []
    for n in (1, 2, 3, 4):
        decide("resor", at=NOW - n * DAY)
        if n in (1, 4):
            olof.get("/register/")
            with CaptureQueriesContext(connection) as caught:
                olof.get("/register/")
            counts.append(len(caught))
    assert counts[0] == counts[1]

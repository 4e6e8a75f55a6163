"""Notices in the app, answers by link, and the calendar: one's own and nobody else's."""

import re
from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import icalendar
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from mandat.common import clock
from mandat.growth.felt.models import FeltAnswer
from mandat.handover import actions as handover
from mandat.handover.rules.looking import Grounds
from mandat.jobs.notices.gather import gather
from mandat.notices import actions, queries
from mandat.notices.models import OneTap
from mandat.notices.queries import Link
from mandat.notices.rules import KINDS, LINK_LASTS
from mandat.power.models import Mandate
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.services.actions import open_case, rule_on_case
from mandat.services.queries import case_page
from mandat.web.notices.calendar import calendar_of
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.growth.cast import HANDOVER, decided, hand_over_course_fees
from tests.rooms.services.cast import GIVEN, Services, found_services, make_secret

pytestmark = pytest.mark.django_db

MARIA, AMIR = an_id("maria"), an_id("amir")
HERE = ZoneInfo("Europe/Stockholm")


class Now:
    """A clock that stands where it is put."""

    at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> object:
    stands = Now()
    clock.use(stands)
    yield stands
    clock.use(clock.system)


@pytest.fixture
def services(db: None, now: Now) -> Services:
    return found_services()


@pytest.fixture
def case(services: Services) -> UUID:
    found = open_case(AMIR, service=services.course, given=GIVEN, at=NOW)
    gather(NOW)
    return found


def link_to(person: UUID, act: str, of: UUID, detail: str = "") -> str:
    """Make a link as a mail would have it, and return its address."""
    actions.make_letters(at=NOW, zone=HERE)
    (letter, *_) = queries.letters_to_send(NOW)
    token = actions.make_link(letter=letter.id, link=Link(person, act, of, detail), at=NOW)
    return reverse("notices-answer", args=[token])


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


# --- the list -----------------------------------------------------------------------------------


def test_one_sees_ones_own_notices_and_how_many_are_new(case: UUID) -> None:
    page = text(as_member("maria").get("/notices/"))
    assert "Ett ärende väntar på dig: Kursavgift" in page
    assert f"/cases/{case}/" in page
    assert "1 ny avisering" in page
    other = text(as_member("amir").get("/notices/"))
    assert "Inget att berätta" in other
    assert "ny avisering" not in other


def test_looking_changes_nothing_and_the_button_does(case: UUID) -> None:
    maria = as_member("maria")
    for _ in range(2):
        assert "Jag har sett de här" in text(maria.get("/notices/"))
    assert maria.get("/notices/seen/").status_code == 405
    maria.post("/notices/seen/")
    page = text(maria.get("/notices/"))
    assert "Jag har sett de här" not in page
    assert "Ett ärende väntar på dig: Kursavgift" in page


def test_a_kind_is_turned_off_where_it_is_read(case: UUID) -> None:
    maria = as_member("maria")
    maria.post("/notices/stop/", {"kind": "case_waits"})
    assert "Ett ärende väntar" not in text(maria.get("/notices/"))
    assert maria.post("/notices/stop/", {"kind": "gossip"}).status_code == 404


def test_the_list_is_in_english_too(case: UUID) -> None:
    assert "A case waits for you" in text(as_member("maria").get("/notices/?lang=en"))


@pytest.mark.parametrize("path", ["/notices/", "/notices/choices/"])
def test_notices_ask_for_login(services: Services, path: str) -> None:
    assert Client().get(path).status_code == 302


def test_a_page_takes_as_many_queries_with_many_notices_as_with_one(services: Services) -> None:
    maria, counts = as_member("maria"), []
    for many in (1, 15):
        for _ in range(many):
            open_case(AMIR, service=services.course, given=GIVEN, at=NOW)
        gather(NOW)
        with CaptureQueriesContext(connection) as found:
            maria.get("/notices/")
        counts.append(len(found))
    assert counts[0] == counts[1]


# --- choices ------------------------------------------------------------------------------------

CHOSEN = {
    "rhythm": "at_once",
    "quiet_from": "20.30",
    "quiet_until": "06:00",
    "language": "en",
    "by_mail": ["felt"],
    "in_app": [kind for kind in KINDS if kind not in ("feedback", "pulse")],
}


def test_one_chooses_how_one_is_told(services: Services) -> None:
    maria = as_member("maria")
    assert maria.post("/notices/choices/", CHOSEN).status_code == 302
    chosen = queries.choices_of([MARIA])[MARIA]
    assert (chosen.rhythm, chosen.language) == ("at_once", "en")
    assert (chosen.quiet.begins.hour, chosen.quiet.begins.minute) == (20, 30)
    assert not chosen.quiet.weekends
    assert chosen.off_app == {"feedback"}
    assert chosen.off_mail == set(KINDS) - {"felt"}
    assert 'value="20:30"' in text(maria.get("/notices/choices/"))


@pytest.mark.parametrize("wrong", [{"rhythm": "hourly"}, {"quiet_from": "x"}, {"by_mail": ["x"]}])
def test_a_choice_that_cannot_be_is_asked_again(services: Services, wrong: dict[str, str]) -> None:
    answer = as_member("maria").post("/notices/choices/", {**CHOSEN, **wrong})
    assert answer.status_code == 422
    assert queries.choices_of([MARIA])[MARIA].rhythm == "daily"


# --- answers by link ----------------------------------------------------------------------------


def test_a_link_asks_first_and_looking_changes_nothing(case: UUID) -> None:
    path, maria = link_to(MARIA, "case_yes", case), as_member("maria")
    for _ in range(3):
        page = maria.get(path)
        assert "Vill du säga ja till det här ärendet?" in text(page)
        assert "Du svarar som Maria Ekström." in text(page)
        assert "no-store" in page.headers["Cache-Control"]
    assert case_page(MARIA, case, NOW).state == "open"  # type: ignore[union-attr]
    assert OneTap.objects.get().used_at is None


def test_a_link_answers_once(case: UUID) -> None:
    path, maria = link_to(MARIA, "case_yes", case), as_member("maria")
    assert "Klart. Du sa ja." in text(maria.post(path))
    assert case_page(MARIA, case, NOW).state == "granted"  # type: ignore[union-attr]
    for again in (maria.get(path), maria.post(path)):
        assert again.status_code == 404
        assert "Länken fungerar inte längre" in text(again)


def test_a_ruling_needs_its_own_person_logged_in(case: UUID) -> None:
    path = link_to(MARIA, "case_yes", case)
    for stranger in (as_member("olof"), as_member("amir")):
        assert stranger.get(path).status_code == stranger.post(path).status_code == 404
    for method in (Client().get, Client().post):
        answer = method(path)
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/account/login/?next=%2Fnotices%2Fanswer")
    assert case_page(MARIA, case, NOW).state == "open"  # type: ignore[union-attr]


def test_a_link_is_too_old_after_a_week(case: UUID, now: Now) -> None:
    path, maria = link_to(MARIA, "case_yes", case), as_member("maria")
    now.at = NOW + LINK_LASTS
    assert maria.get(path).status_code == maria.post(path).status_code == 404
    assert case_page(MARIA, case, NOW).state == "open"  # type: ignore[union-attr]


def test_what_is_refused_leaves_the_link_whole(case: UUID) -> None:
    path, maria = link_to(MARIA, "case_yes", case), as_member("maria")
    rule_on_case(MARIA, case=case, outcome="no", reason="Inte i år", at=NOW)
    answer = maria.post(path)
    assert answer.status_code == 409
    assert "Inget har ändrats." in text(answer)
    assert OneTap.objects.get().used_at is None


def test_a_link_needs_the_form_of_its_own_page(case: UUID) -> None:
    path = link_to(MARIA, "case_yes", case)
    maria = as_member("maria")
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = maria.cookies
    assert strict.post(path).status_code == 403
    field = re.search(
        r'<form [^>]*method="post"[^>]*><input[^>]*value="(\w+)"', text(strict.get(path))
    )
    assert field is not None
    assert strict.post(path, {"csrfmiddlewaretoken": field[1]}).status_code == 200


def test_a_link_made_up_is_nobodys(services: Services) -> None:
    assert Client().get("/notices/answer/AAAA/").status_code == 404


def asked_to_consent() -> UUID:
    cast = Cast()
    draft = handover.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    limit = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
    chosen = {"kind": "move", "to": f"role:{cast.team}", "limits": [limit], "trial_days": 14}
    handover.save_step(MARIA, draft=draft, values=chosen, at=NOW)
    handover.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    gather(NOW)
    return draft


def test_consent_by_link_is_for_the_round_that_was_asked_about(services: Services) -> None:
    of = asked_to_consent()
    amir = as_member("amir")
    other_round = amir.post(link_to(AMIR, "consent", of, "2"))
    assert other_round.status_code == 409
    assert "Du får inte den frågan längre." in text(other_round)
    assert "Klart. Du har samtyckt." in text(amir.post(link_to(AMIR, "consent", of, "1")))
    assert Mandate.objects.filter(handover=of).exists()


def test_how_it_feels_needs_no_login(services: Services, now: Now) -> None:
    hand_over_course_fees()
    decided(services)
    now.at = NOW + 15 * DAY
    gather(now.at)
    assert [n.kind for n in queries.notices_page(AMIR, now.at).standing] == ["felt"]
    actions.make_letters(at=now.at, zone=HERE)
    letter = next(x for x in queries.letters_to_send(now.at) if x.person == AMIR)
    link = Link(AMIR, "felt", HANDOVER, "asker:5")
    token = actions.make_link(letter=letter.id, link=link, at=now.at)
    path, anyone = reverse("notices-answer", args=[token]), Client()
    assert "Mycket bättre än förut" in text(anyone.get(path))
    assert not FeltAnswer.objects.exists()
    assert "Tack." in text(anyone.post(path, {"answer": "4"}))
    assert FeltAnswer.objects.get().value == 4
    assert not OneTap.objects.exists(), "no row tells which answer was given by link"
    gather(now.at + timedelta(hours=7))
    assert queries.notices_page(AMIR, now.at).standing == ()


# --- the calendar -------------------------------------------------------------------------------


def address(name: str) -> str:
    page = text(as_member(name).get("/notices/choices/"))
    found = re.search(r"http://testserver(/notices/calendar/\w+\.ics)", page)
    assert found is not None
    return found[1]


def test_a_calendar_holds_reviews_and_ends_of_trials(services: Services, now: Now) -> None:
    of = asked_to_consent()
    handover.give_voice(AMIR, handover=of, kind="consent", at=NOW)
    as_member("amir").post("/notices/feed/", {"do": "open"})
    answer = Client().get(address("amir"))
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    assert [(str(e["SUMMARY"]), e["DTSTART"].dt) for e in events] == [
        ("En prövotid tar slut: Kursavgift", (NOW + 14 * DAY).date())
    ]
    assert len({e["UID"] for e in events}) == 1
    assert "/notices/choices/#calendar" in str(events[0]["DESCRIPTION"]), "off where it is read"


def test_a_calendar_address_is_asked_for_changed_and_turned_off(services: Services) -> None:
    amir = as_member("amir")
    assert "Ge mig en adress" in text(amir.get("/notices/choices/"))
    amir.post("/notices/feed/", {"do": "open"})
    first = address("amir")
    amir.post("/notices/feed/", {"do": "open"})
    second = address("amir")
    assert first != second
    assert [Client().get(a).status_code for a in (first, second)] == [404, 200]
    amir.post("/notices/feed/", {"do": "close"})
    assert Client().get(second).status_code == 404
    assert Client().get("/notices/calendar/guess.ics").status_code == 404


def test_stopping_with_a_word_that_is_not_ours(services: Services) -> None:
    assert Client().get("/notices/off/made:up/").status_code == 404
    assert Client().post("/notices/off/made:up/").status_code == 404


def test_a_mandate_is_looked_over_on_its_day_and_a_secret_one_is_not_named(
    services: Services,
) -> None:
    with writing(by=None, at=NOW) as door:
        door.append("mandate.granted", of=an_id("reviewed"), data={
            "matter": str(Cast().matter), "stage": str(Cast().stage), "person": str(AMIR),
            "role": None, "may_yes": True, "may_no": True, "limits": [], "since": stamp(NOW),
            "until": None, "review_on": stamp(NOW + 90 * DAY), "source_mandate": None,
            "source_decision": "KS § 15", "narrows": False, "by_acceptance": False,
            "handover": None,
        })  # fmt: skip
    assert "SUMMARY:Se över ett mandat: Kursavgift\r\n" in calendar_of(AMIR, "ekby.example", NOW)
    make_secret()
    assert "SUMMARY:Se över ett mandat\r\n" in calendar_of(AMIR, "ekby.example", NOW)

"""The worker: what is gathered from every room, and real mail to a real SMTP server."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.growth.celebrate import actions as celebrate
from mandat.growth.feedback.actions import give_feedback
from mandat.growth.feedback.rules import Said
from mandat.growth.journey import actions as journeys
from mandat.growth.purpose import actions as purpose
from mandat.growth.purpose.rules import Trying
from mandat.jobs.notices.gather import gather
from mandat.jobs.notices.work import one_round
from mandat.notices import actions, queries
from mandat.notices.models import Letter, OneTap
from mandat.notices.rules import ASKED_FOR, Choices, Quiet
from mandat.power.actions import open_account
from mandat.services.actions import open_case, rule_on_case
from mandat.web.notices.calendar import calendar_of
from tests.cast import DAY, NOW, PEOPLE, START, Cast, an_id
from tests.rooms.services.cast import GIVEN, Services, found_services, make_secret
from tests.smtp import Post, free_port, pointed_at, post_office

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA = an_id("maria"), an_id("amir"), an_id("fatima")
OWN_WORDS = "Min rygg gör ont"


@pytest.fixture
def services() -> Services:
    found = found_services()
    for name in PEOPLE:
        open_account(an_id(name), email=f"{name}@ekby.example", password=None, at=START)
    return found


@pytest.fixture
def post(services: Services) -> Iterator[Post]:
    with post_office() as found:
        yield found


def ask(services: Services, who: UUID = AMIR, at: datetime = NOW) -> UUID:
    return open_case(who, service=services.course, given=GIVEN, title=OWN_WORDS, at=at)


def kinds(person: UUID, at: datetime = NOW) -> list[str]:
    page = queries.notices_page(person, at)
    return [line.kind for line in (*page.standing, *page.happened)]


def part(mail: EmailMessage, kind: str) -> str:
    found = mail.get_body((kind,))
    assert found is not None
    return str(found.get_content())


def links(mail: EmailMessage, where: str) -> list[str]:
    text = part(mail, "plain")
    return re.findall(rf"https://mandat\.ekby\.example(/notices/{where}/\S+)", text)


# --- gathering ----------------------------------------------------------------------------------


def test_a_case_waits_and_then_it_is_answered(services: Services) -> None:
    case = ask(services)
    assert gather(NOW) == 1
    assert gather(NOW) == 0
    assert (kinds(MARIA), kinds(AMIR)) == (["case_waits"], [])
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW + DAY)
    gather(NOW + DAY + timedelta(minutes=1))
    assert (kinds(MARIA), kinds(AMIR)) == ([], ["case_answered"])


def test_a_case_that_comes_back_is_told_to_the_one_who_asked(services: Services) -> None:
    case = ask(services)
    rule_on_case(MARIA, case=case, outcome="returned", reason="Vilken kurs?", at=NOW)
    gather(NOW)
    assert (kinds(MARIA), kinds(AMIR)) == ([], ["case_returned"])


def test_feedback_is_told_a_few_times_a_day(services: Services) -> None:
    case = ask(services)
    ruling = rule_on_case(MARIA, case=case, outcome="yes", at=NOW)
    gather(NOW + timedelta(minutes=1))
    give_feedback(
        AMIR, about="ruling", of=ruling, said=Said("Tack"), openness="named", at=NOW + DAY / 24
    )
    give_feedback(
        AMIR, about="ruling", of=ruling, said=Said("Hm"), openness="anonymous", at=NOW + DAY / 24
    )
    gather(NOW + 2 * DAY / 24)
    assert "feedback" not in kinds(MARIA)
    gather(NOW + 7 * DAY / 24)
    assert kinds(MARIA) == ["feedback"]
    gather(NOW + DAY)
    assert kinds(MARIA) == ["feedback", "feedback"]


def test_gathering_takes_as_many_queries_for_many_as_for_one(services: Services) -> None:
    counts = []
    for many in (1, 12):
        for _ in range(many):
            ask(services)
        gather(NOW)
        with CaptureQueriesContext(connection) as found:
            gather(NOW)
        counts.append(len(found))
    assert counts[0] == counts[1]


# --- mail ---------------------------------------------------------------------------------------


def test_one_mail_gathers_what_came(services: Services, post: Post) -> None:
    ask(services)
    ask(services, FATIMA)
    assert one_round(NOW).sent == 1
    assert one_round(NOW + timedelta(minutes=1)).sent == 0
    (mail,) = post.to("maria")
    assert mail["Subject"] == "2 saker väntar på dig i Mandat"
    text, html = part(mail, "plain"), part(mail, "html")
    assert text.count("Ett ärende väntar på dig: Kursavgift.") == 2
    assert html.count("Ett ärende väntar på dig: Kursavgift.") == 2
    assert "Du kan säga ja eller nej." in text
    assert 'lang="sv"' in html


def test_no_mail_names_others_or_says_what_they_wrote(services: Services, post: Post) -> None:
    ask(services)
    one_round(NOW)
    whole = post.mails[0].as_string() + part(post.mails[0], "plain") + part(post.mails[0], "html")
    for word in ("Amir", "Haddad", OWN_WORDS, "Lyftteknik", "2 940"):
        assert word not in whole


def test_a_matter_under_secrecy_is_never_named(services: Services, post: Post) -> None:
    make_secret()
    ask(services)
    one_round(NOW)
    (mail,) = post.to("maria")
    for text in (part(mail, "plain"), part(mail, "html")):
        assert "Ett ärende under sekretess väntar på dig." in text
        assert "Kurs" not in text
    assert links(mail, "answer") == []


def test_a_mail_is_in_the_persons_own_language(services: Services, post: Post) -> None:
    actions.choose_language(MARIA, language="en")
    ask(services)
    one_round(NOW)
    (mail,) = post.to("maria")
    assert mail["Subject"] == "1 thing waits for you in Mandat"
    assert "A case waits for you: Kursavgift (en)." in part(mail, "plain")
    assert mail["Content-Language"] == "en"


def test_quiet_hours_hold_and_then_everything_comes_at_once(services: Services, post: Post) -> None:
    evening = NOW + timedelta(hours=9)
    ask(services, at=evening)
    assert one_round(evening).sent == 0
    ask(services, FATIMA, at=evening)
    assert one_round(NOW + DAY).sent == 1
    assert post.to("maria")[0]["Subject"].startswith("2 ")


def test_never_is_never(services: Services, post: Post) -> None:
    actions.choose(MARIA, choices=Choices("never", Quiet()))
    ask(services)
    assert (one_round(NOW).sent, kinds(MARIA)) == (0, ["case_waits"])


def test_a_mail_server_that_is_away_loses_nothing(services: Services) -> None:
    ask(services)
    with pointed_at(free_port()):
        assert one_round(NOW).sent == 0
    assert Letter.objects.get().tries == 0
    with post_office() as post:
        assert one_round(NOW + timedelta(minutes=1)).sent == 1
        assert len(post.to("maria")) == 1


def test_one_mail_that_is_refused_stops_nobody_elses(services: Services, post: Post) -> None:
    post.turned_away = {"maria@ekby.example"}
    case = ask(services)
    rule_on_case(MARIA, case=case, outcome="yes", at=NOW + timedelta(minutes=1))
    ask(services, FATIMA)
    later = NOW + timedelta(minutes=2)
    assert one_round(later).sent == 1
    assert len(post.to("amir")) == 1
    assert OneTap.objects.count() == 0, "links in a mail that did not go out are worth nothing"
    post.turned_away = set()
    assert one_round(later + timedelta(minutes=5)).sent == 1
    assert post.to("maria")[0]["Message-ID"].startswith("<")


def test_the_demo_mails_nobody(services: Services, post: Post, settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    ask(services)
    assert (one_round(NOW).sent, kinds(MARIA), post.mails) == (0, ["case_waits"], [])


# --- stopping it --------------------------------------------------------------------------------


def test_a_mail_program_stops_it_in_one_step(services: Services, post: Post) -> None:
    ask(services)
    one_round(NOW)
    (mail,) = post.to("maria")
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    path = mail["List-Unsubscribe"].strip(" <>").removeprefix("https://mandat.ekby.example")
    program = Client(enforce_csrf_checks=True)
    assert program.get(path).status_code == 200
    assert queries.choices_of([MARIA])[MARIA].off_mail == ASKED_FOR
    done = program.post(path, {"List-Unsubscribe": "One-Click"})
    assert done.status_code == 200
    assert queries.choices_of([MARIA])[MARIA].off_mail == ASKED_FOR | {"case_waits"}
    ask(services, FATIMA)
    assert one_round(NOW + DAY).sent == 0
    assert kinds(MARIA) == ["case_waits", "case_waits"]


def test_the_foot_says_how_to_stop(services: Services, post: Post) -> None:
    ask(services)
    one_round(NOW)
    text = part(post.to("maria")[0], "plain")
    assert "Du får högst ett mejl om dagen." in text
    assert "https://mandat.ekby.example/notices/choices/" in text
    assert len(links(post.to("maria")[0], "off")) == 1


def test_the_worker_says_when_it_was_here(services: Services) -> None:
    assert queries.last_run() is None
    one_round(NOW)
    run = queries.last_run()
    assert run is not None
    assert run.at == NOW


def test_a_hand_over_asks_and_a_trial_ends(services: Services) -> None:
    from mandat.handover import actions as handover
    from mandat.handover.rules.looking import Grounds

    cast = Cast()
    draft = handover.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    limit = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
    chosen = {"kind": "move", "to": f"role:{cast.team}", "limits": [limit], "trial_days": 14}
    handover.save_step(MARIA, draft=draft, values=chosen, at=NOW)
    handover.ask_consent(MARIA, draft=draft, at=NOW, grounds=Grounds())
    gather(NOW)
    assert kinds(AMIR) == ["consent"]
    handover.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    gather(NOW + timedelta(minutes=1))
    assert kinds(AMIR) == []
    soon = NOW + 10 * DAY
    gather(soon)
    assert kinds(AMIR, soon) == kinds(MARIA, soon) == ["trial_ends"]
    after = NOW + 15 * DAY
    gather(after)
    assert "trial_ended" in kinds(AMIR, after)
    assert "trial_ends" not in kinds(AMIR, after)


def test_thanks_and_an_experiment_at_its_end_are_told_without_their_words(
    services: Services, post: Post
) -> None:
    trying = Trying(OWN_WORDS, OWN_WORDS, OWN_WORDS, (NOW + 7 * DAY).date())
    home = an_id("circle-home")
    experiment = purpose.start_experiment(AMIR, circle=home, trying=trying, at=NOW)
    thanks = celebrate.celebrate(AMIR, words=OWN_WORDS, thanks=FATIMA, at=NOW)
    one_round(NOW)
    assert (kinds(AMIR), kinds(FATIMA)) == ([], ["thanks_asked"])
    celebrate.answer_thanks(FATIMA, celebrated=thanks, yes=False)
    then = NOW + 7 * DAY
    one_round(then)
    assert (kinds(AMIR, then), kinds(FATIMA, then)) == (["experiment"], [])
    assert all(OWN_WORDS not in part(mail, "plain") for mail in post.mails)
    purpose.end_experiment(
        FATIMA, experiment=experiment, learned=OWN_WORDS, outcome="keep", at=then
    )
    gather(then)
    assert kinds(AMIR, then) == []


def test_a_companion_is_asked_and_a_step_has_its_day_without_its_words(
    services: Services, post: Post
) -> None:
    journey = journeys.start_journey(AMIR, today=OWN_WORDS, tomorrow="Lugn", at=NOW)
    journeys.ask_companion(AMIR, journey=journey, whom=FATIMA, question=OWN_WORDS, at=NOW)
    day = (NOW + 7 * DAY).date()
    step = journeys.take_step(
        AMIR, journey=journey, what=OWN_WORDS, when="Efter fikat", where="Köket", by=day, at=NOW
    )
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}" in calendar_of(AMIR, "ekby.example", NOW)
    assert OWN_WORDS not in calendar_of(AMIR, "ekby.example", NOW)
    one_round(NOW)
    assert (kinds(AMIR), kinds(FATIMA)) == ([], ["companion"])
    then = NOW + 7 * DAY
    one_round(then)
    assert kinds(AMIR, then) == ["step"]
    assert all(OWN_WORDS not in part(mail, "plain") for mail in post.mails)
    assert len(post.mails) == 2
    journeys.end_step(AMIR, step=step, outcome="let_go", at=then)
    gather(then)
    assert kinds(AMIR, then) == []


def test_the_record_needs_no_notices(services: Services) -> None:
    from mandat.record.queries import verify

    ask(services)
    gather(NOW)
    assert verify().agrees

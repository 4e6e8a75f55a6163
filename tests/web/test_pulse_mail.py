"""The week's question by mail: asked for, answered by a link that asks first, taken back."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from email.message import EmailMessage

import pytest
from django.test import Client

from mandat.common import clock
from mandat.growth.pulse.actions import answer_pulse, ask_by_mail
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.queries import pulse_page
from mandat.jobs.notices.gather import gather
from mandat.jobs.notices.work import one_round
from mandat.notices import queries
from mandat.notices.actions import choose
from mandat.notices.models import Notice, OneTap
from mandat.notices.rules import Choices, Quiet
from mandat.power.actions import open_account
from tests.cast import DAY, NOW, START, an_id
from tests.members import as_member
from tests.rooms.services.cast import Services, found_services
from tests.smtp import Post, post_office

pytestmark = pytest.mark.django_db

AMIR, FATIMA = an_id("amir"), an_id("fatima")
MONDAY = NOW + timedelta(days=7 - NOW.weekday())


class Now:
    """A clock that stands where it is put."""

    at = MONDAY

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Iterator[Now]:
    stands = Now()
    clock.use(stands)
    yield stands
    clock.use(clock.system)


@pytest.fixture
def services(db: None, now: Now) -> Services:
    return found_services()


@pytest.fixture
def post(services: Services) -> Iterator[Post]:
    for name in ("amir", "fatima"):
        open_account(an_id(name), email=f"{name}@ekby.example", password=None, at=START)
    with post_office() as found:
        yield found


def links(mail: EmailMessage) -> list[str]:
    body = mail.get_body(("plain",))
    assert body is not None
    return re.findall(r"https://mandat\.ekby\.example(/notices/answer/\S+)", body.get_content())


def mailed(post: Post, at: datetime = MONDAY) -> list[str]:
    ask_by_mail(AMIR, wanted=True)
    one_round(at)
    return links(post.to("amir")[-1])


def text(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]


def test_nobody_is_mailed_without_asking_for_it(services: Services, post: Post) -> None:
    assert one_round(MONDAY).sent == 0
    amir = as_member("amir")
    assert "Få frågan med mejl" in text(amir.get("/"))
    amir.post("/pulse/mail/", {"do": "on"})
    assert "Sluta få frågan med mejl" in text(amir.get("/"))
    assert one_round(MONDAY + timedelta(hours=7)).sent == 1
    (mail,) = post.mails
    assert mail["Subject"] == "Veckans fråga"
    assert mail["X-To"] == "amir@ekby.example"
    assert "Få frågan" not in text(amir.get("/notices/")), "it is on Today already"
    assert "ny avisering" not in text(amir.get("/"))


def test_it_comes_once_a_week_and_stops_where_it_is_read(services: Services, post: Post) -> None:
    mailed(post)
    assert one_round(MONDAY + DAY).sent == 0
    assert one_round(MONDAY + 7 * DAY).sent == 1
    stop = (
        post.mails[-1]["List-Unsubscribe"].strip(" <>").removeprefix("https://mandat.ekby.example")
    )
    Client().post(stop)
    assert one_round(MONDAY + 14 * DAY).sent == 0
    assert pulse_page(AMIR, MONDAY).by_mail is False  # type: ignore[union-attr]


def test_who_never_wants_mail_is_told_so(services: Services, post: Post) -> None:
    choose(AMIR, choices=Choices("never", Quiet()))
    answer = as_member("amir").post("/pulse/mail/", {"do": "on"}, follow=True)
    assert "Du har valt att inte få mejl" in text(answer)
    assert one_round(MONDAY).sent == 0


def test_a_scanner_that_opens_every_link_changes_nothing(services: Services, post: Post) -> None:
    found = mailed(post)
    assert len(found) == 5
    for path in found * 2:
        scanner = Client()
        assert scanner.get(path).status_code == 200
        assert scanner.head(path).status_code == 200
        assert Client(enforce_csrf_checks=True).post(path, {"answer": "3"}).status_code == 403
    assert not PulseAnswer.objects.exists()
    assert OneTap.objects.count() == 5


def test_a_tap_is_confirmed_kept_without_a_name_and_taken_back(
    services: Services, post: Post
) -> None:
    path, anyone = mailed(post)[3], Client()
    page = text(anyone.get(path))
    assert re.search(r'value="4" required checked', page)
    assert page.count('type="radio"') == 5
    done = anyone.post(path, {"answer": "4"})
    assert "Tack. Ingen ser ditt svar." in text(done)
    assert pulse_page(AMIR, MONDAY).mine == 4  # type: ignore[union-attr]
    word = re.search(r'name="word" value="([^"]+)"', text(done))
    assert word is not None
    assert "Ditt svar är borta" in text(anyone.post("/notices/undo/", {"word": word[1]}))
    assert pulse_page(AMIR, MONDAY).mine is None  # type: ignore[union-attr]
    assert anyone.post("/notices/undo/", {"word": "made:up"}).status_code == 404
    assert anyone.get("/notices/undo/").status_code == 405


def test_the_answer_sent_is_the_one_on_the_page(services: Services, post: Post) -> None:
    path = mailed(post)[0]
    for wrong in ({}, {"answer": "9"}, {"answer": "x"}):
        assert Client().post(path, wrong).status_code == 409
    Client().post(path, {"answer": "5"})
    assert PulseAnswer.objects.get().value == 5


def test_links_work_once_and_nothing_tells_which_was_used(services: Services, post: Post) -> None:
    found = mailed(post)
    before = Notice.objects.values().get()
    Client().post(found[1], {"answer": "2"})
    assert not OneTap.objects.exists()
    for path in found:
        assert Client().get(path).status_code == Client().post(path).status_code == 404
    for hours in (1, 12, 36):
        gather(MONDAY + timedelta(hours=hours))
    assert Notice.objects.values().get() == before, "nor when"


def test_a_link_is_too_old_when_the_week_is_over(services: Services, post: Post, now: Now) -> None:
    found = mailed(post, MONDAY + 3 * DAY)
    now.at = MONDAY + 4 * DAY
    assert Client().get(found[0]).status_code == 200
    now.at = MONDAY + 7 * DAY
    assert Client().get(found[0]).status_code == 404
    assert Client().post(found[0], {"answer": "1"}).status_code == 404
    assert not PulseAnswer.objects.exists()


def test_a_link_is_its_own_persons_alone(services: Services, post: Post) -> None:
    path = mailed(post)[0]
    assert as_member("fatima").get(path).status_code == 404
    assert as_member("fatima").post(path, {"answer": "1"}).status_code == 404
    assert as_member("amir").get(path).status_code == 200


def test_what_is_answered_already_is_not_asked_again(services: Services, post: Post) -> None:
    ask_by_mail(AMIR, wanted=True)
    answer_pulse(AMIR, value=3, at=MONDAY)
    assert one_round(MONDAY).sent == 0
    assert post.mails == []


def test_switched_off_it_is_neither_mailed_nor_kept(
    services: Services, post: Post, settings: object
) -> None:
    path = mailed(post)[0]
    settings.MEASURES_OFF = frozenset({"pulse"})  # type: ignore[attr-defined]
    assert Client().post(path, {"answer": "1"}).status_code == 409
    assert OneTap.objects.count() == 5
    assert one_round(MONDAY + 7 * DAY).sent == 0
    assert not PulseAnswer.objects.exists()


def test_who_asked_for_it_takes_as_many_queries_for_many_as_for_one(
    services: Services, django_assert_num_queries: object
) -> None:
    ask_by_mail(AMIR, wanted=True)
    ask_by_mail(FATIMA, wanted=True)
    assert set(queries.who_asked_for("pulse")) == {AMIR, FATIMA}
    with django_assert_num_queries(2):  # type: ignore[operator]
        queries.who_asked_for("pulse")

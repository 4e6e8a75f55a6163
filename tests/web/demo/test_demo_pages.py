"""Whom to be and the clock: in the demo on this machine, and nowhere else."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.test import Client

from mandat.common import clock as common_clock
from mandat.common.refusals import RefusedError
from mandat.record.queries import size
from mandat.web.demo import clock, hands
from tests.cast import found_ekby
from tests.demo import AMIR, MARIA, ekby

__all__ = ["ekby"]


@pytest.fixture
def client() -> Client:
    return Client(SERVER_NAME="localhost")


PAGES = (
    ("get", "/demo/"),
    ("post", f"/demo/be/{MARIA}/"),
    ("post", "/demo/clock/move/"),
    ("get", "/demo/clock/"),
)


def asked(client: Client, method: str, path: str, **extra: str) -> int:
    return getattr(client, method)(path, {"step": "day"}, **extra).status_code


def test_picking_someone_logs_in_as_them(client: Client, ekby: None) -> None:
    page = client.get("/demo/").content.decode()
    assert "Maria Ekström" in page
    found = client.get("/demo/", {"q": "sjöskolan eklund"}).content.decode()
    assert "Hanna Eklund" in found
    assert "Amir Haddad" in client.get("/demo/", {"q": "amir"}).content.decode()
    response = client.post(f"/demo/be/{AMIR}/", {"next": "/demo/?q=x"})
    assert (response.status_code, response["Location"]) == (302, "/demo/?q=x")
    assert client.get("/demo/").context["request"].person.id == AMIR
    assert all(asked(client, method, path) in (200, 302) for method, path in PAGES[:2])


def test_next_never_leads_away(client: Client, ekby: None) -> None:
    response = client.post(f"/demo/be/{AMIR}/", {"next": "https://elsewhere.example/"})
    assert response["Location"] == "/"


@pytest.mark.django_db(transaction=True)
def test_the_clock_goes_forward_a_day_and_two_weeks(client: Client, ekby: None) -> None:
    before, entries = clock.read(), size()
    client.post(f"/demo/be/{MARIA}/")
    client.post("/demo/clock/move/", {"step": "day", "next": "/demo/"})
    hands.wait(60)
    assert clock.read() == common_clock.now() == before + timedelta(days=1)
    client.post("/demo/clock/move/", {"step": "fortnight"})
    hands.wait(60)
    assert clock.read() == before + timedelta(days=15)
    assert size() > entries
    page = client.get("/demo/clock/", {"next": "/demo/?q=a"})
    assert page["Location"] == "/demo/?q=a"


def answers(client: Client, **extra: str) -> set[int]:
    return {asked(client, method, path, **extra) for method, path in PAGES}


def test_nothing_answers_outside_the_demo(client: Client, ekby: None) -> None:
    settings.DEMO = False
    assert answers(client) == {404}


@pytest.mark.django_db
def test_nothing_answers_on_a_database_that_was_not_seeded_as_a_demo(client: Client) -> None:
    found_ekby()
    settings.DEMO = True
    try:
        assert answers(client) == {404}
    finally:
        settings.DEMO = False


def test_nothing_answers_from_elsewhere(client: Client, ekby: None) -> None:
    settings.ALLOWED_HOSTS.append("mandat.ekby.example")
    try:
        for extra in (
            {"REMOTE_ADDR": "192.168.1.20"},
            {"REMOTE_ADDR": "10.0.0.1"},
            {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
            {"HTTP_FORWARDED": "for=127.0.0.1"},
            {"HTTP_HOST": "mandat.ekby.example"},
        ):
            assert answers(client, **extra) == {404}, extra
    finally:
        settings.ALLOWED_HOSTS.remove("mandat.ekby.example")


def test_only_a_day_or_two_weeks(client: Client, ekby: None) -> None:
    before = clock.read()
    for step in ("year", "", "-1"):
        assert client.post("/demo/clock/move/", {"step": step}).status_code == 404
    assert client.get("/demo/clock/move/").status_code == 405
    assert clock.read() == before


@pytest.mark.django_db
def test_the_clock_cannot_start_on_another_database() -> None:
    found_ekby()
    with pytest.raises(RefusedError):
        clock.start()
    with pytest.raises(RefusedError):
        clock.mark(at=common_clock.now(), seed=1)
    settings.DEMO = True
    try:
        with pytest.raises(RefusedError):
            clock.start()
        with pytest.raises(RefusedError):
            hands.move(1, spare=None)
    finally:
        settings.DEMO = False


def test_time_goes_forward_only(ekby: None) -> None:
    with clock.moving() as set_clock:
        with pytest.raises(RefusedError):
            set_clock(clock.read() - timedelta(seconds=1))
        with pytest.raises(RefusedError), clock.moving():
            pass


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.2", "::", "example.org"])  # noqa: S104
def test_the_demo_is_not_served_to_others(host: str) -> None:
    with pytest.raises(RefusedError):
        clock.check_bind(host)
    clock.check_bind("127.0.0.1")


@pytest.mark.django_db(transaction=True)
def test_a_clock_that_stops_says_so(client: Client, ekby: None) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    hands.wind(broken)
    before = clock.read()
    response = client.post("/demo/clock/move/", {"step": "day"}, follow=True)
    assert response.status_code == 200
    assert hands.state().broke
    assert clock.read() == before

"""The map's pages: who may decide what, now and on a past day."""

import pytest

from mandat.common import clock
from tests.cast import NOW, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _ekby():
    found_ekby()
    clock.use(lambda: NOW)
    yield
    clock.use(clock.system)


@pytest.mark.parametrize(
    ("lang", "said"), [("sv", "Vem bestämmer vad"), ("en", "Who decides what")]
)
def test_the_tree_shows_circles_roles_and_who_holds_them(lang: str, said: str) -> None:
    page = as_member("amir").get(f"/map/?lang={lang}").content.decode()
    assert said in page
    assert "Maria Ekström" in page
    assert page.count("<h1") == 1


def test_the_table_shows_every_mandate_with_its_limit() -> None:
    page = as_member("amir").get("/map/?view=table").content.decode()
    assert "Kursavgift" in page
    assert "tills vidare" in page


def test_a_past_day_says_so_and_has_what_held_then() -> None:
    page = as_member("amir").get("/map/?at=2025-06-01").content.decode()
    assert "Du ser hur det såg ut den 1 juni 2025" in page
    assert "0 mandat" in page


@pytest.mark.parametrize("day", ["", "yesterday", "2026-13-40", "2999-01-01"])
def test_a_day_that_cannot_be_seen_shows_today(day: str) -> None:
    page = as_member("amir").get(f"/map/?at={day}").content.decode()
    assert "Du ser hur det såg ut" not in page


def test_a_role_and_a_person_are_open_to_all_without_figures() -> None:
    client = as_member("amir")
    assert "Maria Ekström" in client.get("/map/role/head/").content.decode()
    page = client.get(f"/map/person/{an_id('maria')}/").content.decode()
    assert "Kursavgift" in page
    assert client.get("/map/role/nobody/").status_code == 404
    assert client.get(f"/map/person/{an_id('nobody')}/").status_code == 404


def test_a_mandate_says_where_it_comes_from_and_who_may_hand_it_over() -> None:
    path = f"/map/mandate/{an_id('mandate-head')}/"
    assert "Prova att lämna över" in as_member("maria").get(path).content.decode()
    page = as_member("amir").get(path).content.decode()
    assert "Kommunstyrelsen § 12" in page
    assert "Prova att lämna över" not in page

"""Who may decide this? The page, as anyone meets it."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.record.queries import size
from tests.cast import DAY, NOW, an_id, found_ekby
from tests.members import as_member
from tests.rooms.power.test_known import grant

pytestmark = pytest.mark.django_db
HEAD = str(an_id("mandate-head"))


def ask(**given: str) -> Any:
    return as_member("lena").get("/map/ask/", {"matter": "course", **given})


def told(**given: str) -> str:
    page = ask(**given)
    assert page.status_code == 200, page.content.decode()
    return " ".join(page.content.decode().split())


def test_a_question_begins_with_a_matter() -> None:
    found_ekby()
    page = as_member("lena").get("/map/ask/", {"person": str(an_id("maria"))})
    assert page.status_code == 200
    assert 'name="person" value="Maria Ekström"' in page.content.decode()
    assert as_member("lena").get("/map/ask/", {"matter": "none"}).status_code == 422


def test_anyone_and_somebody() -> None:
    found_ekby()
    assert "De här får säga ja." in told(**{"fact-amount": "500"})
    assert "Ja, Maria Ekström får säga ja." in told(person="maria ekström")
    page = told(person=str(an_id("amir")))
    assert "Nej, Amir Haddad får inte säga ja." in page
    assert "Amir Haddad har inget mandat för det här. Den som beslutar" in page
    assert 'value="Amir Haddad"' in page


def test_another_day_and_as_it_was_known() -> None:
    found_ekby()
    grant("late", NOW, person=str(an_id("olof")), since="2026-02-01T00:00:00.000000Z")
    assert "Ingen får säga ja." in told(at="2025-12-01")
    olof = {"person": "Olof Persson", "at": "2026-03-01", "fact-amount": "5"}
    assert "Ja, Olof Persson" in told(**olof)
    assert "Nej, Olof Persson" in told(known="2026-03-01", **olof)


def test_what_if_tells_both_and_writes_nothing() -> None:
    found_ekby()
    before = size()
    page = told(person="Maria Ekström", without=HEAD, **{"fact-amount": "500"})
    assert "Nej, Maria Ekström får inte säga ja." in page
    assert "Bara en tanke." in page
    assert "Som det är nu: Ja, Maria Ekström får säga ja." in page
    lower = told(person="Maria Ekström", **{"fact-amount": "500", f"limit.{HEAD}.amount": "400"})
    assert "Gränsen är 400" in lower
    assert size() == before


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"person": "Ingen Alls"}, "id_person"),
        ({"fact-amount": "mycket"}, "id_fact-amount"),
        ({"at": "snart"}, "id_at"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_field(given: dict[str, str], field: str) -> None:
    found_ekby()
    page = ask(**given)
    assert page.status_code == 422
    assert f'id="{field}_error"' in page.content.decode()


@pytest.mark.parametrize("odd", [{"without": "x"}, {"limit.x.amount": "5"}, {"limit.": "5"}])
def test_odd_suppositions_are_left_out(odd: dict[str, str]) -> None:
    found_ekby()
    assert "De här får säga ja." in told(**odd)
    strange = ask(without=str(an_id("nothing")))
    assert strange.status_code == 422


def test_the_number_of_queries_does_not_grow() -> None:
    found_ekby()
    client = as_member("lena")
    with CaptureQueriesContext(connection) as few:
        client.get("/map/ask/", {"matter": "course"})
    for n in range(9):
        grant(f"m{n}", NOW - n * DAY, person=str(an_id(("amir", "fatima", "olof")[n % 3])))
    with CaptureQueriesContext(connection) as many:
        client.get("/map/ask/", {"matter": "course", "fact-amount": "5"})
    assert len(many) == len(few)

"""The pages of practice, and that nobody but oneself can tell what one has walked."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.growth.practice.models import PathStep, RoundWalk
from tests.cast import found_ekby
from tests.members import as_member

PATH = "/practice/paths/giving-up-power/"
ROUND = "/practice/rounds/consent/"


@pytest.fixture
def amir(db):
    found_ekby()
    return as_member("amir")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "address",
    ["/practice/", "/practice/companion/", PATH, f"{PATH}1/", f"{PATH}6/", ROUND, f"{ROUND}1/",
     f"{ROUND}end/"],
)  # fmt: skip
def test_every_page_opens(amir, address, language):
    joint = "&" if "?" in address else "?"
    response = amir.get(f"{address}{joint}lang={language}")
    assert response.status_code == 200
    assert b"::: " not in response.content


@pytest.mark.parametrize(
    "address",
    [f"{PATH}0/", f"{PATH}7/", "/practice/paths/none/", f"{ROUND}9/", "/practice/rounds/x/"],
)
def test_what_is_not_there_is_not_found(amir, address):
    assert amir.get(address).status_code == 404


def test_walking_part_by_part(amir):
    response = amir.post(f"{PATH}1/")
    assert response.headers["Location"] == f"{PATH}2/"
    amir.post(f"{PATH}1/")
    assert PathStep.objects.count() == 1
    for number in range(2, 7):
        response = amir.post(f"{PATH}{number}/")
    assert response.headers["Location"] == PATH
    assert "gått hela stigen" in amir.get(PATH).content.decode()


def test_going_on_without_a_mark_keeps_nothing(amir):
    amir.get(f"{PATH}2/")
    amir.post(f"{ROUND}1/", {"choice": "2"})
    assert not PathStep.objects.exists()
    assert not RoundWalk.objects.exists()


def test_a_choice_is_answered_and_the_others_can_be_read(amir):
    page = amir.post(f"{ROUND}3/", {"choice": "3"}).content.decode()
    assert "Alla fyra frågor har fått ett svar" in page
    assert "<details" in page
    assert "Välj ett av svaren" in amir.post(f"{ROUND}3/").content.decode()
    for odd in ("0", "99", "x", "²"):
        page = amir.post(f"{ROUND}3/", {"choice": odd}).content.decode()
        assert 'class="panel said"' not in page
    # In the address a choice would lie in the web server's log.
    assert 'method="post" action="#said"' in page
    assert 'class="panel said"' not in amir.get(f"{ROUND}3/?choice=3").content.decode()


def test_what_one_has_walked_is_ones_own_and_can_be_erased(amir):
    amir.post(f"{PATH}1/")
    amir.post(f"{ROUND}end/")
    assert "1 av 6 delar" in amir.get("/practice/").content.decode()
    fatima = as_member("fatima")
    assert "1 av 6 delar" not in fatima.get("/practice/").content.decode()
    fatima.post("/practice/erase/")
    assert PathStep.objects.count() == RoundWalk.objects.count() == 1
    amir.post("/practice/erase/")
    assert not PathStep.objects.exists()
    assert not RoundWalk.objects.exists()


def test_the_list_asks_as_often_however_much_is_walked(amir):
    with CaptureQueriesContext(connection) as before:
        amir.get("/practice/")
    for number in range(1, 6):
        amir.post(f"{PATH}{number}/")
    with CaptureQueriesContext(connection) as after:
        amir.get("/practice/")
    assert len(after) == len(before)

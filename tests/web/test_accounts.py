"""Logging in, changing and forgetting a password, in our look and without signing up."""

import re

import pytest
from django.core import mail
from django.test import Client

from mandat.power.actions import open_account
from tests.cast import NOW, an_id, found_ekby

pytestmark = pytest.mark.django_db
WORDS = "tre gula cyklar i regn"
NEW_WORDS = "fyra blå båtar på land"


@pytest.fixture
def amir() -> Client:
    found_ekby()
    open_account(an_id("amir"), email="amir@ekby.example", password=WORDS, at=NOW)
    return Client()


def log_in(client: Client, words: str) -> str:
    response = client.post(
        "/account/login/?next=/me/", {"login": "amir@ekby.example", "password": words}
    )
    return response.headers.get("Location", "")


def test_the_right_words_lead_to_where_one_was_going(amir: Client) -> None:
    assert log_in(amir, WORDS) == "/me/"
    assert "Amir Haddad" in amir.get("/me/").content.decode()


def test_wrong_words_lead_nowhere(amir: Client) -> None:
    assert log_in(amir, NEW_WORDS) == ""
    assert amir.get("/me/").status_code == 302


def test_logging_out_asks_for_a_post(amir: Client) -> None:
    log_in(amir, WORDS)
    assert "Vill du logga ut?" in amir.get("/account/logout/").content.decode()
    amir.post("/account/logout/")
    assert amir.get("/me/").status_code == 302


def test_a_forgotten_password_is_chosen_anew_by_mail(amir: Client) -> None:
    amir.post("/account/password/reset/", {"email": "amir@ekby.example"})
    (letter,) = mail.outbox
    assert "Välj ett nytt lösenord" in letter.subject
    assert "Om det inte var du" in letter.body
    link = re.search(r"http://[^/]+(/account/password/reset/key/\S+)", letter.body)
    assert link is not None
    page = amir.get(link[1], follow=True)
    assert "Välj ett nytt lösenord" in page.content.decode()
    amir.post(page.request["PATH_INFO"], {"password1": NEW_WORDS, "password2": NEW_WORDS})
    assert log_in(Client(), NEW_WORDS) == "/me/"


def test_whether_an_address_has_an_account_is_not_told(amir: Client) -> None:
    known = amir.post("/account/password/reset/", {"email": "amir@ekby.example"})
    unknown = amir.post("/account/password/reset/", {"email": "nobody@ekby.example"})
    assert known.headers["Location"] == unknown.headers["Location"]


def test_a_short_password_is_refused_with_why(amir: Client) -> None:
    log_in(amir, WORDS)
    page = amir.post(
        "/account/password/change/",
        {"oldpassword": WORDS, "password1": "kort", "password2": "kort"},
    ).content.decode()
    assert "field-error" in page
    assert "12" in page


def test_an_account_without_a_person_is_told_whom_to_ask(db: None) -> None:
    from django.contrib.auth import get_user_model

    client = Client()
    client.force_login(get_user_model().objects.create(email="new@ekby.example"))
    response = client.get("/")
    assert response.status_code == 403
    assert "inte till någon än" in response.content.decode()


def test_nobody_without_an_account_gets_mail(amir: Client) -> None:
    amir.post("/account/password/reset/", {"email": "nobody@ekby.example"})
    assert mail.outbox == []

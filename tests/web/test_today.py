"""Today and one's own page, on the standing cast."""

import pytest
from django.contrib.auth import get_user_model

from mandat.power.actions import open_account
from tests.cast import NOW, an_id, found_ekby


@pytest.fixture
def as_maria(client, db):
    found_ekby()
    open_account(an_id("maria"), email="maria@ekby.example", password=None, at=NOW)
    client.force_login(
        get_user_model().objects.get(),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    return client


@pytest.mark.parametrize("path", ["/", "/me/"])
@pytest.mark.parametrize("lang", ["sv", "en"])
def test_one_sees_what_one_decides(as_maria, path, lang):
    page = as_maria.get(f"{path}?lang={lang}").content.decode()
    assert "Kursavgift" in page
    assert page.count("<h1") == 1


def test_a_chosen_language_is_kept(as_maria):
    as_maria.post("/me/language/", {"language": "en"})
    assert "Your page" in as_maria.get("/me/").content.decode()


def test_nothing_waiting_says_what_to_do_with_the_time(as_maria):
    assert "Inget väntar på dig" in as_maria.get("/").content.decode()

"""Language, login, and the pages that need no account."""

import pytest

from mandat.web.context import places


@pytest.fixture
def anyone(client, db):
    return client


def test_a_visitor_is_asked_to_log_in(anyone):
    response = anyone.get("/needs/?q=skor")
    assert response.status_code == 302
    assert response.headers["Location"] == "/account/login/?next=%2Fneeds%2F%3Fq%3Dskor"


def test_htmx_is_told_to_go_to_the_login(anyone):
    response = anyone.get("/needs/", headers={"HX-Request": "true"})
    assert response.headers["HX-Redirect"].startswith("/account/login/")


@pytest.mark.parametrize(
    ("query", "cookie", "header", "expected"),
    [
        ("", "", "", "sv"),
        ("", "", "de-DE,en-GB;q=0.8", "en"),
        ("", "", "fi", "sv"),
        ("", "en", "sv", "en"),
        ("?lang=sv", "en", "en", "sv"),
        ("?lang=xx", "", "en", "en"),
    ],
)
def test_the_language_of_a_page(anyone, query, cookie, header, expected):
    if cookie:
        anyone.cookies["django_language"] = cookie
    response = anyone.get(f"/account/login/{query}", headers={"Accept-Language": header})
    assert f'<html lang="{expected}"'.encode() in response.content
    assert response.headers["Content-Language"] == expected


def test_the_chosen_language_is_kept(anyone):
    anyone.get("/account/login/?lang=en")
    assert anyone.cookies["django_language"].value == "en"


@pytest.mark.parametrize("page", ["privacy", "accessibility", "help"])
def test_about_is_open_to_everyone(anyone, page):
    assert anyone.get(f"/about/{page}/").status_code == 200


def test_nobody_signs_up(anyone):
    assert b'<form class="form"' not in anyone.get("/account/signup/").content
    anyone.post("/account/signup/", {"email": "a@b.se", "password1": "x" * 14})
    from django.contrib.auth import get_user_model

    assert get_user_model().objects.count() == 0


def test_what_is_missing_is_a_page_in_our_look(anyone):
    response = anyone.get("/about/nothing/")
    assert response.status_code == 404
    assert "Här finns inget för dig" in response.content.decode()


def test_a_stale_form_says_what_to_do():
    from django.test import Client

    response = Client(enforce_csrf_checks=True).post("/theme/", {"theme": "dark"})
    assert response.status_code == 403
    assert "Inget har ändrats" in response.content.decode()


def test_the_theme_is_kept_and_the_way_back_stays_on_the_site(anyone):
    response = anyone.post("/theme/", {"theme": "dark", "next": "https://elsewhere.example/"})
    assert response.headers["Location"] == "/"
    assert anyone.cookies["theme"].value == "dark"
    assert b'data-theme="dark"' in anyone.get("/about/help/").content


def test_a_wrong_login_keeps_what_was_written_and_says_so(anyone):
    response = anyone.post("/account/login/", {"login": "amir@ekby.example", "password": "fel"})
    assert response.status_code == 200
    assert "amir@ekby.example" in response.content.decode()
    assert "error-summary" in response.content.decode()


def test_one_place_is_current():
    assert [p.key for p in places("/needs/tåg/", {}) if p.current] == ["needs"]
    assert [p.key for p in places("/", {}) if p.current] == ["today"]
    assert [p.key for p in places("/me/", {}) if p.current] == []

"""The pages of needs and cases, with and without htmx."""

from uuid import UUID

import pytest
from django.test import Client

from mandat.common import clock
from mandat.power.actions import open_account
from mandat.power.models import Account
from mandat.services.actions import open_case, rule_on_case
from mandat.services.models import Case
from tests.cast import DAY, NOW, an_id
from tests.rooms.services.cast import GIVEN, Services, found_services

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _at_now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)


@pytest.fixture
def services() -> Services:
    return found_services()


def as_person(name: str, language: str = "sv") -> Client:
    pk = open_account(an_id(name), email=f"{name}@ekby.example", password=None, at=NOW)
    client = Client(headers={"accept-language": language})
    client.force_login(Account.objects.get(pk=pk))
    return client


def body(client: Client, path: str, status: int = 200, **headers: str) -> str:
    answer = client.get(path, headers=headers)
    assert answer.status_code == status
    return answer.content.decode()


def ask(service: UUID) -> UUID:
    return open_case(an_id("amir"), service=service, given=GIVEN, at=NOW - DAY)


@pytest.mark.parametrize(
    ("language", "title"), [("sv", "Vad behöver du?"), ("en", "What do you need?")]
)
def test_needs_speak_both_languages(services: Services, language: str, title: str) -> None:
    page = body(as_person("amir", language), "/needs/")
    assert title in page
    assert "Kurs eller bok" in page


def test_search_works_as_a_form_and_answers_htmx_with_the_results_alone(services: Services) -> None:
    amir = as_person("amir")
    whole = body(amir, "/needs/?q=ledig")
    part = body(amir, "/needs/?q=ledig", **{"HX-Request": "true"})
    assert "<html" in whole
    assert "<html" not in part
    assert part.strip().startswith('<div id="results"')
    for page in (whole, part):
        assert "Byta pass" in page
        assert "<mark>ledig</mark>" in page
        assert "Kurs eller bok" not in page
    assert "Ingen träff på ”xyz”" in body(amir, "/needs/?q=xyz")


def test_asking_shows_faults_by_field_and_loses_nothing(services: Services) -> None:
    amir = as_person("amir")
    answer = amir.post("/needs/course/", {"amount": "mycket", "course": "", "for_whom": "Ingen"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="mycket"' in page
    assert page.count('class="field field-wrong"') >= 1
    assert not Case.objects.exists()
    answer = amir.post("/needs/course/", {**GIVEN, "for_whom": "lena berg"})
    case = Case.objects.select_related("for_whom").get()
    assert (answer.status_code, answer["Location"]) == (302, f"/cases/{case.uuid}/")
    assert case.for_whom.name == "Lena Berg"
    assert "Väntar på" in body(amir, f"/cases/{case.uuid}/")


def test_who_would_decide_follows_what_is_typed(services: Services) -> None:
    amir = as_person("amir")
    assert "bestämmer" in body(amir, "/needs/course/who/?amount=3000")
    assert "bestämmer" in body(amir, "/needs/course/")
    body(amir, "/needs/nothing/", 404)
    body(amir, "/needs/nothing/who/", 404)


def test_head_answers_and_an_outsider_finds_nothing(services: Services) -> None:
    case = ask(services.course)
    maria, olof = as_person("maria"), as_person("olof")
    body(olof, f"/cases/{case}/", 404)
    assert olof.post(f"/cases/{case}/answer/", {"outcome": "yes"}).status_code == 404
    assert olof.post(f"/cases/{case}/withdraw/").status_code == 404
    assert olof.post(f"/cases/{case}/send-again/").status_code == 404
    assert "Amir Haddad" in body(maria, "/cases/")
    wrong = maria.post(f"/cases/{case}/answer/", {"outcome": "no"})
    assert wrong.status_code == 422
    assert maria.post(f"/cases/{case}/answer/", {"outcome": "yes"}).status_code == 302
    assert Case.objects.get().state == "granted"
    late = maria.post(f"/cases/{case}/answer/", {"outcome": "no", "reason": "x"})
    assert late.status_code == 422
    assert "hann svara före dig" in late.content.decode()


def test_returned_case_is_sent_again_from_its_page(services: Services) -> None:
    case = ask(services.course)
    rule_on_case(an_id("maria"), case=case, outcome="returned", reason="Vilken dag?", at=NOW)
    amir = as_person("amir")
    page = body(amir, f"/cases/{case}/")
    assert "Vilken dag?" in page
    assert 'value="Lyftteknik"' in page
    assert amir.post(f"/cases/{case}/send-again/", {"amount": "x"}).status_code == 422
    assert amir.post(f"/cases/{case}/send-again/", GIVEN).status_code == 302
    assert amir.post(f"/cases/{case}/withdraw/").status_code == 302
    assert Case.objects.get().state == "withdrawn"
    assert amir.get(f"/cases/{case}/withdraw/").status_code == 405

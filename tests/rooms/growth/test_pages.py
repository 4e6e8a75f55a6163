"""Growth's pages, and that its register of measures is the same in both places."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from mandat.common import clock
from mandat.growth.feedback.models import Feedback
from mandat.growth.felt.models import FeltAnswer
from mandat.growth.felt.queries import felt_due
from mandat.growth.measures import MEASURES
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.queries import organisation_pulse, pulse_page
from mandat.power.actions import open_account
from mandat.power.models import Account
from mandat.services.models import Ruling
from tests.cast import NOW, an_id
from tests.rooms.growth.cast import HANDOVER, decided
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db
THEN = NOW.replace(day=20)


@pytest.fixture(autouse=True)
def _then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: THEN)


def as_person(name: str, language: str = "sv") -> Client:
    pk = open_account(an_id(name), email=f"{name}@ekby.example", password=None, at=NOW)
    client = Client(headers={"accept-language": language})
    client.force_login(Account.objects.get(pk=pk))
    return client


def body(client: Client, path: str, status: int = 200) -> str:
    answer = client.get(path)
    assert answer.status_code == status
    return answer.content.decode()


def test_one_tap_saves_the_pulse_and_can_be_undone(handed: Services) -> None:
    amir = as_person("amir")
    assert 'name="answer"' in body(amir, "/")
    answer = amir.post("/pulse/", {"answer": "4"}, follow=True)
    assert "Ingen ser ditt svar" in answer.content.decode()
    assert 'action="/pulse/undo/"' in answer.content.decode()
    assert pulse_page(an_id("amir"), THEN).mine == 4
    for wrong in ("", "9", "x", "²"):
        amir.post("/pulse/", {"answer": wrong})
    assert PulseAnswer.objects.get().value == 4
    amir.post("/pulse/undo/")
    assert not PulseAnswer.objects.exists()


def test_felt_effect_is_asked_once_of_those_it_concerns(handed: Services) -> None:
    decided(handed)
    fatima, olof = as_person("fatima"), as_person("olof")
    path = f"/felt/{HANDOVER}/receiver/"
    assert path in body(fatima, "/")
    body(olof, path, 404)
    body(fatima, path)
    wrong = fatima.post(path, {"answer": "5", "words": "Skönt"})
    assert wrong.status_code == 422
    assert "Skönt" in wrong.content.decode()
    assert fatima.post(path, {}).status_code == 422
    odd = {"answer": "5", "words": "a\0b", "by_name": "on"}
    assert fatima.post(path, odd).status_code == 422
    assert fatima.post(path, {"rather-not": "yes", "answer": "5"}).status_code == 302
    assert FeltAnswer.objects.get().value is None
    body(fatima, path, 404)


def test_words_reach_the_one_who_ruled_and_thanks_come_back(handed: Services) -> None:
    ruling = decided(handed)
    case = Ruling.objects.select_related("case").get(uuid=ruling).case.uuid
    amir, fatima, olof = as_person("amir"), as_person("fatima"), as_person("olof")
    path = f"/feedback/ruling/{ruling}/"
    assert path in body(amir, f"/cases/{case}/")
    body(olof, path, 404)
    assert amir.post(path, {"words": " "}).status_code == 422
    done = amir.post(path, {"words": "Tack", "openness": "named", "next": f"/cases/{case}/"})
    assert done["Location"] == f"/cases/{case}/"
    away = amir.post(path, {"words": "Tack", "openness": "named", "next": "https://example.org/"})
    assert away["Location"] == "/feedback/"
    page = body(fatima, "/feedback/")
    assert "Amir Haddad" in page
    feedback = Feedback.objects.order_by("pk").first()
    assert feedback is not None
    odd = fatima.post(f"/feedback/{feedback.uuid}/ask/", {"words": "a\0b"}, follow=True)
    assert "tecken" in odd.content.decode()
    assert not Feedback.objects.exclude(question="").exists()
    fatima.post(f"/feedback/{feedback.uuid}/thank/")
    assert "Fatima Nilsson tackar dig" in body(amir, "/feedback/")
    olof.post(f"/feedback/{feedback.uuid}/thank/")
    assert Feedback.objects.filter(thanked_at=None).count() == 1


@pytest.mark.parametrize("language", ["sv", "en"])
def test_what_is_measured_is_told_in_both_languages(
    handed: Services,
    language: str,
) -> None:
    page = body(as_person("amir", language), "/measures/")
    assert {"sv": "Vem som ser det", "en": "Who sees it"}[language] in page
    assert page.count("row-title") == len(MEASURES)


def test_register_is_the_same_in_the_documentation() -> None:
    text = (Path(__file__).parents[3] / "docs" / "reference" / "measures.md").read_text()
    keys = re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
    assert keys == [m.key for m in MEASURES]
    assert re.findall(r"`MANDAT_MEASURES_OFF=(\w+)` \|", text) == [
        m.key for m in MEASURES if m.switch
    ]


def test_a_measure_that_is_switched_off_is_gone(
    handed: Services,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    decided(handed)
    monkeypatch.setattr(settings, "MEASURES_OFF", frozenset({"pulse", "felt", "feedback"}))
    amir = as_person("amir")
    assert 'name="answer"' not in body(amir, "/")
    assert amir.post("/pulse/", {"answer": "4"}).status_code == 404
    body(amir, f"/felt/{HANDOVER}/asker/", 404)
    body(amir, "/feedback/", 404)
    body(amir, f"/feedback/service/{handed.course}/", 404)
    assert felt_due(an_id("amir"), THEN) == ()
    assert organisation_pulse(THEN) == ()


def test_a_step_can_rest(handed: Services) -> None:
    olof = as_person("olof")
    assert "/step/look/later/" in body(olof, "/")
    olof.post("/step/look/later/")
    assert "/step/" not in body(olof, "/")
    assert olof.post("/step/nothing/later/").status_code == 302

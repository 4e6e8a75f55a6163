"""The API as another system meets it: over HTTP, with a token, and without one."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.api import actions, queries
from mandat.api.models import AskToken, Look
from mandat.common import clock
from mandat.common.refusals import BadInputError
from mandat.power.actions.standing_in import accept_substitution, ask_substitute
from mandat.power.models import Account, Person
from mandat.record.queries import size
from tests.cast import DAY, NOW, START, an_id, found_ekby
from tests.rooms.power.test_known import grant

pytestmark = pytest.mark.django_db


class System:
    """Another system, with or without a token."""

    def __init__(self, token: str | None, language: str = "en") -> None:
        self.client = Client()
        self.headers = {"Accept-Language": language}
        if token is not None:
            self.headers["Authorization"] = f"Bearer {token}"

    def get(self, path: str, **given: str) -> Any:
        return self.client.get(f"/api/v1/{path}", given, headers=self.headers)

    def post(self, path: str, body: object) -> Any:
        text = body if isinstance(body, str) else json.dumps(body)
        return self.client.post(
            f"/api/v1/{path}", text, content_type="application/json", headers=self.headers
        )


@pytest.fixture
def finance() -> System:
    found_ekby()
    _, token = actions.make_token(an_id("olof"), name="Finance", at=START)
    return System(token)


def test_a_system_asks_before_it_acts(finance: System) -> None:
    found = finance.get(
        "may", matter="course", person="maria@ekby.example", asker=str(an_id("amir")),
        **{"fact[amount]": "5000"},
    )  # fmt: skip
    body = found.json()
    assert (found.status_code, body["answer"]) == (200, "yes")
    assert body["chain"][0]["decision"] == "Kommunstyrelsen § 12"
    assert body["question"]["facts"] == {"amount": {"minor": "500000", "currency": "SEK"}}
    assert "ekby.example" not in found.content.decode()
    assert found["Cache-Control"] == "no-store"


def test_no_says_why_what_would_lift_it_and_who_could(finance: System) -> None:
    body = finance.post(
        "may", {"matter": "course", "person": str(an_id("amir")), "facts": {"amount": 500}}
    ).json()
    assert body["answer"] == "no"
    (reason,) = body["reasons"]
    assert reason["text"] == "Amir Haddad holds no mandate for this."
    assert reason["lift"]
    assert [p["name"] for w in body["stages"][0]["who"] for p in w["people"]] == ["Maria Ekström"]


def test_a_substitute_is_told_with_whom_they_stand_in_for(finance: System) -> None:
    lena, maria = an_id("lena"), an_id("maria")
    away = {"person": lena, "ground": "away", "since": NOW, "until": NOW + 9 * DAY}
    made = ask_substitute(maria, at=NOW, **away)  # type: ignore[arg-type]
    accept_substitution(lena, substitution=made, at=NOW)
    ask = {"matter": "course", "person": str(lena), "at": "2026-06-02", "facts": {"amount": 5}}
    body = finance.post("may", ask).json()
    assert (body["answer"], [p["name"] for p in body["standing_in"]]) == ("yes", ["Maria Ekström"])
    before = finance.post("may", {**ask, "known_at": "2026-05-30"}).json()
    assert before["answer"] == "no"


def test_what_if_is_pure(finance: System) -> None:
    before = size()
    mandate = str(an_id("mandate-head"))
    ask = {"matter": "course", "person": str(an_id("maria")), "facts": {"amount": "500"}}
    without = finance.post("may", {**ask, "what_if": [{"mandate": mandate}]}).json()
    lower = {"mandate": mandate, "limits": {"amount": 499}}
    lowered = finance.post("may", {**ask, "what_if": [lower]}).json()
    assert [without["answer"], lowered["answer"]] == ["no", "no"]
    assert lowered["question"]["supposed"]
    assert finance.post("may", ask).json()["answer"] == "yes"
    assert size() == before


def test_other_times_and_what_was_known(finance: System) -> None:
    early = finance.get("may", matter="course", at="2025-12-01").json()
    assert (early["answer"], early["changes_at"]) == ("nobody", "2026-01-01T00:00:00Z")
    assert finance.get("may", matter="course", at="2026-02-01").json()["answer"] == "someone"
    unknown = finance.get("may", matter="course", at="2026-02-01", known_at="2025-12-01")
    assert unknown.status_code == 422


def test_lists_of_matters_mandates_and_a_persons_mandate(finance: System) -> None:
    (matter,) = finance.get("matters").json()
    assert [f["key"] for f in matter["facts"]] == ["amount", "course"]
    page = finance.get("mandates", on="2026-06-01", limit="1").json()
    assert ([m["matter"] for m in page["mandates"]], page["next"]) == (["course"], None)
    mine = finance.get(f"people/{an_id('maria')}/mandate").json()
    assert (mine["person"]["name"], len(mine["mandates"])) == ("Maria Ekström", 1)


# --- the token ----------------------------------------------------------------------------------


def test_without_a_token_nothing_is_told_and_all_tokens_that_fail_look_alike() -> None:
    found_ekby()
    token, word = actions.make_token(an_id("olof"), name="Finance", at=START)
    actions.withdraw_token(an_id("olof"), token=token, at=NOW)
    answers = [System(w).get("matters") for w in (None, "x", word, word[:-1] + "_", "mandat_ask_")]
    assert {a.status_code for a in answers} == {401}
    assert len({a.content for a in answers}) == 1
    assert answers[0]["Content-Type"] == "application/problem+json"
    assert answers[0]["WWW-Authenticate"].startswith("Bearer")


def test_a_token_can_do_nothing_but_ask(finance: System) -> None:
    before = size()
    for path in ("mandates", "matters", f"people/{an_id('maria')}/mandate"):
        found = finance.post(path, {"may_yes": True})
        assert (found.status_code, found["Content-Type"]) == (405, "application/problem+json")
    for page in ("/", "/map/", "/me/", "/record/"):
        assert finance.client.get(page, headers=finance.headers).status_code == 302
    assert size() == before


def test_only_the_hash_is_kept() -> None:
    found_ekby()
    _, word = actions.make_token(an_id("olof"), name="Finance", at=START)
    row = AskToken.objects.get()
    assert word not in str(row.__dict__)
    assert word[11:] not in str(row.__dict__)


def test_withdrawing_stops_it_at_once_and_only_its_maker_or_the_founder_may(
    finance: System,
) -> None:
    (token,) = queries.tokens()
    with pytest.raises(BadInputError):
        actions.withdraw_token(an_id("maria"), token=token.id, at=NOW)
    assert finance.get("matters").status_code == 200
    actions.withdraw_token(an_id("sara"), token=token.id, at=NOW)
    assert finance.get("matters").status_code == 401


def test_it_stops_with_the_account_of_whoever_answers_for_it(finance: System) -> None:
    person = Person.objects.get(uuid=an_id("olof"))
    Account.objects.create(email=person.email, person=person, is_active=False)
    assert finance.get("matters").status_code == 401


def test_what_it_looked_at_leaves_a_trail_without_facts(finance: System) -> None:
    finance.get("may", matter="course", person="maria@ekby.example", **{"fact[course]": "Secret"})
    finance.get(f"people/{an_id('maria')}/mandate")
    (look, other) = queries.looks_at(an_id("maria"))
    assert [(v.what, v.matter, v.token) for v in (other, look)] == [
        ("may", "course", "Finance"), ("people", "", "Finance"),
    ]  # fmt: skip
    assert "Secret" not in str(list(Look.objects.values()))
    (token,) = queries.tokens(an_id("olof"))
    assert (token.looks, token.mine) == (2, True)
    assert token.last_used is not None
    assert queries.tokens(an_id("maria"))[0].mine is False


def test_the_trail_is_kept_for_ninety_days(finance: System) -> None:
    row = AskToken.objects.get()
    long_ago = clock.now() - timedelta(days=91)
    actions.note_look(row.pk, what="may", matter="x", person=None, at=long_ago)
    finance.get("matters")
    assert [look.what for look in Look.objects.all()] == ["matters"]


def test_asking_too_often_is_told_when_to_come_back(
    finance: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "ASK_PER_MINUTE", 2)
    assert [finance.get("matters").status_code for _ in range(3)] == [200, 200, 429]
    assert finance.get("matters")["Retry-After"] == "60"


# --- errors -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("given", "place", "code"),
    [
        ({"matter": "none"}, "matter", "power.matter_unknown"),
        ({"matter": "course", "person": "x@x.se"}, "person", "power.person_unknown"),
        ({"matter": "course", "fact[amount]": "lots"}, "amount", "power.bad_amount"),
        ({"matter": "course", "fact[size]": "9"}, "size", "power.unknown_fact"),
        ({"matter": "course", "stage": "x"}, "stage", "power.no_such_stage"),
        ({"matter": "course", "at": "soon"}, "at", "power.bad_moment"),
        ({"matter": "course", "persn": "maria"}, "persn", "power.odd_parameter"),
        ({"matter": "course", "verb": "maybe"}, "verb", "shape.literal_error"),
        ({}, "matter", "shape.missing"),
    ],
)
def test_an_error_names_the_place_and_the_remedy(
    finance: System, given: dict[str, str], place: str, code: str
) -> None:
    found = finance.get("may", **given)
    body = found.json()
    assert (found.status_code, found["Content-Type"]) == (422, "application/problem+json")
    assert [(e["at"], e["code"]) for e in body["errors"]] == [(place, code)]
    assert body["detail"]
    assert body["status"] == 422


@pytest.mark.parametrize(
    "text",
    [
        "{", "[]", "null", '{"matter": 5}', '{"matter": "course", "x": 1}',
        '{"matter": "course", "what_if": [{"mandate": "x"}]}',
    ],
)  # fmt: skip
def test_bad_json_is_a_problem_and_never_a_fault(finance: System, text: str) -> None:
    found = finance.post("may", text)
    assert found.status_code in (400, 422)
    assert found["Content-Type"] == "application/problem+json"


def test_missing_and_unknown_addresses_are_problems(finance: System) -> None:
    for path in ("nothing", f"people/{an_id('x')}/mandate", "people/5/mandate", "../v2/may"):
        found = finance.get(path)
        assert (found.status_code, found["Content-Type"]) == (404, "application/problem+json")


def test_problems_speak_the_readers_language(finance: System) -> None:
    swedish = System(finance.headers["Authorization"].removeprefix("Bearer "), "sv")
    assert "ärendetyp" in swedish.get("may", matter="none").json()["detail"]


# --- queries ------------------------------------------------------------------------------------


def test_the_number_of_queries_does_not_grow(finance: System) -> None:
    def count(ask: Callable[[], Any]) -> int:
        with CaptureQueriesContext(connection) as found:
            assert ask().status_code == 200
        return len(found)

    asks = [
        lambda: finance.get("may", matter="course", person="maria@ekby.example",
                            asker="amir@ekby.example", **{"fact[amount]": "1"}),
        lambda: finance.get("mandates", on="2026-06-03"),
        lambda: finance.get("matters"),
    ]  # fmt: skip
    grant("first", NOW - DAY)
    few = [count(ask) for ask in asks]
    for n in range(8):
        grant(f"m{n}", NOW + n * DAY, person=str(an_id(("lena", "fatima", "olof")[n % 3])))
    assert [count(ask) for ask in asks] == few


def test_gaps_are_the_same_as_on_the_page_and_can_be_narrowed(finance: System) -> None:
    whole = finance.get("gaps").json()
    assert [(m["matter"], m["gaps"], m["overlaps"]) for m in whole["matters"]] == [("course", 0, 0)]
    (stage,) = whole["matters"][0]["stages"]
    (region,) = stage["regions"]
    assert (stage["stage"], region["state"]) == ("head", "covered")
    assert region["mandates"][0]["decision"] == "Kommunstyrelsen § 12"
    assert finance.get("gaps", circle="home", matter="course").json()["matters"]
    assert finance.get("gaps", circle="board").json()["matters"] == []
    ended = finance.get("gaps", at="2020-01-01").json()
    assert ended["matters"][0]["gaps"] == 1
    wrong = finance.get("gaps", circle="nowhere")
    assert (wrong.status_code, wrong.json()["errors"][0]["at"]) == (422, "circle")
    since = {"since": "2020-01-01"}
    assert finance.get("changes", **since, circle="ekby").json()["added"]
    assert finance.get("changes", **since, circle="board").json()["added"] == []


def test_every_error_has_the_shape_that_is_described(finance: System) -> None:
    described = Client().get("/api/v1/openapi.json").json()
    problem = described["components"]["schemas"]["Problem"]
    error = described["components"]["schemas"]["ProblemError"]
    for answer in (finance.get("may", matter="x"), finance.get("people/x/mandate"),
                   System(None).get("matters"), finance.get("may")):  # fmt: skip
        body, status = answer.json(), str(answer.status_code)
        assert set(body) == set(problem["required"])
        assert all(set(error["required"]) <= set(e) <= set(error["properties"])
                   for e in body["errors"])  # fmt: skip
        shown = described["paths"]["/api/v1/may"]["get"]["responses"][status]["content"]
        assert shown["application/problem+json"]["schema"]["$ref"].endswith("/Problem")

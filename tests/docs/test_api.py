"""The API's reference says what openapi.json says."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from mandat.api.actions import make_token
from tests.cast import START, an_id, found_ekby

PAGES = Path(__file__).parents[2] / "docs"
PAGE = (PAGES / "reference" / "api.md").read_text()


def section(title: str) -> set[str]:
    text = PAGE.split(f"## {title}\n", 1)[1].split("\n## ", 1)[0]
    rows = re.findall(r"^\| (`[^|]*) \|", text, re.MULTILINE)
    return {word for row in rows for word in re.findall(r"`([^`]*)`", row)}


@pytest.fixture
def described(db: None) -> dict[str, Any]:
    answer = Client().get("/api/v1/openapi.json")
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


def test_every_address_is_described(described: dict[str, Any]) -> None:
    there = {
        f"{method.upper()} {path}" for path, ways in described["paths"].items() for method in ways
    }
    assert section("Addresses") == there


def test_every_word_of_a_question_and_an_answer_is_described(described: dict[str, Any]) -> None:
    shapes = described["components"]["schemas"]
    assert section("A question") == set(shapes["MayQuestion"]["properties"])
    assert section("An answer") == set(shapes["MayAnswer"]["properties"])


def test_the_description_names_no_other_host(described: dict[str, Any]) -> None:
    assert "http" not in str(described["servers"])
    security = described["components"]["securitySchemes"]["AskAuth"]
    assert security == {"type": "http", "scheme": "bearer"}


def test_what_the_how_to_sends_is_understood(db: None) -> None:
    found_ekby()
    _, token = make_token(an_id("maria"), name="Finance", at=START)
    shown = (PAGES / "how-to" / "let-another-system-ask.md").read_text()
    headers = {"Authorization": f"Bearer {token}"}
    (body,) = re.findall(r"-d '(\{.*\})'", shown)
    words = dict(re.findall(r"-d (\w+)=(\S+)", shown))
    words.update(re.findall(r'--data-urlencode "([^=]+)=(\w+)"', shown))
    asked = Client().get("/api/v1/may", words, headers=headers)
    posted = Client().post("/api/v1/may", body, content_type="application/json", headers=headers)
    assert asked.json() | {"question": 0} == posted.json() | {"question": 0}
    assert asked.json()["answer"] == "yes"

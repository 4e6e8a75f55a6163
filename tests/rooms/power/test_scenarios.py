"""Questions and expected answers as tables, in the spirit of OpenFGA's sample stores; our own.

Each file in `scenarios/` is one small organisation with one matter, and rows of questions: who,
yes or no, a fact or a time, the answer, and the reason when it is no.
"""

import tomllib
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from mandat.common.money import Money
from mandat.power.rules import (
    FactValue,
    Holding,
    Limit,
    Limits,
    Mandate,
    Matter,
    No,
    Question,
    Slice,
    Stage,
    answer,
    who_may,
)
from tests.cast import an_id

FILES = sorted((Path(__file__).parent / "scenarios").glob("*.toml"))
LONG_AGO, SOME_DAY = datetime(2020, 1, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if text else None


def value(fact: str, text: str) -> FactValue:
    if fact != "amount":
        return text
    number, _, currency = text.partition(" ")
    return Money(round(float(number) * 100), currency or "SEK")


def limits(rows: list[list[str]]) -> Limits:
    return tuple(
        Limit(fact, op, tuple(text.split(",")) if op == "in" else value(fact, text))  # type: ignore[arg-type]
        for fact, op, text in rows
    )


def build(given: dict[str, Any]) -> Slice:
    head = given["organisation"]
    stages = tuple(
        Stage(an_id(f"stage-{key}"), key, n, limits([condition] if condition else []))
        for n, (key, condition) in enumerate(
            (row[0], row[1] if len(row) > 1 else None) for row in head.get("stages", [["only"]])
        )
    )
    return Slice(
        Matter(
            an_id("matter"),
            "matter",
            stages,
            head.get("own_cost", False),
            automat=head.get("automat", False),
        ),
        tuple(one_mandate(row, n, stages) for n, row in enumerate(given["mandates"])),
        tuple(
            Holding(an_id(f"role-{role}"), an_id(who), moment(since) or LONG_AGO, moment(until))
            for role, held in head.get("roles", {}).items()
            for who, since, until in held
        ),
        role_circles={
            an_id(f"role-{role}"): an_id(f"circle-{circle}")
            for circle, seats in head.get("bodies", {}).items()
            for role in seats
        },
    )


def one_mandate(row: dict[str, Any], order: int, stages: tuple[Stage, ...]) -> Mandate:
    source = row.get("from")
    return Mandate(
        an_id(f"mandate-{row['name']}"),
        an_id(f"stage-{row.get('stage', stages[0].key)}"),
        an_id(row["person"]) if "person" in row else None,
        an_id(f"role-{row['role']}") if "role" in row else None,
        moment(row.get("since", "")) or LONG_AGO,
        moment(row.get("until", "")),
        limits(row.get("limits", [])),
        row.get("may_yes", True),
        row.get("may_no", True),
        an_id(f"mandate-{source}") if source else None,
        "" if source else "The board, § 1",
        order=order,
        onward=row.get("onward"),
        body=an_id(f"circle-{row['body']}") if "body" in row else None,
        automat=an_id(row["automat"]) if "automat" in row else None,
    )


def rows() -> list[Any]:
    found = []
    for file in FILES:
        given = tomllib.loads(file.read_text())
        for group in given["questions"]:
            for row in group["ask"]:
                asked = {k: v for k, v in group.items() if k != "ask"}
                name = f"{file.stem}: {' '.join(row[:3])} {asked}"
                found.append(pytest.param(given, asked, row, id=name))
    return found


@pytest.mark.parametrize(("given", "asked", "row"), rows())
def test_questions_are_answered_as_the_table_says(
    given: dict[str, Any], asked: dict[str, Any], row: list[str]
) -> None:
    who, verb, about, expected, *why = row
    fact, _, text = about.partition("=")
    facts = {k: value(k, v) for k, v in asked.get("facts", {}).items()}
    at = SOME_DAY
    if text:
        facts[fact] = value(fact, text)
    elif about:
        at = moment(about) or SOME_DAY
    asker = an_id(asked.get("asker", "somebody else"))
    target = an_id(asked["for_whom"]) if "for_whom" in asked else asker
    org = build(given)
    question = Question(an_id(who), verb, facts, asker, target, at)  # type: ignore[arg-type]
    found = answer(org, question)
    assert {"Yes": "yes", "No": "no", "NeedsAlso": "needs_also"}[type(found).__name__] == expected
    if isinstance(found, No):
        assert why[0] in [r.code for r in found.reasons]
    if expected == "yes":
        routes = [r for s in who_may(org, question) for r in s.routes]
        named = {p for r in routes for p in (*r.people, r.mandate.automat)}
        assert an_id(who) in named


def test_there_are_tables_enough() -> None:
    assert {f.stem for f in FILES} == {
        "temporal-access", "banking-limits", "expenses", "bodies-and-automats",
    }  # fmt: skip
    assert len(rows()) >= 40

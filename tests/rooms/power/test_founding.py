"""From tables to an organisation: whole or not at all, each fault by row and column."""

from collections.abc import Callable, Sequence
from uuid import UUID

import pytest

from mandat.common.refusals import BadInputError, RefusedError
from mandat.power import actions, queries
from mandat.power.rules import Question, Yes, answer
from mandat.power.rules.tables import (
    CIRCLES,
    MANDATES,
    MATTERS,
    PEOPLE,
    ROLES,
    PersonDraft,
    Table,
    read_table,
)
from mandat.record.queries import entries, size, verify
from tests.cast import NOW, START

pytestmark = pytest.mark.django_db


def rows(text: str) -> tuple[list[str], list[dict[str, str]]]:
    header, *lines = [
        [c.strip() for c in line.split(",")] for line in text.strip().splitlines() if line.strip()
    ]
    return header, [dict(zip(header, line, strict=True)) for line in lines]


def read(table: Table, text: str) -> Sequence:  # type: ignore[type-arg]
    drafts, refusals = read_table(table, *rows(text))
    assert refusals == ()
    return drafts


CIRCLE_ROWS = "key, name_sv, name_en, parent\nekby, Ekby, Ekby,\nhome, Björkgården, , ekby"
ROLE_ROWS = "key, name_sv, circle\nhead, Enhetschef, home\nteam, Teamet, home"
MATTER_ROWS = (
    "key, name_sv, circle, facts, stages, legal_ref\n"
    "course, Kurs, home, amount:amount=Belopp/Amount; title,"
    " economist=Ekonomen/The economist[amount >= 5000]; head=Chefen, KL 6:37"
)
PEOPLE_ROWS = (
    "name, email, roles\nMaria Ekström, maria@ekby.example, head\nAmir Haddad, amir@ekby.example,"
    " team"
)
MANDATE_ROWS = (
    "matter, stage, role, person, limit, source, until\n"
    "course, head, head,, amount <= 25 000, KS § 12, 2027-03-31\n"
    "course, economist,, amir@ekby.example,, KS § 13,"
)


def found() -> UUID:
    founder = PersonDraft("Sara Lind", "sara@ekby.example", ())
    _, sara = actions.found_organisation(
        name="Ekby", currency="SEK", language="sv", founder=founder, at=START
    )
    actions.add_circles(sara, circles=read(CIRCLES, CIRCLE_ROWS), at=START)
    actions.add_roles(sara, roles=read(ROLES, ROLE_ROWS), at=START)
    actions.add_people(sara, people=read(PEOPLE, PEOPLE_ROWS), at=START)
    actions.add_matters(sara, matters=read(MATTERS, MATTER_ROWS), at=START)
    actions.add_mandates(sara, mandates=read(MANDATES, MANDATE_ROWS), at=START)
    return sara


def test_tables_become_an_organisation_in_which_a_question_can_be_answered() -> None:
    found()
    matter = queries.matter("course")
    assert matter is not None
    assert [s.key for s in matter.stages] == ["economist", "head"]
    assert [t.may_limit for t in matter.facts] == [True, False]
    maria = queries.person_by_email("MARIA@ekby.example")
    amir = queries.person_by_email("amir@ekby.example")
    assert maria is not None
    assert amir is not None
    org = queries.load_slice(matter.id, [maria.id, amir.id])
    facts = {"amount": org.mandates[0].limits[0].value}
    question = Question(maria.id, "yes", facts, amir.id, amir.id, NOW, matter.stages[1].id)  # type: ignore[arg-type]
    assert isinstance(answer(org, question), Yes)
    assert verify().agrees
    assert entries(kinds=("circle.formed",))[0].data["source"] == "founding"


def test_slice_takes_the_same_queries_however_many_matters(
    django_assert_num_queries: Callable[[int], object],
) -> None:
    found()
    matter = queries.matter("course")
    assert matter is not None
    with django_assert_num_queries(14):  # type: ignore[attr-defined]
        queries.load_slices([matter.id], [])


def test_map_takes_the_same_queries_however_many_roles(
    django_assert_num_queries: Callable[[int], object],
) -> None:
    found()
    with django_assert_num_queries(4):  # type: ignore[attr-defined]
        page = queries.map_page(NOW)
    assert page.circles[0].mandates == 1
    assert [m.holder.person.name for m in page.personal if m.holder.person] == ["Amir Haddad"]
    assert queries.map_page(START.replace(year=2025)).circles[0].mandates == 0


def test_mandate_page_follows_the_chain() -> None:
    found()
    view = queries.mandates_at(NOW)[0]
    page = queries.mandate_page(view.id, NOW)
    assert page is not None
    assert ([u.name for u in page.users], page.chain, page.children) == (["Maria Ekström"], (), ())
    assert queries.mandates_of(page.users[0].id, NOW) == (view,)
    assert queries.share_with_mandate(NOW) == (1, 3)  # Amir has not said yes


def test_only_the_founder_may_add() -> None:
    found()
    maria = queries.person_by_email("maria@ekby.example")
    assert maria is not None
    before = size()
    with pytest.raises(RefusedError, match="power.only_founder"):
        actions.add_circles(maria.id, circles=read(CIRCLES, "key, name, parent\nx, X,"), at=NOW)
    assert size() == before


def test_second_founding_is_refused() -> None:
    found()
    with pytest.raises(RefusedError, match="power.already_founded"):
        actions.found_organisation(
            name="X", currency="SEK", language="sv", founder=PersonDraft("X", "x@x.x", ()), at=NOW
        )


@pytest.mark.parametrize(
    ("table", "text", "expected"),
    [
        (PEOPLE, "name\nMaria", [("power.column_missing", None, "email")]),
        (PEOPLE, "name, email, age\nM, m@x.se, 5", [("power.column_unknown", None, "age")]),
        (PEOPLE, "name, email\n, maria", [
            ("power.bad_email", 2, "email"), ("power.cell_empty", 2, "name"),
        ]),
        (CIRCLES, "key, name, parent\nEkby!, E,", [("power.bad_key", 2, "key")]),
        (MATTERS, "key, name, circle, facts, stages\na, A, c, amount:amount,", [
            ("power.cell_empty", 2, "stages"),
        ]),
        (MATTERS, "key, name, circle, facts, stages\na, A, c, amount:money, head", [
            ("power.bad_list", 2, "facts"),
        ]),
        (MATTERS, "key, name, circle, facts, stages\na, A, c, n:number, head[n >= 2]", [
            ("power.last_stage_always", 2, "stages"),
        ]),
        (MANDATES, "matter, role, person, source, until\na, r, p, KS, 31/3", [
            ("power.role_or_person", 2, "role"), ("power.bad_day", 2, "until"),
        ]),
    ],
)  # fmt: skip
def test_each_fault_is_named_by_row_and_column(
    table: Table,  # type: ignore[type-arg]
    text: str,
    expected: list[tuple[str, int | None, str]],
) -> None:
    _, refusals = read_table(table, *rows(text))
    assert [(r.code, r.facts.get("row"), r.field) for r in refusals] == expected


def test_unknown_names_are_all_told_at_once_and_nothing_is_added() -> None:
    sara = found()
    before = size()
    text = "matter, stage, role, limit, source\nnope,, head,, KS\ncourse, x, nobody, amount < 5, KS"
    with pytest.raises(BadInputError) as caught:
        actions.add_mandates(sara, mandates=read(MANDATES, text), at=NOW)
    assert [(r.code, r.facts["row"]) for r in caught.value.refusals] == [
        ("power.unknown_key", 2),
        ("power.stage_unknown", 3),
        ("power.bad_limit", 3),
        ("power.unknown_key", 3),
    ]
    with pytest.raises(BadInputError, match="power.email_taken"):
        actions.add_people(sara, people=read(PEOPLE, PEOPLE_ROWS), at=NOW)
    assert size() == before


def test_rules_3_7_9_17_and_21_are_set_from_the_tables() -> None:
    founder = PersonDraft("Sara Lind", "sara@ekby.example", ())
    _, sara = actions.found_organisation(
        name="Ekby", currency="SEK", language="sv", founder=founder, at=START
    )
    actions.add_circles(sara, circles=read(CIRCLES, CIRCLE_ROWS), at=START)
    actions.add_roles(sara, roles=read(ROLES, ROLE_ROWS), at=START)
    actions.add_people(sara, people=read(PEOPLE, PEOPLE_ROWS), at=START)
    matters = (
        "key, name_sv, circle, facts, stages, two_people\n"
        "course, Kurs, home, amount:amount=Belopp, head=Chefen, yes"
    )
    actions.add_matters(sara, matters=read(MATTERS, matters), at=START)
    mandates = (
        "matter, person, source, onward, on_review, frame, while_role\n"
        "course, amir@ekby.example, KS § 13, 2, pause, amount <= 200 000 per year, team"
    )
    actions.add_mandates(sara, mandates=read(MANDATES, mandates), at=START)
    matter = queries.matter("course")
    assert matter is not None
    org = queries.load_slice(matter.id, ())
    (link,) = org.mandates
    assert org.matter.two_people
    assert (link.onward, link.on_review, link.while_role is not None) == (2, "pause", True)
    assert link.frame is not None
    assert (link.frame.most.minor, link.frame.period) == (20_000_000, "year")
    assert verify().agrees


@pytest.mark.parametrize(
    ("column", "given", "code"),
    [
        ("onward", "-1", "power.bad_steps"),
        ("on_review", "never", "power.bad_effect"),
    ],
)
def test_what_a_mandate_says_of_its_own_is_checked(column: str, given: str, code: str) -> None:
    _, refusals = read_table(
        MANDATES, *rows(f"matter, role, source, {column}\ncourse, head, KS § 1, {given}")
    )
    assert [(r.code, r.field) for r in refusals] == [(code, column)]

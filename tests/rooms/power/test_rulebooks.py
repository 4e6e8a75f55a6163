"""The rules an organisation decides by: presets, adopting, and what they change. Rules 3, 4, 9."""

from pathlib import Path

import pytest

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.power import actions, queries
from mandat.power.actions import Terms, adopt_rules, reserve_matter, set_terms
from mandat.power.presets import preset_names, read_book
from mandat.power.rules import No, Question, RuleBook, Yes, answer, book_from_json, book_to_json
from mandat.record.actions import writing
from mandat.record.queries import verify
from tests.cast import DAY, NOW, START, Cast, an_id, found_ekby
from tests.members import as_member

SARA, MARIA, AMIR, LENA = (an_id(n) for n in ("sara", "maria", "amir", "lena"))
NEVER = "swedish-public-body"


@pytest.fixture
def ekby(db):
    clock.use(lambda: NOW)
    yield found_ekby()
    clock.use(clock.system)


def asked(actor: object, at: object = NOW) -> object:
    org = queries.load_slice(Cast().matter, {actor, LENA})  # type: ignore[arg-type]
    return answer(org, Question(actor, "yes", {}, LENA, LENA, at))  # type: ignore[arg-type]


def give_amir() -> None:
    with writing(by=MARIA, at=START) as door:
        door.append("mandate.granted", of=an_id("given"), data={
            "matter": str(Cast().matter), "stage": str(Cast().stage), "person": str(AMIR),
            "role": None, "may_yes": True, "may_no": True, "limits": [],
            "since": "2026-01-01T00:00:00.000000Z", "until": None, "review_on": None,
            "source_mandate": str(Cast().mandate), "source_decision": "", "narrows": False,
            "by_acceptance": False, "handover": None,
        })  # fmt: skip


@pytest.mark.parametrize("name", preset_names())
def test_every_preset_is_read_and_survives_the_record(name: str) -> None:
    book = read_book(name)
    assert set(book.name) == {"sv", "en"}
    assert all(set(g.name) == {"sv", "en"} and g.ref for g in book.never)
    assert book_from_json(book.key, book_to_json(book)) == book
    assert book_to_json(book)["never"]


def test_the_three_presets_differ_where_law_and_custom_do() -> None:
    public, company, own = (read_book(n) for n in (NEVER, "company", "self-governing"))
    assert (public.onward, public.onward_most, len(public.never)) == (0, 1, 6)
    assert all(g.ref.startswith("KL 6 kap. 3") for g in public.never)
    assert company.two_people
    assert own.onward >= 2


@pytest.mark.parametrize(
    "text",
    ["onward = -1", "review = 'never'", "odd = 1", "substitute_steps = 9", "[[never]]\nkey='x'",
     "onward = 'two'", "not toml at all"],
)  # fmt: skip
def test_a_file_that_cannot_be_understood_says_what_is_wrong(tmp_path: Path, text: str) -> None:
    file = tmp_path / "ours.toml"
    file.write_text(text)
    with pytest.raises(BadInputError) as error:
        read_book(str(file))
    assert [r.code for r in error.value.refusals] == ["power.book_bad"]


def test_a_name_that_is_not_there_lists_those_that_are() -> None:
    with pytest.raises(BadInputError) as error:
        read_book("anarchy")
    assert NEVER in str(error.value.refusals[0].facts["known"])


@pytest.mark.usefixtures("ekby")
def test_rule_03_a_public_body_lets_nothing_be_handed_on_unless_granted() -> None:
    give_amir()
    assert isinstance(asked(AMIR), Yes)
    adopt_rules(SARA, book=read_book(NEVER), decision="KF § 12", at=NOW)
    found = asked(AMIR)
    assert isinstance(found, No)
    assert {r.facts["rule"] for r in found.reasons} == {3}
    with writing(by=MARIA, at=NOW) as door:
        set_terms(door, Cast().mandate, Terms(onward=1))
    assert isinstance(asked(AMIR), Yes)
    assert verify().agrees


@pytest.mark.usefixtures("ekby")
def test_past_answers_keep_the_rules_of_then() -> None:
    give_amir()
    adopt_rules(SARA, book=read_book(NEVER), decision="KF § 12", at=NOW)
    assert isinstance(asked(AMIR, NOW - DAY), Yes)
    assert isinstance(asked(AMIR, NOW), No)


@pytest.mark.usefixtures("ekby")
def test_rule_04_a_reserved_matter_names_the_law_when_granting_and_when_deciding() -> None:
    give_amir()
    adopt_rules(SARA, book=read_book(NEVER), decision="KF § 12", at=NOW)
    reserve_matter(SARA, matter=Cast().matter, ground="direction", at=NOW)
    found = asked(AMIR)
    assert isinstance(found, No)
    assert "KL 6 kap. 38 § 1" in {r.facts.get("ref") for r in found.reasons}
    assert isinstance(asked(MARIA), Yes)
    page = as_member("amir").get("/map/rules/").content.decode()
    assert "Kursavgift" in page
    with pytest.raises(BadInputError):
        reserve_matter(SARA, matter=Cast().matter, ground="whim", at=NOW)
    assert verify().agrees


@pytest.mark.usefixtures("ekby")
def test_only_the_founder_adopts_and_never_without_a_decision() -> None:
    with pytest.raises(RefusedError):
        adopt_rules(MARIA, book=RuleBook(), decision="KF § 12", at=NOW)
    with pytest.raises(BadInputError):
        adopt_rules(SARA, book=RuleBook(), decision=" ", at=NOW)
    assert actions.adopt_rules is adopt_rules


@pytest.mark.usefixtures("ekby")
@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("sv", "Inga regler är antagna än", "Svensk offentlig nämnd. Antagna genom KF § 12"),
        ("en", "No rules have been adopted yet", "Swedish public body. Adopted in KF § 12"),
    ],
)
def test_the_page_says_what_holds_and_on_what_decision(lang: str, before: str, after: str) -> None:
    member = as_member("amir")
    assert before in member.get(f"/map/rules/?lang={lang}").content.decode()
    adopt_rules(SARA, book=read_book(NEVER), decision="KF § 12", at=NOW)
    page = member.get(f"/map/rules/?lang={lang}").content.decode()
    assert after in page
    assert "KL 6 kap. 38 § 3" in page

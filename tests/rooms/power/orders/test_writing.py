"""From a draft to mandates: nothing until one says so, then all or none, with its decision."""

import dataclasses
from collections.abc import Mapping
from uuid import UUID

import pytest

from mandat.common.money import Money
from mandat.common.refusals import BadInputError, RefusedError
from mandat.power import models
from mandat.power.orders import actions, queries
from mandat.power.orders.rules import Holder
from mandat.power.orders.rules.mending import Mended
from mandat.power.queries import load_slice, matter
from mandat.power.rules import No, Question, Yes, answer
from mandat.record.queries import entries, size, verify
from tests.cast import NOW, START, an_id, found_ekby
from tests.shared import shared_data

pytestmark = pytest.mark.django_db

SARA, OLOF, AMIR = an_id("sara"), an_id("olof"), an_id("amir")
ADOPTED = {"body": "Styrelsen", "on": "2026-05-20", "paragraph": "§ 75"}
CSV = """Nr;Ärende;Delegat;Gräns;Ersättare
1.1;Inköp;Head;upp till 2 prisbasbelopp;Team
1.2;Neka utlämnande av handling;Team;;
1.3;Kursavgift;Chair;över 5 000 kr, högst 10 000 kr;
1.4;Bidrag;;;
"""


@pytest.fixture(autouse=True)
def _ekby() -> None:
    found_ekby(START)


def draft(text: str = CSV, actor: UUID = SARA) -> UUID:
    return actions.start_draft(actor, file="ordning.csv", data=text.encode(), at=NOW)


def settings(of: UUID, actor: UUID = SARA, **more: str) -> None:
    said = ADOPTED | {"circle": str(an_id("circle-board")), "base": "59 200"} | more
    actions.set_draft(actor, draft=of, said=said, at=NOW)


def mend(of: UUID, index: int, actor: UUID = SARA, **changes: object) -> None:
    page = queries.draft_page(actor, of, NOW)
    assert page is not None
    line = page.rows[index].line
    said = Mended(
        line.number, line.matter, "", line.legal_ref, line.holders, "", left_out=line.left_out
    )
    said = dataclasses.replace(said, **changes)  # type: ignore[arg-type]
    actions.mend_row(actor, draft=of, index=index, said=said, at=NOW)


def may(person: UUID, verb: str, key: str, facts: Mapping[str, object], at: object = NOW) -> object:
    found = matter(key)
    assert found is not None, key
    org = load_slice(found.id, {person})
    question = Question(person, verb, facts, AMIR, AMIR, at)  # type: ignore[arg-type]
    return answer(org, question)


def kr(amount: int) -> dict[str, Money]:
    return {"amount": Money(amount * 100, "SEK")}


def test_nothing_is_written_until_every_row_is_mended() -> None:
    found, before = draft(), size()
    settings(found, base="")
    with pytest.raises(BadInputError) as refused:
        actions.write_draft(SARA, draft=found, at=NOW)
    assert {(r.code, r.facts.get("line")) for r in refused.value.refusals} == {
        ("orders.row_unread", "1.4"), ("orders.base_missing", None),
    }  # fmt: skip
    assert size() == before
    assert models.Role.objects.count() == 3


def test_a_mended_draft_becomes_mandates_that_rest_on_the_decision() -> None:
    found = draft()
    settings(found)
    mend(found, 3, holders=(Holder("Bidragshandläggare"),), limit="högst 3 månader")
    order = actions.write_draft(SARA, draft=found, at=NOW)
    assert verify().difference is None
    assert isinstance(may(OLOF, "yes", "course", kr(7_000)), Yes)
    assert isinstance(may(OLOF, "yes", "course", kr(5_000)), No)
    used = may(an_id("maria"), "yes", "inkop", kr(118_400))
    assert isinstance(used, Yes)
    assert used.chain[0].source_decision == "Styrelsen 2026-05-20 § 75"
    assert isinstance(may(an_id("maria"), "yes", "inkop", kr(118_401)), No)
    assert isinstance(may(an_id("lena"), "no", "neka-utlamnande-av-handling", {}), Yes)
    assert isinstance(may(an_id("lena"), "yes", "neka-utlamnande-av-handling", {}), No)
    # What it is worth next year is recorded then, and the limit follows (rule 16).
    written = models.Mandate.objects.get(matter__key="inkop")
    assert written.limits[0]["value"] == {"minor": "200000000", "currency": "PBB"}
    assert models.Rate.objects.values_list("rate", "source").get() == (
        "59200",
        "Styrelsen 2026-05-20 § 75",
    )
    assert models.Role.objects.get(key="bidragshandlaggare").circle.key == "board"
    page = queries.order_page(SARA, NOW)
    assert page.last is not None
    assert (page.last.id, page.last.number, page.last.body) == (order, 1, "Styrelsen")
    assert [r.change for r in page.rows] == ["same"] * 4 + ["added"]
    assert [c.kind for c in entries(kinds=("order.adopted",))] == ["order.adopted"]
    assert queries.drafts_of(SARA) == ()


def test_what_cannot_be_held_yet_still_stands_in_the_order() -> None:
    found = draft()
    settings(found)
    mend(found, 3, left_out=True)
    actions.write_draft(SARA, draft=found, at=NOW)
    first = queries.order_page(SARA, NOW).now[0].line
    assert (first.number, first.substitutes) == ("1.1", ("Team",))


def test_a_draft_is_its_owners_alone_and_survives() -> None:
    found = draft()
    assert queries.draft_page(OLOF, found, NOW) is None
    with pytest.raises(RefusedError):
        actions.write_draft(OLOF, draft=found, at=NOW)
    assert [d.uuid for d in queries.drafts_of(SARA)] == [found]


def test_only_someone_of_the_body_may_say_that_it_has_adopted() -> None:
    found = draft(actor=OLOF)
    settings(found, OLOF, circle=str(an_id("circle-home")))
    mend(found, 3, OLOF, left_out=True)
    with pytest.raises(BadInputError) as refused:
        actions.write_draft(OLOF, draft=found, at=NOW)
    assert [r.code for r in refused.value.refusals] == ["orders.not_yours_to_adopt"]
    settings(found, OLOF)
    assert actions.write_draft(OLOF, draft=found, at=NOW)


def test_a_limit_that_the_matter_cannot_check_is_not_written() -> None:
    found = draft("Ärende;Delegat;Gräns\nKursavgift;Head;högst 3 månader\n")
    settings(found)
    with pytest.raises(BadInputError) as refused:
        actions.write_draft(SARA, draft=found, at=NOW)
    assert [r.code for r in refused.value.refusals] == ["orders.matter_lacks_fact"]


def test_an_order_is_adopted_again_and_compared() -> None:
    found = draft()
    settings(found)
    mend(found, 3, left_out=True)
    actions.write_draft(SARA, draft=found, at=NOW)
    said = {**ADOPTED, "paragraph": "80", "circle": str(an_id("circle-board"))}
    again = actions.adopt_order(SARA, **said, at=NOW)  # type: ignore[arg-type]
    assert [
        (c.change, c.item.line.matter) for c in queries.changes(again) if c.change != "same"
    ] == [("added", "Kursavgift: Enhetschefen")]
    assert {r.change for r in queries.order_page(SARA, NOW).rows} == {"same"}
    assert verify().difference is None


def test_the_swedish_rows_are_written_once_three_are_mended() -> None:
    path = shared_data() / "delegation-orders" / "orders_rows.csv"
    found = actions.start_draft(SARA, file=path.name, data=path.read_bytes(), at=NOW)
    page = queries.draft_page(SARA, found, NOW)
    assert page is not None
    for row in page.unread:
        mend(found, row.index, left_out=True)
    settings(found)
    actions.write_draft(SARA, draft=found, at=NOW)
    now = queries.order_page(SARA, NOW)
    assert len([r for r in now.rows if r.change == "same"]) == 54
    assert verify().difference is None

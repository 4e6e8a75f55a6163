"""Pages of delegation orders: bring in, look through, mend, write, adopt."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.power import models
from mandat.power.orders.documents import KINDS
from mandat.power.orders.files import read_file
from mandat.power.orders.models import Order, OrderDraft
from mandat.power.orders.rules import line_from_json, read_grids
from tests.cast import NOW, START, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db

CSV = (
    "Nr;Ärende;Delegat;Gräns\n1;Inköp;Head;högst 50 000 kr\n2;Bidrag;;\n3;Resor;Team;se bilaga 2\n"
)
DECISION = {"body": "Styrelsen", "on": "2026-05-20", "paragraph": "75"}


@pytest.fixture(autouse=True)
def _ekby(monkeypatch: pytest.MonkeyPatch) -> None:
    found_ekby(START)
    monkeypatch.setattr(clock, "now", lambda: NOW)


def upload(text: str = CSV, name: str = "ordning.csv", who: str = "olof") -> str:
    file = SimpleUploadedFile(name, text.encode())
    answer = as_member(who).post("/map/order/read/", {"file": file})
    assert answer.status_code == 302, answer.content.decode()
    return str(answer["Location"])


def test_a_bad_file_is_told_by_its_field() -> None:
    file = SimpleUploadedFile("ordning.pdf", b"%PDF")
    answer = as_member("olof").post("/map/order/read/", {"file": file})
    assert answer.status_code == 422
    assert "ordning.pdf" in answer.content.decode()
    assert as_member("olof").post("/map/order/read/", {}).status_code == 422


def test_what_was_understood_and_what_was_not_is_shown_with_its_place() -> None:
    page = as_member("olof").get(upload()).content.decode()
    assert "1 förstådda, 0 delvis, 2 inte" in page
    assert "Det står inte vem som beslutar." in page
    assert "”se bilaga 2” gick inte att läsa som en gräns." in page
    assert "rad 3" in page


def test_rows_are_mended_and_the_order_is_written() -> None:
    olof, draft = as_member("olof"), upload()
    refused = olof.post(draft, {**DECISION, "circle": str(an_id("circle-board")), "write": "1"})
    assert refused.status_code == 422
    assert "Rad 2 är inte förstådd" in refused.content.decode()
    row = {"number": "2", "matter": "Bidrag", "holder-0": "Handläggare", "side-0": "yes"}
    bad = olof.post(f"{draft}row/1/", {**row, "limit": "lagom"})
    assert "”lagom” gick inte att läsa" in bad.content.decode()
    assert olof.post(f"{draft}row/1/", {**row, "limit": "högst 3 månader"}).status_code == 302
    row = {"number": "3", "matter": "Resor", "holder-0": "Team", "role-0": "team"}
    assert olof.post(f"{draft}row/2/", row).status_code == 302
    shown = olof.get(f"{draft}row/1/").content.decode()
    assert "högst 3 månader" in shown or "upp till 3" in shown
    saved = olof.post(draft, {**DECISION, "circle": str(an_id("circle-board")), "write": "1"})
    assert (saved.status_code, saved["Location"]) == (302, "/map/order/")
    said = olof.get("/map/order/").content.decode()
    assert "Senast antagen av Styrelsen den 20 maj 2026, § 75." in said
    assert "Handläggare (endast ja)" in said
    assert models.Mandate.objects.filter(source_decision="Styrelsen 2026-05-20 § 75").count() == 3


def test_a_draft_is_seen_by_nobody_else_and_can_be_erased() -> None:
    draft = upload()
    assert as_member("lena").get(draft).status_code == 404
    assert as_member("lena").get(f"{draft}row/0/").status_code == 404
    assert as_member("lena").post(f"{draft}erase/").status_code == 404
    assert "ordning.csv" in as_member("olof").get("/map/order/").content.decode()
    as_member("olof").post(f"{draft}erase/")
    assert not OrderDraft.objects.exists()


def test_an_adoption_is_recorded_and_a_missing_word_is_asked_for() -> None:
    olof = as_member("olof")
    answer = olof.post("/map/order/adopt/", {"body": "", "on": "i går", "paragraph": ""})
    assert answer.status_code == 422
    assert answer.content.decode().count('class="field-error"') >= 3
    said = {**DECISION, "circle": str(an_id("circle-board"))}
    assert olof.post("/map/order/adopt/", said).status_code == 302
    page = olof.get("/map/order/").content.decode()
    assert "Inget har ändrats sedan dess." in page


def test_the_number_of_queries_does_not_grow_with_the_rows(
    django_assert_num_queries: object,
) -> None:
    counts = []
    for rows in (2, 300):
        lines = "".join(f"{n};Ärende {n};Head;högst {n} kr\n" for n in range(1, rows))
        draft = upload(f"Nr;Ärende;Delegat;Gräns\n{lines}")
        olof = as_member("olof")
        olof.get(draft)
        with CaptureQueriesContext(
            connection,
        ) as caught:
            olof.get(draft)
        counts.append(len(caught))
    assert counts[0] == counts[1]


def test_pages_are_in_english_too() -> None:
    olof = as_member("olof")
    olof.cookies["language"] = "en"
    page = olof.get("/map/order/?lang=en").content.decode()
    assert re.search(r"Delegation order", page)


def test_any_two_adopted_orders_are_compared_and_had_as_they_were_adopted() -> None:
    olof = as_member("olof")
    for n, text in enumerate(
        ("Inköp;Head;högst 50 000 kr\nResor;Team;", "Inköp;Head;högst 70 000 kr")
    ):
        draft = upload(f"Ärende;Delegat;Gräns\n{text}\n")
        said = {**DECISION, "paragraph": str(75 + n), "circle": str(an_id("circle-board"))}
        shown = olof.get(draft).content.decode()
        seen = re.search(r'name="seen" value="(\w*)"', shown)
        assert seen is not None
        form = {**said, "write": "1", "seen": seen[1]}
        assert olof.post(draft, form).status_code == 302
    page = olof.get("/map/order/compare/").content.decode()
    assert "2 rader skiljer sig." in page
    assert re.search(r"50.000.kr.*70.000.kr", page, re.DOTALL)
    first, last = Order.objects.order_by("number").values_list("uuid", flat=True)
    swapped = olof.get(f"/map/order/compare/?from={last}&to={first}").content.decode()
    assert "2 rader skiljer sig." in swapped
    shown = olof.get(f"/map/order/adopted/{first}/").content.decode()
    assert ("§ 75" in shown, bool(re.search(r"70.000", shown))) == (True, False)
    for kind in KINDS:
        file = olof.get(f"/map/order/adopted/{first}/{first}/sv.{kind}")
        assert file.status_code == 200, kind
    found = read_grids(read_file("a.docx", olof.get(
        f"/map/order/adopted/{first}/{first}/sv.docx").content))  # fmt: skip
    assert [x.matter for x in found.lines] == ["Inköp", "Resor"]
    differs = olof.get(f"/map/order/adopted/{first}/{last}/sv.csv").content.decode("utf-8-sig")
    assert ("borttagen" in differs, "ändrad" in differs) == (True, True)
    assert olof.get(f"/map/order/adopted/{an_id('x')}/").status_code == 404
    assert olof.get("/map/order/compare/?from=x").status_code == 404


def test_of_many_rows_the_next_that_needs_you_is_shown_first_and_the_rest_in_pages() -> None:
    rows = "".join(f"{n};Ärende {n};Head;{'se bilaga 2' * (n == 77)}\n" for n in range(1, 301))
    draft, olof = upload(f"Nr;Ärende;Delegat;Gräns\n{rows}"), as_member("olof")
    first = olof.get(draft).content.decode()
    assert f'href="{draft}row/76/"' in first
    assert first.count('class="row row-plain"') == 1
    page = olof.get(f"{draft}?show=all&page=2").content.decode()
    assert (page.count('class="row row-plain"'), "Ärende 26" in page) == (25, True)
    found = olof.get(f"{draft}?show=all&q=ärende 299").content.decode()
    assert (found.count('class="row row-plain"'), "Ärende 299" in found) == (1, True)
    said = {"number": "77", "matter": "Ärende 77", "holder-0": "Head", "next": "1"}
    assert olof.post(f"{draft}row/76/", said)["Location"] == draft  # nothing more needs anybody
    assert "Alla rader är klara." in olof.get(draft).content.decode()


def test_a_word_that_many_rows_have_is_mended_in_all_of_them_at_once() -> None:
    rows = "".join(f"{n};Ärende {n};Enh.chef och stf;enl. bilaga 2\n" for n in range(1, 6))
    draft, olof = (
        upload(f"Nr;Ärende;Delegat;Gräns\n{rows}6;Lov;Delegaten i ärendet;\n"),
        as_member("olof"),
    )
    page = olof.get(draft).content.decode()
    assert page.count("Laga 5 rader på en gång") == 2
    limit = f"{draft}alike/?code=orders.bad_limit&given=enl.%20bilaga%202"
    assert olof.get(limit).content.decode().count('class="row row-plain"') == 5
    bad = olof.post(limit, {"what": "mend", "limit": "lagom"})
    assert (bad.status_code, "lagom" in bad.content.decode()) == (422, True)
    assert olof.post(limit, {"what": "mend", "limit": "högst 20 tkr"}).status_code == 302
    who = f"{draft}alike/?code=orders.and&given=Enh.chef%20och%20stf"
    olof.post(who, {"what": "mend", "holder": "Head; Team", "role": ""})
    lines = [line_from_json(x) for x in OrderDraft.objects.get().lines]
    assert {x.state for x in lines[:5]} == {"understood"}
    assert {tuple(h.name for h in x.holders) for x in lines[:5]} == {("Head", "Team")}
    assert {str(x.bounds[0].amount) for x in lines[:5]} == {"20000"}
    assert lines[5].state == "partly"
    assert olof.get(who).status_code == 302  # there is nothing left of it

"""A delegation order: bring one in, mend three rows, export, adopt, compare; then the register."""

import io
import re
from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

ORDER = """Nr;Ärende;Delegat;Beloppsgräns;Anmälan
1.1;Inköp av litteratur;Registrator;högst 20 000 kr;Ja
1.2;Minnesgåvor;;högst 1 000 kr;Ja
1.3;Hyra av lokal;Lokalsamordnare;enligt bilaga 3;Nej
1.4;Vänortsutbyte;Delegaten i ärendet;;Ja
"""
WORDS = {
    "sv": {"bring": "Läs in en ordning", "adopt": "Anteckna ett antagande",
           "same": "Inget har ändrats sedan dess.", "next": "Laga raden",
           "decisions": "Delegationsbeslut", "compare": "Jämför två ordningar",
           "none": "Före"},
    "en": {"bring": "Bring in an order", "adopt": "Record an adoption",
           "same": "Nothing has changed since.", "next": "Mend this row",
           "decisions": "Delegated decisions", "compare": "Compare two orders",
           "none": "Before"},
}  # fmt: skip
ON_THE_LIST = re.compile(r"\n[^\n]*\t20\d\d-\d\d-\d\d\t20\d\d:\d+\t")


def _mend(page: Page, field: str, text: str) -> None:
    page.locator(f"[name={field}]").fill(text)
    page.locator("main form button.primary").click()


def _decide(page: Page, paragraph: str) -> None:
    for name, text in (("body", "Nämnden"), ("on", "2026-11-02"), ("paragraph", paragraph)):
        page.locator(f"main [name={name}]").fill(text)
    page.locator("main form button.primary").click()


def _fine(visitor: Visitor) -> None:
    assert visitor.barriers() == []
    assert visitor.too_wide() == []


def _words_of(file: Path) -> str:
    found = docx.Document(io.BytesIO(file.read_bytes()))
    return " ".join(c.text for t in found.tables for row in t.rows for c in row.cells)


@pytest.mark.parametrize(
    ("size", "language"), [(PHONE, "sv"), (DESK, "en")], ids=["phone-sv", "desk-en"]
)
def test_an_order_comes_in_goes_out_and_its_decisions_reach_the_meeting(
    fresh_demo: Site, visit: Visit, tmp_path: Path, size: dict[str, int], language: str
) -> None:
    visitor, words = visit(fresh_demo, size=size, language=language), WORDS[language]
    page = visitor.page
    be(visitor, "secretary")
    file = tmp_path / "ordning.csv"
    file.write_text(ORDER)
    visitor.go("/map/order/")
    page.get_by_role("link", name=words["bring"]).click()
    page.set_input_files("input[type=file]", file)
    page.locator("main form button.primary").click()
    expect(page.get_by_role("link", name=words["next"])).to_be_visible()
    _fine(visitor)

    draft = page.url
    page.get_by_role("link", name=words["next"]).click()
    _mend(page, "holder-0", "Kanslichef")  # and on to the next that needs somebody
    expect(page.get_by_role("heading", level=1)).to_contain_text("Hyra av lokal")
    _mend(page, "limit", "högst 50 000 kr")
    visitor.go("/")  # the draft is kept meanwhile
    page.goto(f"{draft}?show=look")
    page.locator(".row-title a", has_text="1.4 Vänortsutbyte").click()
    _mend(page, "holder-0", "Kanslichef")
    expect(page.get_by_role("link", name=words["next"])).to_have_count(0)
    _decide(page, "75")
    expect(page.locator("main")).to_contain_text("Inköp av litteratur")
    _fine(visitor)

    with page.expect_download() as caught:
        page.locator(f"a[href$='{language}/changes.docx']").click()
    assert "Minnesgåvor" in _words_of(caught.value.path())
    page.get_by_role("link", name=words["adopt"]).click()
    _fine(visitor)
    _decide(page, "80")
    expect(page.locator("main")).to_contain_text(words["same"])

    page.get_by_role("link", name=words["compare"]).click()
    expect(page.locator("main")).to_contain_text(words["none"])
    _fine(visitor)
    page.go_back()

    page.get_by_role("link", name=words["decisions"]).click()
    _fine(visitor)
    page.locator("#since").fill("2026-03-01")
    page.locator("#since").press("Enter")
    expect(page.locator("#meeting-list")).to_have_value(ON_THE_LIST)

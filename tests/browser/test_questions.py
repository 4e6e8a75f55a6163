"""Who may decide this, what if, gaps, what differs, the whole mandate; and another system asks."""

import json
import re
import urllib.request

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

WORDS = {
    "sv": {
        "ask": "Vem får besluta om det här?", "what": "Vad ska beslutas?", "on": "Fortsätt",
        "sum": "Belopp", "send": "Fråga", "may": "De här får säga ja.", "if": "Tänk om?",
        "thought": "Bara en tanke", "withdrawn": "Som om mandatet drogs in",
        "systems": "Andra system som frågar", "name": "Vilket system ska fråga?",
        "make": "Skapa en nyckel", "gaps": "Luckor och överlappningar",
        "differs": "Vad som skiljer mellan två dagar", "whole": "Hela mandatet på en sida",
    },
    "en": {
        "ask": "Who may decide this?", "what": "What is to be decided?", "on": "Go on",
        "sum": "Amount", "send": "Ask", "may": "These may say yes.", "if": "What if?",
        "thought": "Only a thought", "withdrawn": "As if this mandate were withdrawn",
        "systems": "Other systems that ask", "name": "Which system will ask?",
        "make": "Make a token", "gaps": "Gaps and overlaps",
        "differs": "What differs between two days", "whole": "The whole mandate on one page",
    },
}  # fmt: skip


def is_for_everyone(visitor: Visitor) -> None:
    assert [*visitor.barriers(), *visitor.too_wide()] == []


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(PHONE, "dark", "sv"), (DESK, "light", "en")],
    ids=["phone-sv", "desk-en"],
)
def test_anyone_can_ask_and_so_can_a_system(
    fresh_demo: Site, visit: Visit, size: dict[str, int], scheme: str, language: str
) -> None:
    visitor = visit(fresh_demo, size=size, scheme=scheme, language=language)
    page, words = visitor.page, WORDS[language]
    be(visitor, "employee")
    visitor.go("/map/")
    page.get_by_role("link", name=words["ask"]).click()
    page.get_by_label(words["what"]).select_option("course")
    page.get_by_role("button", name=words["on"]).click()
    page.get_by_label(words["sum"]).last.fill("3000")
    page.get_by_role("button", name=words["send"], exact=True).click()
    expect(page.get_by_role("heading", name=words["may"])).to_be_visible()
    is_for_everyone(visitor)
    page.get_by_text(words["if"]).first.click()
    page.get_by_role("link", name=words["withdrawn"]).first.click()
    expect(page.get_by_text(words["thought"])).to_be_visible()
    is_for_everyone(visitor)
    for place in ("gaps", "differs"):
        visitor.go("/map/")
        page.get_by_role("link", name=words[place]).click()
        expect(page.get_by_role("heading", name=words[place])).to_be_visible()
        is_for_everyone(visitor)
    a_system_asks(visitor, fresh_demo, words)


def a_system_asks(visitor: Visitor, site: Site, words: dict[str, str]) -> None:
    page = visitor.page
    visitor.go("/map/")
    page.get_by_role("link", name=words["systems"]).click()
    page.get_by_label(words["name"]).fill("Finance")
    page.get_by_role("button", name=words["make"]).click()
    token = page.get_by_text(re.compile("^mandat_ask_")).inner_text()
    is_for_everyone(visitor)
    request = urllib.request.Request(
        f"{site.url}/api/v1/may?matter=course&fact%5Bamount%5D=3000",
        headers={"Authorization": f"Bearer {token}"},
    )
    with urllib.request.urlopen(request) as answer:
        assert json.load(answer)["answer"] == "someone"
    visitor.go("/systems/")
    page.get_by_role("link", name="Finance").click()
    expect(page.get_by_role("row")).to_have_count(2)
    is_for_everyone(visitor)


def test_the_whole_mandate_fits_a_sheet_of_paper(demo: Site, visit: Visit) -> None:
    visitor = visit(demo)
    be(visitor, "head")
    visitor.go("/me/")
    visitor.page.get_by_role("link", name=WORDS["sv"]["whole"]).click()
    is_for_everyone(visitor)
    pdf = visitor.page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b(?!s)", pdf)) == 1

"""Practise on ten past cases of a mandate one is asked to receive, and then receive it."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

TEN = re.compile(r"\d+ (av|of) 10\.")
ANSWERS = ("yes", "yes", "no", "yes", "ask")


def practise(visitor: Visitor) -> int:
    """Answer every case of a set, one at a time; return how many there were."""
    page, count = visitor.page, 0
    while not visitor.path.endswith("/end/"):
        expect(page.locator(".big-facts dd").first).to_be_visible()
        if count == 0:
            assert visitor.barriers() == visitor.too_wide() == []
            page.locator(".case-form summary").click()
            page.locator("#why").fill("Det är en rimlig kurs.")
        walk.press(visitor, f"button[name=said][value={ANSWERS[count % len(ANSWERS)]}]")
        if count == 0:
            expect(page.locator(".case-after")).to_contain_text("Det är en rimlig kurs.")
            assert visitor.barriers() == []
        walk.press(visitor, ".case-after a.button")
        count += 1
    return count


@pytest.mark.parametrize(
    ("size", "language"), [(PHONE, "sv"), (DESK, "en")], ids=["phone-sv", "desk-en"]
)
def test_ten_cases_are_practised_and_a_mandate_received(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    giver = visit(fresh_demo, language=language)
    be(giver, "head")
    proposal = walk.hand_over(giver)

    receiver = visit(fresh_demo, size=size, language=language)
    name = be(receiver, "receiver")
    receiver.go(proposal)
    walk.press(receiver, "form[action*=begin] button")
    assert practise(receiver) == 10
    expect(receiver.page.locator("h1")).to_have_text(TEN)
    assert receiver.barriers() == receiver.too_wide() == []

    giver.go(proposal)
    assert name not in giver.page.locator("main").inner_text()
    walk.press(receiver, f"a.primary[href='{proposal}']")
    walk.consent(receiver, proposal)
    receiver.go("/me/")
    mandate = next(link for link in receiver.links() if link.startswith("/map/mandate/"))
    receiver.go(mandate)
    expect(receiver.page.locator("form[action*=begin]")).to_be_visible()

"""A journey: ask a companion, choose what they see, take three steps."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE


def _set_step(visitor: Visitor, what: str) -> None:
    visitor.page.get_by_role("link", name="Bestäm ett litet steg").click()
    visitor.page.get_by_label("Vad ska du göra?").fill(what)
    visitor.page.get_by_label("När?").fill("I morgon efter fikat")
    visitor.page.get_by_label("Var?").fill("I fikarummet")
    visitor.page.get_by_role("button", name="Bestäm steget").click()


@pytest.mark.parametrize("size", [PHONE, DESK], ids=["phone", "desk"])
def test_a_companion_is_asked_and_three_steps_are_taken(
    fresh_demo: Site, visit: Visit, size: dict[str, int]
) -> None:
    companion = visit(fresh_demo, size=size)
    name = be(companion, "receiver")
    visitor = visit(fresh_demo, size=size)
    be(visitor, "head")
    visitor.go("/journey/new/")
    visitor.page.get_by_label("Vart vill du?").fill("Teamet bestämmer utan mig")
    visitor.page.get_by_role("button", name="Spara").click()
    journey = visitor.page.url
    visitor.page.get_by_role("link", name="Be någon följa med").click()
    visitor.page.get_by_label("Vem vill du fråga?").fill(name)
    visitor.page.get_by_label("Vad vill du fråga?").fill("Vill du lyssna på mig ibland?")
    visitor.page.get_by_role("button", name="Fråga", exact=True).click()
    companion.go("/journey/")
    companion.page.locator(".row-title a").first.click()
    companion.page.get_by_role("button", name="Ja, gärna").click()
    expect(companion.page.locator("main")).not_to_contain_text("Teamet bestämmer utan mig")
    visitor.page.goto(journey)
    visitor.page.get_by_label("Vart jag vill").check()
    visitor.page.get_by_role("button", name="Spara").click()
    companion.page.reload()
    expect(companion.page.locator("main")).to_contain_text("Teamet bestämmer utan mig")
    for what in ("Fråga teamet", "Skriva ner vad som är svårt", "Prova en vecka"):
        _set_step(visitor, what)
    assert visitor.barriers() == companion.barriers() == []
    assert visitor.too_wide() == companion.too_wide() == []
    for outcome in ("done", "let_go", "done"):
        visitor.page.locator(f"button[value={outcome}]").first.click()
    expect(visitor.page.locator("[aria-labelledby=past] .row")).to_have_count(3)

"""Needs while one types: what is found, and who would decide. And the pulse, with one tap."""

from playwright.sync_api import expect

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.window import PHONE


def test_search_finds_while_one_types(demo: Site, visit: Visit) -> None:
    visitor = visit(demo, size=PHONE)
    be(visitor, "employee")
    visitor.go("/needs/")
    field = visitor.page.get_by_role("searchbox")
    field.press_sequentially("dattor", delay=20)
    results = visitor.page.locator("#results")
    expect(results.locator("mark").first).to_have_text("dator")
    expect(results.get_by_role("status")).to_contain_text("träff")
    expect(field).to_be_focused()
    assert visitor.page.url.endswith("q=dattor")
    field.fill("xyzå")
    expect(results).to_contain_text("Ingen träff på ”xyzå”")


def test_who_would_decide_follows_the_amount(demo: Site, visit: Visit) -> None:
    visitor = visit(demo, size=PHONE)
    be(visitor, "employee")
    visitor.go("/needs/purchase/")
    panel = visitor.page.locator("#who-would")
    expect(panel.locator(".who")).to_have_count(3)
    visitor.page.locator("[name=amount]").fill("300")
    expect(panel.locator(".who")).to_have_count(1)
    expect(panel).to_contain_text("Rektorn bestämmer")


def test_pulse_is_one_tap_and_can_be_undone(fresh_demo: Site, visit: Visit) -> None:
    visitor = visit(fresh_demo, size=PHONE)
    be(visitor, "employee")
    visitor.go("/")
    chosen = visitor.page.locator(".pulse-answer[aria-pressed=true]")
    visitor.page.get_by_role("button", name="Mycket", exact=True).click()
    expect(chosen).to_have_text("Mycket")
    visitor.page.get_by_role("button", name="Ångra").click()
    expect(chosen).to_have_count(0)

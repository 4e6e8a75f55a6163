"""The Mirror's limit: with the keyboard, with the mouse, and without a script."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import PHONE


def open_mirror(visitor: Visitor) -> Page:
    be(visitor, "head")
    visitor.go("/mirror/")
    visitor.page.locator("main .rows a").first.click()
    return visitor.page


def limit_of(page: Page) -> float:
    return float(page.locator("[data-handle]:visible").get_attribute("aria-valuenow") or 0)


def test_arrow_keys_go_from_tick_to_tick(demo: Site, visit: Visit) -> None:
    page = open_mirror(visit(demo))
    handle = page.locator("[data-handle]:visible")
    expect(handle).to_have_role("slider")
    start = limit_of(page)
    handle.press("ArrowLeft")
    assert limit_of(page) < start
    expect(page).to_have_url(re.compile(rf"limit={limit_of(page):g}$"))
    handle.press("ArrowRight")
    assert limit_of(page) == start
    handle.press("Home")
    first = limit_of(page)
    handle.press("End")
    assert first < start <= limit_of(page)


def test_the_line_can_be_dragged(demo: Site, visit: Visit) -> None:
    page = open_mirror(visit(demo, size=PHONE))
    expect(page.locator("[data-handle]:visible")).to_have_role("slider")
    start, box = limit_of(page), page.locator("[data-handle]:visible").bounding_box()
    assert box is not None
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] - 80, middle[1], steps=4)
    page.mouse.up()
    assert limit_of(page) < start
    expect(page.locator("#consequence")).to_have_attribute("data-shown", re.compile(r"\d"))


def test_without_a_script_the_form_does_the_same(demo: Site, visit: Visit) -> None:
    page = open_mirror(visit(demo, scripts=False))
    before = page.locator("#consequence").inner_text()
    page.locator("[data-step='-1']").click()
    assert page.locator("#consequence").inner_text() != before
    page.locator("#limit").fill("1 000")
    page.locator("[data-show]").click()
    expect(page.locator(".mirror-upto")).to_contain_text(re.compile(r"1\s000\skr"))

"""With the keyboard alone one reaches everything, in sight, and the skip link comes first."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.reach import pages_reached
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import PHONE

MOST = 400
"""Presses of Tab before a page is said to trap the keyboard."""

_CAN_BE_USED = """
() => {
    const seen = e => e.checkVisibility({checkVisibilityCSS: true})
        && !e.disabled && e.tabIndex >= 0;
    const all = [...document.querySelectorAll(
        "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']")];
    // Of radio buttons of one name, Tab reaches the chosen one or the first; arrows the others.
    const radios = new Set();
    return all.filter(seen).filter(e => {
        if (e.type !== "radio") return true;
        const group = (e.form ? e.form.action : "") + e.name;
        return !radios.has(group) && radios.add(group);
    }).length;
}
"""
_FOCUS = """
() => {
    const e = document.activeElement;
    if (!e || e === document.body) return null;
    if (!window.met) window.met = [];
    // A date has several places to write in, each a press of Tab within the same field.
    const within = window.met.at(-1) === e;
    const again = window.met.includes(e) && !within;
    if (!again && !within) window.met.push(e);
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    // What is drawn in SVG has its ring as a stroke.
    const ringed = e instanceof SVGElement && [...e.querySelectorAll("*")].some(
        part => parseFloat(getComputedStyle(part).strokeWidth) >= 3);
    // The button that opens a calendar draws its own, where no page can see it.
    return {again, within, shown: within || outlined || ringed,
            inside: box.bottom > 0 && box.top < innerHeight,
            what: e.outerHTML.slice(0, 120)};
}
"""


def tab_through(visitor: Visitor) -> tuple[int, list[str]]:
    """Press Tab until the focus comes round; return how many were met, and what was hidden."""
    met, wrong = 0, []
    for _ in range(MOST):
        visitor.page.keyboard.press("Tab")
        focus = visitor.page.evaluate(_FOCUS)
        if focus is None or focus["again"]:
            return met, wrong
        met += not focus["within"]
        if not focus["shown"] or not focus["inside"]:
            wrong.append(f"{visitor.path}: no focus to be seen on {focus['what']}")
    return met, [*wrong, f"{visitor.path}: the keyboard does not come round"]


@pytest.mark.parametrize("size", [PHONE, {"width": 1400, "height": 900}], ids=["phone", "desk"])
def test_the_keyboard_reaches_everything(demo: Site, visit: Visit, size: dict[str, int]) -> None:
    visitor = visit(demo, size=size)
    be(visitor, "head")
    found: list[str] = []
    for path in pages_reached(visitor):
        usable = int(visitor.page.evaluate(_CAN_BE_USED))
        met, wrong = tab_through(visitor)
        found += wrong
        if met < usable:
            found.append(f"{path}: {met} of {usable} reached")
    assert not found, "\n".join(found)


def test_the_skip_link_comes_first_and_leads_to_the_content(demo: Site, visit: Visit) -> None:
    visitor = visit(demo)
    be(visitor, "head")
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"

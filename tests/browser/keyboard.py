"""What Tab reaches on a page, and what it does not."""

from tests.browser.visitor import Visitor

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


def out_of_reach(visitor: Visitor) -> list[str]:
    """Return what on the page the keyboard alone does not reach, or reaches unseen."""
    usable = int(visitor.page.evaluate(_CAN_BE_USED))
    met, wrong = tab_through(visitor)
    return wrong if met >= usable else [*wrong, f"the keyboard reaches {met} of {usable}"]

"""Purpose: a far goal, an experiment that ends with a learning, and a promise to answer to."""

import pytest
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

CIRCLE = "bjorkgarden"
GOAL = "Den som bor här bestämmer själv när dagen börjar."
PROMISE = "I tio år ändrar vi inga kurser utan dem som går dem."
ANSWER = "Teamet som går kurserna bestämmer nu själva."


def _save(visitor: Visitor) -> None:
    walk.press(visitor, "main form button.primary")


def _set_goal(visitor: Visitor) -> None:
    visitor.go(f"/map/circle/{CIRCLE}/")
    visitor.page.locator(f"main a[href='/purpose/goal/{CIRCLE}/set/']").click()
    visitor.page.fill("textarea[name=words]", GOAL)
    _save(visitor)
    expect(visitor.page.locator("main")).to_contain_text(GOAL)


def _try_something(visitor: Visitor) -> None:
    visitor.page.locator(f"main a[href^='/purpose/experiments/new/?circle={CIRCLE}']").click()
    for name in ("what", "hope", "how"):
        visitor.page.fill(f"input[name={name}]", f"Vi provar {name}")
    _save(visitor)
    assert visitor.path.startswith("/purpose/experiments/")
    visitor.page.fill("textarea[name=learned]", "Frukosten blev lugnare.")
    visitor.page.locator("input[name=outcome][value=keep]").check()
    _save(visitor)
    expect(visitor.page.locator("blockquote")).to_contain_text("Frukosten blev lugnare.")


def _promise(visitor: Visitor) -> None:
    visitor.go(f"/purpose/commitments/new/{CIRCLE}/")
    visitor.page.fill("textarea[name=words]", PROMISE)
    visitor.page.fill("input[name=last_day]", "2037-03-03")
    visitor.page.fill("input[name=body]", "Arbetsplatsträffen")
    visitor.page.locator("input[name=together]").check()
    _save(visitor)
    assert visitor.path.startswith("/purpose/commitments/")


def _hand_over(visitor: Visitor) -> str:
    """Try to send without an answer, which cannot be done; then answer, and send."""
    page = visitor.page
    walk.begin(visitor, 0)
    page.locator("input[name=kind][value=move]").check()
    page.select_option("select[name=to]", index=1)
    walk.press_on(visitor, "way")
    visitor.go(visitor.path.rsplit("/", 1)[0] + "/summary")
    assert page.locator("button[name=do][value=send]").is_disabled()
    page.locator(".error-summary a[href$='/commitments']").first.click()
    expect(page.locator("main")).to_contain_text(PROMISE)
    found = [*visitor.barriers(), *visitor.too_wide()]
    page.locator("input[type=radio][value=kept]").check()
    page.locator("textarea[name^=words_]").fill(ANSWER)
    walk.press_on(visitor, "commitments")
    walk.press(visitor, "button[name=do][value=send]")
    assert visitor.path.startswith("/proposals/")
    assert found == []
    return visitor.path


@pytest.mark.parametrize(
    ("size", "language"), [(PHONE, "sv"), (DESK, "en")], ids=["phone-sv", "desk-en"]
)
def test_a_goal_an_experiment_and_a_promise_to_answer_to(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    visitor = visit(fresh_demo, size=size, language=language)
    be(visitor, "head")
    _set_goal(visitor)
    _try_something(visitor)
    _promise(visitor)
    proposal = _hand_over(visitor)
    be(visitor, "receiver")
    visitor.go(proposal)
    expect(visitor.page.locator("#commitments")).to_contain_text(PROMISE)
    expect(visitor.page.locator("#commitments")).to_contain_text(ANSWER)
    assert visitor.barriers() == visitor.too_wide() == []
    visitor.go("/well/")
    expect(visitor.page.locator(".well")).to_contain_text("Frukosten blev lugnare.")
    visitor.page.locator(".well-applaud").first.click()
    expect(visitor.page.locator(".well-applaud[aria-pressed=true]")).to_have_count(1)

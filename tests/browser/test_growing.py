"""Growing: a companion and three steps, an obstacle named and helped, what a hand-over felt like.

Each on a phone in Swedish and at a desk in English. Fields are found by their names.
"""

import pytest
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.walk import press
from tests.browser.window import DESK, PHONE

both = pytest.mark.parametrize(
    ("size", "language"), [(PHONE, "sv"), (DESK, "en")], ids=["phone-sv", "desk-en"]
)
TOMORROW = "Teamet bestämmer utan mig"
HELD = "Jag tror att de gör det sämre än jag."
FELT = "Ovant först. Nu frågar vi varandra."
STEPS = ("Fråga teamet", "Skriva ner vad som är svårt", "Prova en vecka")


def for_everyone(*visitors: Visitor) -> None:
    """Nothing in the way of anybody on the page each visitor is at."""
    for visitor in visitors:
        assert visitor.barriers() == visitor.too_wide() == [], visitor.describe()


def set_step(visitor: Visitor, what: str) -> None:
    press(visitor, "a[href$='/step/']")
    visitor.page.fill("[name=what]", what)
    visitor.page.fill("[name=when]", "I morgon efter fikat")
    visitor.page.fill("[name=where]", "I fikarummet")
    press(visitor, "main form button.primary")


@both
def test_a_companion_is_asked_and_three_steps_are_taken(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    companion = visit(fresh_demo, size=size, language=language)
    name = be(companion, "receiver")
    visitor = visit(fresh_demo, size=size, language=language)
    be(visitor, "head")
    visitor.go("/journey/new/")
    visitor.page.fill("[name=tomorrow]", TOMORROW)
    press(visitor, "main form button.primary")
    journey = visitor.path
    press(visitor, "a[href$='/ask/']")
    visitor.page.fill("[name=whom]", name)
    visitor.page.fill("[name=question]", "Vill du lyssna på mig ibland?")
    press(visitor, "main form button.primary")

    companion.go("/journey/")
    press(companion, "[aria-labelledby=beside] .row-title a")
    press(companion, "button[name=answer][value=yes]")
    expect(companion.page.locator("main")).not_to_contain_text(TOMORROW)
    visitor.go(journey)
    visitor.page.locator("form[action$='/shows/'] [name=tomorrow]").check()
    press(visitor, "form[action$='/shows/'] button")
    companion.page.reload()
    expect(companion.page.locator("main")).to_contain_text(TOMORROW)

    for what in STEPS:
        set_step(visitor, what)
    for_everyone(visitor, companion)
    for outcome in ("done", "let_go", "done"):
        press(visitor, f"button[value={outcome}]")
    expect(visitor.page.locator("[aria-labelledby=past] .row")).to_have_count(3)
    visitor.page.locator("form[action$='/counts/'] [name=counts]").check()
    press(visitor, "form[action$='/counts/'] button")
    expect(visitor.page.locator("[name=counts]")).to_be_checked()


@both
def test_an_obstacle_is_named_and_helped(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    visitor = visit(fresh_demo, size=size, language=language)
    be(visitor, "new head")
    visitor.go("/obstacles/")
    press(visitor, "a[href$='/obstacles/new/']")
    visitor.page.locator("[name=kinds][value=power]").check()
    visitor.page.fill("[name=words]", HELD)
    visitor.page.locator("[name=side][value=giver]").check()
    visitor.page.locator("[name=counted]").check()
    for_everyone(visitor)
    press(visitor, "main form button.primary")
    obstacle, main = visitor.path, visitor.page.locator("main")
    expect(main).to_contain_text(HELD)
    assert main.locator("ul.rows > li").count() >= 4
    assert main.locator("blockquote").count() >= 1, "somebody who has done it"
    assert main.locator("a[href='/handover/new']").count() >= 1, "a smaller step"
    for_everyone(visitor)

    companion = visit(fresh_demo, size=size, language=language)
    be(companion, "head")
    assert companion.page.request.get(fresh_demo.url + obstacle).status == 404
    visitor.page.locator("[name=to]").last.check()
    press(visitor, "form[action$='/show/'] button")
    companion.go("/journey/")
    press(companion, "[aria-labelledby=beside] .row-title a")
    expect(companion.page.locator("[aria-labelledby=held]")).to_contain_text(HELD)
    press(companion, f"a[href='{obstacle}']")
    expect(companion.page.locator("main")).to_contain_text(HELD)
    for_everyone(companion)
    press(visitor, "form[action$='/erase/'] button")
    assert companion.page.request.get(fresh_demo.url + obstacle).status == 404


@pytest.mark.deep  # the longest: a whole walk first, which test_walk.py walks too
@pytest.mark.parametrize(
    ("size", "language"),
    [(PHONE, "sv"), pytest.param(DESK, "en", marks=pytest.mark.deep)],
    ids=["phone-sv", "desk-en"],
)
def test_how_a_hand_over_feels_is_asked_and_shown(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    visitor = visit(fresh_demo, size=size, language=language)
    be(visitor, "head")
    proposal = walk.hand_over(visitor)
    receiver = be(visitor, "receiver")
    walk.consent(visitor, proposal)
    walk.time_passes(visitor, "fortnight")
    visitor.go("/")
    press(visitor, "main a[href^='/felt/']")
    visitor.page.locator("[name=answer][value='4']").check()
    visitor.page.fill("[name=words]", FELT)
    for_everyone(visitor)
    press(visitor, "main form button.primary")
    assert "/felt/" in visitor.path, "words without a name are asked about, not lost"
    assert visitor.page.input_value("[name=words]") == FELT
    visitor.page.locator("[name=by_name]").check()
    press(visitor, "main form button.primary")
    assert visitor.path.endswith("/after/"), "how much one can decide is asked right after"
    for_everyone(visitor)
    press(visitor, "main button[name=answer][value='4']")
    assert visitor.path == "/"
    assert visitor.page.locator("main a[href^='/felt/']").count() == 0
    assert visitor.page.locator("main a[href^='/around/']").count() == 0
    visitor.go(proposal)
    press(visitor, "main a[href^='/map/mandate/']")
    said = visitor.page.locator(".said").filter(has_text=FELT)
    expect(said).to_contain_text(receiver)
    for_everyone(visitor)
    visitor.go("/state/")
    expect(visitor.page.locator("#given_back")).to_be_visible()
    for summary in visitor.page.locator("details.as-table > summary").all():
        summary.click()
    for_everyone(visitor)

"""Deciding with others: a substitute who steps aside in turn, and a body whose members vote."""

import pytest
from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.conftest import Visit
from tests.browser.people import be, be_called
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

CHAIRS, GAMES = "Fyra stolar till personalrummet", "Spel att låna hem"
VOTES = (("Anita Rosén", "yes"), ("Mohamed Palm", "abstain"), ("Ulla Bengtsson", "yes"))
"""Two have said yes before them: with these, five of eight take part and no voice can change it."""

both_ways = pytest.mark.parametrize(
    ("size", "language"), [(PHONE, "sv"), (DESK, "en")], ids=["phone-sv", "desk-en"]
)


def _sees(visitor: Visitor, title: str) -> bool:
    visitor.go("/cases/")
    return visitor.page.locator("main h3 a", has_text=title).count() > 0


def _open(visitor: Visitor, title: str) -> None:
    assert _sees(visitor, title)
    walk.press(visitor, f"main h3 a:has-text('{title}')")


def _fine(visitor: Visitor) -> None:
    assert visitor.barriers() == []
    assert visitor.too_wide() == []


@both_ways
def test_a_substitute_takes_over_and_steps_aside_and_it_comes_back(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    visitor = visit(fresh_demo, size=size, language=language)
    page = visitor.page
    maria = be(visitor, "head")
    visitor.go("/map/standing-in/")
    page.fill("form[action$='/ask/'] [name=person]", "Johan Sundin")
    walk.press(visitor, "form[action$='/ask/'] button")
    be(visitor, "risky head")
    visitor.go("/map/standing-in/")
    walk.press(visitor, "form[action$='/yes/'] button")
    _fine(visitor)

    _open(visitor, CHAIRS)
    expect(page.locator("aside .panel")).to_contain_text(maria)
    _fine(visitor)
    walk.press(visitor, "form[action$='/conflict/'] button")
    assert not _sees(visitor, CHAIRS)
    be(visitor, "director")
    _open(visitor, CHAIRS)

    be(visitor, "head")
    assert not _sees(visitor, CHAIRS)
    visitor.go("/map/standing-in/")
    walk.press(visitor, "form[action$='/end/'] button")
    assert _sees(visitor, CHAIRS)


@both_ways
def test_the_library_decides_together(
    fresh_demo: Site, visit: Visit, size: dict[str, int], language: str
) -> None:
    visitor = visit(fresh_demo, size=size, language=language)
    page = visitor.page
    for name, says in VOTES:
        be_called(visitor, name)
        _open(visitor, GAMES)
        choice = page.locator(f"form[action$='/voice/'] [name=outcome][value={says}]")
        choice.check()
        walk.press(visitor, "form[action$='/voice/'] button.primary")
        if name == VOTES[0][0]:
            expect(choice).to_be_checked()
            _fine(visitor)
    expect(page.locator("main .names li")).to_have_count(5)
    expect(page.locator("form[action$='/voice/']")).to_have_count(0)
    _fine(visitor)
    be_called(visitor, "Magnus Månsson")
    _open(visitor, GAMES)
    expect(page.locator("main .names li")).to_have_count(5)

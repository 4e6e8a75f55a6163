"""Every page that can be reached, looked at wide and narrow, light and dark, in both languages."""

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Visit
from tests.browser.keyboard import out_of_reach
from tests.browser.people import be
from tests.browser.reach import (
    THE_REGISTER,
    others_mandates,
    pages_at_tables,
    pages_reached,
)
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

SMALL = {"width": 320, "height": 640}


def looks(visitor: Visitor, language: str) -> list[str]:
    """Return what axe finds, what is too wide, and a page that is not in the reader's language."""
    found = [*visitor.barriers(), *visitor.too_wide()]
    said = visitor.page.get_attribute("html", "lang")
    return found if said == language else [*found, f"the page says its language is {said}"]


def looks_on_the_smallest_phone(visitor: Visitor) -> list[str]:
    visitor.page.set_viewport_size(SMALL)  # type: ignore[arg-type]
    found = visitor.too_wide()
    visitor.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return found


def pages_of(visitor: Visitor, person: str) -> Iterator[str]:
    """Be at every page a person reaches, then at those only the register's keeper has whole."""
    be(visitor, person)
    yield from pages_reached(visitor)
    yield from others_mandates(visitor)
    be(visitor, "secretary")
    yield from pages_reached(visitor, "/register/", THE_REGISTER)


@pytest.mark.parametrize(
    ("size", "scheme", "language", "person", "keys"),
    [
        (PHONE, "light", "sv", "head", True),
        (DESK, "dark", "en", "receiver", False),
        pytest.param(DESK, "light", "sv", "receiver", True, marks=pytest.mark.deep),
        pytest.param(PHONE, "dark", "en", "head", False, marks=pytest.mark.deep),
    ],
    ids=["phone-light-sv", "desk-dark-en", "desk-light-sv", "phone-dark-en"],
)
def test_every_page_is_for_everyone(
    demo: Site,
    visit: Visit,
    *,
    size: dict[str, int],
    scheme: str,
    language: str,
    person: str,
    keys: bool,
) -> None:
    """One crawl asks all of a page at once: opening pages is what takes time.

    `keys`: whether Tab must reach everything; the slowest question, asked once here and once deep.
    """
    visitor = visit(demo, size=size, scheme=scheme, language=language)
    found: list[str] = []
    count = 0
    for _ in pages_of(visitor, person):
        wrong = looks(visitor, language)
        if size is PHONE:
            wrong += looks_on_the_smallest_phone(visitor)
        if keys:
            wrong += out_of_reach(visitor)
        found += [f"{visitor.describe()} {what}" for what in wrong]
        count += 1
    assert not found, "\n".join(found)
    assert count >= 12


@pytest.mark.parametrize(
    ("size", "scheme", "language"),
    [(PHONE, "dark", "sv"), pytest.param(DESK, "light", "en", marks=pytest.mark.deep)],
    ids=["phone-dark-sv", "desk-light-en"],
)
def test_pages_where_deciding_takes_more_than_one_yes_are_for_everyone(
    demo: Site, visit: Visit, *, size: dict[str, int], scheme: str, language: str
) -> None:
    visitor = visit(demo, size=size, scheme=scheme, language=language)
    found: list[str] = []
    for _ in pages_at_tables(visitor):
        wrong = looks(visitor, language)
        if size is PHONE:
            wrong += looks_on_the_smallest_phone(visitor)
        found += [f"{visitor.describe()} {what}" for what in wrong]
    assert not found, "\n".join(found)


def test_pages_work_without_scripts(demo: Site, visit: Visit) -> None:
    visitor = visit(demo, scripts=False)
    be(visitor, "head")
    assert len(list(pages_reached(visitor))) >= 12


def test_the_skip_link_comes_first_and_leads_to_the_content(demo: Site, visit: Visit) -> None:
    visitor = visit(demo)
    be(visitor, "head")
    visitor.go("/")
    visitor.page.keyboard.press("Tab")
    assert visitor.page.evaluate("document.activeElement.className") == "skip"
    visitor.page.keyboard.press("Enter")
    assert visitor.page.evaluate("document.activeElement.id") == "main"

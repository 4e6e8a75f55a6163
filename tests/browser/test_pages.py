"""Every page that can be reached, looked at wide and narrow, light and dark, in both languages."""

import pytest

from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.reach import pages_reached
from tests.browser.site import Site
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE

SMALL = {"width": 320, "height": 640}


def looks(visitor: Visitor) -> list[str]:
    return [f"{visitor.describe()} {what}" for what in (*visitor.barriers(), *visitor.too_wide())]


@pytest.mark.parametrize(
    ("size", "scheme", "language", "person"),
    [
        (PHONE, "light", "sv", "head"),
        (DESK, "dark", "sv", "head"),
        (DESK, "light", "en", "receiver"),
        (PHONE, "dark", "en", "receiver"),
    ],
    ids=["phone-light-sv", "desk-dark-sv", "desk-light-en", "phone-dark-en"],
)
def test_every_page_is_for_everyone(
    demo: Site, visit: Visit, size: dict[str, int], scheme: str, language: str, person: str
) -> None:
    visitor = visit(demo, size=size, scheme=scheme, language=language)
    be(visitor, person)
    found = looks(visitor)
    count = 0
    for _ in pages_reached(visitor):
        found += looks(visitor)
        count += 1
    assert not found, "\n".join(found)
    assert count >= 12


def test_no_page_scrolls_sideways_on_the_smallest_phone(demo: Site, visit: Visit) -> None:
    visitor = visit(demo, size=SMALL)
    be(visitor, "head")
    wide = {path: visitor.too_wide() for path in pages_reached(visitor)}
    assert {path: what for path, what in wide.items() if what} == {}


def test_pages_work_without_scripts(demo: Site, visit: Visit) -> None:
    visitor = visit(demo, scripts=False)
    be(visitor, "head")
    assert len(list(pages_reached(visitor))) >= 12


def test_the_language_follows_the_page(demo: Site, visit: Visit) -> None:
    visitor = visit(demo, language="en")
    be(visitor, "receiver")
    for path in pages_reached(visitor):
        assert visitor.page.get_attribute("html", "lang") == "en", path

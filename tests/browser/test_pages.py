"""Every page that can be reached, looked at wide and narrow, light and dark, in both languages."""

from collections.abc import Iterator

import pytest
from django.urls import Resolver404, resolve

from tests.browser.conftest import DESK, PHONE, Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor

SMALL = {"width": 320, "height": 640}
NOT_A_PAGE = {"account_logout"}
"""Left out: what ends the visit."""


def route(path: str) -> str:
    """Return the pattern an address matches, so that one of each kind of page is enough."""
    try:
        return resolve(path).route
    except Resolver404:
        return path


def name(path: str) -> str:
    try:
        return resolve(path).url_name or ""
    except Resolver404:
        return ""


def pages_reached(visitor: Visitor, start: str = "/") -> Iterator[str]:
    """Walk along links from a page; yield one address of each kind, and be there."""
    waiting, seen = [start], {route(start)}
    while waiting:
        path = waiting.pop(0)
        answer = visitor.go(path)
        assert answer.ok, f"a link leads to {path}, which answers {answer.status}"
        if "text/html" not in answer.headers.get("content-type", ""):
            continue
        yield path
        for link in visitor.links():
            if route(link) not in seen and name(link) not in NOT_A_PAGE:
                seen.add(route(link))
                waiting.append(link)


def looks(visitor: Visitor) -> list[str]:
    return [f"{visitor.describe()} {what}" for what in (*visitor.barriers(), *visitor.too_wide())]


@pytest.mark.parametrize(
    ("size", "scheme", "language", "person"),
    [
        (PHONE, "light", "sv", "head"),
        (DESK, "dark", "sv", "head"),
        (DESK, "light", "en", "employee"),
        (PHONE, "dark", "en", "employee"),
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
    be(visitor, "employee")
    for path in pages_reached(visitor):
        assert visitor.page.get_attribute("html", "lang") == "en", path

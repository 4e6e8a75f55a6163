"""Whom a test is: the demo's picker lets anybody be anyone."""

from tests.browser.visitor import Visitor

SUGGESTED = (
    "head",
    "receiver",
    "colleague",
    "economist",
    "risky head",
    "new head",
    "secretary",
    "employee",
    "librarian",
    "director",
    "chair",
    "stand-in",
)
"""What the picker's suggestions are to the tests, in its order."""


def be(visitor: Visitor, who: str) -> str:
    """Be one of those the picker suggests from here on; return their name."""
    visitor.go("/demo/")
    row = visitor.page.locator(".rows > li").nth(SUGGESTED.index(who))
    name = str(row.locator(".unseen").inner_text()).strip()
    row.get_by_role("button").click()
    visitor.page.wait_for_url(lambda url: "/demo/" not in url)
    return name


def be_called(visitor: Visitor, name: str) -> None:
    """Be somebody whom the picker does not suggest, by their whole name."""
    visitor.go(f"/demo/?q={name}")
    visitor.page.locator("[role=status] form button", has_text=name).click()
    visitor.page.wait_for_url(lambda url: "/demo/" not in url)

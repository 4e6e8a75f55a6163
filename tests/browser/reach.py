"""Which pages can be reached: one of each kind, along links."""

from collections.abc import Container, Iterator

from django.urls import Resolver404, resolve
from playwright.sync_api import Error

from mandat.jobs.demo.founding import mandate_id
from tests.browser.people import be
from tests.browser.visitor import Visitor

NOT_FOLLOWED = {"account_logout", "board-json", "openapi-json"}
"""Leads out of the visit, or to what is for programs."""


HELD_BY_OTHERS = (("purchase", "head", "bibliotek"), ("key", "property", "keys"))
"""Mandates in Ekby that a body and an automat have, whose pages say more than a person's."""
THE_REGISTER = {
    "register", "register-board", "register-matters", "register-handling", "register-decision",
}  # fmt: skip
"""Pages with more to do for whoever keeps the register."""

AT_TABLES = (
    ("librarian", "/cases/", "h3 a:has-text('Spel att låna hem')"),
    ("chair", "/cases/", "h3 a:has-text('Nio boende')"),
    ("stand-in", "/cases/", "h3 a:has-text('Tecken som stöd')"),
    ("stand-in", "/map/role/tallbacken-head/", "a[href$='/stand-in/']"),
    ("director", "/", "a[href*='/too-close/']"),
    ("head", "/cases/", "h3 a:has-text('Hyra en kaffemaskin')"),
    ("head", "/cases/", "h3 a:has-text('Fyra stolar')"),
)
"""Who has a page that few have, where its link stands, and the link: by the demo's first day."""

KINDS = ("step", "page")
"""Parts of an address that make another page of it, not only another row."""


def route(path: str) -> str:
    """Return the pattern an address matches, so that one of each kind of page is enough."""
    try:
        found = resolve(path)
    except Resolver404:
        return path
    return " ".join((found.route, *(found.kwargs[k] for k in KINDS if k in found.kwargs)))


def name(path: str) -> str:
    """Return what a kind of page is called."""
    try:
        found = resolve(path)
    except Resolver404:
        return ""
    return "-".join((found.url_name or "", *(found.kwargs[k] for k in KINDS if k in found.kwargs)))


def others_mandates(visitor: Visitor) -> Iterator[str]:
    """Yield the page of a body's mandate and of an automat's, and be there."""
    for matter, stage, holder in HELD_BY_OTHERS:
        path = f"/map/mandate/{mandate_id(matter, stage, holder)}/"
        assert visitor.go(path).ok, f"{path} is not there"
        yield path


def pages_at_tables(visitor: Visitor) -> Iterator[str]:
    """Yield the pages where deciding takes more than one yes, each as whoever it waits for."""
    now = ""
    for who, place, link in AT_TABLES:
        if who != now:
            be(visitor, who)
            now = who
        visitor.go(place)
        with visitor.page.expect_event("load"):
            visitor.page.locator(f"main {link}").first.click()
        yield visitor.path


def pages_reached(
    visitor: Visitor, start: str = "/", only: Container[str] | None = None
) -> Iterator[str]:
    """Walk along links from a page; yield one address of each kind, and be there.

    `only`: the names of pages to open, where not all.
    """
    waiting, seen = [start], {route(start)}
    while waiting:
        path = waiting.pop(0)
        try:
            answer = visitor.go(path)
        except Error as error:
            # A file to keep rather than a page.
            if "Download is starting" in error.message:
                continue
            raise
        assert answer.ok, f"a link leads to {path}, which answers {answer.status}"
        yield path
        for link in visitor.links():
            if only is not None and name(link) not in only:
                continue
            if route(link) not in seen and name(link) not in NOT_FOLLOWED:
                seen.add(route(link))
                waiting.append(link)

"""Which pages can be reached: one of each kind, along links."""

from collections.abc import Iterator

from django.urls import Resolver404, resolve

from tests.browser.visitor import Visitor

NOT_FOLLOWED = {"account_logout"}
"""Leads out of the visit."""


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
            if route(link) not in seen and name(link) not in NOT_FOLLOWED:
                seen.add(route(link))
                waiting.append(link)

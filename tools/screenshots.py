"""Takes pictures of every page that can be reached in the demo, into ./shots.

    tools/screenshots.py [who ...]      as in tests/browser/people.py; by default the head

Each page narrow and wide, light and dark, in Swedish and English.
"""

import itertools
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
SHOTS = ROOT / "shots"
HIGHEST = 12_000
"""Pixels beyond which Chromium draws nothing."""

sys.path[:0] = [str(ROOT), str(ROOT / "src")]
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from playwright.sync_api import Browser, sync_playwright

from tests.browser.people import be
from tests.browser.reach import name, others_mandates, pages_at_tables, pages_reached
from tests.browser.site import Site, running
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, PHONE, launch, open_window


def whole(visitor: Visitor, size: dict[str, int]) -> None:
    """Make the window as high as its page, so that what is fixed to its edge lies there."""
    high = visitor.page.evaluate("document.documentElement.scrollHeight")
    tall = {"width": size["width"], "height": min(max(high, size["height"]), HIGHEST)}
    visitor.page.set_viewport_size(tall)  # type: ignore[arg-type]


def _pages(visitor: Visitor, who: str) -> Iterator[str]:
    """Yield what one person reaches; with the head also what waits for others."""
    yield from pages_reached(visitor)
    yield from others_mandates(visitor)
    if who == "head":
        yield from pages_at_tables(visitor)


def take(browser: Browser, site: Site, who: str, scheme: str, language: str) -> int:
    """Walk through the pages once for each width; return how many pictures were taken."""
    count = 0
    for size in (PHONE, DESK):
        context = open_window(browser, size=size, scheme=scheme, language=language)
        visitor = Visitor(context.new_page(), site.url)
        be(visitor, who)
        taken: set[str] = set()
        for path in _pages(visitor, who):
            page = name(path) or "page"
            if page in taken:
                page += f"-{count}"
            taken.add(page)
            file = f"{who}-{page}-{size['width']}-{scheme}-{language}.png".replace(" ", "-")
            whole(visitor, size)
            visitor.page.screenshot(path=SHOTS / file)
            visitor.page.set_viewport_size(size)  # type: ignore[arg-type]
            count += 1
        context.close()
    return count


def main(people: Sequence[str]) -> None:
    """Make a demo under a temporary folder, serve it, and walk through it."""
    shutil.rmtree(SHOTS, ignore_errors=True)
    SHOTS.mkdir()
    count = 0
    with (
        tempfile.TemporaryDirectory(prefix="mandat-shots-") as folder,
        running(Path(folder), demo=True) as site,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        for who, scheme, language in itertools.product(people, ("light", "dark"), ("sv", "en")):
            count += take(browser, site, who, scheme, language)
        browser.close()
    print(f"{count} pictures in {SHOTS.name}/")


main(sys.argv[1:] or ["head"])

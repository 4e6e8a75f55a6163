"""A Chromium, and sites to visit with it."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser import walk
from tests.browser.people import be
from tests.browser.site import Site, running
from tests.browser.visitor import Visitor
from tests.browser.window import DESK, launch, open_window

Visit = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if item.path.is_relative_to(here):
            item.add_marker(pytest.mark.browser)
            # Journeys are walked on a phone at every change, on a desk too by `make deep`.
            if "[desk" in item.name and item.path.name != "test_pages.py":
                item.add_marker(pytest.mark.deep)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all; each visit has cookies and a cache of its own."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def demo_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo municipality, simulated once for all workers, as a folder to copy."""
    shared = tmp_path_factory.getbasetemp()
    if os.environ.get("PYTEST_XDIST_WORKER"):
        shared = shared.parent
    made = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (made / "ready").exists():
            made.mkdir()
            with running(made, demo=True):
                pass
            (made / "ready").touch()
    return made


@pytest.fixture
def fresh_demo(demo_data: Path, tmp_path: Path) -> Iterator[Site]:
    """The demo as it is on the first day, for tests that change it."""
    data = tmp_path / "data"
    shutil.copytree(demo_data, data)
    with running(data, demo=True) as site:
        yield site


@pytest.fixture(scope="session")
def demo(demo_data: Path, chromium: Browser) -> Iterator[Site]:
    """The demo for tests that only look: one hand-over on trial, one being thought over."""
    with tempfile.TemporaryDirectory(prefix="mandat-demo-") as folder:
        data = Path(folder) / "data"
        shutil.copytree(demo_data, data)
        with running(data, demo=True) as site:
            _let_something_happen(chromium, site)
            yield site


def _let_something_happen(chromium: Browser, site: Site) -> None:
    context = open_window(chromium, size=DESK, scheme="light", language="sv")
    visitor = Visitor(context.new_page(), site.url)
    be(visitor, "head")
    proposal = walk.hand_over(visitor)
    walk.begin(visitor, 1)
    be(visitor, "receiver")
    walk.consent(visitor, proposal)
    be(visitor, "colleague")
    case = walk.ask(visitor, 2_940, "Taktil massage, grundkurs.")
    be(visitor, "receiver")
    walk.rule(visitor, case, "yes")
    be(visitor, "colleague")
    walk.ask(visitor, 1_940, "Bok om samtal.")
    context.close()


@pytest.fixture
def visit(chromium: Browser) -> Iterator[Visit]:
    """Open a browser window on a site; afterwards nothing may have gone wrong in it."""
    visitors: list[Visitor] = []
    with ExitStack() as windows:

        def open_site(
            site: Site,
            *,
            size: dict[str, int] = DESK,
            scheme: str = "light",
            language: str = "sv",
            scripts: bool = True,
        ) -> Visitor:
            context = open_window(
                chromium, size=size, scheme=scheme, language=language, scripts=scripts
            )
            windows.callback(context.close)
            visitors.append(Visitor(context.new_page(), site.url))
            return visitors[-1]

        yield open_site
    assert [wrong for visitor in visitors for wrong in visitor.wrong] == []

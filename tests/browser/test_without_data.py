"""The walk in an organisation of one's own, with nothing past, no scripts and a real login."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import walk
from tests.browser.conftest import Visit
from tests.browser.site import Site, running
from tests.browser.visitor import Visitor
from tests.how_to import START, follow

PASSWORD = "rätt häst batteri klammer"


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[Site, dict[str, str]]]:
    """The organisation of the how-to page, served; with everyone's invitation."""
    done = follow(START, tmp_path)
    invitations = dict(
        line.split(",", 1) for line in done["mandat invite"].stdout.splitlines() if "," in line
    )
    with running(tmp_path / "data", demo=False) as site:
        yield site, invitations


def sign_in(visitor: Visitor, email: str, invitation: str) -> None:
    """Set a password with an invitation, and log in with it."""
    visitor.go(invitation)
    for name in ("password1", "password2"):
        visitor.page.fill(f"input[name={name}]", PASSWORD)
    walk.press(visitor, "main form button")
    visitor.go("/account/login/")
    visitor.page.fill("input[name=login]", email)
    visitor.page.fill("input[name=password]", PASSWORD)
    walk.press(visitor, "main form button")
    assert visitor.path == "/", visitor.page.inner_text("main")


def test_the_walk_with_nothing_past(own: tuple[Site, dict[str, str]], visit: Visit) -> None:
    site, invitations = own
    who = {}
    for name in ("maria", "amir", "fatima"):
        email = f"{name}@ekby.example"
        who[name] = visit(site, scripts=False)
        sign_in(who[name], email, invitations[email])

    proposal = walk.hand_over(who["maria"], has_past=False)
    walk.consent(who["amir"], proposal)

    page = who["fatima"].page
    who["fatima"].go(f"/needs/{walk.COURSE}/")
    page.fill("input[name=amount]", "2940")
    page.fill("[name=what]", "Taktil massage")
    page.fill("[name=extra-0]", "Alla i teamet")
    walk.press(who["fatima"], "form#ask button.primary")
    assert "Amir Haddad" in page.inner_text("main")

    walk.rule(who["amir"], who["fatima"].path, "yes")
    who["maria"].go(proposal)
    walk.take_back(who["maria"], proposal)
    assert walk.REASON in who["maria"].page.inner_text("main")
    verified = site.command("record", "verify")
    assert verified.returncode == 0, verified.stderr

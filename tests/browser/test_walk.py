"""The whole walk: hand over, consent, ask, rule, feel, take back; and the record agrees."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.browser import walk
from tests.browser.conftest import Visit
from tests.browser.people import be
from tests.browser.site import Site
from tests.browser.visitor import Visitor

DAYS_BACK = re.compile(r"\d+ (dagar|days)\s+(mindre väntan|of waiting given back)")
FELT = re.compile(r"\d[,.]\d (av|of) 5")
LONGEST_TO_FEEL = 7
"""Days after the first two weeks: people are asked then, and answer in their own time."""


def text(visitor: Visitor) -> str:
    return visitor.page.inner_text("main")


def can_answer(visitor: Visitor, case: str) -> bool:
    """Tell whether a case asks the visitor for an answer."""
    visitor.go(case)
    return visitor.page.locator("form[action*=answer]").count() > 0


def felt_in_the_end(visitor: Visitor) -> str:
    """Let days pass until five have answered; return what the mandate's page says."""
    visitor.go("/me/")
    mandate = next(link for link in visitor.links() if link.startswith("/map/mandate/"))
    for _ in range(LONGEST_TO_FEEL):
        visitor.go(mandate)
        if FELT.search(text(visitor)):
            break
        walk.time_passes(visitor, "day")
    return text(visitor)


def change_a_mandate_by_hand(data: Path) -> str:
    """Do what somebody with the database could; return the mandate's identity."""
    with closing(sqlite3.connect(data / "demo.db")) as database:
        row = database.execute("SELECT id, uuid FROM mandat_mandate ORDER BY id LIMIT 1").fetchone()
        database.execute("UPDATE mandat_mandate SET may_no = NOT may_no WHERE id = ?", row[:1])
        database.commit()
    return str(row[1])


def rests_and_is_widened(visitor: Visitor, proposal: str) -> str:
    """Let it rest and go on, then try it wider; return the wider one, which is in force."""
    receiver = be(visitor, "receiver")
    be(visitor, "colleague")
    waiting = walk.ask(visitor, 1_500, "Bok om demens.")
    head = be(visitor, "head")
    walk.let_rest(visitor, proposal)
    assert walk.REASON in text(visitor)
    assert can_answer(visitor, waiting)
    walk.let_go_on(visitor, proposal)
    assert not can_answer(visitor, waiting)
    wider = walk.widen(visitor, proposal, 8_000)
    be(visitor, "receiver")
    walk.consent(visitor, wider)
    be(visitor, "colleague")
    walk.ask(visitor, 7_000, "Handledarutbildning, del två.")
    assert receiver in text(visitor)
    assert head not in text(visitor)
    return wider


@pytest.mark.parametrize("language", ["sv", pytest.param("en", marks=pytest.mark.deep)])
def test_the_whole_walk(fresh_demo: Site, visit: Visit, language: str) -> None:
    visitor = visit(fresh_demo, language=language)

    head = be(visitor, "head")
    proposal = walk.hand_over(visitor)

    receiver = be(visitor, "receiver")
    walk.consent(visitor, proposal)

    be(visitor, "colleague")
    small = walk.ask(visitor, 2_940, "Taktil massage, grundkurs.")
    assert receiver in text(visitor)
    assert not can_answer(visitor, small)
    large = walk.ask(visitor, 9_000, "Handledarutbildning.")
    assert head in text(visitor)

    be(visitor, "receiver")
    assert not can_answer(visitor, large)
    walk.rule(visitor, small, "yes")
    own = walk.ask(visitor, 1_200, "Bok om samtal.")
    assert not can_answer(visitor, own), "nobody rules on their own cost"

    be(visitor, "head")
    assert can_answer(visitor, large)
    walk.time_passes(visitor, "fortnight")
    visitor.go(proposal)
    assert DAYS_BACK.search(text(visitor))
    be(visitor, "receiver")
    assert FELT.search(felt_in_the_end(visitor))

    wider = rests_and_is_widened(visitor, proposal)

    be(visitor, "head")
    walk.take_back(visitor, wider)
    assert walk.REASON in text(visitor)

    be(visitor, "colleague")
    again = walk.ask(visitor, 2_000, "Bok om palliativ vård.")
    assert head in text(visitor)
    be(visitor, "receiver")
    assert not can_answer(visitor, again)

    verified = fresh_demo.command("record", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    changed = change_a_mandate_by_hand(fresh_demo.data)
    found = fresh_demo.command("record", "verify")
    assert found.returncode == 1
    assert "mandate" in found.stderr
    assert changed.replace("-", "") in found.stderr.replace("-", "")

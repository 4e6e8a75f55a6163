"""The table of the 33 rules names tests that exist, and every refusal's rule and what lifts it."""

import re
from pathlib import Path

from mandat.common.phrases import LIFTS, SENTENCES
from mandat.power.rules import RULE_OF

ROOT = Path(__file__).parents[2]
ROW = re.compile(r"^\| (\d+) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
STATES = {"holds", "in part", "not yet"}


def rows() -> list[tuple[str, ...]]:
    return ROW.findall((ROOT / "docs/reference/authority.md").read_text())


def names_there() -> set[str]:
    files = (ROOT / "tests").rglob("test_*.py")
    return {name for f in files for name in re.findall(r"def (test_\w+)\(", f.read_text())}


def test_all_33_rules_are_in_the_table_in_order() -> None:
    assert [int(row[0]) for row in rows()] == list(range(1, 34))


def test_every_test_the_table_names_exists() -> None:
    named = {name for row in rows() for name in re.findall(r"`(test_\w+)`", row[3])}
    assert named - names_there() == set()


def test_a_rule_that_holds_names_a_test_and_one_that_does_not_says_so() -> None:
    for number, _, _, tests, state in rows():
        assert state.split(":")[0] in STATES, number
        assert ("`test_" in tests) == (state.split(":")[0] != "not yet"), number


def test_every_refusal_with_a_rule_says_what_would_lift_it() -> None:
    assert RULE_OF.keys() - SENTENCES.keys() == set()
    assert RULE_OF.keys() - LIFTS.keys() == set()

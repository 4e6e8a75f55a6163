"""Nothing that was typed is reckoned by a spreadsheet."""

import pytest

from mandat.common.cells import harmless


@pytest.mark.parametrize(
    "cell", ["=HYPERLINK(1)", "+1+cmd|x", "@SUM(A1)", "\t=1", "\r=1", "-2+3+cmd|x", "-A1"]
)
def test_a_formula_becomes_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "-", "-12", "-1 200,50", "2026-11-23", "Ja = nej", "5 000"])
def test_what_is_no_formula_stays(cell: str) -> None:
    assert harmless(cell) == cell

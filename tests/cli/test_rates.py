"""`mandat rates`: recorded once, listed, imported as the Riksbank writes it, read on a page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from mandat.cli.main import main
from mandat.power.models import Rate
from tests.cast import found_ekby
from tests.members import as_member

RIKSBANK = """\
Period;Grupp;Serie;Värde
2026-01-02;Valutor mot svenska kronor;1 EUR;11,2345
2026-01-02;Valutor mot svenska kronor;100 JPY;7,1200
2026-01-03;Valutor mot svenska kronor;1 EUR;n/a
"""


def run(*words: str, expected: int = 0) -> str:
    found = CliRunner().invoke(main, ["rates", *words])
    assert found.exit_code == expected, found.output
    return found.output


@pytest.mark.django_db
def test_rule_16_rates_are_recorded_listed_and_imported(tmp_path: Path) -> None:
    found_ekby()
    source = ("--source", "SFS 2025:1")
    run("set", "PBB", "59 200,00", "--from", "2026-01-01", *source)
    file = tmp_path / "rates.csv"
    file.write_text(RIKSBANK, encoding="utf-8")
    run("import", str(file))
    run("import", str(file))
    assert [
        (r["currency"], r["rate"], r["to"], r["in_force"])
        for r in json.loads(run("list", "--json"))
    ] == [
        ("EUR", "11.2345", "SEK", True),
        ("JPY", "0.0712", "SEK", True),
        ("PBB", "59200", "SEK", True),
    ]
    page = as_member("amir").get("/map/rates/").content.decode()
    assert "Ett prisbasbelopp är 59\N{NO-BREAK SPACE}200 SEK" in page
    assert "Sveriges riksbank" in page
    bad = run("set", "EURO", "0", "--from", "i dag", *source, expected=2)
    assert all(f"“{given}”" in bad or f"”{given}”" in bad for given in ("EURO", "0", "i dag"))
    file.write_text("a;b\n1;2\n", encoding="utf-8")
    assert "currency" in run("import", str(file), expected=2)
    assert Rate.objects.count() == 3

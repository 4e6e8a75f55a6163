"""`mandat import delegations` and `mandat export delegations`, as they are used."""

import json
from pathlib import Path

import pytest

from tests.cli.test_power_commands import Installation

ORDER = "Nr;Ärende;Delegat;Gräns\n1.1;Inköp;Chef;högst 50 000 kr\n1.2;Bidrag;;\n"
DECISION = ("--body", "Styrelsen", "--on", "2026-05-20", "--paragraph", "75", "--circle", "ekby")


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    found = Installation(tmp_path_factory.mktemp("ekby") / "data")
    init = found.run("init", "Ekby", "--person", "Sara", "--email", "sara@ekby.example", "--link")
    assert init.returncode == 0, init.stderr
    circles = found.file("circles", "key,name_sv,parent\nekby,Ekby,\n")
    assert found.run("import", "structure", circles).returncode == 0
    return found


def test_an_order_is_read_written_and_taken_out_again(place: Installation) -> None:
    file = place.file("order", ORDER)
    read = place.run("import", "delegations", file)
    assert read.returncode == 0, read.stderr
    assert "2 rows. 1 understood, 0 partly, 1 not." in read.stdout
    assert "It does not say who decides." in read.stdout
    assert "1:3" in read.stdout  # table and row

    refused = place.run("import", "delegations", file, *DECISION)
    assert refused.returncode == 2
    assert "Row 1.2 has not been understood." in refused.stderr

    mended = place.file("mended", ORDER.replace("Bidrag;;", "Bidrag;Handläggare;"))
    done = place.run("import", "delegations", mended, *DECISION, "--json")
    assert done.returncode == 0, done.stderr
    assert [row["state"] for row in json.loads(done.stdout)["rows"]] == ["understood"] * 2

    out = Path(place.folder.parent)
    for kind in ("docx", "pdf", "csv", "json"):
        made = place.run("export", "delegations", str(out / f"out.{kind}"), "--lang", "en")
        assert made.returncode == 0, made.stderr
    assert (out / "out.pdf").read_bytes().startswith(b"%PDF")
    again = place.run("import", "delegations", str(out / "out.docx"), "--json")
    assert again.returncode == 0, again.stderr
    assert [row["matter"] for row in json.loads(again.stdout)["rows"]] == ["Inköp", "Bidrag"]
    assert place.run("record", "verify").returncode == 0


def test_bad_files_are_told_with_what_to_do(place: Installation) -> None:
    nothing = place.run("import", "delegations", "missing.csv")
    assert (nothing.returncode, "Traceback" in nothing.stderr) == (2, False)
    (place.folder.parent / "order.pdf").write_bytes(b"%PDF")
    pdf = place.run("import", "delegations", str(place.folder.parent / "order.pdf"))
    assert pdf.returncode == 2
    assert "Use the Word or Excel file it came from." in pdf.stderr
    odd = place.run("import", "delegations", place.file("odd", "A;B\n1;2\n"))
    assert odd.returncode == 2
    assert "The first row says: A | B" in odd.stderr
    wrong = place.run("export", "delegations", "out.xls")
    assert wrong.returncode == 2

"""`mandat export`: what comes out can be checked and read by others."""

import csv
import json
from collections import Counter
from pathlib import Path

import pytest
from click.testing import CliRunner

from mandat.cli.main import main
from mandat.record.rules import Frontier, canonical, leaf_hash
from mandat.services.actions import open_case, rule_on_case
from tests.cast import DAY, NOW, an_id
from tests.rooms.services.cast import Services, found_services, make_secret

MARIA = an_id("maria")


@pytest.fixture
def services(db: None) -> Services:
    found = found_services()
    for n, outcome in enumerate(("yes", "yes", "no", "returned")):
        given = {"amount": str(2_000 + n), "course": "Grundkurs"}
        case = open_case(an_id("amir"), service=found.course, given=given, at=NOW)
        rule_on_case(MARIA, case=case, outcome=outcome, reason="Därför", at=NOW + DAY)
    return found


def export(what: str, file: Path, status: int = 0) -> str:
    done = CliRunner().invoke(main, ["export", what, str(file)])
    assert done.exit_code == status, done.output
    return done.output


def test_the_exported_record_can_be_checked_by_anyone(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    assert str(file) in export("record", file)
    head, *lines = [json.loads(line) for line in file.read_text().splitlines()]
    frontier = Frontier()
    for number, line in enumerate(lines):
        leaf = leaf_hash(canonical(line["entry"]))
        assert (line["index"], line["leaf"]) == (number, leaf.hex())
        frontier = frontier.append(leaf)
    assert (head["size"], head["root"]) == (len(lines), frontier.root().hex())


def test_no_name_or_word_of_anyone_leaves_with_it(services: Services, tmp_path: Path) -> None:
    for what in ("record", "rulings"):
        export(what, tmp_path / what)
        text = (tmp_path / what).read_text()
        assert [w for w in ("Maria", "Ekström", "@", "Därför") if w in text] == []


def test_exported_rulings_are_what_the_mirror_reads(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "rulings.csv"
    export("rulings", file)
    rows = list(csv.DictReader(file.read_text().splitlines()))
    assert Counter(r["outcome"] for r in rows) == {"granted": 2, "refused": 1, "returned": 1}
    assert {r["case:amount"] for r in rows} == {"2000.00", "2001.00", "2002.00", "2003.00"}
    told = CliRunner().invoke(main, ["mirror", str(file), "--json"])
    (step,) = json.loads(told.output)["steps"]
    assert (step["rulings"], step["cases"], step["refused"]) == (4, 4, 2)
    assert (step["stopped_for_good"], step["open"]) == (1, 1)
    assert step["wait_days"]["median"] == 1.0


def test_matters_under_secrecy_stay(services: Services, tmp_path: Path) -> None:
    make_secret()
    export("rulings", tmp_path / "rulings.csv")
    assert len((tmp_path / "rulings.csv").read_text().splitlines()) == 1


def test_a_file_that_is_there_is_left_alone(services: Services, tmp_path: Path) -> None:
    file = tmp_path / "record.jsonl"
    file.write_text("mine")
    assert str(file) in export("record", file, status=2)
    assert file.read_text() == "mine"
    assert "no" in export("record", tmp_path / "nowhere" / "x", status=2)

"""The real command on a real database: found, bring in, ask, verify."""

import json
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
TABLES = {
    "circles": "key,name_sv,parent\nekby,Ekby,\nhome,Björkgården,ekby\n",
    "roles": "key,name_sv,circle\nhead,Enhetschef,home\nteam,Undersköterska,home\n",
    "matters": (
        "key,name_sv,circle,facts,stages\n"
        "course,Kurs,home,amount:amount=Belopp/Amount,head=Chefen/The manager\n"
    ),
    "people": (
        "name;email;roles\nMaria Ekström;maria@ekby.example;head\nAmir;amir@ekby.example;team\n"
    ),
    "mandates": "matter,role,limit,source\ncourse,head,amount <= 25 000,KS § 12\n",
}


class Installation:
    """A data folder and the command that works on it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def run(self, *words: str, lang: str = "en_GB.UTF-8") -> subprocess.CompletedProcess[str]:
        code = "from mandat.cli.main import main; main()"
        environment = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT / "src"),
            "MANDAT_DATA": str(self.folder),
            "LANG": lang,
        }
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", code, *words],
            env=environment, cwd=self.folder.parent, text=True, capture_output=True, check=False,
        )  # fmt: skip

    def file(self, kind: str, text: str | None = None) -> str:
        path = self.folder.parent / f"{kind}.csv"
        path.write_text(TABLES[kind] if text is None else text)
        return str(path)


@pytest.fixture(scope="module")
def ekby(tmp_path_factory: pytest.TempPathFactory) -> Installation:
    place = Installation(tmp_path_factory.mktemp("ekby") / "data")
    done = place.run("init", "Ekby", "--person", "Sara", "--email", "sara@ekby.example", "--link")
    assert done.returncode == 0, done.stderr
    for group, kinds in {
        "structure": ["circles", "roles", "matters"], "people": ["people"],
        "delegations": ["mandates"],
    }.items():  # fmt: skip
        for kind in kinds:
            done = place.run("import", group, place.file(kind))
            assert done.returncode == 0, done.stderr
    return place


def test_may_answers_yes_at_the_limit_and_no_above(ekby: Installation) -> None:
    inside = ekby.run("may", "maria@ekby.example", "yes", "course", "amount=25000", "--json")
    assert (inside.returncode, json.loads(inside.stdout)["answer"]) == (0, "yes")
    above = ekby.run("may", "maria@ekby.example", "yes", "course", "amount=25 001", "--json")
    found = json.loads(above.stdout)
    assert (above.returncode, found["answer"]) == (1, "no")
    assert [r["code"] for r in found["reasons"]] == ["power.over_limit"]


def asked(ekby: Installation, *words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(ekby.run("may", *words, "--json").stdout)
    return found


def who(body: dict[str, Any]) -> list[list[str]]:
    return [[p["name"] for p in w["people"]] for stage in body["stages"] for w in stage["who"]]


def test_may_tells_who_could(ekby: Installation) -> None:
    found = asked(ekby, "amir@ekby.example", "yes", "course", "amount=100")
    assert who(found) == [["Maria Ekström"]]
    assert [r["text"] for r in found["reasons"]] == ["Amir holds no mandate for this."]


def test_anyone_can_be_asked_about(ekby: Installation) -> None:
    found = asked(ekby, "anyone", "yes", "course", "amount=100")
    assert (found["answer"], who(found)) == ("someone", [["Maria Ekström"]])
    assert asked(ekby, "anyone", "no", "course", "amount=25001")["answer"] == "nobody"
    assert asked(ekby, "anyone", "yes", "course")["missing_facts"] == ["amount"]
    words = ekby.run("may", "vem", "ja", "course", "amount=100", lang="sv_SE.UTF-8").stdout
    assert "Någon får." in words
    assert "Maria Ekström" in words


def test_what_if_changes_the_answer_and_writes_nothing(ekby: Installation) -> None:
    before = ekby.run("record", "verify", "--json").stdout
    maria = ("maria@ekby.example", "yes", "course", "amount=30000")
    (mandate,) = asked(ekby, "anyone", "yes", "course", "amount=1")["stages"][0]["who"]
    name = mandate["chain"][0]["mandate"]
    assert asked(ekby, *maria)["answer"] == "no"
    assert asked(ekby, *maria, "--limit", f"{name}:amount=30000")["answer"] == "yes"
    assert asked(ekby, *maria[:3], "amount=1", "--without", name)["answer"] == "no"
    assert ekby.run("record", "verify", "--json").stdout == before


def test_before_the_record_began_it_knew_nothing(ekby: Installation) -> None:
    found = ekby.run("may", "anyone", "yes", "course", "--known-at", "2020-01-01")
    assert (found.returncode, "2020" in found.stderr or "course" in found.stderr) == (2, True)


def test_may_speaks_swedish_where_the_machine_does(ekby: Installation) -> None:
    found = ekby.run(
        "may", "maria@ekby.example", "ja", "course", "amount=30000", lang="sv_SE.UTF-8"
    )
    assert "Gränsen är 25\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}kr." in found.stdout


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("may", "nobody@x.se", "yes", "course"), "nobody@x.se"),
        (("may", "maria@ekby.example", "yes", "nothing"), "nothing"),
        (("may", "maria@ekby.example", "yes", "course", "amount=lots"), "lots"),
        (("may", "maria@ekby.example", "yes", "course", "amount"), "name=value"),
        (("may", "maria@ekby.example", "yes", "course", "--at", "soon"), "soon"),
        (("may", "maria@ekby.example", "yes", "course", "--stage", "x"), "head"),
        (("may", "anyone", "yes", "course", "--known-at", "then"), "--known-at"),
        (("may", "anyone", "yes", "course", "--without", "it"), "no mandate it"),
        (("import", "people", "absent.csv"), "absent.csv"),
        (("import", "people", "."), "folder"),
    ],
)
def test_what_cannot_be_read_is_told_with_status_2(
    ekby: Installation, words: tuple[str, ...], told: str
) -> None:
    found = ekby.run(*words)
    assert (found.returncode, told in found.stderr) == (2, True), found.stderr
    assert "Traceback" not in found.stderr


@pytest.mark.parametrize("text", ["", "name,email\n", "name,email\nA,a", "x\n1", TABLES["people"]])
def test_a_table_that_cannot_be_added_leaves_nothing(ekby: Installation, text: str) -> None:
    before = ekby.run("record", "verify", "--json").stdout
    found = ekby.run("import", "people", ekby.file("people", text))
    assert found.returncode == 2, found.stdout
    assert ekby.run("record", "verify", "--json").stdout == before


def test_record_shows_the_newest_and_where_it_came_from(ekby: Installation) -> None:
    found = ekby.run("record", "show", "--json", "--limit", "1", "--kind", "mandate.granted")
    entry = json.loads(found.stdout)["entry"]
    assert entry["data"]["source_decision"] == "KS § 12"


def test_power_taken_in_the_database_is_found_and_named(ekby: Installation) -> None:
    assert ekby.run("record", "verify").returncode == 0
    base = sqlite3.connect(ekby.folder / "mandat.db")
    kept = base.execute("SELECT limits FROM mandat_mandate").fetchone()[0]
    base.execute("UPDATE mandat_mandate SET limits = '[]'")
    base.commit()
    found = ekby.run("record", "verify")
    base.execute("UPDATE mandat_mandate SET limits = ?", (kept,))
    base.commit()
    base.close()
    assert found.returncode == 1
    assert "mandate" in found.stderr
    assert "limits" in found.stderr
    assert ekby.run("record", "verify").returncode == 0


def test_everyone_brought_in_can_be_invited_to_log_in(ekby: Installation) -> None:
    found = ekby.run("invite", "maria@ekby.example")
    email, _, path = found.stdout.strip().partition(",")
    assert (found.returncode, email) == (0, "maria@ekby.example"), found.stderr
    assert path.startswith("/account/password/reset/key/")
    assert len(ekby.run("invite").stdout.splitlines()) == 3
    assert ekby.run("invite", "nobody@ekby.example").returncode == 2


def test_rules_are_listed_adopted_shown_and_a_matter_reserved(ekby: Any) -> None:
    assert "swedish-public-body" in ekby.run("rules", "list").stdout
    done = ekby.run("rules", "adopt", "swedish-public-body", "--decision", "KF § 12")
    assert done.returncode == 0, done.stderr
    shown = json.loads(ekby.run("rules", "show", "--json").stdout)
    assert (shown["rules"]["onward"], shown["decision"]) == (0, "KF § 12")
    assert ekby.run("rules", "adopt", "anarchy", "--decision", "x").returncode == 2
    assert ekby.run("rules", "reserve", "nothing", "direction").returncode == 2


def test_gaps_are_told_and_narrowed(ekby: Installation) -> None:
    told = ekby.run("gaps", "--matter", "course")
    assert (told.returncode, "course / " in told.stdout) == (0, True)
    found = json.loads(ekby.run("gaps", "--json").stdout)
    assert [m["matter"] for m in found["matters"]] == ["course"]
    unknown = json.loads(ekby.run("gaps", "--known-at", "2001-01-01", "--json").stdout)
    assert unknown["matters"] == [], "nothing had been told then"
    wrong = ekby.run("gaps", "--circle", "nowhere")
    assert (wrong.returncode, "nowhere" in wrong.stderr) == (2, True)

"""What the how-to pages show is tried, so that they stay true."""

from pathlib import Path

from tests.how_to import START, follow, tables


def test_an_organisation_can_be_started_as_described(tmp_path: Path) -> None:
    assert len(tables(START)) == 5
    for line, done in follow(START, tmp_path).items():
        # On a machine without TLS or a name, `check` rightly has something to say.
        expected = 1 if line == "mandat check" else 0
        assert done.returncode == expected, f"{line}\n{done.stdout}{done.stderr}"

"""`mandat import log`: what it says, and how it refuses."""

import pytest
from click.testing import CliRunner

from mandat.cli.main import main
from mandat.evidence.models import PastRuling
from tests.cast import found_ekby
from tests.rooms.evidence.test_bad_logs import XES

pytestmark = pytest.mark.django_db


def run(*arguments):
    return CliRunner().invoke(main, ["import", "log", *map(str, arguments)])


@pytest.fixture
def log(tmp_path):
    found_ekby()
    path = tmp_path / "claims.xes"
    path.write_text(XES)
    return path


def test_a_log_is_brought_in_and_then_known(log):
    done = run(log, "--must-pass", "HEAD", "--circle", "ekby")
    assert (done.exit_code, "claims.xes: 1 " in done.output) == (0, True), done.output
    again = run(log, "--must-pass", "HEAD", "--circle", "ekby")
    assert (again.exit_code, PastRuling.objects.count()) == (0, 1)
    assert again.output != done.output


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--must-pass", "BOSS"),
        ("--must-pass", "HEAD", "--currency", "crowns"),
        ("--must-pass", "HEAD", "--holder", "HEAD"),
        ("--must-pass", "HEAD", "--holder", "HEAD=nobody@ekby.example"),
        ("--must-pass", "HEAD", "--map", "no.toml"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(log, arguments):
    done = run(log, "--circle", "ekby", *arguments)
    assert done.exit_code == 2
    assert "Traceback" not in done.output
    assert done.output.strip()
    assert PastRuling.objects.count() == 0


@pytest.mark.parametrize("content", [b"", b"not xml", b"\x1f\x8b\x08\x00cut"])
def test_a_bad_file_is_refused(log, content):
    log.write_bytes(content)
    done = run(log, "--must-pass", "HEAD", "--circle", "ekby")
    assert done.exit_code == 2
    assert "claims.xes" in done.output

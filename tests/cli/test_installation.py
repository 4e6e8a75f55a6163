"""An installation from its first day: found, served, kept, put back, refused."""

import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CODE = "from mandat.cli.main import main; main()"
PASSWORD = "a-long-and-odd-pass-phrase"


def environment(folder: Path, **more: str) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "MANDAT_DATA": str(folder),
        "LANG": "en_GB.UTF-8",
        **more,
    }


def run(data: Path, *words: str, given: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", CODE, *words],
        env=environment(data, **more),
        cwd=data.parent,
        text=True,
        input=given,
        capture_output=True,
        check=False,
    )


def founded(data: Path) -> Path:
    done = run(data, "init", "Ekby", "--person", "Sara", "--email", "sara@ekby.example", "--link")
    assert done.returncode == 0, done.stderr
    return data


@pytest.fixture(scope="module")
def ekby(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return founded(tmp_path_factory.mktemp("ekby") / "data")


@contextmanager
def served(data: Path, *words: str, port: int, **more: str) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", CODE, *words, "--port", str(port)],
        env=environment(data, **more), cwd=data.parent, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True,
    )  # fmt: skip
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(20)


def status(url: str, patience: float = 60) -> int:
    until = time.monotonic() + patience
    while True:
        try:
            with urllib.request.urlopen(url, timeout=5) as response:
                return int(response.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_founding_makes_a_secret_of_ones_own(ekby: Path) -> None:
    secret = ekby / "secret-key"
    assert secret.stat().st_mode & 0o777 == 0o600
    assert len(secret.read_text()) >= 50


def test_founding_twice_is_refused(ekby: Path) -> None:
    done = run(ekby, "init", "Another", "--person", "X", "--email", "x@ekby.example", "--link")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.strip()


def test_passwords_are_asked_for_and_checked(tmp_path: Path) -> None:
    words = ("init", "Ekby", "--person", "Sara", "--email", "sara@ekby.example")
    for given in (f"{PASSWORD}\nanother\n", "short\nshort\n", "passwordpassword\npassword\n"):
        done = run(tmp_path / "data", *words, given=given)
        assert done.returncode == 2, given
        assert not (tmp_path / "data" / "mandat.db").exists()
    done = run(tmp_path / "data", *words, given=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "words",
    [["serve"], ["check"], ["backup", "x.zip"], ["record", "verify"]],
    ids=lambda words: words[0],
)
def test_without_an_organisation_it_says_what_to_do(tmp_path: Path, words: list[str]) -> None:
    done = run(tmp_path / "data", *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "mandat init" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("setting", "value", "said"),
    [
        ("MANDAT_DATABASE", "mysql://x", "MANDAT_DATABASE"),
        ("MANDAT_DATABASE", "postgresql://nobody@127.0.0.1:1/none", "MANDAT_DATABASE"),
        ("MANDAT_TIME_ZONE", "Mars/Olympus", "Mars/Olympus"),
        ("MANDAT_DATA", "/dev/null/data", "MANDAT_DATA"),
    ],
)
def test_a_setting_that_cannot_hold_is_named(
    tmp_path: Path, setting: str, value: str, said: str
) -> None:
    words = ("init", "Ekby", "--person", "Sara", "--email", "sara@ekby.example", "--link")
    done = run(tmp_path / "data", *words, **{setting: value})
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert said in done.stderr


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    data = tmp_path / "data"
    data.mkdir()
    (data / "secret-key").write_text("x" * 60)
    (data / "mandat.db").write_text("a letter")
    done = run(data, "record", "verify")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert (data / "mandat.db").read_text() == "a letter"


def test_a_terminal_in_swedish_is_answered_in_swedish(tmp_path: Path) -> None:
    done = run(tmp_path / "data", "serve", LANG="sv_SE.UTF-8")
    assert "Kör mandat init" in done.stderr


def test_a_database_of_another_version_is_not_served(tmp_path: Path) -> None:
    data = founded(tmp_path / "data")
    with sqlite3.connect(data / "mandat.db") as database:
        database.execute("DELETE FROM django_migrations WHERE app = 'mandat'")
    done = run(data, "serve")
    assert done.returncode == 2
    assert "mandat upgrade" in done.stderr


def test_upgrading_twice_changes_nothing(ekby: Path) -> None:
    done = run(ekby, "upgrade")
    assert (done.returncode, done.stdout.strip()) == (0, "Nothing to change.")


def test_check_says_what_to_mend(ekby: Path) -> None:
    done = run(ekby, "check", MANDAT_TLS="0")
    assert done.returncode == 1
    assert "MANDAT_TLS" in done.stdout
    assert "MANDAT_HOSTS" in done.stdout
    (ekby / "secret-key").chmod(0o644)
    try:
        assert "chmod 600" in run(ekby, "check").stdout
    finally:
        (ekby / "secret-key").chmod(0o600)
    done = run(ekby, "check", MANDAT_HOSTS="mandat.ekby.example")
    assert done.returncode == 0, done.stdout


def test_the_one_time_link_sets_a_password(tmp_path: Path) -> None:
    data = tmp_path / "data"
    done = run(data, "init", "Ekby", "--person", "Sara", "--email", "s@ekby.example", "--link")
    path = re.search(r"(/account/\S+)", done.stdout)
    assert path, done.stdout
    with served(data, "serve", port=free_port(), MANDAT_TLS="0") as url:
        assert status(f"{url}/account/login/") == 200
        visitor = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        with visitor.open(url + path[1]) as response:
            page = response.read().decode()
        assert 'name="password1"' in page
        assert status(f"{url}/demo/") == 404
        assert status(f"{url}/static/mandat/css/mandat.css") == 200


def test_backup_and_restore_give_the_same_record(ekby: Path, tmp_path: Path) -> None:
    pack = tmp_path / "ekby.zip"
    assert run(ekby, "backup", str(pack)).returncode == 0
    assert pack.stat().st_mode & 0o777 == 0o600
    with zipfile.ZipFile(pack) as file:
        manifest = json.loads(file.read("manifest.json"))
    there = json.loads(run(ekby, "record", "verify", "--json").stdout)
    assert manifest["record"] == {"size": there["size"], "root": there["root"]}
    assert run(ekby, "backup", str(pack)).returncode == 2

    new = tmp_path / "new" / "data"
    new.parent.mkdir()
    assert run(new, "restore", str(pack)).returncode == 0
    assert (new / "secret-key").read_text() == (ekby / "secret-key").read_text()
    found = json.loads(run(new, "record", "verify", "--json").stdout)
    assert (found["root"], found["agrees"]) == (there["root"], True)
    assert run(new, "restore", str(pack)).returncode == 2
    assert run(new, "restore", str(pack), "--force").returncode == 0


def test_a_damaged_backup_touches_nothing(ekby: Path, tmp_path: Path) -> None:
    pack = tmp_path / "ekby.zip"
    run(ekby, "backup", str(pack))
    whole = pack.read_bytes()
    before = (ekby / "mandat.db").read_bytes()
    empty = tmp_path / "other.zip"
    with zipfile.ZipFile(empty, "w") as file:
        file.writestr("x", "y")
    (tmp_path / "cut.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text.zip").write_text("not a backup")
    for bad in ("other.zip", "cut.zip", "text.zip", "missing.zip"):
        done = run(ekby, "restore", str(tmp_path / bad), "--force")
        assert done.returncode == 2, bad
        assert "Traceback" not in done.stderr
    assert (ekby / "mandat.db").read_bytes() == before


def test_the_demo_refuses_every_other_database(ekby: Path) -> None:
    file = ekby / "mandat.db"
    before = sqlite3.connect(file).execute("SELECT count(*) FROM mandat_entry").fetchone()
    done = run(ekby, "demo", MANDAT_DATABASE=f"sqlite:///{file}")
    assert done.returncode == 2
    assert "not a demo" in done.stderr
    done = run(ekby, "--demo", "serve", MANDAT_DATABASE=f"sqlite:///{file}")
    assert done.returncode == 2
    assert sqlite3.connect(file).execute("SELECT count(*) FROM mandat_entry").fetchone() == before


def test_the_demo_starts_and_starts_again_soon(tmp_path: Path) -> None:
    data, port = tmp_path / "data", free_port()
    started = time.monotonic()
    with served(data, "demo", port=port) as url:
        assert status(f"{url}/demo/", patience=170) == 200
    assert time.monotonic() - started < 180
    done = run(data, "--demo", "serve", "--host", "0.0.0.0")  # noqa: S104 - what must be refused
    assert done.returncode == 2
    assert "this machine alone" in done.stderr
    verified = run(data, "--demo", "record", "verify")
    assert verified.returncode == 0, verified.stderr
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", port))
        taken.listen()
        started = time.monotonic()
        with served(data, "demo", port=port):
            assert status(f"http://127.0.0.1:{port + 1}/demo/") == 200
        assert time.monotonic() - started < 10

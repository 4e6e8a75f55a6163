"""The worker as it is started: one round for a timer, and what the server says without one."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_installation import CODE, environment, founded, run
from tests.smtp import free_port


@pytest.fixture(scope="module")
def ekby(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return founded(tmp_path_factory.mktemp("worker") / "data")


def started(data: Path, *words: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-u", "-c", CODE, *words],
        env=environment(data, MANDAT_TLS="0"), cwd=data.parent, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def said_by_server(data: Path) -> str:
    """Start the server, let it say what it has to say, and stop it."""
    process = started(data, "serve", "--port", str(free_port()))
    time.sleep(4)
    os.killpg(process.pid, signal.SIGTERM)
    return process.communicate(timeout=20)[0]


def test_the_server_says_when_no_worker_has_run(ekby: Path) -> None:
    assert "Start `mandat worker`" in said_by_server(ekby)
    done = run(ekby, "worker", "--once")
    assert (done.returncode, done.stdout) == (0, "0 new notices, 0 mails sent.\n")
    assert "mandat worker" not in said_by_server(ekby)


def test_the_worker_stops_when_it_is_told_to(ekby: Path) -> None:
    process = started(ekby, "worker", "--every", "5")
    assert process.stdout is not None
    assert process.stdout.readline().startswith("The worker looks every 5 seconds.")
    os.kill(process.pid, signal.SIGTERM)
    process.communicate(timeout=20)
    assert process.returncode == 0

"""Processes that append at the same moment: no entry is lost, doubled or out of order."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from mandat.record.queries import entries, size, verify

WRITERS = 3
EACH = 15
ROOT = Path(__file__).parents[3]


def start(name: str) -> subprocess.Popen[str]:
    database = str(connection.settings_dict["NAME"])
    return subprocess.Popen(
        [sys.executable, "-m", "tests.rooms.record.writer", database, name, str(EACH)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def let_go(writer: subprocess.Popen[str]) -> None:
    assert writer.stdin is not None
    writer.stdin.write("go\n")
    writer.stdin.flush()


@pytest.mark.django_db(transaction=True)
def test_writers_at_once_make_one_record() -> None:
    writers = [start(f"writer-{n}") for n in range(WRITERS)]
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n"
    for writer in writers:
        let_go(writer)
    for writer in writers:
        writer.communicate(timeout=60)
    assert [writer.returncode for writer in writers] == [0] * WRITERS
    kept = WRITERS * EACH * 4 // 5
    assert size() == kept
    assert [entry.index for entry in entries()] == list(range(kept))
    assert len({entry.of for entry in entries()}) == kept
    assert verify().agrees

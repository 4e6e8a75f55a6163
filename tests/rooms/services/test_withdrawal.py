"""Rule 11 across processes: what one has answered, another withdraws, and the next answer is no."""

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection

from mandat.record.queries import verify
from mandat.services.actions import open_case
from tests.cast import NOW, an_id
from tests.rooms.services.cast import GIVEN, found_services
from tests.rooms.services.test_apart import beside

ROOT = Path(__file__).parents[3]


def start() -> subprocess.Popen[str]:
    return subprocess.Popen(
        [
            sys.executable,
            "-m",
            "tests.rooms.services.worker",
            str(connection.settings_dict["NAME"]),
        ],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def tell(process: subprocess.Popen[str], *words: object) -> str:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(" ".join(map(str, words)) + "\n")
    process.stdin.flush()
    return process.stdout.readline().strip()


@pytest.mark.django_db(transaction=True)
def test_rule_11_a_withdrawal_takes_effect_at_once_in_every_process() -> None:
    course, mandate, olof = found_services().course, beside(role="chair"), an_id("olof")
    cases: list[UUID] = [
        open_case(an_id("amir"), service=course, given=GIVEN, at=NOW) for _ in range(2)
    ]
    one, other = start(), start()
    try:
        # Whatever a process keeps, it has kept now: asked twice, and ruled.
        assert [tell(one, "may", olof) for _ in range(2)] == ["yes", "yes"]
        assert tell(one, "rule", olof, cases[0]) == "done"
        assert tell(other, "withdraw", an_id("maria"), mandate) == "done"
        assert tell(one, "may", olof) == "no"
        assert tell(one, "rule", olof, cases[1]) == "power.ended"
    finally:
        for process in (one, other):
            process.communicate(timeout=20)
    assert verify().agrees

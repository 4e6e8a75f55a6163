"""Rules work in a bare process; a command starts without what it does not use."""

import os
import subprocess
import sys
import tomllib
from fnmatch import fnmatch

import pytest

from tests.architecture.sources import ROOMS, ROOT, SOURCE

PURE = ("mandat.power.rules", "mandat.handover.rules", "mandat.record.rules")
HEAVY = ("django", "numpy", "scipy", "lxml", "rich.console", "openpyxl", "docx", "typst")


def modules_after(statement: str) -> set[str]:
    """Return what is loaded after a statement in a process without settings."""
    environment = {"PYTHONPATH": str(ROOT / "src"), "PATH": os.environ["PATH"]}
    done = subprocess.run(
        [sys.executable, "-c", f"{statement}\nimport sys\nprint(' '.join(sys.modules))"],
        capture_output=True,
        text=True,
        env=environment,
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


@pytest.mark.parametrize("module", PURE)
def test_rules_work_without_django(module: str) -> None:
    assert "django" not in modules_after(f"import {module}")


def test_evidence_is_a_library() -> None:
    loaded = modules_after("import mandat.evidence.rules")
    assert "django" not in loaded


def test_a_command_starts_light() -> None:
    loaded = modules_after("import mandat.cli.main")
    assert [name for name in HEAVY if name in loaded] == []


def test_the_tables_of_every_room_are_private() -> None:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
    private = {c["protected_modules"][0] for c in contracts if c["type"] == "protected"}
    found = [p for p in SOURCE.rglob("models*") if p.suffix == ".py" or p.is_dir()]
    tables = [".".join(("mandat", *p.relative_to(SOURCE).with_suffix("").parts)) for p in found]
    assert [
        table
        for table in tables
        if table.split(".")[1] in ROOMS and not any(fnmatch(table, name) for name in private)
    ] == []

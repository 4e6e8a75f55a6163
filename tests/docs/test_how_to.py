"""What the how-to pages show is tried, so that they stay true."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
MANDAT = Path(sys.executable).parent / "mandat"
HOW_TO = ROOT / "docs" / "how-to"
_TABLE = re.compile(r"^`(\w+\.csv)`:.*?^```csv\n(.*?)^```", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line of a page in a folder of its own."""
    environment = {"PATH": f"{MANDAT.parent}:/usr/bin:/bin", "MANDAT_DATA": str(folder / "data")}
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True,
        check=False,
    )  # fmt: skip


def commands(page: str) -> list[str]:
    text = (HOW_TO / page).read_text()
    plain = [block for kind, block in _BLOCK.findall(text) if not kind]
    return [line for block in plain for line in block.splitlines() if line]


def test_an_organisation_can_be_started_as_described(tmp_path: Path) -> None:
    page = "start-an-organisation.md"
    tables = _TABLE.findall((HOW_TO / page).read_text())
    assert len(tables) == 5
    for name, content in tables:
        (tmp_path / name).write_text(content)
    for line in commands(page):
        if line.startswith(("export", "mandat serve")):
            continue
        done = run(line + " --link" * line.startswith("mandat init"), tmp_path)
        # On a machine without TLS or a name, `check` rightly has something to say.
        expected = 1 if line == "mandat check" else 0
        assert done.returncode == expected, f"{line}\n{done.stdout}{done.stderr}"

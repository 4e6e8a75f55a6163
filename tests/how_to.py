"""What the how-to pages show, read from the pages themselves."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
START = "start-an-organisation.md"
_TABLE = re.compile(r"^`(\w+\.csv)`:.*?^```csv\n(.*?)^```", re.MULTILINE | re.DOTALL)
_BLOCK = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def page(name: str) -> str:
    return (ROOT / "docs" / "how-to" / name).read_text()


def tables(name: str) -> list[tuple[str, str]]:
    """Return the CSV files a page shows, with their names."""
    return _TABLE.findall(page(name))


def commands(name: str) -> list[str]:
    """Return the commands a page shows, a line each."""
    plain = [block for kind, block in _BLOCK.findall(page(name)) if not kind]
    return [line for block in plain for line in block.splitlines() if line]


def run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one line of a page in a folder of its own."""
    path = f"{Path(sys.executable).parent}:/usr/bin:/bin"
    environment = {"PATH": path, "MANDAT_DATA": str(folder / "data")}
    return subprocess.run(
        ["bash", "-c", command],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def follow(name: str, folder: Path) -> dict[str, subprocess.CompletedProcess[str]]:
    """Do what a page says, but serve nothing; return how each command ended."""
    for file, content in tables(name):
        (folder / file).write_text(content)
    done = {}
    for line in commands(name):
        if not line.startswith(("export", "mandat serve")):
            done[line] = run(line + " --link" * line.startswith("mandat init"), folder)
    return done

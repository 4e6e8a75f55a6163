"""What the checks read: the project's own files, as git would commit them."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "mandat"
ROOMS = (
    "record", "power", "notices", "services", "handover", "evidence", "perspectives", "growth",
)  # fmt: skip

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def committed() -> tuple[Path, ...]:
    """Return every file that is, or would be, committed."""
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = (ROOT / line for line in listed.stdout.splitlines())
    return tuple(sorted(file for file in files if file.is_file()))


def python_files() -> tuple[Path, ...]:
    """Return the product's modules, without the generated migration."""
    return tuple(
        file
        for file in committed()
        if file.suffix == ".py" and file.is_relative_to(SOURCE) and "migrations" not in file.parts
    )


def templates() -> tuple[Path, ...]:
    return tuple(
        file for file in committed() if "templates" in file.parts and file.is_relative_to(SOURCE)
    )


def functions(file: Path) -> Iterator[tuple[Function, int]]:
    """Yield each function of a module and its length in lines, decorators not counted."""
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, Function) and node.end_lineno is not None:
            yield node, node.end_lineno - node.lineno + 1


def place(file: Path, line: int | None = None) -> str:
    """Return where something is, as an editor can open it."""
    return str(file.relative_to(ROOT)) + (f":{line}" if line else "")

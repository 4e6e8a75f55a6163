"""Small files, small functions, views that only translate."""

from pathlib import Path

from tests.architecture.sources import functions, place, python_files

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_VIEW = 25


def too_long(file: Path, limit: int) -> list[str]:
    return [
        f"{place(file, f.lineno)} {f.name}: {n} > {limit}" for f, n in functions(file) if n > limit
    ]


def is_view_module(file: Path) -> bool:
    return "queries" not in file.parts and "pages" in (file.stem, file.parent.name)


def test_no_file_is_too_long() -> None:
    lengths = {place(file): len(file.read_text().splitlines()) for file in python_files()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_no_function_is_too_long() -> None:
    assert [line for file in python_files() for line in too_long(file, LONGEST_FUNCTION)] == []


def test_views_only_translate() -> None:
    views = [file for file in python_files() if is_view_module(file)]
    assert [line for file in views for line in too_long(file, LONGEST_VIEW)] == []

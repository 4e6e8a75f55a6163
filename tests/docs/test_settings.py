"""Every setting that is read is described, and none that is not."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_settings_are_described() -> None:
    read = {
        name
        for file in (ROOT / "src" / "mandat").rglob("*.py")
        for name in re.findall(r"\"(MANDAT_[A-Z_]+)\"", file.read_text())
    }
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
    assert set(re.findall(r"^\| `(MANDAT_[A-Z_]+)`", page, re.MULTILINE)) == read

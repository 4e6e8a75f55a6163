"""What is committed: pinned parts, no names of hosts or machines, words in both languages."""

import hashlib
import re
import tomllib
from pathlib import Path

import pytest

from tests.architecture.sources import ROOT, committed, place

# Written in two halves, so that this file does not name what it looks for.
NOT_NAMED = ("/" + "work/", "farm" + "-studio", "." + "library", "/" + "home/", "/" + "root/")
HOSTS = ("pypi" + ".org", "python" + "hosted.org", "npm" + "js.org", "npm" + "js.com")
BINARY = {".png", ".woff2", ".mo", ".gz", ".ico", ".jpg", ".webp", ".docx"}
VENDORED = tuple(file for file in committed() if file.name == "vendor.toml")


def texts() -> dict[Path, str]:
    """Return the project's own text files; what is vendored keeps its makers' words."""
    return {
        file: file.read_text()
        for file in committed()
        if file.suffix not in BINARY and "vendor" not in file.parts
    }


def requirements(file: str) -> list[str]:
    lines = (ROOT / "requirements" / file).read_text().splitlines()
    return [line for line in lines if line and not line.startswith(("#", "-r"))]


def test_no_file_names_a_machine_or_a_workplace() -> None:
    found = [
        f"{place(file)}: {word}"
        for file, text in texts().items()
        for word in (*NOT_NAMED, *HOSTS)
        if word in text
    ]
    assert found == []


def test_what_the_package_needs_is_what_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert project["dependencies"] == requirements("base.in")


@pytest.mark.parametrize("group", ["build", "base", "dev"])
def test_locks_hold_hashes_and_name_no_host(group: str) -> None:
    lock = (ROOT / "requirements" / f"{group}.txt").read_text()
    assert "://" not in lock
    assert "--index-url" not in lock
    pins = re.findall(r"^[a-z0-9][^\s=]*==", lock, re.MULTILINE)
    assert pins
    blocks = re.split(r"^(?=[a-z0-9][^\s=]*==)", lock, flags=re.MULTILINE)[1:]
    assert [block.split()[0] for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("listing", VENDORED, ids=place)
def test_vendored_files_are_the_ones_listed(listing: Path) -> None:
    folder = listing.parent.parent
    parts = tomllib.loads(listing.read_text())["part"]
    assert [part["name"] for part in parts if not (part["version"] and part["licence"])] == []
    listed = {folder / name: digest for part in parts for name, digest in part["sha256"].items()}
    found = {file: hashlib.sha256(file.read_bytes()).hexdigest() for file in listed}
    assert found == listed
    here = {file for file in committed() if file.is_relative_to(listing.parent)} - {listing}
    assert here - set(listed) == set()


def test_the_licence_is_the_official_text() -> None:
    # As the Free Software Foundation publishes it.
    official = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == official

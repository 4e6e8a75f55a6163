"""Files others made are exactly as published, and every one of them is listed."""

import hashlib
import tomllib
from pathlib import Path

STATIC = Path(__file__).resolve().parents[2] / "src/mandat/web/static/mandat"
PARTS = tomllib.loads((STATIC / "vendor/vendor.toml").read_text())["part"]


def test_every_hash_holds():
    for part in PARTS:
        assert part["version"]
        assert part["licence"]
        for name, digest in part["sha256"].items():
            assert hashlib.sha256((STATIC / name).read_bytes()).hexdigest() == digest, name


def test_nothing_is_vendored_without_being_listed():
    listed = {name for part in PARTS for name in part["sha256"]} | {"vendor/vendor.toml"}
    there = {
        str(path.relative_to(STATIC))
        for folder in ("vendor", "fonts")
        for path in (STATIC / folder).rglob("*")
        if path.is_file()
    }
    assert there == listed

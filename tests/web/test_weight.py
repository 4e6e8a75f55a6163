"""A first visit weighs at most 100 kB without fonts, as it travels."""

import gzip
import re
from pathlib import Path

import pytest

from tests.cast import found_ekby
from tests.members import as_member

STATIC = Path(__file__).resolve().parents[2] / "src/mandat/web/static"
MOST = 100_000
LINKED = re.compile(r'(?:src|href)="/static/([^"]+\.(?:css|js|svg))"')
IMPORTED = re.compile(r"""(?:@import url\(|from )["']([^"']+)["']""")


def files_of(path: Path) -> set[Path]:
    """Return a file and everything it loads."""
    found = {path}
    for name in IMPORTED.findall(path.read_text()):
        found |= files_of((path.parent / name).resolve())
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/", "/needs/", "/map/", "/record/", "/state/"])
def test_a_first_visit_is_light(path: str) -> None:
    found_ekby()
    response = as_member("maria").get(path, headers={"Accept-Encoding": "gzip"})
    page = gzip.decompress(response.content).decode()
    loaded = set().union(*(files_of(STATIC / name) for name in LINKED.findall(page)))
    assert any(file.name == "mandat.css" for file in loaded)
    packed = sum(len(gzip.compress(file.read_bytes())) for file in loaded)
    assert len(response.content) + packed <= MOST


@pytest.mark.django_db
def test_the_page_itself_travels_packed() -> None:
    found_ekby()
    response = as_member("maria").get("/", headers={"Accept-Encoding": "gzip"})
    assert response.headers["Content-Encoding"] == "gzip"

"""What every test stands on: its language, and how many examples a property is tried with."""

import os
from collections.abc import Iterator

import pytest
from django.utils import translation
from hypothesis import settings

# Derandomised, so that a failure on one machine is a failure on all; `make deep` looks wider.
settings.register_profile("default", max_examples=30, derandomize=True, deadline=None)
settings.register_profile("deep", max_examples=2_000, deadline=None)
settings.load_profile(os.environ.get("MANDAT_EXAMPLES", "default"))


@pytest.fixture(autouse=True)
def _swedish_first() -> Iterator[None]:
    """Begin each test in the first language, whatever the one before it left behind."""
    with translation.override("sv"):
        yield


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL run what touches a database: the rest would only say the same again."""
    if os.environ.get("MANDAT_TEST_DATABASE") != "postgresql":
        return
    touches = [i for i in items if _touches_database(i)]
    config.hook.pytest_deselected(items=[i for i in items if i not in touches])
    items[:] = touches


def _touches_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or asked & {"db", "transactional_db"})

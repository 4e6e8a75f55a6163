"""A smaller Ekby for tests: everybody and every mandate, but a shorter and thinner past."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.conf import settings

from mandat.common import clock as common_clock
from mandat.jobs.demo.colleagues import live_through
from mandat.jobs.demo.people import demo_id
from mandat.jobs.demo.seeding import seed_demo
from mandat.web.demo import clock, hands

WINTER = datetime(2027, 2, 15, tzinfo=UTC)
MARIA, AMIR, FATIMA = (demo_id("person", key) for key in ("maria", "amir", "fatima"))


def seed_small(*, since: datetime = WINTER, share: float = 0.5) -> None:
    """Seed the demo in a second or two. `settings.DEMO` must be on."""
    seed_demo(since=since, share=share, laid_out=False)


@pytest.fixture
def ekby(db: None) -> Iterator[None]:
    """Two winter weeks of Ekby, its clock started and its colleagues ready."""
    settings.DEMO = True
    try:
        seed_small()
        clock.start()
        hands.wind(live_through)
        yield
    finally:
        settings.DEMO = False
        common_clock.use(common_clock.system)
        hands.unwind()

"""Ekby with services, before and after a hand-over."""

import pytest

from tests.rooms.growth.cast import hand_over_course_fees
from tests.rooms.services.cast import Services, found_services


@pytest.fixture
def services(db: None) -> Services:
    return found_services()


@pytest.fixture
def handed(services: Services) -> Services:
    hand_over_course_fees()
    return services

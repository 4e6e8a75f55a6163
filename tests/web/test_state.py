"""What State shows: everyone together, never one."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth import get_user_model

from mandat.handover.queries.given import given_back
from mandat.power.actions import open_account
from mandat.services.queries.waited import waits_by_matter
from mandat.web.state.page import month_starts, state_page
from tests.cast import NOW, an_id, found_ekby


@pytest.fixture
def ekby(db):
    return found_ekby()


def test_months_begin_at_midnight_local_time():
    starts = month_starts(datetime(2026, 3, 31, 23, 30, tzinfo=UTC), 3)
    assert [s.month for s in starts] == [2, 3, 4]
    assert all((s.day, s.hour) == (1, 0) for s in starts)


def test_without_any_hand_over_power_lies_still(ekby):
    page = state_page(NOW)
    assert page.days == 0
    assert (page.share.leading, page.share.people) == (1, 6)
    assert len(page.months) == 12
    assert given_back(NOW) == ()


def test_no_figures_of_fewer_than_five(ekby):
    assert waits_by_matter(NOW - timedelta(days=90), NOW) == ()


def test_the_page_has_a_table_beside_every_chart(client, ekby):
    open_account(an_id("maria"), email="maria@ekby.example", password=None, at=NOW)
    client.force_login(
        get_user_model().objects.get(),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    page = client.get("/state/").content.decode()
    assert "Makten ligger still" in page
    assert page.count("Visa som tabell") == 2

"""Letting a hand-over rest, and taking a break: who decides meanwhile, and afterwards."""

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

import pytest

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.notices.models import Notice
from mandat.record.models import EntryRow
from mandat.record.queries import verify
from mandat.services import actions as services
from tests.cast import NOW, Cast, found_ekby
from tests.members import as_member
from tests.rooms.handover.test_walking import AMIR, DAY, LENA, MARIA, ask, on_trial
from tests.web.test_walk import service

__all__ = ["service"]
pytestmark = pytest.mark.django_db


class Now:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def now() -> Iterator[Now]:
    hand = Now()
    clock.use(hand)
    yield hand
    clock.use(clock.system)


@pytest.fixture
def cast(now: Now) -> Cast:
    return found_ekby()


def decides(who: UUID, service: UUID, at: datetime) -> bool:
    """Tell whether someone may say yes to a case that is asked now."""
    case = ask(service, LENA, "3000", at)
    try:
        services.rule_on_case(who, case=case, outcome="yes", at=at)
    except RefusedError:
        services.withdraw_case(LENA, case=case, at=at)
        return False
    return True


def test_while_it_rests_the_giver_decides_and_then_it_goes_on_by_itself(
    cast: Cast, service: UUID, now: Now
) -> None:
    handover = on_trial(cast)
    maria, amir = as_member("maria"), as_member("amir")
    page = f"/proposals/{handover}/"
    day = (now.at + 5 * DAY).date().isoformat()
    assert amir.post(f"{page}pause", {"until": day, "reason": "Nej"}).status_code == 422
    assert maria.post(f"{page}pause", {"until": day, "reason": ""}).status_code == 422
    before = ask(service, LENA, "4000", now.at)
    done = maria.post(f"{page}pause", {"until": day, "reason": "Tre är sjuka."})
    assert done.status_code == 302
    assert "Tre är sjuka." in amir.get(page).content.decode()
    assert Notice.objects.filter(kind="trial_changed", person=AMIR).count() == 1
    services.rule_on_case(MARIA, case=before, outcome="yes", at=now.at)
    assert not decides(AMIR, service, now.at + DAY)
    assert decides(MARIA, service, now.at + DAY)
    now.at += 5 * DAY
    assert decides(AMIR, service, now.at)
    assert not decides(MARIA, service, now.at)
    shown = maria.get(page).content.decode()
    assert f"{page}pause" in shown
    assert f"{page}resume" not in shown
    assert verify().agrees


def test_the_giver_lets_it_go_on_before_its_day(cast: Cast, service: UUID, now: Now) -> None:
    handover = on_trial(cast)
    maria, page = as_member("maria"), f"/proposals/{handover}/"
    day = (now.at + 5 * DAY).date().isoformat()
    maria.post(f"{page}pause", {"until": day, "reason": "Tre är sjuka."})
    now.at += DAY
    assert f"{page}resume" in maria.get(page).content.decode()
    maria.post(f"{page}resume")
    assert decides(AMIR, service, now.at)
    assert verify().agrees


def test_a_break_gives_the_cases_to_the_giver_and_names_nobody_in_the_record(
    cast: Cast, service: UUID, now: Now
) -> None:
    handover = on_trial(cast)
    amir, page = as_member("amir"), f"/proposals/{handover}/"
    day = (now.at + 5 * DAY).date().isoformat()
    assert as_member("lena").post(f"{page}break", {"until": day}).status_code == 422
    assert amir.post(f"{page}break", {"until": day}).status_code == 302
    assert not decides(AMIR, service, now.at)
    assert decides(MARIA, service, now.at)
    entry = EntryRow.objects.get(kind="mandate.handed_back")
    assert (entry.by, str(AMIR) in entry.body) == (None, False)
    amir.post(f"{page}end-break")
    assert decides(AMIR, service, now.at)
    assert verify().agrees


def test_one_case_is_taken_back_from_the_hand_overs_own_page(
    cast: Cast, service: UUID, now: Now
) -> None:
    handover = on_trial(cast)
    case = ask(service, LENA, "3000", now.at)
    shown = as_member("maria").get(f"/proposals/{handover}/").content.decode()
    assert str(case) in shown
    assert str(case) not in as_member("amir").get(f"/proposals/{handover}/").content.decode()

"""What goes on as before: since when nobody has questioned it, and what a question becomes."""

from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from mandat.common import clock
from mandat.handover.defaults import rules
from mandat.handover.defaults.models import Questioning
from mandat.handover.defaults.queries import defaults_page, thing
from mandat.power.actions import adopt_rules
from mandat.power.presets import read_book
from mandat.record.queries import verify
from tests.cast import NOW, Cast, an_id, found_ekby
from tests.members import as_member

DAY = timedelta(days=1)
TIMES = st.lists(st.integers(-900, 900).map(lambda n: NOW + n * DAY), max_size=5)


@given(began=st.integers(-900, 0), asked=TIMES, looks=st.integers(0, 900))
def test_only_what_has_happened_counts_as_a_question(
    began: int, asked: list[datetime], looks: int
) -> None:
    since, at = NOW + began * DAY, NOW + looks * DAY
    found = rules.Default(since, tuple(asked)).untouched_since(at)
    assert since <= found <= at
    assert found == since or found in asked
    assert not any(found < t <= at for t in asked)


@given(day=st.dates(date(2000, 1, 1), date(2090, 1, 1)), months=st.integers(0, 60))
def test_a_review_comes_whole_months_after_the_last_look(day: date, months: int) -> None:
    own = rules.review_day(day, day, months)
    assert own == day
    found = rules.review_day(None, day, months)
    if not months:
        assert found is None
        return
    assert found is not None
    assert (found.year * 12 + found.month) - (day.year * 12 + day.month) == months
    assert found.day <= day.day
    assert found.day == day.day or (found + DAY).day == 1


@pytest.fixture
def cast(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "now", lambda: NOW)
    return found_ekby()


@pytest.mark.django_db
def test_a_step_nobody_has_questioned_is_shown_asked_about_and_kept_or_proposed(cast: Cast) -> None:
    adopt_rules(an_id("sara"), book=read_book("self-governing"), decision="§ 1", at=NOW - 2 * DAY)
    later = NOW + 500 * DAY
    before = thing("stage", str(cast.stage), later)
    assert before is not None
    assert before.untouched == before.begun
    assert before.review_on == rules.months_after(before.begun.date(), 12)
    amir, path = as_member("amir"), f"/defaults/stage/{cast.stage}/"
    assert str(cast.stage) in amir.get("/defaults/").content.decode()
    assert amir.post(path, {"words": " "}).status_code == 422
    assert amir.post(path, {"words": "Det tar fem dagar"}).status_code == 302
    asked = thing("stage", str(cast.stage), later)
    assert asked is not None
    assert asked.untouched == NOW
    question = Questioning.objects.get()
    new = f"/proposals/new/agreement/?question={question.uuid}"
    assert "Det tar fem dagar" in amir.get(new).content.decode()
    role = str(cast.team)
    told = {
        "title": "Kortare", "tension": "x", "example": "y", "helps": "z", "circle": str(cast.home),
        "agreed_title": "Kort", "text": "Två dagar", "success": "Vi ser", "keeper": role,
        "review_on": (NOW + 60 * DAY).date().isoformat(),
    }  # fmt: skip
    assert amir.post(new, told).status_code == 302
    question.refresh_from_db()
    assert question.proposal is not None
    kept = {"keep": "1", "words": "Stora summor", "review_on": "2026-12-01"}
    assert amir.post(path, kept).status_code == 422  # he does not decide at this step
    assert as_member("maria").post(path, kept).status_code == 302
    step = thing("stage", str(cast.stage), later)
    assert step is not None
    assert step.review_on == date(2026, 12, 1)
    for about, of in (("mandate", str(cast.mandate)), ("rule", "onward")):
        assert amir.get(f"/defaults/{about}/{of}/").status_code == 200
    for about, of in (("rule", "moon"), ("stage", str(UUID(int=0))), ("stage", "x"), ("y", "x")):
        assert amir.get(f"/defaults/{about}/{of}/").status_code == 404
    with CaptureQueriesContext(connection) as queries:
        defaults_page(NOW)
    assert len(queries) <= 9
    assert verify().agrees

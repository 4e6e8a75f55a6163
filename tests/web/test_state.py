"""What State shows: everyone together, never one."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.growth.journey import actions as journeys
from mandat.growth.measures import MEASURES
from mandat.growth.pulse.models import PulseAnswer
from mandat.growth.pulse.rules import OWN, question_for
from mandat.growth.steps.models import StepCount
from mandat.growth.steps.queries import own_steps
from mandat.handover.queries.given import given_back
from mandat.power.queries import share_with_mandate
from mandat.power.queries.leading import who_lead
from mandat.services.queries.waited import waits_by_matter
from mandat.web.state.figures import leads, month_starts, step_months
from mandat.web.state.page import state_page, table_of
from tests.cast import DAY, NOW, START, Cast, an_id
from tests.members import as_member
from tests.rooms.growth.cast import decided, hand_over_course_fees
from tests.rooms.services.cast import Services, found_services

FIGURES = ("pulse", "share", "steps", "given_back", "still")
JULY = datetime(2026, 7, 20, 8, tzinfo=UTC)


@pytest.fixture
def ekby(db: None) -> Services:
    return found_services()


@pytest.fixture
def then(monkeypatch: pytest.MonkeyPatch) -> Callable[[datetime], None]:
    def at(moment: datetime) -> None:
        monkeypatch.setattr(clock, "_source", lambda: moment)

    at(JULY)
    return at


def test_months_begin_at_midnight_local_time() -> None:
    starts = month_starts(datetime(2026, 3, 31, 23, 30, tzinfo=UTC), 15)
    assert [s.month for s in starts[-3:]] == [2, 3, 4]
    assert all((s.day, s.hour, s.minute) == (1, 0, 0) for s in starts)
    assert starts[-1].utcoffset() == timedelta(hours=2)
    assert starts[-2].utcoffset() == timedelta(hours=1)
    assert all(27 < (b.date() - a.date()).days < 32 for a, b in pairwise(starts))


def test_without_any_hand_over_power_lies_still(ekby: Services) -> None:
    page = state_page(NOW)
    assert page.days == 0
    assert given_back(NOW) == ()
    assert page.still is not None
    assert page.still.now.unmoved == page.still.now.matters == 2
    assert waits_by_matter(NOW - timedelta(days=90), NOW) == ()


def test_who_leads_is_the_same_however_it_is_counted(ekby: Services) -> None:
    hand_over_course_fees()
    moments = (START - DAY, START, NOW - DAY, NOW, NOW + DAY)
    for lead in who_lead(moments):
        assert (len(lead.who), lead.people) == share_with_mandate(lead.at)


def test_who_has_decided_is_told_in_fives_when_the_month_is_over(ekby: Services) -> None:
    hand_over_course_fees()
    for day in range(3):
        decided(ekby, NOW + day * DAY)
    assert [lead.do for lead in leads(NOW + 5 * DAY)] == [None] * 13
    assert {lead.do for lead in leads(JULY)} == {None}
    assert leads(JULY)[-1].can == 4


def step_done(person: UUID, at: datetime, *, counts: bool = True) -> UUID:
    journey = journeys.start_journey(person, today="", tomorrow="Vi bestämmer", at=at)
    if counts:
        journeys.let_count(person, journey=journey, counts=True, at=at)
    step = journeys.take_step(
        person, journey=journey, what="Fråga", when="I dag", where="Här", by=at.date(), at=at
    )
    journeys.end_step(person, step=step, outcome="done", at=at)
    return journey


EVERYONE = [an_id(name) for name in ("maria", "amir", "fatima", "lena", "olof", "sara")]
JUNE = [date(2026, 6, 1)]


def test_own_steps_count_only_if_five_let_them_and_the_month_is_over(ekby: Services) -> None:
    for person in EVERYONE[:4]:
        step_done(person, NOW)
    step_done(EVERYONE[4], NOW, counts=False)
    assert own_steps(JUNE, JULY) == (None,)
    step_done(EVERYONE[5], NOW)
    assert own_steps(JUNE, NOW + 20 * DAY) == (None,)
    assert own_steps(JUNE, JULY) == (5,)
    assert step_months(JULY)[-1].own == 5
    assert {month.handovers for month in step_months(JULY)} == {None}


def test_one_may_change_ones_mind_while_the_month_lasts(ekby: Services) -> None:
    kept = [step_done(person, NOW) for person in EVERYONE]
    journeys.let_count(EVERYONE[0], journey=kept[0], counts=False, at=NOW + DAY)
    journeys.erase_journey(EVERYONE[1], journey=kept[1], at=NOW + DAY)
    assert own_steps(JUNE, JULY) == (None,)
    assert StepCount.objects.count() == 4
    journeys.let_count(EVERYONE[0], journey=kept[0], counts=True, at=NOW + 2 * DAY)
    assert own_steps(JUNE, JULY) == (5,)
    for person, journey in zip(EVERYONE[2:], kept[2:], strict=True):
        journeys.erase_journey(person, journey=journey, at=JULY)
    assert own_steps(JUNE, JULY) == (5,)


def test_a_person_counts_once_a_month_however_many_steps(ekby: Services) -> None:
    for _ in range(3):
        step_done(EVERYONE[0], NOW)
    assert StepCount.objects.count() == 1
    assert not [row for row in StepCount.objects.values() if str(EVERYONE[0]) in str(row)]


def test_switched_off_steps_are_not_counted(ekby: Services, settings: object) -> None:
    settings.MEASURES_OFF = frozenset({"steps"})  # type: ignore[attr-defined]
    for person in EVERYONE:
        step_done(person, NOW)
    assert not StepCount.objects.exists()


def answers(month: int, people: int, value: int = 3) -> None:
    week = date(2026, month, 1) + timedelta(days=(7 - date(2026, month, 1).weekday()) % 7)
    asked = (p for p in range(1000) if question_for(week, UUID(int=p), OWN.questions) == "autonomy")
    for person, _ in zip(asked, range(people), strict=False):
        PulseAnswer.objects.create(
            token=f"{person}-{week}", question="autonomy", week=week, value=value, cell=Cast().home
        )


def test_a_month_too_few_answered_is_a_gap_and_not_a_line(ekby: Services) -> None:
    answers(3, 9)
    answers(4, 4)
    answers(5, 9)
    felt = state_page(JULY).figures[0]
    assert felt.key == "pulse"
    (line,) = felt.wide.lines  # type: ignore[union-attr]
    assert len(line.parts) == len(line.bands) == 2
    assert len(felt.table.rows) == 2


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_figure_has_its_table_its_making_and_its_entry(
    ekby: Services, then: object, language: str
) -> None:
    hand_over_course_fees()
    decided(ekby)
    answers(5, 9)
    page = as_member("maria").get(f"/state/?lang={language}").content.decode()
    register = as_member("maria").get("/measures/").content.decode()
    for key in FIGURES:
        assert f"/measures/#measure-{key}" in page
        assert f'id="measure-{key}"' in register
    made = {"sv": "Så görs det", "en": "How it is made"}[language]
    assert page.count(made) == len(FIGURES)
    assert page.count("state/share.csv") == 1


def test_a_file_holds_what_the_page_shows(ekby: Services, then: object) -> None:
    answers(5, 9)
    maria = as_member("maria")
    for key in FIGURES:
        answer = maria.get(f"/state/{key}.csv")
        assert answer["Content-Type"] == "text/csv; charset=utf-8"
        assert f"{key}.csv" in answer["Content-Disposition"]
        assert answer.content.decode().splitlines()[0].count(",") >= 1
    assert "2026-05,autonomy" in maria.get("/state/pulse.csv").content.decode()
    for key in ("mirror", "feedback", "nothing"):
        assert maria.get(f"/state/{key}.csv").status_code == 404


@pytest.mark.parametrize("off", [*[m.key for m in MEASURES if m.switch], "all"])
def test_what_is_switched_off_is_gone_and_the_page_whole(
    ekby: Services, then: object, monkeypatch: pytest.MonkeyPatch, off: str
) -> None:
    hand_over_course_fees()
    decided(ekby)
    answers(5, 9)
    gone = {m.key for m in MEASURES if m.switch} if off == "all" else {off}
    monkeypatch.setattr(settings, "MEASURES_OFF", frozenset(gone))
    maria = as_member("maria")
    for path in ("/state/", "/", "/map/", f"/map/mandate/{Cast().mandate}/", "/needs/", "/cases/"):
        answer = maria.get(path, follow=True)
        assert answer.status_code == 200, path
        assert answer.content.decode().count("<h1") == 1, path
    page = maria.get("/state/").content.decode()
    for key in gone & set(FIGURES):
        assert f"#measure-{key}" not in page
        assert maria.get(f"/state/{key}.csv").status_code == 404
        assert table_of(key, JULY) is None
    if off == "all":
        assert "Här mäts ingenting" in page


def test_queries_do_not_grow_with_the_organisation(ekby: Services, then: object) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            state_page(JULY)
        return len(queries)

    hand_over_course_fees()
    decided(ekby)
    answers(5, 9)
    before = count()
    for day in range(4):
        decided(ekby, NOW + day * DAY)
    for person in EVERYONE:
        step_done(person, NOW)
    answers(4, 20)
    assert count() == before <= 40


def test_client_without_login_sees_no_figure(ekby: Services) -> None:
    for path in ("/state/", "/state/pulse.csv"):
        assert Client().get(path).status_code == 302

"""Somebody who reads State every day, with every address and file, learns of no single person.

What is not covered, and said in what-is-protected.md: whoever knows of all others but one can tell
of the last when the count reaches a fifth.
"""

import random
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common import clock
from mandat.growth.journey import actions as journeys
from mandat.growth.rules import FEWEST, at_least
from mandat.growth.steps.queries import own_steps
from mandat.power.models import Person
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.services.actions import open_case, rule_on_case
from mandat.web.state.figures import leads, month_starts, step_months
from mandat.web.state.page import state_page, table_of
from tests.cast import DAY, NOW, START, an_id
from tests.members import as_member
from tests.rooms.growth.cast import decided, hand_over_course_fees
from tests.rooms.services.cast import GIVEN, Services, make_secret

pytestmark = pytest.mark.django_db
JULY = datetime(2026, 7, 20, 8, tzinfo=UTC)
FILES = ("pulse", "share", "steps", "given_back", "still")


@given(st.integers(0, 400))
def test_one_more_or_less_shows_only_at_every_fifth(count: int) -> None:
    shown = at_least(count)
    assert shown is None or (shown >= FEWEST and shown % FEWEST == 0 and count - shown < FEWEST)
    assert (at_least(count + 1) == shown) == bool((count + 1) % FEWEST)


def many(count: int) -> list[UUID]:
    """Add people, so that a month has something to show."""
    with writing(by=None, at=START) as door:
        for number in range(count):
            name = f"extra-{number}"
            door.append("person.added", of=an_id(name),
                        data={"joined": stamp(START), "source": "founding"},
                        personal={"name": name, "email": f"{name}@ekby.example"})  # fmt: skip
    return list(Person.objects.values_list("uuid", flat=True))


def test_no_day_of_reading_shows_a_month_move(services: Services) -> None:
    """People take steps, let them count, change their minds and erase, for ninety days."""
    hand_over_course_fees()
    draw = random.Random(3)  # noqa: S311 - meant to be foretold
    people = many(40)
    own: dict[UUID, UUID] = {}
    seen: dict[tuple[str, datetime], object] = {}
    shown = 0
    for day in range(90):
        at = NOW + day * DAY
        for person in draw.sample(people, 3):
            if person in own and draw.random() < 0.4:
                journeys.erase_journey(person, journey=own.pop(person), at=at)
                continue
            if person not in own:
                own[person] = journeys.start_journey(
                    person,
                    today="", tomorrow="x", at=at,
                )  # fmt: skip
            journey, counts = own[person], draw.random() < 0.8
            journeys.let_count(person, journey=journey, counts=counts, at=at)
            step = journeys.take_step(
                person,
                journey=journey,
                what="x", when="x", where="x", by=at.date(), at=at,
            )  # fmt: skip
            journeys.end_step(person, step=step, outcome="done", at=at)
        if day % 5 == 0:
            decided(services, at)
        for month in step_months(at + timedelta(hours=9)):
            assert seen.setdefault(("steps", month.starts), month) == month
            shown += month.own is not None
        for lead in leads(at + timedelta(hours=9))[:-1] if day % 10 == 0 else ():
            assert seen.setdefault(("lead", lead.at), lead) == lead
    assert shown


def test_the_month_under_way_shows_nothing_to_anyone(services: Services) -> None:
    for person in many(20):
        journey = journeys.start_journey(person, today="", tomorrow="x", at=NOW)
        journeys.let_count(person, journey=journey, counts=True, at=NOW)
        step = journeys.take_step(
            person,
            journey=journey, what="x", when="x", where="x", by=NOW.date(), at=NOW,
        )  # fmt: skip
        journeys.end_step(person, step=step, outcome="done", at=NOW)
    months = [start.date() for start in month_starts(NOW, 3)]
    assert own_steps(months, NOW + 20 * DAY) == (None, None, None)
    assert own_steps(months, NOW + 31 * DAY) == (None, None, 25)


def test_no_address_and_no_file_cuts_a_group_smaller(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand_over_course_fees()
    decided(services)
    monkeypatch.setattr(clock, "_source", lambda: NOW + 42 * DAY)
    maria = as_member("maria")
    asked = ("", "cell=x", "from=2026-01-01", "at=2026-05-01", "month=2026-05", "person=1")
    for key in FILES:
        assert len({maria.get(f"/state/{key}.csv?{query}").content for query in asked}) == 1
    pages = {maria.get(f"/state/?{query}").content.count(b"<td") for query in asked}
    assert len(pages) == 1


def test_no_file_names_anybody_or_holds_a_small_count(services: Services) -> None:
    hand_over_course_fees()
    decided(services)
    at = NOW + 42 * DAY
    for key in FILES:
        table = table_of(key, at)
        assert table is not None
        text = table.csv()
        for person in Person.objects.all():
            assert person.name not in text
            assert str(person.uuid) not in text
    steps = table_of("steps", at)
    assert steps is not None
    assert {cell.plain for row in steps.rows for cell in row[1:]} == {""}
    assert len(steps.heads) == 3  # no total to take a difference of


def test_waits_are_of_a_quarter_that_has_ended_and_stand_still(services: Services) -> None:
    """Figures that slid would tell how the latest answer went to whoever looks each day."""
    hand_over_course_fees()

    def ruled(name: str, at: datetime) -> None:
        case = open_case(an_id(name), service=services.course, given=GIVEN, at=at)
        rule_on_case(an_id("fatima"), case=case, outcome="no", reason="x", at=at)

    for name in ("maria", "amir", "lena", "olof", "sara"):
        ruled(name, NOW)
    assert state_page(NOW + DAY).waits == ()
    before = state_page(JULY).waits
    assert [wait.rulings for wait in before] == [5]
    ruled("amir", JULY)
    assert all(state_page(JULY + n * DAY).waits == before for n in (1, 30, 60))
    make_secret()
    assert state_page(JULY).waits == ()

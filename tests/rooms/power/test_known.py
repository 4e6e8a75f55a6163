"""What was known at a past time: answers given then can be given again, whatever came after."""

import random
from collections.abc import Callable
from datetime import datetime

import pytest

from mandat.common.money import Money
from mandat.power import queries
from mandat.power.rules import Limit, Question, Slice, answer, limits_to_json
from mandat.record.actions import writing
from mandat.record.codec import stamp
from tests.cast import DAY, NOW, START, an_id, found_ekby

pytestmark = pytest.mark.django_db
WHO = ("maria", "amir", "lena", "olof")


def grant(name: str, at: datetime, **changes: object) -> None:
    limit = Limit("amount", "<=", Money(500_000, "SEK"))
    data = {
        "matter": str(an_id("matter-course")), "stage": str(an_id("stage-head")),
        "person": str(an_id("amir")), "role": None, "may_yes": True, "may_no": True,
        "limits": limits_to_json((limit,)), "since": stamp(at), "until": None, "review_on": None,
        "source_mandate": str(an_id("mandate-head")), "source_decision": "", "narrows": False,
        "by_acceptance": False, "handover": None, **changes,
    }  # fmt: skip
    with writing(by=an_id("maria"), at=at) as door:
        door.append("mandate.granted", of=an_id(name), data=data)  # type: ignore[arg-type]


def end(kind: str, name: str, at: datetime, until: datetime) -> None:
    with writing(by=an_id("maria"), at=at) as door:
        door.append(kind, of=an_id(name), data={"until": stamp(until)})


def hold(name: str, role: str, person: str, at: datetime) -> None:
    with writing(by=an_id("maria"), at=at) as door:
        door.append("role.held", of=an_id(name), data={
            "role": str(an_id(f"role-{role}")), "person": str(an_id(person)), "since": stamp(at),
            "until": None, "source": "KS",
        })  # fmt: skip


def all_answers(org: Slice, at: datetime) -> list[object]:
    asked = [
        Question(an_id(who), "yes", {"amount": Money(minor, "SEK")}, an_id("fatima"),
                 an_id("fatima"), at)
        for who in WHO for minor in (100, 500_000, 500_001)
    ]  # fmt: skip
    return [answer(org, question) for question in asked]


def load(known_at: datetime | None) -> Slice:
    return queries.load_slice(an_id("matter-course"), [an_id("fatima")], known_at)


def test_a_mandate_entered_later_was_not_known_though_it_held() -> None:
    found_ekby()
    grant("late", NOW + DAY, since=stamp(NOW - DAY))
    assert len(load(None).mandates) == 2
    assert len(load(NOW).mandates) == 1
    assert load(NOW + DAY) == load(None)


def test_an_end_entered_later_was_not_known() -> None:
    found_ekby()
    grant("given", NOW)
    end("mandate.ended", "given", NOW + 2 * DAY, NOW + 2 * DAY)
    (then,) = [m for m in load(NOW + DAY).mandates if m.source]
    (now,) = [m for m in load(None).mandates if m.source]
    assert (then.until, now.until) == (None, NOW + 2 * DAY)


def test_before_the_founding_nothing_was_known() -> None:
    found_ekby()
    matter = an_id("matter-course")
    assert queries.load_slices([matter], [], START - DAY) == {}


@pytest.mark.parametrize("seed", range(4))
def test_past_answers_never_change(seed: int) -> None:
    """Rule 24: after any course of events, each earlier day answers as it did on that day."""
    found_ekby()
    draw, at, open_now = random.Random(seed), NOW, []  # noqa: S311 - a course of events
    said: dict[datetime, list[object]] = {}
    for step in range(14):
        at += DAY
        if open_now and draw.random() < 0.4:
            kind, name = open_now.pop(draw.randrange(len(open_now)))
            end(kind, name, at, at + draw.choice([0, 3]) * DAY)
        elif draw.random() < 0.5:
            grant(f"m{step}", at, person=str(an_id(draw.choice(WHO))),
                  since=stamp(at + draw.choice([-9, 0, 2]) * DAY))  # fmt: skip
            open_now.append(("mandate.ended", f"m{step}"))
        else:
            hold(f"h{step}", "head", draw.choice(WHO), at)
            open_now.append(("holding.ended", f"h{step}"))
        said[at] = all_answers(load(None), at)
    assert {day: all_answers(load(day), day) for day in said} == said


def test_as_known_takes_two_queries_a_table_and_a_level_of_circles(
    django_assert_num_queries: Callable[[int], object],
) -> None:
    found_ekby()
    for n in range(5):
        grant(f"m{n}", NOW)
    tables, level_above = 14, 1
    with django_assert_num_queries(2 * (tables + level_above)):  # type: ignore[attr-defined]
        load(NOW)


def test_a_circle_that_moved_lay_where_it_lay() -> None:
    found_ekby()
    with writing(by=an_id("maria"), at=NOW + DAY) as door:
        inner, outer = an_id("circle-home"), an_id("circle-board")
        door.append("circle.moved", of=inner, data={"parent": str(outer)})
    assert load(NOW).parents[inner] != outer
    assert load(None).parents[inner] == outer


def test_rule_24_gaps_and_changes_are_told_as_they_were_known() -> None:
    found_ekby()
    grant("late", NOW + DAY, since=stamp(NOW - DAY))
    end("mandate.ended", "late", NOW + 3 * DAY, NOW + 2 * DAY)
    seen = [
        [m.id for m in queries.differences(NOW - 2 * DAY, NOW, known_at=known).added]
        for known in (NOW, NOW + DAY)
    ]
    assert seen == [[], [an_id("late")]]
    later = [
        [m.id for m in queries.differences(NOW, NOW + 3 * DAY, known_at=known).ended]
        for known in (NOW + DAY, NOW + 4 * DAY, None)
    ]
    assert later == [[], [an_id("late")], [an_id("late")]]
    overlaps = [
        sum(m.overlaps for m in queries.coverage_page(NOW, known_at=k).matters) for k in (NOW, None)
    ]
    assert overlaps[0] <= overlaps[1]
    assert queries.coverage_page(NOW, known_at=START - DAY).matters == ()

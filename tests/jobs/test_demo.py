"""Ekby lives: from a seed, through the door, and never acting for whoever the visitor is."""

from datetime import timedelta
from functools import cache
from uuid import UUID

import pytest
from django.conf import settings

from mandat.common import clock as common_clock
from mandat.common.refusals import RefusedError
from mandat.evidence.queries import MirrorPage, mirror_page
from mandat.growth.feedback.queries import shared_feedback
from mandat.growth.journey.queries import journeys_page, steps_due, stories
from mandat.growth.obstacles.queries import last_quarter, obstacles_of
from mandat.growth.pulse.queries import organisation_pulse
from mandat.jobs.demo.colleagues import live_through
from mandat.jobs.demo.founding import IN_FORCE
from mandat.jobs.demo.growing import on_steps
from mandat.jobs.demo.history import Event, history
from mandat.jobs.demo.people import demo_id, residents
from mandat.jobs.demo.seeding import SEED, TODAY, seed_demo
from mandat.jobs.demo.town.matters import MATTERS
from mandat.power.actions import ask_substitute
from mandat.power.queries import (
    asked_to_stand_in,
    load_slices,
    open_challenges,
    organisation,
)
from mandat.record.queries import entries, size, verify
from mandat.services.queries import undecided_cases
from mandat.web.demo import clock
from mandat.web.state.figures import step_months
from tests.demo import MARIA, WINTER, ekby

__all__ = ["ekby"]
KERSTIN = demo_id("person", "kerstin")


@cache
def lived(since=IN_FORCE, share: float = 1.0) -> list[Event]:
    people = residents(SEED)
    slices = load_slices([demo_id("matter", m.key) for m in MATTERS], [p.id for p in people])
    return history(people, slices, since=since, until=TODAY, seed=SEED, share=share)


def rulings(events: list[Event], matter: str) -> list[tuple[Event, int]]:
    """Return the rulings on a matter with the amount in kronor."""
    opened = {
        e.of: e.personal["facts"]["amount"]["minor"]
        for e in events
        if e.kind == "case.opened" and e.data["matter"] == str(demo_id("matter", matter))
    }
    return [
        (e, int(opened[UUID(e.data["case"])]) // 100)
        for e in events
        if e.kind == "ruling.made" and UUID(e.data["case"]) in opened
    ]


def test_about_120_people_each_with_one_name_and_address() -> None:
    people = residents(SEED)
    assert 115 <= len(people) <= 130
    assert len({p.name for p in people}) == len({p.email for p in people}) == len(people)
    assert all(p.email.isascii() for p in people)
    assert residents(SEED) == people
    assert residents(SEED + 1) != people


def test_fifteen_services_and_their_words() -> None:
    assert len(MATTERS) == 15
    for matter in MATTERS:
        assert 1 <= len(matter.stages) <= 3
        assert set(matter.name) == set(matter.description) == {"sv", "en"}


def test_the_same_seed_gives_the_same_past(ekby: None) -> None:
    first, again = lived.__wrapped__(WINTER, 0.3), lived.__wrapped__(WINTER, 0.3)
    assert first == again
    assert [e.at for e in first] == sorted(e.at for e in first)
    assert all(IN_FORCE <= e.at < TODAY for e in first)


def test_the_three_heads_of_the_story(ekby: None) -> None:
    made = rulings(lived(), "course")
    maria = [(e, kronor) for e, kronor in made if e.by == MARIA]
    assert len(maria) >= 400
    small = [e.data["outcome"] for e, kronor in maria if kronor <= 5_000]
    assert len(small) >= 350
    assert "no" not in small
    assert 2 <= small.count("returned") <= 15
    assert sum(e.data["outcome"] == "no" for e, _ in maria) >= 3
    johan = [e for e, _ in made if e.by == demo_id("person", "johan")]
    assert len(johan) >= 150
    assert 0.2 < sum(e.data["outcome"] == "no" for e in johan) / len(johan) < 0.4
    assert len([e for e, _ in made if e.by == demo_id("person", "kerstin")]) < 30


@pytest.mark.django_db
def test_the_mirror_of_those_the_demo_points_at() -> None:
    settings.DEMO = True
    try:
        seed_demo()
    finally:
        settings.DEMO = False

    def mirror(key: str, matter: str, stage: str) -> MirrorPage:
        page = mirror_page(demo_id("person", key), matter=matter, stage=stage, limit=None, at=TODAY)
        assert page is not None
        return page

    maria = mirror("maria", "course", "head")
    assert maria.total >= 400
    assert 5_000 in {c.value for c in maria.proof.limits}
    assert mirror("eva", "travel", "economist").proof.limits
    assert mirror("johan", "course", "head").proof.reason == "too_risky"
    assert mirror("kerstin", "course", "head").proof.reason == "too_few"
    months = organisation_pulse(TODAY)
    assert any(month.whole for month in months)
    groups = [group for month in months for _, group in month.branches]
    assert None in groups
    assert any(groups)
    assert verify().agrees


def test_no_case_returned_to_bjorkgarden_is_given_up(ekby: None) -> None:
    events = lived()
    returned = {e.of for e in events if e.kind == "case.returned"}
    made = {UUID(e.data["case"]) for e, _ in rulings(events, "course") if e.by == MARIA}
    given_up = {e.of for e in events if e.kind == "case.ended" and e.data["state"] == "withdrawn"}
    assert returned & made
    assert not given_up & made


def test_every_no_has_its_reason(ekby: None) -> None:
    for event in lived(WINTER):
        if event.kind == "ruling.made":
            assert bool(event.personal["reason"]) == (event.data["outcome"] != "yes")


def test_what_is_seeded_agrees_with_its_record(ekby: None) -> None:
    assert verify().agrees
    assert size() == len(entries())
    assert undecided_cases(TODAY)
    assert clock.read() == TODAY


def test_colleagues_ask_and_rule_but_never_for_the_one_who_is_spared(ekby: None) -> None:
    before, until = size(), TODAY + timedelta(days=14)
    for n in range(14):
        live_through(TODAY + timedelta(days=n), TODAY + timedelta(days=n + 1), MARIA)
    new = [e for e in entries() if e.index >= before]
    assert {"case.opened", "ruling.made", "case.ended"} <= {e.kind for e in new}
    assert MARIA not in {e.by for e in new}
    assert all(TODAY <= e.at <= until for e in new)
    waiting = [c for c in undecided_cases(until) if MARIA in c.people]
    assert len(waiting) > 5
    assert verify().agrees


def test_a_seeded_demo_is_not_seeded_again(ekby: None) -> None:
    found = organisation()
    with pytest.raises(Exception):  # noqa: B017, PT011 - the database's own: the rows are there
        seed_demo(since=WINTER, share=0.1)
    assert organisation() == found


@pytest.mark.django_db
def test_only_the_demo_can_be_seeded() -> None:
    with pytest.raises(RefusedError):
        seed_demo(since=TODAY - timedelta(days=2))
    assert organisation() is None


@pytest.mark.deep
@pytest.mark.django_db
def test_what_lies_on_tables_this_morning_and_how_it_goes_on() -> None:
    settings.DEMO = True
    try:
        seed_demo(since=TODAY - timedelta(days=2), share=0.05)
        clock.start()
        bodies = [c for c in undecided_cases(TODAY) if c.mandate and c.mandate.body]
        urgent = [c for c in undecided_cases(TODAY) if c.mandate and c.mandate.urgent]
        assert len(bodies) == len(urgent) == len(open_challenges()) == 1
        ask_substitute(
            MARIA, person=KERSTIN, ground="away", since=TODAY, until=None, at=TODAY
        )  # fmt: skip
        for n in range(12):
            live_through(TODAY + timedelta(days=n), TODAY + timedelta(days=n + 1), MARIA)
        left = {c.case.id for c in undecided_cases(TODAY + timedelta(days=12))}
        assert not left & {c.case.id for c in (*bodies, *urgent)}
        assert not {c.case for c in open_challenges()} & left
        assert not asked_to_stand_in(TODAY + timedelta(days=12))
        assert verify().agrees
    finally:
        settings.DEMO = False
        common_clock.use(common_clock.system)


@pytest.mark.django_db
def test_a_winter_of_growth_shows_on_state() -> None:
    settings.DEMO = True
    try:
        seed_demo(share=0.02)
    finally:
        settings.DEMO = False
    own = [month.own or 0 for month in step_months(TODAY)]
    assert own[-1] >= 15
    assert own[0] == 0
    held = last_quarter(TODAY)
    assert held is not None
    assert all(count and count >= 5 for _, count in held.counts)
    assert len(stories()) >= 5
    assert shared_feedback()
    assert len({month.month for month in organisation_pulse(TODAY, 12)}) == 12
    beside = journeys_page(MARIA, TODAY).beside
    assert [(b.stand, b.owner.id) for b in beside] == [("beside", KERSTIN)]
    assert any(not line.own for line in obstacles_of(MARIA))
    due = {step.id for step in steps_due(TODAY + timedelta(days=14)) if step.owner != KERSTIN}
    assert due
    for step in on_steps(TODAY + timedelta(days=14), TODAY + timedelta(days=15), KERSTIN, SEED):
        step.do(step.at)
    left = {step.id for step in steps_due(TODAY + timedelta(days=14)) if step.owner != KERSTIN}
    assert not due & left

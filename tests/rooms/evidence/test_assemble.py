from datetime import UTC, datetime, timedelta

from mandat.evidence.rules.assemble import Event, LogBuilder
from mandat.evidence.rules.mapping import LogMap
from mandat.evidence.rules.statistics import count_noes

START = datetime(2026, 1, 1, tzinfo=UTC)
SUBMITTED = ("Claim SUBMITTED by EMPLOYEE", "EMPLOYEE")
YES = ("Claim APPROVED by HEAD", "HEAD")
NO = ("Claim REJECTED by HEAD", "HEAD")
OWN = ("Claim REJECTED by EMPLOYEE", "EMPLOYEE")


def case(*steps):
    builder = LogBuilder("log", LogMap())
    events = [
        Event(activity=name, at=START + timedelta(days=day), role=role, person="STAFF", id=str(day))
        for day, (name, role) in enumerate(steps)
    ]
    builder.add_case("c1", events)
    return builder.cases[0], dict(builder.skipped)


def test_waiting_is_counted_from_the_previous_event():
    built, _ = case(SUBMITTED, YES)
    (row,) = built.rulings
    assert row.wait_days == 1
    assert (row.matter, row.step, row.outcome, row.ended) == ("Claim", "HEAD", "granted", "granted")


def test_how_a_case_ends_follows_its_last_ruling():
    assert case(SUBMITTED, NO)[0].ended() == "refused"
    assert case(SUBMITTED, NO, OWN)[0].ended() == "refused"
    assert case(SUBMITTED, NO, SUBMITTED, YES)[0].ended() == "granted"
    assert case(SUBMITTED, YES, OWN)[0].ended() == "withdrawn"
    assert case(SUBMITTED)[0].ended() == "open"


def test_the_askers_own_steps_are_not_rulings():
    built, skipped = case(SUBMITTED, NO, OWN)
    assert [row.step for row in built.rulings] == ["HEAD"]
    assert skipped["events", "askers_own_step"] == 1


def test_a_head_who_asks_is_not_the_head_who_rules():
    builder = LogBuilder("log", LogMap())
    builder.add_case("c", [
        Event("Claim SUBMITTED by HEAD", START, role="HEAD", person="maria"),
        Event("Claim APPROVED by HEAD", START + timedelta(days=1), role="HEAD", person="johan"),
    ])  # fmt: skip
    assert [row.ruled_by for row in builder.cases[0].rulings] == ["johan"]


def test_the_noes_are_split_by_how_the_case_ended():
    rows = [
        *case(SUBMITTED, NO, SUBMITTED, YES)[0].rulings,
        *case(SUBMITTED, NO, OWN)[0].rulings,
    ]
    noes = count_noes(rows)
    assert (noes.refused, noes.returned_then_granted, noes.stopped_for_good, noes.open) == (
        2, 1, 1, 0,
    )  # fmt: skip


def test_a_case_looks_as_it_was_known_on_a_day():
    built, _ = case(SUBMITTED, NO, SUBMITTED, YES)
    earlier = built.until(START + timedelta(days=2))
    assert earlier.ended() == "refused"
    assert [row.ended for row in earlier.rulings] == ["refused"]


def test_the_same_event_twice_counts_once():
    builder = LogBuilder("log", LogMap())
    event = Event("Claim APPROVED by HEAD", START, role="HEAD", id="e1")
    builder.add_case("c", [event, event])
    assert len(builder.cases[0].rulings) == 1
    assert builder.skipped["events", "same_twice"] == 1

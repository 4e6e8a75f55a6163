"""A pause in every order of events, without a database."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import product
from uuid import UUID

import pytest

from mandat.handover.resting import rules
from mandat.handover.rules import machine
from mandat.handover.rules.values import Keep, State
from tests.rooms.handover.test_rules import (
    ADOPTER,
    AT,
    DAY,
    GIVER,
    PARTIES,
    RECEIVER,
    SECOND,
    TOUCHED,
    asked,
    on_trial,
)

WEEK = AT + 7 * DAY


def codes(refusals: rules.Refusals) -> set[str]:
    return {r.code.removeprefix("handover.") for r in refusals}


@pytest.mark.parametrize(
    ("by", "until", "reason", "rests", "missing"),
    [
        (GIVER, WEEK, "Two are ill", None, set()),
        (RECEIVER, WEEK, "Two are ill", None, {"not_giver"}),
        (TOUCHED, WEEK, " ", None, {"not_giver", "reason_missing"}),
        (GIVER, AT, "Why", None, {"rests_day"}),
        (GIVER, AT + 93 * DAY, "Why", None, {"rests_day"}),
        (GIVER, AT + 20 * DAY, "Why", None, {"rests_past_end"}),
        (GIVER, WEEK, "Why", AT + DAY, {"rests_already"}),
    ],
)
def test_who_may_let_it_rest_and_until_when(
    by: UUID, until: datetime, reason: str, rests: datetime | None, missing: set[str]
) -> None:
    trial = on_trial()
    assert codes(
        rules.pause(trial, rests, until, by, PARTIES, reason=reason, at=AT)
    ) == missing  # fmt: skip


def test_what_is_not_in_force_cannot_rest_and_what_a_body_guards_only_it_pauses() -> None:
    assert "wrong_state" in codes(
        rules.pause(asked(), None, WEEK, GIVER, PARTIES, reason="Why", at=AT)
    )
    kept = replace(on_trial(), state="kept", until=None, keep=Keep(AT + 90 * DAY, "body"))
    refused = rules.pause(kept, None, WEEK, GIVER, PARTIES, reason="Why", at=AT)
    assert codes(refused) == {"way_back_is_body"}
    assert not rules.pause(kept, None, WEEK, ADOPTER, PARTIES, reason="Why", at=AT)
    assert codes(rules.resume(kept, WEEK, GIVER, PARTIES, AT)) == {"way_back_is_body"}


def test_a_break_is_ones_own_and_needs_no_reason() -> None:
    trial = on_trial()
    assert not rules.take_break(trial, None, WEEK, RECEIVER, AT)
    assert codes(rules.take_break(trial, None, WEEK, SECOND, AT)) == {"not_user"}
    assert codes(rules.take_break(trial, WEEK, WEEK, RECEIVER, AT)) == {"break_already"}
    assert codes(rules.end_break(trial, None, RECEIVER, AT)) == {"break_not"}
    removal = replace(trial, terms=replace(trial.terms, kind="remove"))
    assert codes(rules.take_break(removal, None, WEEK, RECEIVER, AT)) == {"not_user"}


@dataclass(frozen=True)
class World:
    """A hand-over, until when it rests, and what the time is: hashable by what the rules read."""

    state: State
    rests: datetime | None
    at: datetime


def steps(world: World) -> list[tuple[str, World]]:
    """Return every step anybody can take from here, and the passing of two days."""
    trial = replace(on_trial(), state=world.state)
    rests = world.rests if world.rests and world.at < world.rests else None
    found = [("time", replace(world, at=world.at + 2 * DAY))]
    for by, days in product((GIVER, RECEIVER, TOUCHED), (1, 5)):
        until = world.at + days * DAY
        if not rules.pause(trial, rests, until, by, PARTIES, reason="Why", at=world.at):
            assert by == GIVER, "nobody else takes back for a while"
            found.append(("pause", replace(world, rests=until)))
        if not rules.resume(trial, rests, by, PARTIES, world.at):
            assert by == GIVER
            found.append(("resume", replace(world, rests=None)))
        if isinstance(machine.take_back(trial, by, "Why", PARTIES, world.at), machine.Step):
            found.append(("take_back", replace(world, state="taken_back")))
    return found


def test_every_order_of_pauses_ends_and_none_outlasts_the_trial() -> None:
    """Explored whole: from each reachable moment somebody can end it, and no pause is for ever."""
    seen, ahead = set(), [World("trial", None, AT)]
    end = on_trial().until
    assert end is not None
    while ahead:
        world = ahead.pop()
        if world in seen or world.at > end + timedelta(days=4):
            continue
        seen.add(world)
        names = {name for name, _ in steps(world)}
        alive = world.state == "trial" and world.at < end
        resting = world.rests is not None and world.at < world.rests
        assert ("take_back" in names) is alive
        assert ("resume" in names) is (alive and resting)
        assert not resting or world.rests < end  # type: ignore[operator]
        ahead += [after for _, after in steps(world)]
    assert any(w.state == "taken_back" for w in seen)
    assert len(seen) > 50

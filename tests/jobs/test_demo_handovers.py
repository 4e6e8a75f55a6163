"""The others answer a hand-over: they are heard, shadow, consent, adopt, rule and look back."""

import statistics
from collections import Counter
from datetime import timedelta
from uuid import UUID

import pytest

from mandat.common import clock as common_clock
from mandat.growth.felt.models import FeltAnswer
from mandat.growth.felt.queries import felt_for
from mandat.handover import actions
from mandat.handover.queries.asked import asked_of_all
from mandat.handover.rules.looking import Grounds
from mandat.jobs.demo.colleagues import live_through
from mandat.jobs.demo.founding import mandate_id
from mandat.jobs.demo.people import demo_id
from mandat.power.queries import load_slice, mandates_under
from mandat.record.queries import entries, size, verify
from mandat.services.queries import undecided_cases
from mandat.web.demo import clock, hands
from tests.demo import AMIR, MARIA, ekby

__all__ = ["ekby"]

EVA = demo_id("person", "eva")
UP_TO = [{"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}]


def live(days: int, spare: UUID | None) -> None:
    hands.live(clock.read(), days, spare, live_through)


def walk(giver: UUID, mandate: UUID, **values: object) -> UUID:
    draft = actions.start_draft(giver, mandate=mandate, at=clock.read())
    chosen = {"limits": UP_TO, "trial_days": 21, "check_share": 50, "reason": "Prova", **values}
    actions.save_step(giver, draft=draft, values=chosen, at=clock.read())
    return draft


def said(kind: str, handover: UUID) -> list[UUID | None]:
    return [e.by for e in entries(kinds=(kind,)) if e.data.get("handover") == str(handover)]


@pytest.mark.deep
def test_course_fees_move_to_the_team_and_are_decided_there(ekby: None) -> None:
    head = mandate_id("course", "head", "bjorkgarden-head")
    role = f"role:{demo_id('role', 'bjorkgarden-team')}"
    draft = walk(MARIA, head, kind="move", to=role, trial_days=42)
    actions.open_hearing(MARIA, draft=draft, at=clock.read())
    live(3, MARIA)
    actions.start_shadowing(MARIA, draft=draft, at=clock.read())
    asked = [a for a in asked_of_all(clock.read()) if a.what == "shadow"]
    assert asked
    live(4, MARIA)
    actions.ask_consent(MARIA, draft=draft, at=clock.read(), grounds=Grounds())
    live(7, MARIA)
    voices = said("voice.given", draft)
    assert len(voices) > 5
    assert voices.count(MARIA) == 1
    (child,) = mandates_under(draft)
    before = size()
    live(14, MARIA)
    new = [e for e in entries(kinds=("ruling.made",)) if e.index >= before]
    under = [e for e in new if e.data["mandate"] == str(child.id)]
    assert len(under) > 5
    assert MARIA not in {e.by for e in new}
    team = load_slice(child.matter, ()).users(load_slice(child.matter, ()).by_id[child.id],
                                              clock.read())  # fmt: skip
    assert {e.by for e in under} <= set(team)
    assert any(a.what == "check" and a.person == MARIA for a in asked_of_all(clock.read()))
    above = [c for c in undecided_cases(clock.read()) if MARIA in c.people]
    assert all(c.mandate is not None and c.mandate.id != child.id for c in above)
    live(8, MARIA)
    felt = felt_for(draft)
    assert felt.receivers is not None
    own = FeltAnswer.objects.filter(handover=draft, part="receiver", value__isnull=False)
    # What is shown is moved by chance, which is another in each installation.
    assert statistics.mean(own.values_list("value", flat=True)) > 3
    actions.take_back(MARIA, handover=draft, reason="Vi pratar först.", at=clock.read())
    assert verify().agrees


def test_the_economists_look_at_small_journeys_is_removed(ekby: None) -> None:
    mandate = mandate_id("travel", "economist", "kansli-economist")
    draft = walk(EVA, mandate, kind="remove")
    actions.ask_consent(EVA, draft=draft, at=clock.read(), grounds=Grounds())
    live(8, AMIR)
    assert said("voice.given", draft)
    before = size()
    live(10, AMIR)
    kinds = Counter(e.kind for e in entries() if e.index >= before)
    assert kinds["stage.passed"] > 3
    assert AMIR not in {e.by for e in entries() if e.index >= before}
    assert said("aftercheck.made", draft)
    assert verify().agrees


@pytest.mark.deep
def test_the_board_adopts_what_it_must(ekby: None) -> None:
    head = mandate_id("outing", "head", "bjorkgarden-head")
    role = f"role:{demo_id('role', 'bjorkgarden-team')}"
    draft = walk(MARIA, head, kind="move", to=role)
    actions.ask_consent(MARIA, draft=draft, at=clock.read(), grounds=Grounds())
    live(7, MARIA)
    assert not said("adoption.recorded", draft)
    assert {a.what for a in asked_of_all(clock.read())} >= {"adoption"}
    secretary = demo_id("person", "peter")
    live(12, secretary)
    assert not said("adoption.recorded", draft)
    live(5, MARIA)
    assert said("adoption.recorded", draft) == [secretary]
    assert mandates_under(draft)


def test_time_in_actions_is_the_demos_own(ekby: None) -> None:
    live(1, None)
    assert common_clock.now() == clock.read()
    last = entries(newest_first=True, limit=1)[0]
    assert clock.read() - timedelta(days=1) < last.at <= clock.read()

"""Every path to a bounded depth, and other schools' own sequences as tables."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from mandat.common.ids import id_from
from mandat.handover.proposals.rules import integration, machine, values
from mandat.handover.proposals.rules.machine import Outcome, no, state_at
from mandat.handover.proposals.rules.values import (
    CRITERIA,
    Argument,
    Minuted,
    Parties,
    Proposal,
    Step,
    Tension,
    Voice,
    Ways,
)

START = datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
DEPTH = 9 if os.environ.get("MANDAT_EXAMPLES") == "deep" else 6
"""Steps from the question of consent on."""


def an(name: str) -> UUID:
    return id_from("proposals", name)


ANNA, BO, CIA, WIDE, BODY, MEMBER = (an(n) for n in ("anna", "bo", "cia", "wide", "body", "member"))
ARGUED = Argument(
    "Nobody sees it", "It takes the check away", "It happened in May", "Night", "Look"
)
ASKED = dict.fromkeys((ANNA, BO, CIA), START - 100 * DAY)
PARTIES = Parties(ASKED, wider=frozenset({WIDE}))


def begun(**ways: object) -> Proposal:
    return Proposal(an("one"), ANNA, START, Ways(**ways))  # type: ignore[arg-type]


def say(who: UUID, kind: values.VoiceKind, **more: object) -> Voice:
    return Voice(an(f"{who}{kind}{more}"), who, kind, START, **more)  # type: ignore[arg-type]


def took(outcome: Outcome) -> Step:
    assert isinstance(outcome, Step), outcome
    return outcome


def codes(outcome: Outcome) -> set[str]:
    assert not isinstance(outcome, Step), outcome
    return {r.code.removeprefix("proposals.") for r in outcome}


# --- all that can happen, to a bounded depth ------------------------------------------------------

Move = tuple[str, Callable[[Proposal, Parties, datetime], Outcome]]


def _voices(step: int) -> Iterator[Move]:
    for who in (BO, CIA):
        for kind in ("consent", "objection"):
            voice = Voice(
                an(f"{step}{who}{kind}"), who, kind, START,  # type: ignore[arg-type]
                argument=ARGUED if kind == "objection" else None,
            )  # fmt: skip
            yield f"{kind}", lambda p, s, at, v=voice: machine.speak(p, v, s, at)
        hollow = Voice(an(f"{step}{who}hollow"), who, "objection", START, argument=Argument("x"))
        yield "hollow", lambda p, s, at, v=hollow: machine.speak(p, v, s, at)


def _objections(p: Proposal, at: datetime) -> Iterator[Move]:
    for v in p.objections(at)[:1]:
        yield (
            "withdraw objection",
            lambda p, s, at, v=v: integration.withdraw_objection(p, v.uuid, v.person, s, at),
        )
        yield (
            "argue",
            lambda p, _, at, v=v: integration.argue_again(p, v.uuid, v.person, ARGUED, at),
        )
        for judge in (p.facilitator,) if p.facilitator else ():
            yield (
                "send back",
                lambda p, s, at, v=v, j=judge: integration.judge(
                    p, v.uuid, j, CRITERIA[:3], reason="no role", parties=s, at=at
                ),
            )
        for by in (p.proposer, v.person):
            yield "offer", lambda p, s, at, by=by: integration.offer(p, by, s, at)
            yield "accept", lambda p, s, at, by=by: integration.accept_offer(p, by, s, at)
            yield "decline", lambda p, _, at, by=by: integration.decline_offer(p, by, "As then", at)


def moves(p: Proposal, at: datetime, step: int) -> Iterator[Move]:
    """Return everything that anybody could try."""
    yield "consent asked", lambda p, s, at: machine.ask_consent(p, ANNA, s, at)
    yield "close", lambda p, s, at: machine.close_round(p, BO, s, at)
    yield "withdraw", lambda p, _, at: machine.withdraw(p, ANNA, "Not now", at)
    yield "help", lambda p, s, at: integration.call_help(p, BO, s, at)
    for who in (CIA, WIDE):
        yield "lead", lambda p, s, at, w=who: integration.lead(p, w, s, at)
    if p.facilitator:
        yield "drop", lambda p, s, at: integration.drop(p, p.facilitator, "Silent", s, at)  # type: ignore[arg-type]
    note = Minuted(BODY, "Nämnden", START.date(), "§ 1")
    yield "adopt", lambda p, s, at: machine.record_adoption(p, note, MEMBER, s, at)
    yield (
        "no",
        lambda p, s, at: machine.record_adoption(p, replace(note, adopted=False), MEMBER, s, at),
    )
    yield from _voices(step)
    yield from _objections(p, at)


def check(before: Proposal, after: Step, parties: Parties, name: str, at: datetime) -> None:
    """Hold what must hold after every single step."""
    p = after.proposal
    if after.adopted:
        assert p.state == "adopted"
        ended = ("withdraw objection", "accept", "consent", "drop", "send back")
        assert not before.objections(at) or name in ended
        assert not p.objections(at)
        assert parties.body is None or name == "adopt"
        for must in parties.must - {ANNA}:
            answer = p.answer_of(must)
            assert answer is not None
            assert answer.kind in ("consent", "concern")
        if not p.ways.silence:
            assert all(p.answer_of(who) for who in parties.asked if who != ANNA)
    assert name != "hollow", "an objection without answers must be refused"
    gone = {v.uuid for v in before.objections(at)} - {v.uuid for v in p.objections(at)}
    if gone and p.state != "withdrawn" and p.round == before.round:
        # Only the objector, both sides together, or help after due time ends an argued objection.
        assert name in ("withdraw objection", "accept", "drop", "consent", "send back", "objection")
        if name in ("drop", "send back"):
            assert before.helped
        if name in ("consent", "objection"):
            mine = [v for v in before.voices if v.uuid in gone]
            assert {v.person for v in mine} == {p.voices[-1].person}


@pytest.mark.parametrize("silence", [False, True])
@pytest.mark.parametrize("body", [False, True])
def test_no_path_is_a_dead_end_or_a_way_round(silence: bool, body: bool) -> None:  # noqa: FBT001
    parties = replace(
        PARTIES, must=frozenset({CIA}), body=BODY if body else None, adopters=frozenset({MEMBER})
    )
    first = replace(begun(silence=silence), state="amend")
    seen: set[object] = set()
    ends: set[str] = set()
    edge = [(first, START)]
    for depth in range(DEPTH):
        following = []
        for p, at in edge:
            key = _shape(p, at)
            if key in seen:
                continue
            seen.add(key)
            live = 0
            for later in (at, at + 8 * DAY):
                for name, move in moves(p, later, depth):
                    outcome = move(p, parties, later)
                    if isinstance(outcome, Step):
                        live += 1
                        check(p, outcome, parties, name, later)
                        if outcome.proposal.state in values.ENDED:
                            ends.add(outcome.proposal.state)
                        else:
                            following.append((outcome.proposal, later))
            assert live, f"dead end in {p.state}"
            assert state_at(p, at + 400 * DAY) == "dropped"
        edge = following
    assert ends == {"adopted", "withdrawn", "dropped"}
    assert len(seen) > 300


def _shape(p: Proposal, at: datetime) -> object:
    """What of a proposal bears on what can happen next; when and which UUID does not."""
    said = tuple(
        (v.person, v.kind, v.settled, v.returned_at is not None, v.returns)
        for v in p.voices
        if v.round == p.round
    )
    late = at >= p.since + 7 * DAY
    offer = p.offer.by if p.offer else None
    reworded = p.version != p.asked_version
    return (state_at(p, at), said, late, offer, reworded, p.turn, p.facilitator, p.helped)


# --- rounds ---------------------------------------------------------------------------------------


def test_what_is_proposed_rests_on_a_tension_an_example_and_how_it_helps() -> None:
    empty = machine.open_proposal(begun(), Tension("", " ", ""), "", PARTIES)
    assert codes(empty) == {"title_missing", "tension_missing", "example_missing", "helps_missing"}
    took(machine.open_proposal(begun(), Tension("a", "b", "c"), "d", PARTIES))


def test_rounds_pass_by_the_clock_the_circle_chose_and_sooner_when_all_have_spoken() -> None:
    p = begun(clarify_days=2, react_days=3)
    assert [state_at(p, START + n * DAY) for n in (0, 1, 2, 4, 5)] == [
        "clarify", "clarify", "react", "react", "amend",
    ]  # fmt: skip
    assert codes(machine.end_round(p, ANNA, PARTIES, START)) == {"round_goes_on"}
    question = say(BO, "question", words="Whose?")
    for voice in (question, say(CIA, "clear")):
        p = took(machine.speak(p, voice, PARTIES, START)).proposal
    assert codes(machine.end_round(p, ANNA, PARTIES, START)) == {"question_waits"}
    assert codes(machine.answer_question(p, question.uuid, BO, "x", START)) == {"not_proposer"}
    p = took(machine.answer_question(p, question.uuid, ANNA, "Ours", START)).proposal
    p = took(machine.end_round(p, ANNA, PARTIES, START)).proposal
    assert p.state == "react"
    assert codes(machine.speak(p, say(BO, "consent"), PARTIES, START)) == {"wrong_round"}
    assert codes(machine.speak(p, say(ANNA, "reaction", words="I"), PARTIES, START)) == {
        "proposer_has_spoken"
    }


def asked(**ways: object) -> Proposal:
    amend = replace(begun(**ways), state="amend")
    return took(machine.ask_consent(amend, ANNA, PARTIES, START)).proposal


def test_silence_counts_only_where_chosen_and_only_after_each_ones_own_time() -> None:
    waits = took(machine.speak(asked(), say(BO, "consent"), PARTIES, START)).proposal
    assert codes(machine.close_round(waits, BO, PARTIES, START + 30 * DAY)) == {"answers_missing"}
    counts = took(machine.speak(asked(silence=True), say(BO, "consent"), PARTIES, START)).proposal
    assert codes(machine.close_round(counts, BO, PARTIES, START + 6 * DAY)) == {"answers_missing"}
    newcomer = replace(PARTIES, asked={**ASKED, MEMBER: START + 5 * DAY})
    at = START + 8 * DAY
    assert codes(machine.close_round(counts, BO, newcomer, at)) == {"answers_missing"}
    receiver = replace(PARTIES, must=frozenset({CIA}))
    assert codes(machine.close_round(counts, BO, receiver, at)) == {"explicit_yes_missing"}
    assert took(machine.close_round(counts, BO, PARTIES, at)).adopted


def test_what_changed_meanwhile_stops_the_adoption_and_is_worded_anew() -> None:
    p = took(machine.speak(asked(), say(BO, "consent"), PARTIES, START)).proposal
    gone = replace(PARTIES, faults=no("role_gone", "role"))
    step = took(machine.speak(p, say(CIA, "consent"), gone, START))
    assert (step.adopted, step.proposal.state) == (False, "amend")
    assert {r.code for r in step.stopped} == {"proposals.role_gone"}


def test_the_body_alone_adopts_where_it_must() -> None:
    parties = replace(PARTIES, body=BODY, adopters=frozenset({MEMBER}))
    p = asked()
    for who in (BO, CIA):
        p = took(machine.speak(p, say(who, "consent"), parties, START)).proposal
    assert p.state == "awaiting_adoption"
    note = Minuted(BODY, "Nämnden", date(2026, 6, 1), "§ 1")
    assert codes(machine.record_adoption(p, note, BO, parties, START)) == {"not_adopting_body"}
    bare = Minuted(BODY, "", date(2026, 7, 1), "")
    assert codes(machine.record_adoption(p, bare, MEMBER, parties, START)) == {
        "adoption_needs_body", "adoption_needs_paragraph", "adoption_in_future",
    }  # fmt: skip
    assert took(machine.record_adoption(p, note, MEMBER, parties, START)).adopted


# --- sequences of other schools -------------------------------------------------------------------

Table = tuple[tuple[str, Callable[[Proposal], Outcome], str], ...]


def _objects(who: UUID) -> Voice:
    return say(who, "objection", argument=ARGUED)


AT = START + DAY
REACTS = (say(BO, "reaction", words="Hm"), say(CIA, "reaction", words="Yes"))
HOLACRACY: Table = (
    ("clarifying question", lambda p: machine.speak(p, say(BO, "question", words="?"), PARTIES, AT),
     "clarify"),
    ("nothing unclear", lambda p: machine.speak(p, say(CIA, "clear"), PARTIES, AT), "clarify"),
    ("answered", lambda p: machine.answer_question(p, p.voices[0].uuid, ANNA, "So", AT), "clarify"),
    ("reactions begin", lambda p: machine.end_round(p, ANNA, PARTIES, AT), "react"),
    ("one reacts", lambda p: machine.speak(p, REACTS[0], PARTIES, AT), "react"),
    ("the next", lambda p: machine.speak(p, REACTS[1], PARTIES, AT), "react"),
    ("to amending", lambda p: machine.end_round(p, ANNA, PARTIES, AT), "amend"),
    ("only the proposer amends", lambda p: machine.amend(p, ANNA, PARTIES, AT), "amend"),
    ("objection round", lambda p: machine.ask_consent(p, ANNA, PARTIES, AT), "consent"),
    ("none from one", lambda p: machine.speak(p, say(CIA, "consent"), PARTIES, AT), "consent"),
    ("an objection", lambda p: machine.speak(p, _objects(BO), PARTIES, AT), "integrate"),
    ("a facilitator", lambda p: integration.lead(p, CIA, PARTIES, AT), "integrate"),
    ("tested: argued", lambda p: integration.judge(p, p.objections(AT)[0].uuid, CIA, CRITERIA,
     reason="", parties=PARTIES, at=AT), "integrate"),
    ("the objector offers", lambda p: integration.offer(p, BO, PARTIES, AT), "integrate"),
    ("it would fail, by example", lambda p: integration.decline_offer(p, ANNA, "In May", AT),
     "integrate"),
    ("the proposer offers", lambda p: integration.offer(p, ANNA, PARTIES, AT), "integrate"),
    ("both agree: back to objections", lambda p: integration.accept_offer(p, BO, PARTIES, AT),
     "consent"),
    ("none", lambda p: machine.speak(p, say(CIA, "consent"), PARTIES, AT), "consent"),
    ("none: adopted", lambda p: machine.speak(p, say(BO, "consent"), PARTIES, AT), "adopted"),
)  # fmt: skip
SOCIOCRACY: Table = (
    ("understand", lambda p: machine.speak(p, say(BO, "clear"), PARTIES, AT), "clarify"),
    ("understood", lambda p: machine.speak(p, say(CIA, "clear"), PARTIES, AT), "clarify"),
    ("brief response", lambda p: machine.end_round(p, ANNA, PARTIES, AT), "react"),
    ("one", lambda p: machine.speak(p, say(BO, "reaction", words="Fine"), PARTIES, AT), "react"),
    ("two", lambda p: machine.speak(p, say(CIA, "reaction", words="Fine"), PARTIES, AT), "react"),
    ("no change", lambda p: machine.end_round(p, ANNA, PARTIES, AT), "amend"),
    ("possible objections?", lambda p: machine.ask_consent(p, ANNA, PARTIES, AT), "consent"),
    ("one argument", lambda p: machine.speak(p, _objects(BO), PARTIES, AT), "integrate"),
    ("tested: not qualified", lambda p: integration.withdraw_objection(
        p, p.objections(AT)[0].uuid, BO, PARTIES, AT), "consent"),
    ("a concern never blocks", lambda p: machine.speak(
        p, say(BO, "concern", words="Slow", watch="Count in May"), PARTIES, AT), "consent"),
    ("good enough", lambda p: machine.speak(p, say(CIA, "consent"), PARTIES, AT), "adopted"),
)  # fmt: skip


@pytest.mark.parametrize("table", [HOLACRACY, SOCIOCRACY], ids=["Holacracy 5.4.5", "S3"])
def test_a_school_s_own_sequence(table: Table) -> None:
    p = begun()
    for name, step, state in table:
        p = took(step(p)).proposal
        assert state_at(p, AT) == state, name


def test_what_has_no_answer_goes_back_once_and_then_needs_the_wider_circle() -> None:
    p = took(machine.speak(asked(), _objects(BO), PARTIES, START)).proposal
    p = took(integration.lead(p, CIA, PARTIES, START)).proposal
    one = p.objections(START)[0].uuid

    def judged(p: Proposal, by: UUID, at: datetime, answered: tuple[str, ...] = ()) -> Outcome:
        return integration.judge(
            p, one, by, answered, reason="No example", parties=PARTIES, at=at  # type: ignore[arg-type]
        )  # fmt: skip

    back = took(judged(p, CIA, START)).proposal
    assert state_at(back, START + 6 * DAY) == "integrate"
    assert state_at(back, START + 7 * DAY) == "consent"  # left unanswered: it stops nothing more
    again = took(integration.argue_again(back, one, BO, ARGUED, START)).proposal
    assert codes(judged(again, CIA, START)) == {"second_by_wider"}
    helped = took(integration.call_help(again, BO, PARTIES, START)).proposal
    assert codes(integration.lead(helped, CIA, PARTIES, START)) == {"not_wider"}
    helped = took(integration.lead(helped, WIDE, PARTIES, START)).proposal
    assert took(judged(helped, WIDE, START, CRITERIA)).proposal.objections(START)
    assert not took(judged(helped, WIDE, START)).proposal.objections(START)


def test_a_side_that_lets_it_lie_loses_its_own_thing_after_due_time() -> None:
    p = took(machine.speak(asked(), _objects(BO), PARTIES, START)).proposal
    assert codes(integration.call_help(p, CIA, PARTIES, START)) == {"too_soon_for_help"}
    late = START + 7 * DAY
    p = took(integration.call_help(p, CIA, PARTIES, late)).proposal
    p = took(integration.lead(p, WIDE, PARTIES, late)).proposal
    assert codes(integration.drop(p, WIDE, "Still", PARTIES, late)) == {"side_has_time"}
    dropped = took(integration.drop(p, WIDE, "Still", PARTIES, late + 7 * DAY)).proposal
    assert dropped.state == "dropped"  # the proposer's turn
    offered = took(integration.offer(p, ANNA, PARTIES, late)).proposal
    objector = took(integration.drop(offered, WIDE, "Still", PARTIES, late + 7 * DAY)).proposal
    assert (objector.state, objector.objections(late)) == ("consent", ())

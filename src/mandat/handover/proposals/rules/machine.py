"""From a tension to adopted, withdrawn or dropped: (proposal, facts, at) → Step or refusals."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.proposals.rules.values import (
    ANSWERS,
    ENDED,
    OPEN,
    SAID_IN,
    STILL,
    STILL_AT_BODY,
    Minuted,
    Parties,
    Proposal,
    State,
    Step,
    Tension,
    Voice,
)

Refusals = tuple[Refusal, ...]
Outcome = Step | Refusals


def no(code: str, field: str | None = None, **facts: str | int | bool | None) -> Refusals:
    """Return one refusal of this room."""
    return (Refusal(f"proposals.{code}", facts, field),)


def touched_at(proposal: Proposal) -> datetime:
    """Return when anybody last did something."""
    return max([proposal.since, *(v.at for v in proposal.voices)])


def state_at(proposal: Proposal, at: datetime) -> State:
    """Return the round it is in at a time. Rounds pass by the clock; none needs a job."""
    kept = proposal.state
    if kept in ENDED:
        return kept
    still = STILL_AT_BODY if kept == "awaiting_adoption" else STILL
    if touched_at(proposal) + still <= at:
        return "dropped"
    if kept in ("clarify", "react"):
        return _by_the_clock(proposal, at)
    if kept in ("consent", "integrate"):
        return "integrate" if proposal.objections(at) else "consent"
    return kept


def _by_the_clock(proposal: Proposal, at: datetime) -> State:
    react = proposal.since
    if proposal.state == "clarify":
        react += timedelta(days=proposal.ways.clarify_days)
    if at < react:
        return "clarify"
    return "react" if at < react + timedelta(days=proposal.ways.react_days) else "amend"


def round_ends(proposal: Proposal, at: datetime) -> datetime | None:
    """Return when the round under way ends by the clock; None where somebody must act."""
    days = timedelta(days=1)
    state, ways = state_at(proposal, at), proposal.ways
    if state == "clarify":
        return proposal.since + ways.clarify_days * days
    if state == "react":
        before = ways.clarify_days if proposal.state == "clarify" else 0
        return proposal.since + (before + ways.react_days) * days
    return proposal.consent_ends() if state == "consent" else None


def must_be(proposal: Proposal, at: datetime, *states: State) -> Refusals:
    """Refuse unless it is in one of these rounds now."""
    now = state_at(proposal, at)
    return () if now in states else no("wrong_round", round=now)


def only_proposer(proposal: Proposal, by: UUID) -> Refusals:
    """Refuse anybody but the one who proposes."""
    return () if by == proposal.proposer else no("not_proposer")


# --- beginning ------------------------------------------------------------------------------------


def open_proposal(proposal: Proposal, why: Tension, title: str, parties: Parties) -> Outcome:
    """Begin with clarifying. A tension, one real example and how it helps make it valid."""
    found = [
        *(no("title_missing", "title") if not title.strip() else ()),
        *(no("tension_missing", "tension") if not why.tension.strip() else ()),
        *(no("example_missing", "example") if not why.example.strip() else ()),
        *(no("helps_missing", "helps") if not why.helps.strip() else ()),
        *(no("nobody_asked") if not parties.voices else ()),
        *parties.faults,
    ]
    return tuple(found) or Step(proposal)


# --- clarify, react, amend ------------------------------------------------------------------------


def speak(proposal: Proposal, voice: Voice, parties: Parties, at: datetime) -> Outcome:
    """Hear one person. A new answer of the same kind takes the place of one's earlier one."""
    refusals = must_be(proposal, at, *SAID_IN[voice.kind])
    if voice.person not in parties.voices:
        refusals += no("no_voice")
    if voice.person == proposal.proposer and voice.kind in ANSWERS | {"reaction"}:
        refusals += no("proposer_has_spoken")
    refusals += _needs_words(voice)
    if refusals:
        return refusals
    said = replace(voice, round=proposal.round, at=at)
    voices = (*(_replaced(v, said) for v in proposal.voices), said)
    after = replace(proposal, voices=voices)
    if voice.kind not in ANSWERS:
        return Step(after)
    return go_on(after, parties, at)


def _needs_words(voice: Voice) -> Refusals:
    if voice.kind in ("question", "idea", "reaction", "concern") and not voice.words.strip():
        return no(f"{voice.kind}_needs_words", "words")
    if voice.kind != "objection":
        return ()
    lacking = voice.argument.unanswered if voice.argument else ("harm",)
    return tuple(r for name in lacking for r in no(f"objection_needs_{name}", name))


def _replaced(old: Voice, new: Voice) -> Voice:
    alike = old.kind == new.kind or {old.kind, new.kind} <= ANSWERS
    if old.person != new.person or old.round != new.round or old.settled or not alike:
        return old
    if old.kind in ("question", "idea"):
        return old
    return replace(old, settled="withdrawn" if old.kind == "objection" else "replaced")


def answer_question(
    proposal: Proposal, question: UUID, by: UUID, words: str, at: datetime
) -> Outcome:
    """Let the proposer answer a question; it may be answered for as long as it is open."""
    refusals = (*must_be(proposal, at, *OPEN), *only_proposer(proposal, by))
    found = next((v for v in proposal.voices if v.uuid == question), None)
    if found is None or found.kind != "question" or found.settled:
        refusals += no("no_such_question")
    if not words.strip():
        refusals += no("answer_needs_words", "how")
    if refusals:
        return refusals
    return Step(_settled(proposal, question, "answered"))


def _settled(proposal: Proposal, voice: UUID, how: str) -> Proposal:
    voices = tuple(
        replace(v, settled=how) if v.uuid == voice else v  # type: ignore[arg-type]
        for v in proposal.voices
    )
    return replace(proposal, voices=voices)


def end_round(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Go on before the time is up, once everyone asked has said something and no question waits."""
    now = state_at(proposal, at)
    refusals = must_be(proposal, at, "clarify", "react")
    if by not in (proposal.proposer, proposal.facilitator):
        refusals += no("not_leading")
    spoken = {v.person for v in proposal.said("question", "clear")}
    if now == "react":
        spoken = {v.person for v in proposal.said("reaction")}
    if waiting := parties.voices - spoken - {proposal.proposer}:
        refusals += no("round_goes_on", count=len(waiting))
    if any(v.settled is None for v in proposal.said("question")):
        refusals += no("question_waits")
    if refusals:
        return refusals
    onward: State = "react" if now == "clarify" else "amend"
    return Step(replace(proposal, state=onward, stage_at=at))


def amend(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Let the proposer word it anew after the reactions; `parties` are of the new wording."""
    refusals = (*must_be(proposal, at, "amend"), *only_proposer(proposal, by), *parties.faults)
    if refusals:
        return refusals
    version = proposal.version + 1
    return Step(replace(proposal, state="amend", stage_at=at, version=version))


def ask_consent(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Put it to everyone asked. That is the proposer's own yes."""
    refusals = (*must_be(proposal, at, "amend"), *only_proposer(proposal, by), *parties.faults)
    if not parties.voices:
        refusals += no("nobody_asked")
    if refusals:
        return refusals
    return go_on(_new_round(proposal, at), parties, at)


def _new_round(proposal: Proposal, at: datetime) -> Proposal:
    """Ask anew about the version there is; earlier voices stay with the round they were said in."""
    return replace(
        proposal, state="consent", stage_at=at, round=proposal.round + 1,
        asked_version=proposal.version, offer=None, turn="proposer", helped=False,
    )  # fmt: skip


# --- consent --------------------------------------------------------------------------------------


def missing(proposal: Proposal, parties: Parties, at: datetime) -> Refusals:
    """Return everything that keeps this round from going through, but the adopting body."""
    found: list[Refusal] = []
    if standing := proposal.objections(at):
        found += no("open_objection", count=len(standing))
    if no_yes := {p for p in parties.must if not _said_yes(proposal, p)}:
        found += no("explicit_yes_missing", count=len(no_yes))
    if waiting := _waiting(proposal, parties, at) - no_yes:
        found += no("answers_missing", count=len(waiting))
    if not parties.voices:
        found += no("nobody_asked")
    return (*found, *parties.duties)


def _said_yes(proposal: Proposal, person: UUID) -> bool:
    """A giver's or receiver's yes is said in so many words: asking is the proposer's own."""
    answer = proposal.answer_of(person)
    return person == proposal.proposer or bool(answer and answer.kind in ("consent", "concern"))


def _waiting(proposal: Proposal, parties: Parties, at: datetime) -> set[UUID]:
    """Return who of those asked has neither answered nor, where silence counts, had the chance."""
    open_ = {
        p: since for p, since in parties.asked.items()
        if p != proposal.proposer and proposal.answer_of(p) is None
    }  # fmt: skip
    if not proposal.ways.silence:
        return set(open_)
    return {p for p, since in open_.items() if at < proposal.consent_ends(since)}


def go_on(proposal: Proposal, parties: Parties, at: datetime) -> Step:
    """Go as far as what has been said allows: to integration, a new round, the body or adoption."""
    if proposal.objections(at):
        if proposal.state == "integrate":
            return Step(proposal)
        return Step(replace(proposal, state="integrate", stage_at=at, turn="proposer"))
    if proposal.state == "integrate":
        if proposal.version != proposal.asked_version:
            return go_on(_new_round(proposal, at), parties, at)
        proposal = replace(proposal, state="consent", offer=None, helped=False)
    if missing(proposal, parties, at):
        return Step(proposal)
    if parties.faults:  # something changed meanwhile: the proposer words it anew
        back = replace(proposal, state="amend", stage_at=at)
        return Step(back, stopped=parties.faults)
    if parties.body is not None:
        return Step(replace(proposal, state="awaiting_adoption", stage_at=at))
    return Step(replace(proposal, state="adopted", stage_at=at), adopted=True)


def close_round(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Let anyone asked finish a round whose time is up and in which nothing is missing."""
    refusals = must_be(proposal, at, "consent")
    if by not in parties.voices | {proposal.proposer}:
        refusals += no("no_voice")
    reworded = proposal.version != proposal.asked_version  # then the round only begins
    refusals = refusals or (() if reworded else missing(proposal, parties, at))
    return refusals or go_on(proposal, parties, at)


def record_adoption(
    proposal: Proposal, minuted: Minuted, by: UUID, parties: Parties, at: datetime
) -> Outcome:
    """Let someone with a role in the adopting body write down what it decided, yes or no."""
    refusals = must_be(proposal, at, "awaiting_adoption")
    if by not in parties.adopters or minuted.circle != parties.body:
        refusals += no("not_adopting_body")
    if not minuted.body.strip():
        refusals += no("adoption_needs_body", "body")
    if not minuted.paragraph.strip():
        refusals += no("adoption_needs_paragraph", "paragraph")
    if minuted.on > at.date():
        refusals += no("adoption_in_future", "on")
    if minuted.adopted:
        refusals += parties.duties
    if refusals:
        return refusals
    if not minuted.adopted:
        return Step(replace(proposal, state="dropped", stage_at=at))
    if parties.faults:
        return Step(replace(proposal, state="amend", stage_at=at), stopped=parties.faults)
    return Step(replace(proposal, state="adopted", stage_at=at), adopted=True)


def withdraw(proposal: Proposal, by: UUID, reason: str, at: datetime) -> Outcome:
    """Let the proposer take it away before it is adopted."""
    open_ = must_be(proposal, at, *OPEN, "awaiting_adoption")
    refusals = (*open_, *only_proposer(proposal, by))
    if not reason.strip():
        refusals += no("reason_missing", "reason")
    return refusals or Step(replace(proposal, state="withdrawn", stage_at=at))

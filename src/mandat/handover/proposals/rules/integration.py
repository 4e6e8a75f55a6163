"""Objections: judged for being argued, integrated one at a time, and the way out of a deadlock."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from mandat.handover.proposals.rules.machine import Outcome, Refusals, go_on, must_be, no
from mandat.handover.proposals.rules.values import (
    CRITERIA,
    Argument,
    Criterion,
    Offer,
    Parties,
    Proposal,
    Settlement,
    Step,
    Voice,
)


def lead(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Take it on to guide the round. Once help is called, only somebody of the wider circle may."""
    refusals = must_be(proposal, at, "clarify", "react", "amend", "consent", "integrate")
    may = parties.wider if proposal.helped else parties.voices
    if by not in may:
        refusals += no("not_wider" if proposal.helped else "no_voice")
    if by == proposal.proposer or by in _objectors(proposal, at):
        refusals += no("is_a_side")
    if proposal.facilitator is not None and proposal.facilitator not in _objectors(proposal, at):
        refusals += no("led_already")
    return refusals or Step(replace(proposal, facilitator=by))


def _objectors(proposal: Proposal, at: datetime) -> set[UUID]:
    return {v.person for v in proposal.objections(at)}


def _leading(proposal: Proposal, by: UUID, voice: Voice | None) -> Refusals:
    if by != proposal.facilitator:
        return no("not_facilitator")
    return no("is_a_side") if voice is not None and by == voice.person else ()


def _objection(proposal: Proposal, voice: UUID, at: datetime) -> Voice | None:
    return next((v for v in proposal.objections(at) if v.uuid == voice), None)


# --- the test -------------------------------------------------------------------------------------


def judge(
    proposal: Proposal,
    voice: UUID,
    by: UUID,
    answered: Collection[Criterion],
    *,
    reason: str,
    parties: Parties,
    at: datetime,
) -> Outcome:
    """Say which of the four questions the objection answers; never whether the answers are right.

    With all four it stands. Otherwise it goes back to the objector once, to be answered in the
    circle's time. If it is judged unanswered again, that is for the wider circle's facilitator.
    """
    found = _objection(proposal, voice, at)
    refusals = must_be(proposal, at, "integrate")
    refusals += () if found else no("no_open_objection")
    refusals += _leading(proposal, by, found)
    lacking = [c for c in CRITERIA if c not in answered]
    if lacking and not reason.strip():
        refusals += no("reason_missing", "reason")
    if lacking and found and found.returns and not proposal.helped:
        refusals += no("second_by_wider")
    if refusals or found is None:
        return refusals
    if not lacking:
        return Step(proposal)
    if proposal.helped and found.returns:
        return go_on(_settle(proposal, voice, "dropped"), parties, at)
    back = replace(found, returned_at=at, returns=found.returns + 1)
    return Step(_with(replace(proposal, offer=None), back))


def argue_again(
    proposal: Proposal, voice: UUID, by: UUID, argument: Argument, at: datetime
) -> Outcome:
    """Let the objector answer what was sent back; then the objection stands as before."""
    found = _objection(proposal, voice, at)
    refusals = must_be(proposal, at, "integrate")
    if found is None or found.returned_at is None:
        refusals += no("no_open_objection")
    elif found.person != by:
        refusals += no("not_your_objection")
    refusals += tuple(
        r for name in argument.unanswered for r in no(f"objection_needs_{name}", name)
    )
    if refusals or found is None:
        return refusals
    return Step(_with(proposal, replace(found, argument=argument, returned_at=None)))


def _with(proposal: Proposal, voice: Voice) -> Proposal:
    return replace(
        proposal, voices=tuple(voice if v.uuid == voice.uuid else v for v in proposal.voices)
    )


def _settle(proposal: Proposal, voice: UUID, how: Settlement) -> Proposal:
    """Settle an objection; the next one begins with the proposer, and without help."""
    voices = tuple(replace(v, settled=how) if v.uuid == voice else v for v in proposal.voices)
    return replace(
        proposal, voices=voices, offer=None, turn="proposer", helped=False,
        facilitator=None if proposal.helped else proposal.facilitator,
    )  # fmt: skip


def withdraw_objection(
    proposal: Proposal, voice: UUID, by: UUID, parties: Parties, at: datetime
) -> Outcome:
    """Let the objector say that it no longer stops the round."""
    found = _objection(proposal, voice, at)
    refusals = must_be(proposal, at, "integrate")
    if found is None:
        refusals += no("no_open_objection")
    elif found.person != by:
        refusals += no("not_your_objection")
    return refusals or go_on(_settle(proposal, voice, "withdrawn"), parties, at)


# --- integration ----------------------------------------------------------------------------------


def _sides(proposal: Proposal, by: UUID, at: datetime) -> tuple[Voice | None, Refusals]:
    found = proposal.current(at)
    refusals = must_be(proposal, at, "integrate")
    if found is None:
        return None, refusals + no("no_open_objection")
    return found, refusals + (() if by in (found.person, proposal.proposer) else no("not_a_side"))


def offer(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Offer a wording that answers the objection at hand; offering is one's own yes to it.

    `parties` are of the offered wording.
    """
    found, refusals = _sides(proposal, by, at)
    refusals += parties.faults
    if refusals or found is None:
        return refusals
    made = Offer(proposal.version + 1, found.uuid, by)
    other = "objector" if by == proposal.proposer else "proposer"
    return Step(replace(proposal, offer=made, turn=other, stage_at=at))  # type: ignore[arg-type]


def accept_offer(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Say yes, from the other side: it no longer harms, or it still serves. The next one then.

    When the last is solved everyone is asked anew.
    """
    found, refusals = _sides(proposal, by, at)
    made = proposal.offer
    if made is None:
        refusals += no("no_offer")
    elif made.by == by:
        refusals += no("own_offer")
    if refusals or found is None or made is None:
        return refusals
    agreed = _settle(proposal, found.uuid, "resolved")
    return go_on(replace(agreed, version=made.version, stage_at=at), parties, at)


def decline_offer(proposal: Proposal, by: UUID, reason: str, at: datetime) -> Outcome:
    """Say, by an example, why an offer would not do. Then it is one's own turn to find another."""
    found, refusals = _sides(proposal, by, at)
    if proposal.offer is None:
        refusals += no("no_offer")
    elif proposal.offer.by == by:
        refusals += no("own_offer")
    if not reason.strip():
        refusals += no("decline_needs_example", "reason")
    if refusals or found is None:
        return refusals
    mine = "proposer" if by == proposal.proposer else "objector"
    return Step(replace(proposal, offer=None, turn=mine, stage_at=at))  # type: ignore[arg-type]


# --- deadlock -------------------------------------------------------------------------------------


def late_at(proposal: Proposal) -> datetime:
    """Return when the side whose turn it is has had the time that the circle chose."""
    return proposal.since + timedelta(days=proposal.ways.answer_days)


def call_help(proposal: Proposal, by: UUID, parties: Parties, at: datetime) -> Outcome:
    """Ask the wider circle in when it stands still, or when a judgement is in dispute."""
    refusals = must_be(proposal, at, "integrate")
    if by not in parties.voices | {proposal.proposer}:
        refusals += no("no_voice")
    if proposal.helped:
        refusals += no("helped_already")
    disputed = any(v.returns and v.returned_at is None for v in proposal.objections(at))
    if not disputed and at < late_at(proposal):
        refusals += no("too_soon_for_help", until=late_at(proposal).date().isoformat())
    return refusals or Step(replace(proposal, helped=True, facilitator=None, stage_at=at))


def drop(proposal: Proposal, by: UUID, reason: str, parties: Parties, at: datetime) -> Outcome:
    """End what one side lets lie: its objection, or the proposal.

    Only who helps from the wider circle may, and only when that side has had its turn for as long
    as the circle chose, since the help came.
    """
    found = proposal.current(at)
    refusals = must_be(proposal, at, "integrate")
    refusals += () if found else no("no_open_objection")
    refusals += _leading(proposal, by, found)
    if not proposal.helped:
        refusals += no("drop_by_wider")
    if at < late_at(proposal):
        refusals += no("side_has_time", until=late_at(proposal).date().isoformat())
    if not reason.strip():
        refusals += no("reason_missing", "reason")
    if refusals or found is None:
        return refusals
    if proposal.turn == "proposer":
        return Step(replace(proposal, state="dropped", stage_at=at))
    return go_on(_settle(proposal, found.uuid, "dropped"), parties, at)

"""The one thing that a proposal asks of a person now. Pure."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.handover.proposals.rules.machine import missing, state_at
from mandat.handover.proposals.rules.values import ANSWERS, OPEN, Parties, Proposal, State, Voice

Ask = Literal[
    "", "clarify", "answer_question", "react", "amend", "consent", "argue", "answer_offer",
    "offer", "close", "adopt",
]  # fmt: skip
"""Empty where nothing is asked."""


def asked_of(proposal: Proposal, parties: Parties, reader: UUID, at: datetime) -> Ask:
    """Return what is asked of somebody, the most pressing first."""
    state = state_at(proposal, at)
    if state == "awaiting_adoption":
        return "adopt" if reader in parties.adopters else ""
    if state not in OPEN:
        return ""
    own = _of_sides(proposal, reader, state, at)
    if own:
        return own
    speaks = reader in parties.voices and reader != proposal.proposer
    if speaks and not _has_spoken(proposal, reader, state):
        spoken: dict[State, Ask] = {"clarify": "clarify", "react": "react"}
        return spoken.get(state, "" if state == "amend" else "consent")
    if state == "consent" and (speaks or reader == proposal.proposer):
        return "" if missing(proposal, parties, at) else "close"
    return ""


def _of_sides(proposal: Proposal, reader: UUID, state: State, at: datetime) -> Ask:
    """Return what is asked of the one who proposes, or who objects."""
    mine = reader == proposal.proposer
    if mine and any(v.settled is None for v in proposal.said("question")):
        return "answer_question"
    if mine and state == "amend":
        return "amend"
    if any(v.person == reader and v.returned_at for v in proposal.objections(at)):
        return "argue"
    found = proposal.current(at)
    if found is None or not (mine or found.person == reader):
        return ""
    return _in_turn(proposal, found, reader)


def _in_turn(proposal: Proposal, found: Voice, reader: UUID) -> Ask:
    if proposal.offer is not None:
        return "" if proposal.offer.by == reader else "answer_offer"
    side = found.person if proposal.turn == "objector" else proposal.proposer
    return "offer" if side == reader else ""


def _has_spoken(proposal: Proposal, reader: UUID, state: State) -> bool:
    if state in ("clarify", "react"):
        kinds = ("question", "clear") if state == "clarify" else ("reaction",)
        return any(v.person == reader for v in proposal.said(*kinds))
    return any(v.person == reader for v in proposal.said(*ANSWERS))

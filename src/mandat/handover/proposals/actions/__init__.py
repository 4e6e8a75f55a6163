"""What people do with proposals. Each verb: one authorisation, one transaction, one record."""

from mandat.handover.proposals.actions.deciding import (
    accept_offer,
    answer_question,
    argue_again,
    ask_consent,
    call_help,
    close_round,
    decline_offer,
    drop_side,
    end_round,
    judge_objection,
    record_adoption,
    speak,
    take_lead,
    withdraw_objection,
    withdraw_proposal,
)
from mandat.handover.proposals.actions.wording import amend_proposal, offer_wording, open_proposal

__all__ = [
    "accept_offer",
    "amend_proposal",
    "answer_question",
    "argue_again",
    "ask_consent",
    "call_help",
    "close_round",
    "decline_offer",
    "drop_side",
    "end_round",
    "judge_objection",
    "offer_wording",
    "open_proposal",
    "record_adoption",
    "speak",
    "take_lead",
    "withdraw_objection",
    "withdraw_proposal",
]

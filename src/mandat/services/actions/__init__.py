"""Offering services, asking, and ruling."""

from mandat.services.actions.asking import open_case, send_again, withdraw_case
from mandat.services.actions.leaving import hand_back_case, take_over_case
from mandat.services.actions.offering import (
    offer_matters,
    offer_service,
    safeguard_service,
    set_up_matters,
)
from mandat.services.actions.ruling import rule_on_case
from mandat.services.actions.voicing import record_joint_decision, say_in_body

__all__ = [
    "hand_back_case",
    "offer_matters",
    "offer_service",
    "open_case",
    "record_joint_decision",
    "rule_on_case",
    "safeguard_service",
    "say_in_body",
    "send_again",
    "set_up_matters",
    "take_over_case",
    "withdraw_case",
]

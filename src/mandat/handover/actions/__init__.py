"""What people do with hand-overs. Each verb: one authorisation, one transaction, one record."""

from mandat.handover.actions.committing import make_commitment, replace_commitment
from mandat.handover.actions.drafts import forget_draft, save_obstacle, save_step, start_draft
from mandat.handover.actions.looking import (
    answer_hearing,
    answer_shadow,
    decline,
    look_at_aftercheck,
    note_needed_me,
    share_agreement,
)
from mandat.handover.actions.proposing import ask_consent, open_hearing, start_shadowing
from mandat.handover.actions.using import (
    begin_again,
    hand_back,
    keep_handover,
    take_back,
    widen_handover,
)
from mandat.handover.actions.voicing import give_voice, record_adoption, resolve_objection

__all__ = [
    "answer_hearing",
    "answer_shadow",
    "ask_consent",
    "begin_again",
    "decline",
    "forget_draft",
    "give_voice",
    "hand_back",
    "keep_handover",
    "look_at_aftercheck",
    "make_commitment",
    "note_needed_me",
    "open_hearing",
    "record_adoption",
    "replace_commitment",
    "resolve_objection",
    "save_obstacle",
    "save_step",
    "share_agreement",
    "start_draft",
    "start_shadowing",
    "take_back",
    "widen_handover",
]

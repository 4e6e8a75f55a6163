"""Verbs of power: founding an organisation, and what holders and givers do with mandates."""

from mandat.power.actions.accepting import (
    accept_mandate,
    decline_mandate,
    hand_back_mandate,
    take_up_mandate,
)
from mandat.power.actions.challenges import decide_challenge, raise_challenge
from mandat.power.actions.conflicts import declare_conflict, declare_tie, end_conflict
from mandat.power.actions.erasing import check_decision, erase_person, erase_substitutions
from mandat.power.actions.founding import (
    FOUNDING,
    add_automats,
    add_circles,
    add_mandates,
    add_matters,
    add_people,
    add_roles,
    appoint,
    found_organisation,
    only_founder,
    open_account,
)
from mandat.power.actions.frames import draw_on_frames, give_back_to_frames
from mandat.power.actions.handling import set_handling
from mandat.power.actions.mandates import (
    Terms,
    look_over_mandate,
    set_terms,
    withdraw_mandate,
)
from mandat.power.actions.named import come_back, leave_to_named, stand_down, stand_ready
from mandat.power.actions.parts import count_part, release_parts
from mandat.power.actions.pausing import begin_break, begin_pause, end_break, end_pause
from mandat.power.actions.rates import record_rates, write_rates
from mandat.power.actions.rulebooks import adopt_rules, reserve_matter, write_book
from mandat.power.actions.standing_in import (
    accept_substitution,
    ask_substitute,
    end_substitution,
)
from mandat.power.actions.vacant import ask_for_seat

__all__ = [
    "FOUNDING",
    "Terms",
    "accept_mandate",
    "accept_substitution",
    "add_automats",
    "add_circles",
    "add_mandates",
    "add_matters",
    "add_people",
    "add_roles",
    "adopt_rules",
    "appoint",
    "ask_for_seat",
    "ask_substitute",
    "begin_break",
    "begin_pause",
    "check_decision",
    "come_back",
    "count_part",
    "decide_challenge",
    "declare_conflict",
    "declare_tie",
    "decline_mandate",
    "draw_on_frames",
    "end_break",
    "end_conflict",
    "end_pause",
    "end_substitution",
    "erase_person",
    "erase_substitutions",
    "found_organisation",
    "give_back_to_frames",
    "hand_back_mandate",
    "leave_to_named",
    "look_over_mandate",
    "only_founder",
    "open_account",
    "raise_challenge",
    "record_rates",
    "release_parts",
    "reserve_matter",
    "set_handling",
    "set_terms",
    "stand_down",
    "stand_ready",
    "take_up_mandate",
    "withdraw_mandate",
    "write_book",
    "write_rates",
]

"""Verbs of power: founding an organisation, and what holders and givers do with mandates."""

from mandat.power.actions.conflicts import declare_conflict, end_conflict
from mandat.power.actions.founding import (
    FOUNDING,
    add_circles,
    add_mandates,
    add_matters,
    add_people,
    add_roles,
    appoint,
    found_organisation,
    open_account,
)
from mandat.power.actions.frames import draw_on_frames, give_back_to_frames
from mandat.power.actions.mandates import (
    Terms,
    look_over_mandate,
    set_terms,
    withdraw_mandate,
)
from mandat.power.actions.named import come_back, leave_to_named, stand_down, stand_ready
from mandat.power.actions.rulebooks import adopt_rules, reserve_matter, write_book
from mandat.power.actions.standing_in import (
    accept_substitution,
    ask_substitute,
    end_substitution,
)

__all__ = [
    "FOUNDING",
    "Terms",
    "accept_substitution",
    "add_circles",
    "add_mandates",
    "add_matters",
    "add_people",
    "add_roles",
    "adopt_rules",
    "appoint",
    "ask_substitute",
    "come_back",
    "declare_conflict",
    "draw_on_frames",
    "end_conflict",
    "end_substitution",
    "found_organisation",
    "give_back_to_frames",
    "leave_to_named",
    "look_over_mandate",
    "open_account",
    "reserve_matter",
    "set_terms",
    "stand_down",
    "stand_ready",
    "withdraw_mandate",
    "write_book",
]

"""Verbs of power: founding an organisation and adding to it until the founding act."""

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

__all__ = [
    "FOUNDING",
    "add_circles",
    "add_mandates",
    "add_matters",
    "add_people",
    "add_roles",
    "appoint",
    "found_organisation",
    "open_account",
]

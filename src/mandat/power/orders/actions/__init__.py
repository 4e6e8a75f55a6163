"""Verbs of delegation orders."""

from mandat.power.orders.actions.adopting import Offer, adopt_order, write_draft
from mandat.power.orders.actions.drafting import (
    discard_draft,
    mend_alike_rows,
    mend_row,
    set_draft,
    start_draft,
)

__all__ = [
    "Offer",
    "adopt_order",
    "discard_draft",
    "mend_alike_rows",
    "mend_row",
    "set_draft",
    "start_draft",
    "write_draft",
]

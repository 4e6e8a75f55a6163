"""Reads of delegation orders: drafts, adopted orders, and the order as it is now."""

from mandat.power.orders.queries.beside import Beside, beside_limits
from mandat.power.orders.queries.drafts import (
    DraftPage,
    DraftRow,
    RoleChoice,
    draft_page,
    draft_row,
    drafts_of,
    known,
    role_choices,
)
from mandat.power.orders.queries.orders import (
    ComparePage,
    OrderPage,
    OrderView,
    adopted_page,
    changes,
    circles_to_adopt_in,
    compare_page,
    current_items,
    may_adopt_in,
    order_page,
    orders,
    said_of_mandates,
)

__all__ = [
    "Beside",
    "ComparePage",
    "DraftPage",
    "DraftRow",
    "OrderPage",
    "OrderView",
    "RoleChoice",
    "adopted_page",
    "beside_limits",
    "changes",
    "circles_to_adopt_in",
    "compare_page",
    "current_items",
    "draft_page",
    "draft_row",
    "drafts_of",
    "known",
    "may_adopt_in",
    "order_page",
    "orders",
    "role_choices",
    "said_of_mandates",
]

"""Reads of past rulings: for the one who made them, and for a role's present holders."""

from mandat.evidence.queries.mirror import mirror_list_page, mirror_page
from mandat.evidence.queries.views import MirrorLine, MirrorListPage, MirrorPage, NoLine, Whose

__all__ = [
    "MirrorLine",
    "MirrorListPage",
    "MirrorPage",
    "NoLine",
    "Whose",
    "mirror_list_page",
    "mirror_page",
]

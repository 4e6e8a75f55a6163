"""Reads of the register: decisions, the meetings that hear of them, and the notice board."""

from mandat.services.register.queries.board import (
    BoardPage,
    MinutesTask,
    PublicBoard,
    board_page,
    minutes_to_do,
    public_board,
)
from mandat.services.register.queries.decisions import (
    Decision,
    DecisionPage,
    Earlier,
    RegisterPage,
    decision_page,
    decisions_of,
    register_page,
)
from mandat.services.register.queries.handling import HandledMatter, handled_matters

__all__ = [
    "BoardPage",
    "Decision",
    "DecisionPage",
    "Earlier",
    "HandledMatter",
    "MinutesTask",
    "PublicBoard",
    "RegisterPage",
    "board_page",
    "decision_page",
    "decisions_of",
    "handled_matters",
    "minutes_to_do",
    "public_board",
    "register_page",
]

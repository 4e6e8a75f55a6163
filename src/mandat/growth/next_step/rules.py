"""One next small step for one person. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

REST = timedelta(days=14)
"""How long a step that was put aside stays away."""


MANY_RULINGS = 30
"""Rulings from which a mirror has something to show."""


Step = Literal[
    "feel", "read", "asked", "own_step", "go_on", "first_use", "mirror", "hand_over", "ask_nearer",
    "practise", "look",
]  # fmt: skip


@dataclass(frozen=True)
class Today:
    """What one person's next step depends on. Their own affairs only."""

    felt_due: bool = False
    unread: bool = False
    """Someone has given them words they have not seen."""
    draft: bool = False
    """A walk of their own is under way."""
    received: bool = False
    """They hold a mandate that was handed over to them, and have not used it yet."""
    mandates: bool = False
    """They decide something that could be handed over."""
    rulings: int = 0
    waits: bool = False
    """They wait for somebody else."""
    asked: bool = False
    """Somebody asks if they would walk beside."""
    practise: bool = False
    """They may receive a mandate, and could practise on past cases."""
    own_step: bool = False
    """The day of a step in their own journey has come."""


def next_small_step(today: Today, put_aside: frozenset[str] = frozenset()) -> Step | None:
    """Return the one gentle next thing, or None when all that fits has been put aside.

    What somebody else would be glad of comes first, then one's own walk, then what is new.
    """
    fits: tuple[tuple[Step, bool], ...] = (
        ("feel", today.felt_due),
        ("read", today.unread),
        ("asked", today.asked),
        ("own_step", today.own_step),
        ("go_on", today.draft),
        ("practise", today.practise),
        ("first_use", today.received),
        ("mirror", today.mandates and today.rulings >= MANY_RULINGS),
        ("hand_over", today.mandates),
        ("ask_nearer", today.waits),
        ("look", True),
    )
    return next((step for step, does in fits if does and step not in put_aside), None)

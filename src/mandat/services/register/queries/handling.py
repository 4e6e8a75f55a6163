"""How the decisions of a body's matters are handled."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.power import queries as power
from mandat.power.orders import queries as orders
from mandat.power.queries import Names


@dataclass(frozen=True)
class HandledMatter:
    """A matter, and how its decisions are handled; `partly`: execution within limits only."""

    key: str
    name: Names
    body: Names
    execution: bool
    partly: bool
    route: str
    appealable: bool
    asks: tuple[str, ...]
    decision: str

    @property
    def settings(self) -> dict[str, Any]:
        """What the form begins with."""
        return {
            "kind": "execution" if self.execution else "decision",
            "route": self.route,
            "appealable": self.appealable,
            "asks": list(self.asks),
            "decision": "",
        }


def handled_matters(reader: UUID, at: datetime) -> tuple[HandledMatter, ...]:
    """Return the matters of every body in which the reader has a role, by name."""
    bodies = dict(orders.circles_to_adopt_in(reader, at))
    return tuple(
        HandledMatter(
            told.key, told.name, bodies[told.body], told.execution == [], bool(told.execution),
            told.route, told.appealable, tuple(told.asks), told.source,
        )
        for told in power.handlings(bodies)
    )  # fmt: skip

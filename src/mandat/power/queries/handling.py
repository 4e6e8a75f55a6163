"""How the decisions of matters are handled, as their rows say."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mandat.power import models
from mandat.power.queries.views import Names


@dataclass(frozen=True)
class HandlingView:
    """What holds for a matter's decisions; `execution` as JSON limits, [] for all of it."""

    key: str
    name: Names
    body: UUID
    execution: list[Any] | None
    route: str
    appealable: bool
    asks: list[str]
    source: str


def handlings(bodies: Collection[UUID]) -> tuple[HandlingView, ...]:
    """Return how matters that these bodies decide on are handled, by key; one query."""
    rows = models.Matter.objects.filter(adopted_by__uuid__in=list(bodies)).order_by("key")
    columns = (
        "key", "name", "adopted_by__uuid", "execution", "route", "appealable", "asks",
        "handling_source",
    )  # fmt: skip
    return tuple(HandlingView(*row) for row in rows.values_list(*columns))

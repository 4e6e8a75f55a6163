"""What the map's pages show, composed of power and what hand-overs gave."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import queries as power
from mandat.power.queries import CircleView, MandateView, PersonView, RoleView


@dataclass(frozen=True)
class MapRow:
    """A mandate as a row of the table: where it lies and who holds it."""

    circle: CircleView | None
    role: RoleView | None
    mandate: MandateView


@dataclass(frozen=True)
class MapPage:
    """The organisation at a time, as a tree and as rows."""

    at: datetime
    circles: tuple[CircleView, ...]
    rows: tuple[MapRow, ...]
    holders: int
    people: int

    @property
    def mandates(self) -> int:
        return len(self.rows)


def map_page(at: datetime) -> MapPage:
    """Return the map at a time."""
    found = power.map_page(at)
    rows = [row for circle in found.circles for row in _rows(circle)]
    rows += [MapRow(None, None, m) for m in found.personal]
    holders, people = power.share_with_mandate(at)
    return MapPage(at, found.circles, tuple(rows), holders, people)


def _rows(circle: CircleView) -> Iterator[MapRow]:
    for role in circle.roles:
        for mandate in role.mandates:
            yield MapRow(circle, role, mandate)
    for inside in circle.circles:
        yield from _rows(inside)


@dataclass(frozen=True)
class MandatePage:
    """A mandate with its chain, and whether the reader may hand it over."""

    mandate: MandateView
    chain: tuple[MandateView, ...]
    children: tuple[MandateView, ...]
    users: tuple[PersonView, ...]
    in_force: bool
    mine: bool


def mandate_page(reader: UUID, mandate: UUID, at: datetime) -> MandatePage | None:
    """Return a mandate's page, or None when there is none."""
    found = power.mandate_page(mandate, at)
    if found is None:
        return None
    links = (found.mandate, *found.chain)
    holds = all(link.holds_at(at) for link in links)
    return MandatePage(
        found.mandate,
        found.chain,
        tuple(c for c in found.children if c.holds_at(at)),
        found.users,
        holds,
        holds and reader in {u.id for u in found.users},
    )

"""What all changes share: how things are now, and what can be wrong with a change."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from mandat.handover.proposals.rules.machine import Refusals, no
from mandat.handover.proposals.rules.values import Ways
from mandat.power.rules import RuleBook
from mandat.power.rules.book import BodyAdopts

Names = Mapping[str, str]

LONGEST_NAME = 200
LONGEST_TEXT = 8_000


@dataclass(frozen=True)
class CircleNow:
    """A circle as it is."""

    key: str
    name: Names
    parent: UUID | None


@dataclass(frozen=True)
class RoleNow:
    """A role as it is, and who holds it."""

    key: str
    name: Names
    circle: UUID
    holders: frozenset[UUID]


@dataclass(frozen=True)
class Now:
    """What changes are checked against: the structure, rules and agreements as they are."""

    circles: Mapping[UUID, CircleNow]
    roles: Mapping[UUID, RoleNow]
    people: frozenset[UUID]
    book: RuleBook
    agreements: Mapping[UUID, UUID]
    """Agreements that hold → the circle each belongs to."""
    ways: Mapping[UUID, Ways]
    """What each circle has chosen itself."""
    today: date

    @property
    def outermost(self) -> UUID:
        """The circle that all others lie in."""
        return next(c for c, found in self.circles.items() if found.parent is None)

    def inside(self, circle: UUID, outer: UUID) -> bool:
        """Tell whether a circle is another one, or lies in it."""
        here: UUID | None = circle
        while here is not None:
            if here == outer:
                return True
            here = self.circles[here].parent
        return False


class Change:
    """One change: who it concerns, who must say yes in so many words, and what is wrong with it."""

    kind: ClassVar[str]
    group: ClassVar[BodyAdopts]

    def faults(self, now: Now) -> Refusals:
        """Return why it cannot be made as things are."""
        raise NotImplementedError

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the circles whose members are asked, its own first."""
        raise NotImplementedError

    def must(self) -> frozenset[UUID]:
        """Return the givers and receivers, whose yes must be said."""
        return frozenset()

    @property
    def touches(self) -> frozenset[str]:
        """Return what it would change, so that proposals in each other's way are found."""
        raise NotImplementedError


def badly_named(name: Names) -> Refusals:
    given = [words.strip() for words in name.values()]
    if not any(given):
        return no("name_missing", "name_sv")
    return no("name_too_long", "name_sv") if max(map(len, given)) > LONGEST_NAME else ()


def no_circle(now: Now, circle: UUID, field: str = "circle") -> Refusals:
    return () if circle in now.circles else no("circle_gone", field)


def no_role(now: Now, role: UUID) -> Refusals:
    return () if role in now.roles else no("role_gone", "role")


def unlike(found: object, was: object) -> Refusals:
    return () if found == was else no("changed_meanwhile")

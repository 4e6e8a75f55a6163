"""Circles formed, renamed and moved."""

from dataclasses import dataclass
from uuid import UUID

from mandat.handover.proposals.rules.changes.base import (
    Change,
    Names,
    Now,
    badly_named,
    no_circle,
    unlike,
)
from mandat.handover.proposals.rules.machine import Refusals, no


@dataclass(frozen=True)
class NewCircle(Change):
    """A circle formed inside another."""

    kind = "circle_new"
    group = "circles"
    key: str
    name: Names
    parent: UUID

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: no name, no such parent, or the key is taken."""
        taken = any(c.key == self.key for c in now.circles.values())
        found = badly_named(self.name) + no_circle(now, self.parent)
        return found + (no("key_taken", "name_sv", given=self.key) if taken else ())

    def homes(self, now: Now) -> tuple[UUID, ...]:  # noqa: ARG002 - as the others
        """Return the circle it would lie in."""
        return (self.parent,)

    @property
    def touches(self) -> frozenset[str]:
        """Return its key."""
        return frozenset({f"circle:{self.key}"})


@dataclass(frozen=True)
class RenameCircle(Change):
    """Another name for a circle."""

    kind = "circle_renamed"
    group = "circles"
    circle: UUID
    was: Names
    name: Names

    def faults(self, now: Now) -> Refusals:
        """As in `Change`."""
        gone = no_circle(now, self.circle)
        return gone or badly_named(self.name) + unlike(now.circles[self.circle].name, self.was)

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the circle and the one it lies in."""
        parent = now.circles[self.circle].parent
        return (self.circle, *((parent,) if parent else ()))

    @property
    def touches(self) -> frozenset[str]:
        """Return the circle's name."""
        return frozenset({f"circle:{self.circle}:name"})


@dataclass(frozen=True)
class MoveCircle(Change):
    """A circle that would lie in another one."""

    kind = "circle_moved"
    group = "circles"
    circle: UUID
    was: UUID | None
    parent: UUID

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: the outermost stays, and no circle can lie in itself."""
        gone = no_circle(now, self.circle) + no_circle(now, self.parent, "parent")
        if gone:
            return gone
        found = unlike(now.circles[self.circle].parent, self.was)
        if self.was is None:
            found += no("outermost_stays", "circle")
        if self.parent == self.was:
            found += no("nothing_changed", "parent")
        if now.inside(self.parent, self.circle):
            found += no("circle_in_itself", "parent")
        return found

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the circle, where it lies and where it would lie."""
        was = now.circles[self.circle].parent
        return (self.circle, *((was,) if was else ()), self.parent)

    @property
    def touches(self) -> frozenset[str]:
        """Return where the circle lies."""
        return frozenset({f"circle:{self.circle}:parent"})

"""Roles formed, renamed and moved, and who holds them."""

from dataclasses import dataclass
from uuid import UUID

from mandat.handover.proposals.rules.changes.base import (
    Change,
    Names,
    Now,
    badly_named,
    no_circle,
    no_role,
    unlike,
)
from mandat.handover.proposals.rules.machine import Refusals, no


@dataclass(frozen=True)
class NewRole(Change):
    """A role formed in a circle, vacant until somebody is appointed."""

    kind = "role_new"
    group = "roles"
    key: str
    name: Names
    circle: UUID

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: no name, no such circle, or the key is taken."""
        taken = any(r.key == self.key for r in now.roles.values())
        found = badly_named(self.name) + no_circle(now, self.circle)
        return found + (no("key_taken", "name_sv", given=self.key) if taken else ())

    def homes(self, now: Now) -> tuple[UUID, ...]:  # noqa: ARG002 - as the others
        """Return its circle."""
        return (self.circle,)

    @property
    def touches(self) -> frozenset[str]:
        """Return its key."""
        return frozenset({f"role:{self.key}"})


@dataclass(frozen=True)
class RenameRole(Change):
    """Another name for a role."""

    kind = "role_renamed"
    group = "roles"
    role: UUID
    was: Names
    name: Names

    def faults(self, now: Now) -> Refusals:
        """As in `Change`."""
        gone = no_role(now, self.role)
        return gone or badly_named(self.name) + unlike(now.roles[self.role].name, self.was)

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return its circle."""
        return (now.roles[self.role].circle,)

    @property
    def touches(self) -> frozenset[str]:
        """Return the role's name."""
        return frozenset({f"role:{self.role}:name"})


@dataclass(frozen=True)
class MoveRole(Change):
    """A role that would lie in another circle; its mandates and holders go with it."""

    kind = "role_moved"
    group = "roles"
    role: UUID
    was: UUID
    circle: UUID

    def faults(self, now: Now) -> Refusals:
        """As in `Change`."""
        gone = no_role(now, self.role) + no_circle(now, self.circle)
        if gone:
            return gone
        same = no("nothing_changed", "circle") if self.circle == self.was else ()
        return same + unlike(now.roles[self.role].circle, self.was)

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return where it lies and where it would lie."""
        return (now.roles[self.role].circle, self.circle)

    @property
    def touches(self) -> frozenset[str]:
        """Return where the role lies."""
        return frozenset({f"role:{self.role}:circle"})


@dataclass(frozen=True)
class Appoint(Change):
    """A person who would hold a role. It is theirs only by their own yes."""

    kind = "appoint"
    group = "holders"
    role: UUID
    person: UUID

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: no such role or person, or they hold it already."""
        gone = no_role(now, self.role)
        if self.person not in now.people:
            gone += no("person_gone", "person")
        if gone:
            return gone
        holds = self.person in now.roles[self.role].holders
        return no("holds_already", "person") if holds else ()

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the role's circle."""
        return (now.roles[self.role].circle,)

    def must(self) -> frozenset[UUID]:
        """Return the one who would receive it."""
        return frozenset({self.person})

    @property
    def touches(self) -> frozenset[str]:
        """Return the holding."""
        return frozenset({f"holding:{self.role}:{self.person}"})


@dataclass(frozen=True)
class EndHolding(Change):
    """A person who would no longer hold a role. They give it up: only by their own yes."""

    kind = "end_holding"
    group = "holders"
    role: UUID
    person: UUID

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: no such role, or they do not hold it."""
        gone = no_role(now, self.role)
        if gone:
            return gone
        return () if self.person in now.roles[self.role].holders else no("holds_not", "person")

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the role's circle."""
        return (now.roles[self.role].circle,)

    def must(self) -> frozenset[UUID]:
        """Return the one who would give it up."""
        return frozenset({self.person})

    @property
    def touches(self) -> frozenset[str]:
        """Return the holding."""
        return frozenset({f"holding:{self.role}:{self.person}"})

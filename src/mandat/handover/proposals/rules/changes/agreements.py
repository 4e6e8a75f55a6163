"""What a circle agrees on, and how it decides."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from mandat.handover.proposals.rules.changes.base import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Change,
    Now,
    no_circle,
    unlike,
)
from mandat.handover.proposals.rules.machine import Refusals, no
from mandat.handover.proposals.rules.values import LONGEST_ROUND, Ways


@dataclass(frozen=True)
class Agree(Change):
    """What a circle agrees on: it has a day to be looked over, and somebody who looks after it."""

    kind = "agreement"
    group = "agreements"
    circle: UUID
    title: str
    text: str
    review_on: str
    keeper: UUID
    """The role that looks after it."""
    replaces: UUID | None = None
    success: str = ""
    """How one will know that it works."""
    because: str = ""
    """Why it comes instead of the one it replaces."""
    ends_on: str = ""
    """The last day it holds, ISO 8601; empty where it goes on until something else is agreed."""

    def faults(self, now: Now) -> Refusals:
        """As in `Change`."""
        found = no_circle(now, self.circle)
        if not self.title.strip() or len(self.title) > LONGEST_NAME:
            found += no("agreement_title", "agreed_title", longest=LONGEST_NAME)
        if not self.text.strip() or len(self.text) > LONGEST_TEXT:
            found += no("agreement_text", "text", longest=LONGEST_TEXT)
        if self.review_on <= now.today.isoformat():
            found += no("review_ahead", "review_on")
        if self.keeper not in now.roles:
            found += no("role_gone", "keeper")
        if self.replaces is not None and now.agreements.get(self.replaces) != self.circle:
            found += no("agreement_gone", "replaces")
        return found + self._unsaid()

    def _unsaid(self) -> Refusals:
        found: Refusals = ()
        if not self.success.strip() or len(self.success) > LONGEST_TEXT:
            found += no("success_missing", "success", longest=LONGEST_TEXT)
        if self.replaces is not None and not self.because.strip():
            found += no("because_missing", "because")
        if self.ends_on and self.ends_on < self.review_on:
            found += no("ends_before_review", "ends_on")
        return found

    def homes(self, now: Now) -> tuple[UUID, ...]:  # noqa: ARG002 - as the others
        """Return its circle."""
        return (self.circle,)

    def must(self) -> frozenset[UUID]:
        """Return nobody: a role looks after it, and its holders are asked like all others."""
        return frozenset()

    @property
    def touches(self) -> frozenset[str]:
        """Return what it comes instead of."""
        return frozenset({f"agreement:{self.replaces}"} if self.replaces else ())


@dataclass(frozen=True)
class LetGo(Change):
    """An agreement that would end without another in its place."""

    kind = "agreement_let_go"
    group = "agreements"
    agreement: UUID
    title: str
    """What it is called, for whoever reads the proposal when it is gone."""

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: it no longer holds."""
        return () if self.agreement in now.agreements else no("agreement_gone", "agreement")

    def homes(self, now: Now) -> tuple[UUID, ...]:
        """Return the circle that agreed on it."""
        return (now.agreements[self.agreement],)

    @property
    def touches(self) -> frozenset[str]:
        """Return the agreement."""
        return frozenset({f"agreement:{self.agreement}"})


@dataclass(frozen=True)
class ChooseWays(Change):
    """How a circle decides: how long each round lasts, and whether silence counts."""

    kind = "ways"
    group = "ways"
    circle: UUID
    was: Mapping[str, Any]
    ways: Mapping[str, Any]

    def faults(self, now: Now) -> Refusals:
        """As in `Change`: nothing changed, or a round too short or too long."""
        gone = no_circle(now, self.circle)
        if gone:
            return gone
        found = unlike(now.ways.get(self.circle, Ways()).as_json(), self.was)
        if self.ways == self.was:
            found += no("nothing_changed")
        for name, least in (
            ("clarify_days", 0), ("react_days", 0), ("consent_days", 1), ("answer_days", 1)
        ):  # fmt: skip
            days = self.ways.get(name)
            if type(days) is not int or not least <= days <= LONGEST_ROUND:
                found += no("round_length", name, least=least, longest=LONGEST_ROUND)
        return found

    def homes(self, now: Now) -> tuple[UUID, ...]:  # noqa: ARG002 - as the others
        """Return the circle."""
        return (self.circle,)

    @property
    def touches(self) -> frozenset[str]:
        """Return the circle's ways."""
        return frozenset({f"ways:{self.circle}"})

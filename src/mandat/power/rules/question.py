"""A question of authority, and the answers to it. Frozen values only."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power.rules.facts import Facts
from mandat.power.rules.organisation import Mandate, Substitution

Verb = Literal["yes", "no"]


@dataclass(frozen=True)
class Question:
    """May `actor` say `verb` to a case with these facts, at this time?

    Without `stage` the question is about the whole matter. `opened_at` is when the case was
    opened, by default `at`: a hand-over narrows its source only for cases opened while it holds.
    Of a real case, `case` is its identity, `ruled` who has ruled on it at other stages, and `left`
    the mandates it was handed back from or taken over from.
    """

    actor: UUID
    verb: Verb
    facts: Facts
    asker: UUID
    for_whom: UUID
    at: datetime
    stage: UUID | None = None
    opened_at: datetime | None = None
    case: UUID | None = None
    ruled: frozenset[UUID] = frozenset()
    left: frozenset[UUID] = frozenset()
    despite_conflict: bool = False
    """The actor asks to decide though in a conflict of interest, if nobody else can (rule 20)."""
    reasoned: bool = True
    """Whether whoever rules says why; asked for where a sum lies above a limit."""
    urgent: bool = False
    """Whether it has been said why the board's decision cannot be awaited."""

    @property
    def opened(self) -> datetime:
        return self.opened_at or self.at


@dataclass(frozen=True)
class Route:
    """The nearest mandate a case can be put to, and all who may rule under it."""

    stage: UUID
    mandate: Mandate
    people: tuple[UUID, ...]


@dataclass(frozen=True)
class Yes:
    """The actor may; `chain` is the mandate used and its sources, nearest first.

    `standing_in`: the substitutions through which the actor acts for a holder, if any.
    """

    chain: tuple[Mandate, ...]
    standing_in: tuple[Substitution, ...] = ()


@dataclass(frozen=True)
class NeedsAlso:
    """The actor may at some stage; `whom` are the stages that others must rule on."""

    whom: tuple[Route, ...]
    why: tuple[Refusal, ...]


@dataclass(frozen=True)
class No:
    """The actor may not: every reason, and who could, nearest first."""

    reasons: tuple[Refusal, ...]
    who_could: tuple[Route, ...]


Answer = Yes | NeedsAlso | No

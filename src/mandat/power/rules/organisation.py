"""The part of an organisation that bears on a question. Frozen values only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cached_property
from typing import Literal
from uuid import UUID

from mandat.power.rules.bodies import Jointly
from mandat.power.rules.book import Adopted, Effect, RuleBook, book_at
from mandat.power.rules.conditions import Condition
from mandat.power.rules.frames import Frame, Use
from mandat.power.rules.grouping import grouped
from mandat.power.rules.limits import Limits
from mandat.power.rules.parts import Part, Splitting
from mandat.power.rules.rates import NO_TABLE, RateTable
from mandat.power.rules.resting import HandedBack, Pause

FAR = 1_000_000
"""Circle steps to someone who lies in no circle: after everybody else."""


@dataclass(frozen=True)
class Stage:
    """One ruling a case needs, if `condition` holds."""

    id: UUID
    key: str
    position: int
    condition: Limits = ()


@dataclass(frozen=True)
class Matter:
    """What of a matter bears on authority. `stages` in order."""

    id: UUID
    key: str
    stages: tuple[Stage, ...]
    own_cost: bool = False
    reserved: bool = False
    reserved_ref: str = ""
    """The law or decision by which it may never be delegated."""
    two_people: bool = False
    """Nobody rules twice on one case, and never on what they prepared (rule 21)."""
    execution: Limits | None = None
    """Facts for which it is mere execution and nobody's decision (rule 28); None: never."""
    asks: tuple[str, ...] = ()
    """What its decisions must hold besides yes or no (rule 23)."""
    counterparty: str = ""
    """The fact that names the other side: who is tied to it, is in conflict (rule 20)."""
    supervised: str = ""
    """The fact whose choices are keys of circles: who belongs to the one named, is in conflict."""
    same: tuple[str, ...] = ()
    """The facts that make two cases the same purchase, to be summed (rule 18); none: no sum."""
    splitting: Splitting | None = None
    """What a sum above a limit does; None as the rule book says."""
    body: UUID | None = None
    """The circle of the body whose matter it is."""
    reserved_urgent: bool = True
    """Whether an urgent decision may reach it, though it may never be delegated."""
    automat: bool = False
    """Set apart so that an automat may say yes in it (rule 6)."""
    automat_group: str = ""
    """The rule book's key for why no automat ever may."""


@dataclass(frozen=True)
class Mandate:
    """One link, held by a person, a role, a body or an automat: one of them (rule 5).

    `source` is the mandate it came from; a root has a `source_decision` instead.

    `narrows`: while it holds, new cases inside it are no longer its source's.
    `by_acceptance`: of a role's holders only those who said yes may use it.
    """

    id: UUID
    stage: UUID
    person: UUID | None
    role: UUID | None
    since: datetime
    until: datetime | None
    limits: Limits = ()
    may_yes: bool = True
    may_no: bool = True
    source: UUID | None = None
    source_decision: str = ""
    narrows: bool = False
    by_acceptance: bool = False
    order: int = 0
    """The order in which mandates were granted."""
    review_on: datetime | None = None
    on_review: Effect | None = None
    """What passing the review day does; None as the rule book says."""
    onward: int | None = None
    """How many steps it may be handed on; None as the rule book says."""
    while_role: UUID | None = None
    """A person's mandate that holds only while they hold this role (rule 7)."""
    frame: Frame | None = None
    """What may be said yes to under it in a period, all cases together (rule 17)."""
    conditions: tuple[Condition, ...] = ()
    """What whoever rules must confirm first."""
    substitutes: frozenset[UUID] = frozenset()
    """Roles whose holders stand in, once they have said yes (rule 22)."""
    urgent: bool = False
    """Usable only when the board's decision cannot be awaited."""
    body: UUID | None = None
    """A circle that decides jointly, by the rule `jointly` (rule 5)."""
    jointly: Jointly | None = None
    automat: UUID | None = None

    def holds_at(self, at: datetime) -> bool:
        """Tell whether `[since, until)` contains `at` (rule 8)."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class Waiver:
    """A stage not needed within limits during `[since, until)`, while its source holds."""

    id: UUID
    stage: UUID
    source: UUID
    limits: Limits
    since: datetime
    until: datetime | None


@dataclass(frozen=True)
class Holding:
    """A person holds a role during `[since, until)`."""

    role: UUID
    person: UUID
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Acceptance:
    """A person uses a role's mandate during `[since, until)`."""

    mandate: UUID
    person: UUID
    since: datetime
    until: datetime | None = None


Ground = Literal["away", "conflict", "vacant"]


@dataclass(frozen=True)
class Substitution:
    """`person` stands in during `[since, until)`: for a person, or for a role nobody holds."""

    id: UUID
    person: UUID
    ground: Ground
    of: UUID | None
    of_role: UUID | None
    since: datetime
    until: datetime | None = None
    by_role: UUID | None = None
    """The role an order names as substitute: only under mandates that name it.

    With `of` None it stands ready for every holder of `of_role`.
    """

    def counts_under(self, mandate: Mandate) -> bool:
        """Tell whether it has to do with a mandate at all."""
        return self.by_role is None or self.by_role in mandate.substitutes


@dataclass(frozen=True)
class Conflict:
    """A person is in conflict with someone (`about`) or a `counterparty`, or in one case."""

    person: UUID
    about: UUID | None
    case: UUID | None
    since: datetime
    until: datetime | None = None
    counterparty: str = ""


Dated = Holding | Acceptance | Waiver | Substitution | Conflict | HandedBack | Pause


def holds_now(item: Dated, at: datetime) -> bool:
    """Tell whether `[since, until)` contains `at`."""
    return item.since <= at and (item.until is None or at < item.until)


@dataclass(frozen=True)
class Slice:
    """The part of the organisation that bears on questions about one matter."""

    matter: Matter
    mandates: tuple[Mandate, ...]
    holdings: tuple[Holding, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    parents: Mapping[UUID, UUID | None] = field(default_factory=dict)
    """Circle → circle above."""
    role_circles: Mapping[UUID, UUID] = field(default_factory=dict)
    substitutions: tuple[Substitution, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    books: tuple[Adopted, ...] = ()
    uses: tuple[Use, ...] = ()
    """What has been taken from the frames of the mandates."""
    parts: tuple[Part, ...] = ()
    """What open and granted cases of the matter count for together."""
    rates: RateTable = NO_TABLE
    zone: tzinfo = UTC
    """Where days, months and years begin and end."""
    handed_back: tuple[HandedBack, ...] = ()
    pauses: tuple[Pause, ...] = ()
    circle_keys: Mapping[str, UUID] = field(default_factory=dict)
    """Key → circle, where the matter supervises circles."""
    constituted: frozenset[UUID] = frozenset()
    automats: Mapping[UUID, UUID] = field(default_factory=dict)
    """Automat → the role answerable for it. `constituted`: circles that a decision made a body."""

    def book_at(self, at: datetime) -> RuleBook:
        """Return the rule book in force at a time."""
        return book_at(self.books, at)

    @cached_property
    def by_id(self) -> Mapping[UUID, Mandate]:
        return {m.id: m for m in self.mandates}

    @cached_property
    def _uses_of(self) -> Mapping[UUID, tuple[Use, ...]]:
        return grouped(self.uses, lambda use: use.mandate)

    def uses_of(self, mandate: Mandate) -> tuple[Use, ...]:
        """Return what has been taken from a mandate's own frame."""
        return self._uses_of.get(mandate.id, ())

    @cached_property
    def _parts_of(self) -> Mapping[str, tuple[Part, ...]]:
        return grouped(self.parts, lambda part: part.purchase)

    def parts_of(self, purchase: str) -> tuple[Part, ...]:
        """Return what cases about one purchase count for."""
        return self._parts_of.get(purchase, ())

    @cached_property
    def children(self) -> Mapping[UUID, tuple[Mandate, ...]]:
        found: dict[UUID, tuple[Mandate, ...]] = {}
        for m in self.mandates:
            if m.source is not None:
                found[m.source] = (*found.get(m.source, ()), m)
        return found

    @cached_property
    def _role_people(self) -> Mapping[UUID, tuple[Holding, ...]]:
        return grouped(self.holdings, lambda h: h.role)

    @cached_property
    def _person_roles(self) -> Mapping[UUID, tuple[Holding, ...]]:
        return grouped(self.holdings, lambda h: h.person)

    @cached_property
    def _accepted(self) -> Mapping[UUID, tuple[Acceptance, ...]]:
        return grouped(self.acceptances, lambda a: a.mandate)

    def users(self, mandate: Mandate, at: datetime) -> tuple[UUID, ...]:
        """Return who may use a mandate at a time, each once, in the order they came to hold it."""
        if mandate.person is not None:
            held = self.is_holder(mandate, mandate.person, at)
            people = dict.fromkeys([mandate.person] if held else [])
        else:
            held_by = (h for role in self._seats(mandate) for h in self._role_people.get(role, ()))
            people = dict.fromkeys(h.person for h in held_by if holds_now(h, at))
        if mandate.by_acceptance:
            yes = {a.person for a in self._accepted.get(mandate.id, ()) if holds_now(a, at)}
            people = dict.fromkeys(p for p in people if p in yes)
        if self.handed_back:
            people = dict.fromkeys(p for p in people if not self.has_handed_back(mandate, p, at))
        return tuple(people)

    def has_handed_back(self, mandate: Mandate, person: UUID, at: datetime) -> bool:
        """Tell whether the person has handed this mandate of their role back (rule 10)."""
        return any(
            h.mandate == mandate.id and h.person == person and holds_now(h, at)
            for h in self.handed_back
        )

    def pause_of(self, of: UUID, at: datetime) -> Pause | None:
        """Return what makes a mandate or a waiver rest at a time, if anything does."""
        return next((p for p in self.pauses if p.of == of and holds_now(p, at)), None)

    def is_holder(self, mandate: Mandate, person: UUID, at: datetime) -> bool:
        """Tell whether the person, or a role they hold, holds the mandate, accepted or not."""
        if mandate.person is not None:
            stays = mandate.while_role is None or self.holds(person, mandate.while_role, at)
            return mandate.person == person and stays
        if mandate.automat is not None:
            return mandate.automat == person
        return any(self.holds(person, role, at) for role in self._seats(mandate))

    def _seats(self, mandate: Mandate) -> tuple[UUID, ...]:
        """Return the roles whose holders hold the mandate, alone or jointly."""
        if mandate.role is not None:
            return (mandate.role,)
        of_circle = self._circle_roles.get(mandate.body, ()) if mandate.body else ()
        only = mandate.jointly.roles if mandate.jointly else frozenset()
        return tuple(role for role in of_circle if not only or role in only)

    @cached_property
    def _circle_roles(self) -> Mapping[UUID, tuple[UUID, ...]]:
        return grouped(self.role_circles, lambda role: self.role_circles[role])

    def chair(self, mandate: Mandate, at: datetime) -> UUID | None:
        """Return who has a body's casting vote."""
        role = mandate.jointly.casting if mandate.jointly else None
        held = (
            h.person for h in (self._role_people.get(role, ()) if role else ()) if holds_now(h, at)
        )
        return next(held, None)

    def holds(self, person: UUID, role: UUID, at: datetime) -> bool:
        """Tell whether the person holds a role at a time."""
        return any(h.role == role and holds_now(h, at) for h in self._person_roles.get(person, ()))

    def chain(self, mandate: Mandate) -> tuple[Mandate, ...]:
        """Return the mandate and its sources up to a root; empty when the chain is broken."""
        known = self._chains.get(mandate.id)
        if known is None or known[0] is not mandate:
            known = self._chains[mandate.id] = (mandate, self._chain_up(mandate))
        return known[1]

    @cached_property
    def _chains(self) -> dict[UUID, tuple[Mandate, tuple[Mandate, ...]]]:
        """Chains followed so far: one answer asks for the same ones again and again."""
        return {}

    def _chain_up(self, mandate: Mandate) -> tuple[Mandate, ...]:
        links, seen = [mandate], {mandate.id}
        while links[-1].source is not None:
            source = self.by_id.get(links[-1].source)
            if source is None or source.id in seen:
                return ()
            links.append(source)
            seen.add(source.id)
        return tuple(links) if links[-1].source_decision else ()

    def circles_of(self, person: UUID, at: datetime) -> frozenset[UUID]:
        """Return the circles in which the person holds a role."""
        return frozenset(
            self.role_circles[h.role]
            for h in self._person_roles.get(person, ())
            if holds_now(h, at) and h.role in self.role_circles
        )

    def lies_in(self, circle: UUID, outer: UUID) -> bool:
        """Tell whether a circle is another or lies inside it."""
        return outer in self._upward(circle)

    @cached_property
    def _steps(self) -> dict[tuple[UUID, UUID], int]:
        """Steps worked out so far: a list of cases asks for the same ones again and again."""
        return {}

    def steps_between(self, a: UUID, b: UUID) -> int:
        """Return the number of circle steps on the way from one circle to another."""
        known = self._steps.get((a, b))
        if known is None:
            known = self._steps[a, b] = self._steps_up_and_down(a, b)
        return known

    def _steps_up_and_down(self, a: UUID, b: UUID) -> int:
        up = {circle: n for n, circle in enumerate(self._upward(a))}
        return min(
            (up[circle] + n for n, circle in enumerate(self._upward(b)) if circle in up),
            default=FAR,
        )

    def _upward(self, circle: UUID) -> Iterator[UUID]:
        seen: set[UUID] = set()
        here: UUID | None = circle
        while here is not None and here not in seen:
            yield here
            seen.add(here)
            here = self.parents.get(here)

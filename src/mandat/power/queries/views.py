"""What pages, JSON and the command line show of power. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.common.money import Money
from mandat.power import rules

Names = Mapping[str, str]


@dataclass(frozen=True)
class PersonView:
    """A person as other members see them."""

    id: UUID
    name: str

    @property
    def initials(self) -> str:
        words = self.name.split()
        return (words[0][:1] + (words[-1][:1] if len(words) > 1 else "")).upper()

    @property
    def first_name(self) -> str:
        return self.name.split(" ")[0]


@dataclass(frozen=True)
class OrganisationView:
    """The organisation, and who may add structure until the founding act."""

    id: UUID
    name: str
    currency: str
    language: str
    founded_by: UUID


@dataclass(frozen=True)
class StageView:
    """A stage of a matter."""

    id: UUID
    key: str
    name: Names
    position: int
    condition: rules.Limits


@dataclass(frozen=True)
class MatterView:
    """A matter with what a form and a limit need to know."""

    id: UUID
    key: str
    name: Names
    description: Names
    circle: UUID
    facts: tuple[rules.FactType, ...]
    legal_ref: str
    reserved: bool
    secrecy: str
    own_cost: bool
    adopted_by: UUID | None
    stages: tuple[StageView, ...]

    def stage(self, key_or_id: str | UUID) -> StageView:
        """Return a stage by key or identity. Raises KeyError."""
        for stage in self.stages:
            if key_or_id in (stage.key, stage.id):
                return stage
        raise KeyError(key_or_id)


@dataclass(frozen=True)
class HolderView:
    """Who holds a mandate: a person, a role, a body that decides jointly, or an automat.

    `role_name` and `circle_name` name whatever is no person; of an automat `circle_name` is the
    role answerable for it.
    """

    person: PersonView | None
    role: UUID | None
    role_name: Names | None
    circle_name: Names | None
    body: UUID | None = None
    jointly: rules.Jointly | None = None
    automat: UUID | None = None
    answerable: str = ""
    """The key of the role answerable for the automat."""

    @property
    def kind(self) -> Literal["person", "role", "body", "automat"]:
        if self.person is not None:
            return "person"
        if self.body is not None:
            return "body"
        return "automat" if self.automat is not None else "role"


@dataclass(frozen=True)
class MandateView:
    """A mandate as anyone in the organisation may read it: mandates and holders are open."""

    id: UUID
    matter: UUID
    matter_key: str
    matter_name: Names
    own_cost: bool
    stage: UUID
    stage_name: Names
    holder: HolderView
    limits: rules.Limits
    may_yes: bool
    may_no: bool
    since: datetime
    until: datetime | None
    review_on: datetime | None
    source: UUID | None
    source_decision: str
    narrows: bool
    by_acceptance: bool
    handover: UUID | None
    facts: tuple[rules.FactType, ...]
    conditions: tuple[rules.Condition, ...] = ()
    substitutes: tuple[UUID, ...] = ()
    """Roles that stand in."""
    onward: int | None = None
    while_role: UUID | None = None
    """A person's mandate that ends with this role; None: it stays (rule 7)."""
    while_role_name: Names | None = None

    def holds_at(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True)
class WaiverView:
    """A stage that need not be passed within limits, and the mandate it came from."""

    id: UUID
    matter: UUID
    stage: UUID
    source: UUID
    since: datetime
    handover: UUID | None


@dataclass(frozen=True)
class RoleView:
    """A role with its holders and mandates at a time."""

    id: UUID
    key: str
    name: Names
    circle: UUID
    holders: tuple[PersonView, ...]
    mandates: tuple[MandateView, ...]


@dataclass(frozen=True)
class CirclePlace:
    """A circle by itself, and the one it lies in."""

    id: UUID
    key: str
    name: Names
    parent: UUID | None


@dataclass(frozen=True)
class CircleView:
    """A circle with its roles and the circles inside it, at a time."""

    id: UUID
    key: str
    name: Names
    roles: tuple[RoleView, ...]
    circles: tuple["CircleView", ...]

    @property
    def mandates(self) -> int:
        """How many mandates lie in the circle and all circles inside it."""
        return sum(len(r.mandates) for r in self.roles) + sum(c.mandates for c in self.circles)


@dataclass(frozen=True)
class MapPage:
    """The organisation at a time: the tree of circles, and mandates held by persons."""

    at: datetime
    circles: tuple[CircleView, ...]
    personal: tuple[MandateView, ...]


@dataclass(frozen=True)
class PersonPage:
    """One person: roles, and every mandate they can use, at a time."""

    person: PersonView
    roles: tuple[RoleView, ...]
    mandates: tuple[MandateView, ...]


@dataclass(frozen=True)
class MandatePage:
    """A mandate with its chain to the root and what was handed on from it."""

    mandate: MandateView
    chain: tuple[MandateView, ...]
    children: tuple[MandateView, ...]
    users: tuple[PersonView, ...]
    stands: bool
    """Whether it can be used at all: each link holds, and none rests until it is looked over."""
    onward: int
    """How many steps it may be handed on (rule 3)."""
    on_review: rules.Effect
    rests: bool
    """A review day has gone by, and stops it (rule 9)."""
    frame: rules.Frame | None
    left: Money | None
    """What is left of the frame in this period."""
    quorum: int = 0
    """How many of a body must take part."""

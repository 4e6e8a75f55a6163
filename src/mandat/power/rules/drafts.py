"""Rows of the tables an organisation starts from, as they were read. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from mandat.power.rules.book import Effect
from mandat.power.rules.facts import FactType
from mandat.power.rules.joint_text import JointText
from mandat.power.rules.limits import Limits


@dataclass(frozen=True)
class PersonDraft:
    """A row of people: `roles` are keys of roles the person holds."""

    name: str
    email: str
    roles: tuple[str, ...]


@dataclass(frozen=True)
class CircleDraft:
    """A row of circles; `parent` is a key, or empty for the outermost."""

    key: str
    name: Mapping[str, str]
    parent: str
    constituted: str = ""
    """The decision that made it a body that can decide jointly."""


@dataclass(frozen=True)
class RoleDraft:
    """A row of roles."""

    key: str
    name: Mapping[str, str]
    circle: str


@dataclass(frozen=True)
class AutomatDraft:
    """A row of automats: something that can say yes on its own, and the role answerable."""

    key: str
    name: Mapping[str, str]
    role: str


@dataclass(frozen=True)
class StageDraft:
    """A stage of a matter; without a condition every case needs it."""

    key: str
    name: Mapping[str, str]
    condition: Limits = ()


@dataclass(frozen=True)
class MatterDraft:
    """A row of matters, with its stages in order."""

    key: str
    name: Mapping[str, str]
    circle: str
    facts: tuple[FactType, ...]
    stages: tuple[StageDraft, ...]
    description: Mapping[str, str] = field(default_factory=dict)
    legal_ref: str = ""
    reserved: bool = False
    secrecy: str = ""
    own_cost: bool = False
    adopted_by: str = ""
    area: Mapping[str, str] = field(default_factory=dict)
    words: str = ""
    two_people: bool = False
    ties: Mapping[str, str] = field(default_factory=dict)
    same: tuple[str, ...] = ()
    splitting: str = ""
    automat: bool = False
    automat_group: str = ""


@dataclass(frozen=True)
class MandateDraft:
    """A row of mandates: a role, a person, a body or an automat may rule at a stage."""

    matter: str
    stage: str
    role: str
    person: str
    limit: str
    may_yes: bool
    may_no: bool
    since: date | None
    until: date | None
    review_on: date | None
    source: str
    onward: int | None = None
    on_review: Effect | None = None
    frame: str = ""
    while_role: str = ""
    urgent: bool = False
    body: str = ""
    jointly: JointText | None = None
    automat: str = ""

"""What Ekby is described with. Frozen values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Names = Mapping[str, str]


def both(sv: str, en: str) -> Names:
    """Return a name in the demo's two languages."""
    return {"sv": sv, "en": en}


@dataclass(frozen=True)
class CircleSpec:
    """A circle. `staff` people hold the role `<key>-team` in it; a head has `<key>-head`."""

    key: str
    name: Names
    parent: str | None
    kind: Literal["council", "board", "department", "unit"]
    staff: int = 0
    team: Names = field(default_factory=lambda: both("Medarbetare", "Team member"))


@dataclass(frozen=True)
class FactSpec:
    """One fact a form asks for."""

    key: str
    kind: Literal["amount", "number", "text", "choice", "date"]
    label: Names
    may_limit: bool = False
    choices: tuple[tuple[str, Names], ...] = ()
    required: bool = True
    asks: tuple[str, ...] = ()
    """Of an amount, what is asked besides it: see `power.rules.basis`."""


@dataclass(frozen=True)
class Waits:
    """How long a stage usually takes: median and spread (sigma of the logarithm) in days."""

    median: float
    spread: float = 0.7


@dataclass(frozen=True)
class StageSpec:
    """One stage. `held_by` says who holds mandates there: see `founding.mandate_plans`.

    `from_amount` in whole kronor and `from_days` are the condition on which a case comes here.
    """

    key: str
    name: Names
    held_by: Literal["unit_head", "economist", "director", "it_head", "property_head"]
    waits: Waits
    no_share: float = 0.02
    returned_share: float = 0.015
    up_to: int | None = None
    """The holders' own limit in whole kronor; above it goes to whoever stands above them."""
    from_amount: int | None = None
    from_days: int | None = None


@dataclass(frozen=True)
class Amount:
    """How amounts fall: log-normal round `median` kronor, rounded to `step`, never over `most`."""

    median: int
    spread: float
    step: int = 10
    least: int = 100
    most: int = 90_000


@dataclass(frozen=True)
class MatterSpec:
    """A matter with its service, and how often people ask.

    `monthly` is asks a person and month in circles of `who` ("all" or keys); `titles` are what
    they ask for, as they would write it.
    """

    key: str
    name: Names
    description: Names
    words: str
    area: str
    circle: str
    facts: tuple[FactSpec, ...]
    stages: tuple[StageSpec, ...]
    titles: tuple[str, ...]
    noes: tuple[str, ...]
    monthly: float
    who: tuple[str, ...] = ("all",)
    amount: Amount | None = None
    days: tuple[int, int] | None = None
    own_cost: bool = True
    adopted_by: str | None = None
    legal_ref: str = ""
    reserved: bool = False
    hours: Literal["office", "round_the_clock"] = "office"
    same: tuple[str, ...] = ()
    """Facts that make two cases parts of the same purchase."""
    counterparty: str = ""
    """The fact that names the company or association on the other side."""

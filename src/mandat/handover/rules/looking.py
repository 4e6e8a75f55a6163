"""Looking before and after: shadowing, the draw of after-checks, days given back, grounds."""

import hashlib
import hmac
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any, Literal
from uuid import UUID

from mandat.common.shares import Counted

Ruled = Literal["yes", "no", "returned"]
Says = Literal["yes", "no", "ask"]
SAYS: Mapping[Says, Ruled] = {"yes": "yes", "no": "no", "ask": "returned"}
"""What one can say of a case while shadowing, and the ruling it is alike with."""

SHADOW_FOR = timedelta(days=14)
"""How long shadowing goes on: cases that are put within it can be answered."""


@dataclass(frozen=True)
class ShadowPair:
    """What a receiver would have said, and what was ruled after that; None while undecided."""

    case: UUID
    says: Says
    ruled: Ruled | None


@dataclass(frozen=True)
class Agreement:
    """How often shadow answers and rulings came out alike."""

    alike: int
    compared: int
    undecided: int
    differing: tuple[UUID, ...]

    @property
    def counted(self) -> Counted:
        """The same as a share with its range."""
        return Counted(self.alike, self.compared)


def agreement(pairs: Iterable[ShadowPair]) -> Agreement:
    """Compare: yes with yes, no with no, "would ask more" with a case that was sent back."""
    pairs = tuple(pairs)
    ruled = [p for p in pairs if p.ruled is not None]
    differing = tuple(p.case for p in ruled if SAYS[p.says] != p.ruled)
    return Agreement(len(ruled) - len(differing), len(ruled), len(pairs) - len(ruled), differing)


def first_after(answered: datetime, rulings: Iterable[tuple[datetime, Ruled]]) -> Ruled | None:
    """Return what was ruled first once an answer was given, of a case's rulings, oldest first.

    A case that is sent back and comes again is ruled on twice; one answered only the first.
    """
    return next((outcome for at, outcome in rulings if at >= answered), None)


def shadowing_ends(since: datetime | None) -> datetime | None:
    """Return when shadowing that began then ends; None where the beginning is not known."""
    return None if since is None else since + SHADOW_FOR


# --- after-checks ---------------------------------------------------------------------------------


def seed_hash(seed: bytes) -> str:
    """Return what is recorded at the start, so that the draw can be checked at the end."""
    return hashlib.sha256(seed).hexdigest()


def drawn(seed: bytes, ruling: UUID, share: int) -> bool:
    """Return whether a ruling (or passage) is drawn; `share` in per cent.

    HMAC-SHA256(seed, id) as a number in [0, 1) below the share: nobody without the seed can tell
    beforehand, and everybody can afterwards.
    """
    digest = hmac.new(seed, ruling.bytes, hashlib.sha256).digest()
    return int.from_bytes(digest[:8], "big") * 100 < share << 64


def sample(seed: bytes, people: Iterable[UUID], size: int) -> tuple[UUID, ...]:
    """Return so many of them, evenly at random from the seed."""
    return tuple(
        sorted(people, key=lambda p: hmac.new(seed, p.bytes, hashlib.sha256).digest())[:size]
    )


# --- days given back ------------------------------------------------------------------------------


def days_given_back(before: Sequence[float], under: Sequence[float]) -> float | None:
    """Return an estimate in days, or None without past rulings to compare with.

    `before`: the stage's waits in the 90 days before, in days. `under`: waits of the cases under
    the hand-over, 0 for one that passed. Not floored: a slower case takes days back.
    """
    if not before:
        return None
    usual = median(before)
    return sum(usual - wait for wait in under)


# --- grounds --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Certified:
    """A limit under which the share of noes has a proven upper bound (figures from evidence)."""

    limits: tuple[Mapping[str, Any], ...]
    tolerance: str
    confidence: str
    upper_bound: str
    """Decimals as text, rounded up, since the record has no fractions."""
    cases_inside: int
    noes_inside: int
    wait_days_back: str | None


@dataclass(frozen=True)
class Grounds:
    """The frozen evidence a hand-over rests on. Counts of rulings, never of named persons."""

    rulings: int = 0
    noes: int = 0
    returned_then_granted: int = 0
    stopped_for_good: int = 0
    open: int = 0
    certified: Certified | None = None
    shadow_alike: int | None = None
    """Only when the giver and that receiver both agreed to show it."""
    shadow_compared: int | None = None
    needed_me: int | None = None
    """For a removal: how often the giver noted "needed me", of `noted`."""
    noted: int | None = None
    commitments: tuple[Mapping[str, str], ...] = ()
    """Each commitment it touched, and whether it is kept or changed: `commitment`, `stance`."""

    def as_json(self) -> dict[str, Any]:
        """Return the grounds as they stand in the record."""
        json = asdict(self)
        if self.certified:
            json["certified"]["limits"] = [dict(limit) for limit in self.certified.limits]
        json["commitments"] = [dict(one) for one in self.commitments]
        return json


def grounds_from(json: Mapping[str, Any] | None) -> Grounds:
    """Read grounds from the record."""
    if not json:
        return Grounds()
    values = dict(json)
    if certified := values.get("certified"):
        values["certified"] = Certified(**{**certified, "limits": tuple(certified["limits"])})
    values["commitments"] = tuple(values.get("commitments", ()))
    return Grounds(**values)


def remaining(stage: UUID, others: Iterable[tuple[UUID, bool, bool]]) -> tuple[UUID, ...]:
    """Return the stages that every case would still pass if `stage` were removed.

    `others`: (stage, on a condition, already waived for any case). Careful on purpose: a stage
    that only some cases pass does not count, since a case must never pass none.
    """
    return tuple(s for s, conditional, waived in others if s != stage and not conditional | waived)

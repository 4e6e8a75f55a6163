"""How long what was written stays, kind by kind (rule 30). Pure.

Nothing is erased by itself: when the time is out, somebody decides, and the record says so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, get_args

Kind = Literal["cases", "decisions", "substitutes"]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""Cases: what they were about. Decisions: their words and reasons. Substitutes: why somebody stood
in."""


@dataclass(frozen=True)
class Keep:
    """How long a kind is kept: so many years, or for good where `years` is None.

    `ref` is the law or decision it rests on, such as a plan for what is kept and disposed of.
    """

    kind: Kind
    years: int | None
    ref: str = ""

    def until(self, ended: datetime) -> datetime | None:
        """Return when the time is out for what ended then; None: it is kept for good."""
        if self.years is None:
            return None
        leap = ended.month == 2 and ended.day == 29
        return ended.replace(year=ended.year + self.years, day=28 if leap else ended.day)

    def is_over(self, ended: datetime | None, at: datetime) -> bool:
        """Tell whether the time is out for what ended then."""
        until = None if ended is None else self.until(ended)
        return until is not None and until <= at


def keep_to_json(keep: Keep) -> dict[str, Any]:
    """Return it as the record keeps it; without years it is kept for good."""
    years = {} if keep.years is None else {"years": keep.years}
    return {"kind": keep.kind, **years, "ref": keep.ref}


def keep_from_json(value: Mapping[str, Any]) -> Keep:
    """Read what `keep_to_json` wrote. Raises ValueError naming what cannot be understood."""
    years = value.get("years")
    odd = sorted(value.keys() - {"kind", "years", "ref"})
    if odd or value.get("kind") not in KINDS:
        raise ValueError(f"keep: {', '.join(odd) or value.get('kind')}")
    if years is not None and (type(years) is not int or years < 1):
        raise ValueError(f"keep: years: {years}")
    return Keep(value["kind"], years, value.get("ref", ""))


def keep_of(keeps: Sequence[Keep], kind: Kind) -> Keep:
    """Return how long a kind is kept; for good where the rules say nothing."""
    return next((k for k in keeps if k.kind == kind), Keep(kind, None))

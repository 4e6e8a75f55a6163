"""A row of an order, as far as it was understood, and as JSON for a draft. Pure."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any, Literal

from mandat.common.refusals import Refusal
from mandat.power.orders.rules.grids import Place
from mandat.power.orders.rules.words import Bound

Verb = Literal["both", "yes", "no"]
Act = Literal["decide", "approve", "sign", "advise", "recommend"]
State = Literal["understood", "partly", "not_understood"]
Kind = Literal["unread", "unsure", "kept", "effect"]
"""Unread: could not be read. Unsure: read, but look at it. Kept: read, and cannot be held yet.

Effect: what it leads to once it is adopted; the row is understood all the same.
"""


@dataclass(frozen=True)
class Remark:
    """What a reviewer should know of a row; its refusal names the column in `field`."""

    kind: Kind
    refusal: Refusal


@dataclass(frozen=True)
class Holder:
    """Who decides. Several in a row each decide alone, unless `together`.

    `act`, `group` and `when` come from a matrix: what its cell says they do, the kind of approval,
    and on what condition.
    """

    name: str
    verb: Verb = "both"
    together: bool = False
    act: Act = "decide"
    group: str = ""
    when: str = ""
    role: str = ""
    """Key of the role a reviewer chose; empty: the role of that name, or a new one."""


@dataclass(frozen=True)
class Line:
    """One row. `execution`: below this it is mere execution, and nobody's decision."""

    place: Place
    matter: str
    order: str = ""
    number: str = ""
    area: str = ""
    legal_ref: str = ""
    holders: tuple[Holder, ...] = ()
    substitutes: tuple[str, ...] = ()
    consult: tuple[str, ...] = ()
    bounds: tuple[Bound, ...] = ()
    reported: bool | None = None
    onward: bool | None = None
    execution: bool = False
    condition: str = ""
    note: str = ""
    remarks: tuple[Remark, ...] = ()
    cells: int = 0
    """How many cells of a matrix say something in this row; 0 outside matrices."""
    written: Mapping[str, str] = field(default_factory=dict, hash=False)
    """The row as it stands, by heading."""
    matter_key: str = ""
    """Key of the matter a reviewer chose; empty: the matter of that name, or a new one."""
    left_out: bool = False
    """A reviewer has said that the row is not to become a mandate."""
    steps: int = 1
    """How many steps it may be handed on, where it may."""
    asked: bool | None = None
    """Whether people can ask for it in Needs; None as the whole order says."""

    @property
    def state(self) -> State:
        """How far the row was understood."""
        if any(r.kind == "unread" for r in self.remarks):
            return "not_understood"
        return "partly" if any(r.kind != "effect" for r in self.remarks) else "understood"


@dataclass(frozen=True)
class Reading:
    """What a file says: its rows, what was left aside with its reason, and its footnotes."""

    lines: tuple[Line, ...]
    aside: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()

    def count(self, state: State) -> int:
        """Return how many rows are in a state."""
        return sum(line.state == state for line in self.lines)


def line_to_json(line: Line) -> dict[str, Any]:
    """Return a row as JSON."""
    found = asdict(line)
    found["bounds"] = [
        {**b, "amount": format(b["amount"].normalize(), "f")} for b in found["bounds"]
    ]
    return found


def line_from_json(value: Mapping[str, Any]) -> Line:
    """Read what `line_to_json` wrote."""
    return Line(
        **{
            **value,
            "place": Place(**value["place"]),
            "holders": tuple(Holder(**h) for h in value["holders"]),
            "bounds": tuple(
                Bound(**{**b, "amount": Decimal(b["amount"])}) for b in value["bounds"]
            ),
            "remarks": tuple(Remark(r["kind"], Refusal(**r["refusal"])) for r in value["remarks"]),
            "substitutes": tuple(value["substitutes"]),
            "consult": tuple(value["consult"]),
        }
    )


def has_words(line: Line, words: str) -> bool:
    """Tell whether a row says every word: in its number, area, matter, holders or law."""
    who = " ".join(h.name for h in line.holders)
    said = f"{line.number} {line.area} {line.matter} {who} {line.legal_ref}".casefold()
    return all(word in said for word in words.casefold().split())


_ABOUT_THE_FILE = ("place", "remarks", "written", "cells", "matter_key", "left_out", "asked")


def words_of(line: Line) -> dict[str, Any]:
    """Return what an adopted order says in a row: without the file it came from."""
    found = line_to_json(line)
    for name in _ABOUT_THE_FILE:
        del found[name]
    return found


def line_of(words: Mapping[str, Any]) -> Line:
    """Return a row of an adopted order."""
    place = {"file": "", "table": "", "row": 0}
    return line_from_json({**words, "place": place, "remarks": []})

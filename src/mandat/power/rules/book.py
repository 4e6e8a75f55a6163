"""The rules an organisation has chosen, adopted whole and dated. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, get_args

from mandat.power.rules.basis import Basis
from mandat.power.rules.duties import Duty, duty_from_json, duty_to_json
from mandat.power.rules.keeping import Keep, keep_from_json, keep_to_json
from mandat.power.rules.parts import SPLITTINGS, Splitting

Effect = Literal["remind", "pause", "lapse"]
EFFECTS: tuple[Effect, ...] = get_args(Effect)
Accept = Literal["office", "each"]
ACCEPTS: tuple[Accept, ...] = get_args(Accept)
"""Whose yes a mandate that a body gave needs (rule 10): with `office` a role's mandate follows the
office, and only one that names a person waits for that person's; with `each` everybody's."""
"""What passing a review day does: nothing but a reminder, no new decisions, or the end (rule 9)."""

Vat = Literal["", "excluding", "including"]
Urgent = Literal["off", "members", "anyone"]
"""Who may hold an urgent mandate: nobody, members of the body, or whoever is given one."""
WORDS: Mapping[str, tuple[str, ...]] = {
    "review": EFFECTS,
    "accept": ACCEPTS,
    "vat": get_args(Vat),
    "splitting": SPLITTINGS,
    "urgent": get_args(Urgent),
}
"""What settings that are words may be."""
NUMBERS = (
    "onward", "onward_most", "grace_days", "substitute_steps", "recurring_months",
    "indefinite_months", "sum_months", "minutes_days", "minutes_post_days",
    "step_review_months",
)  # fmt: skip

LONGEST_CHAIN = 4
"""Substitutes of substitutes: no rule book may allow more, so that they load in a few queries."""

Names = Mapping[str, str]

BodyAdopts = Literal["rules", "circles", "roles", "holders", "agreements", "ways"]
BODY_ADOPTS: tuple[BodyAdopts, ...] = get_args(BodyAdopts)
"""What a proposal can change, of which a rule book can say that a body must adopt it."""


@dataclass(frozen=True)
class NeverGround:
    """Why something may never be delegated, and the law or decision that says so (rule 4)."""

    key: str
    ref: str
    name: Names = field(hash=False)
    urgent: bool = True
    """Whether an urgent decision may reach it all the same."""


@dataclass(frozen=True)
class RuleBook:
    """What holds where a mandate or a matter says nothing of its own.

    `onward`: how many steps a mandate that a body decided on may be handed on without that body;
    `onward_most`: how many at most, whatever a mandate says. `grace_days` after a review day that
    has passed, before a mandate lapses. `substitute_steps`: how long a chain of substitutes may be.
    `vat`: whether amounts are judged without VAT or with it; empty where nothing is said.
    `recurring_months` and `indefinite_months`: how many months of a recurring cost are judged, and
    of one without end. `sum_months`: how long parts of a purchase count together, and `splitting`
    what their sum above a limit does. `urgent`: who may decide what cannot await a board.
    """

    key: str = ""
    name: Names = field(default_factory=dict, hash=False)
    onward: int = 1
    onward_most: int = 10
    review: Effect = "remind"
    grace_days: int = 30
    substitute_steps: int = 2
    two_people: bool = False
    accept: Accept = "office"
    never: tuple[NeverGround, ...] = ()
    body_adopts: tuple[BodyAdopts, ...] = ()
    """Changes that wait for the adopting body once those concerned have consented."""
    minutes_days: int = 0
    """Days within which minutes are to be approved; 0: nobody is reminded (rule 27)."""
    minutes_post_days: int = 2
    """Days within which their approval is to be posted."""
    minutes_roles: tuple[str, ...] = ()
    """Keys of the roles that are reminded; where the body has none of them, all its roles are."""
    board_public: bool = False
    """Whether the notice board is read without logging in (rule 26)."""
    keep: tuple[Keep, ...] = ()
    """How long each kind is kept; for good where nothing is said (rule 30)."""
    vat: Vat = ""
    recurring_months: int = 12
    indefinite_months: int = 48
    sum_months: int = 12
    splitting: Splitting = "stop"
    urgent: Urgent = "members"

    automat_never: tuple[NeverGround, ...] = ()
    """Groups of cases that no automat may decide (rule 6)."""
    constituted_bodies: bool = False
    """Whether only a circle that a decision made a body may decide jointly (rule 5)."""
    duties: tuple[Duty, ...] = ()
    """What is done, or said not to be needed, before a change of employees' work holds."""
    step_review_months: int = 0
    """Months after which a step that says nothing itself is looked over; 0: never."""

    def needs_yes(self, *, named: bool) -> bool:
        """Tell whether a mandate a body gives waits for a yes; `named`: it names a person."""
        return named or self.accept == "each"

    @property
    def basis(self) -> Basis:
        """How amounts are judged."""
        months = self.recurring_months, self.indefinite_months
        return Basis(self.vat != "including", *months)

    def ground(self, key: str) -> NeverGround | None:
        """Return the ground for never delegating that has this key."""
        return next((g for g in self.never if g.key == key), None)

    def automat_ground(self, key: str) -> NeverGround | None:
        """Return why no automat may decide in a group of cases."""
        return next((g for g in self.automat_never if g.key == key), None)


@dataclass(frozen=True)
class Adopted:
    """A rule book in force from `since` until the next one."""

    since: datetime
    book: RuleBook


PLAIN = RuleBook()
"""What holds where no rule book has been adopted."""


def book_at(books: Sequence[Adopted], at: datetime) -> RuleBook:
    """Return the rule book in force at a time; the last adopted of those that had begun."""
    begun = [b for b in books if b.since <= at]
    return begun[-1].book if begun else PLAIN


def book_to_json(book: RuleBook) -> dict[str, Any]:
    """Return a rule book as the record keeps it."""
    return {
        "name": dict(book.name),
        "onward": book.onward,
        "onward_most": book.onward_most,
        "review": book.review,
        "grace_days": book.grace_days,
        "substitute_steps": book.substitute_steps,
        "two_people": book.two_people,
        "accept": book.accept,
        "vat": book.vat,
        "recurring_months": book.recurring_months,
        "indefinite_months": book.indefinite_months,
        "sum_months": book.sum_months,
        "splitting": book.splitting,
        "urgent": book.urgent,
        "body_adopts": list(book.body_adopts),
        "minutes_days": book.minutes_days,
        "minutes_post_days": book.minutes_post_days,
        "minutes_roles": list(book.minutes_roles),
        "board_public": book.board_public,
        "keep": [keep_to_json(k) for k in book.keep],
        "never": _grounds_to_json(book.never),
        "automat_never": _grounds_to_json(book.automat_never),
        "constituted_bodies": book.constituted_bodies,
        "duties": [duty_to_json(d) for d in book.duties],
        "step_review_months": book.step_review_months,
    }


def _grounds_to_json(grounds: Sequence[NeverGround]) -> list[dict[str, Any]]:
    return [{"key": g.key, "ref": g.ref, "name": dict(g.name), "urgent": g.urgent} for g in grounds]


def _ground(value: Mapping[str, Any]) -> NeverGround:
    if set(value) - {"urgent"} != {"key", "ref", "name"}:
        raise ValueError(f"never: {', '.join(sorted(value))}")
    return NeverGround(value["key"], value["ref"], value["name"], value.get("urgent", True))


def book_from_json(key: str, value: Mapping[str, Any]) -> RuleBook:
    """Read a rule book as the record keeps it, or as a preset's file says it.

    What is left out has its default. Raises ValueError naming what cannot be understood.
    """
    known = set(book_to_json(PLAIN))
    odd = sorted(value.keys() - known)
    if odd:
        raise ValueError(f"unknown: {', '.join(odd)}")
    for name, words in WORDS.items():
        if name in value and value[name] not in words:
            raise ValueError(f"{name}: {value[name]}")
    for name in NUMBERS:
        given = value.get(name, 0)
        if type(given) is not int or given < 0:
            raise ValueError(f"{name}: {given}")
    if value.get("substitute_steps", 0) > LONGEST_CHAIN:
        raise ValueError(f"substitute_steps: {value['substitute_steps']} > {LONGEST_CHAIN}")
    strange = sorted(set(value.get("body_adopts", ())) - set(BODY_ADOPTS))
    if strange:
        raise ValueError(f"body_adopts: {', '.join(strange)}")
    listed = {
        "never": tuple(_ground(g) for g in value.get("never", ())),
        "automat_never": tuple(_ground(g) for g in value.get("automat_never", ())),
        "keep": tuple(keep_from_json(k) for k in value.get("keep", ())),
        "duties": tuple(duty_from_json(d) for d in value.get("duties", ())),
        "body_adopts": tuple(value.get("body_adopts", ())),
        "minutes_roles": tuple(str(role) for role in value.get("minutes_roles", ())),
    }
    return RuleBook(**{**value, **listed, "key": key})

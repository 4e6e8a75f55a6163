"""What rows of an order become: roles, matters with stages, and mandates. Pure.

Nothing is widened to make it fit: what cannot be written as it stands is a refusal with its row.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from mandat.common.money import BASE as BASE_CODE
from mandat.common.money import Money, to_minor
from mandat.common.refusals import Refusal
from mandat.power.orders.rules.checks import named
from mandat.power.orders.rules.lines import Holder, Line
from mandat.power.orders.rules.words import BASE, Bound, is_frame
from mandat.power.rules.conditions import Condition
from mandat.power.rules.facts import FactType
from mandat.power.rules.frames import Frame
from mandat.power.rules.limits import Limit, Limits
from mandat.power.rules.tables import StageDraft

Names = Mapping[str, str]

_CURRENCIES = ("SEK", "USD", "EUR", "NOK", "DKK", "GBP")
_COUNTED: Mapping[str, tuple[str, Names]] = {
    "percent": ("percent", {"sv": "Procent", "en": "Per cent"}),
    "day": ("days", {"sv": "Dagar", "en": "Days"}),
    "week": ("weeks", {"sv": "Veckor", "en": "Weeks"}),
    "month": ("months", {"sv": "Månader", "en": "Months"}),
    "year": ("years", {"sv": "År", "en": "Years"}),
}
_AMOUNT: Names = {"sv": "Belopp", "en": "Amount"}
_ABOUT: Names = {"sv": "Vad gäller det?", "en": "What is it about?"}
DECISION: Names = {"sv": "Beslut", "en": "Decision"}
_STEP = Decimal("0.01")
"""The least that can lie between two numbers of a fact that is not money."""


@dataclass(frozen=True)
class Known:
    """What is there already: roles by name (several may share one), matters by name and key."""

    roles: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    role_keys: frozenset[str] = frozenset()
    matters: Mapping[str, str] = field(default_factory=dict)
    matter_facts: Mapping[str, tuple[FactType, ...]] = field(default_factory=dict)
    matter_stages: Mapping[str, str] = field(default_factory=dict)
    """The stage at which a matter there already is decided: its last."""


@dataclass(frozen=True)
class Settings:
    """What a reviewer says of the whole order.

    `base` is the year's base amount in whole kronor; `ladder` the kind of approval in which a
    higher one presupposes those below it.
    """

    base: int | None = None
    ladder: str = ""
    asked: bool = True
    """Whether people can ask for the new matters in Needs, where a row says nothing of its own."""


@dataclass(frozen=True)
class NewMatter:
    """A matter to set up."""

    key: str
    name: str
    legal_ref: str
    facts: tuple[FactType, ...]
    stages: tuple[StageDraft, ...]
    description: str = ""
    area: str = ""
    words: str = ""
    """Other words to find it by in Needs."""
    crossed: bool = False
    """Two decide about each other, so neither does about themself."""
    asked: bool = False
    """Whether it gets a page in Needs."""


@dataclass(frozen=True)
class Grant:
    """A mandate to write, from the row with this index."""

    line: int
    matter: str
    stage: str
    role: str
    limits: Limits = ()
    may_yes: bool = True
    may_no: bool = True
    onward: int | None = None
    conditions: tuple[Condition, ...] = ()
    substitutes: tuple[str, ...] = ()
    """Keys of roles."""
    frame: Frame | None = None
    """What may be said yes to in a period, all cases together."""


@dataclass(frozen=True)
class Plan:
    """Everything to write, or what must be mended first."""

    roles: Mapping[str, str]
    """New roles: key → name."""
    matters: tuple[NewMatter, ...]
    grants: tuple[Grant, ...]
    of_base: frozenset[int] = frozenset()
    """Rows whose limit follows the base amount."""
    refusals: tuple[Refusal, ...] = ()
    executions: Mapping[str, Limits] = field(default_factory=dict)
    """Matter → limits within which it is mere execution."""


def slug(text: str) -> str:
    """Return a key for a name: small letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:80].strip("-") or "x"


class Roles:
    """Finds the role of each holder, and gathers those that must be formed."""

    def __init__(self, known: Known) -> None:
        self._known = known
        self.new: dict[str, str] = {}

    def of(self, holder: Holder) -> tuple[str, ...]:
        """Return the role's key; several when several share the name and each is meant."""
        if holder.role == "each":
            return self._known.roles.get(holder.name.casefold(), ())
        if holder.role and holder.role != "new":
            return (holder.role,)
        found = self._known.roles.get(holder.name.casefold(), ())
        if found and holder.role != "new":
            return found
        key = slug(holder.name)
        while key in self._known.role_keys and self.new.get(key) != holder.name:
            key = f"{key}-2"
        self.new[key] = holder.name
        return (key,)

    def is_unclear(self, holder: Holder) -> bool:
        """Tell whether several roles have the holder's name and none was chosen."""
        return not holder.role and len(self._known.roles.get(holder.name.casefold(), ())) > 1


def money(amount: Decimal, unit: str, settings: Settings) -> Money | None:
    """Return an amount as money; None for a base amount that nobody has stated.

    A base amount stays one: what it is worth is recorded year by year (rule 16).
    """
    if unit == BASE:
        return None if settings.base is None else Money(to_minor(amount, BASE_CODE), BASE_CODE)
    return Money(to_minor(amount, unit), unit)


def limits_of(bounds: Iterable[Bound], settings: Settings) -> Limits:
    """Return bounds as limits on facts; what is strictly over becomes from the next öre."""
    found = []
    for b in bounds:
        value: Money | Decimal
        if b.unit in (*_CURRENCIES, BASE):
            fact, amount = "amount", money(b.amount, b.unit, settings)
            if amount is None:
                continue
            step = {">": 1, "<": -1}.get(b.op, 0)
            value = Money(amount.minor + step, amount.currency)
        else:
            fact = _COUNTED[b.unit][0]
            value = b.amount + {">": _STEP, "<": -_STEP}.get(b.op, Decimal(0))
        found.append(Limit(fact, "<=" if b.op in ("<=", "<") else ">=", value))
    return tuple(found)


def frame_of(bounds: Iterable[Bound], settings: Settings) -> Frame | None:
    """Return "at most 200 000 kr a year" as a frame that is used up; None where there is none.

    It stays a limit of each decision too, which it is: so gaps can be seen.
    """
    for b in bounds:
        amount = money(b.amount, b.unit, settings) if is_frame(b) else None
        if amount is not None:
            return Frame("amount", amount, "year" if b.per == "year" else "month")
    return None


def asked_facts(bounds: Iterable[Bound]) -> tuple[FactType, ...]:
    """Return what a form asks for: what it is about, and the facts that limits speak of."""
    return FactType("about", "text", _ABOUT), *facts_of(bounds)


def facts_of(bounds: Iterable[Bound]) -> tuple[FactType, ...]:
    """Return the facts that limits speak of."""
    found: dict[str, FactType] = {}
    for b in bounds:
        if b.unit in (*_CURRENCIES, BASE):
            currency = "SEK" if b.unit == BASE else b.unit
            found.setdefault(
                "amount", FactType("amount", "amount", _AMOUNT, may_limit=True, currency=currency)
            )
        else:
            key, label = _COUNTED[b.unit]
            found.setdefault(key, FactType(key, "number", label, may_limit=True))
    return tuple(found.values())


def currencies(bounds: Iterable[Bound]) -> frozenset[str]:
    """Return the currencies of amounts."""
    of = {b.unit for b in bounds if b.unit in (*_CURRENCIES, BASE)}
    return frozenset("SEK" if unit == BASE else unit for unit in of)


def asks(lines: Sequence[Line], settings: Settings) -> bool:
    """Tell whether people can ask for a matter: a row's own word goes before the whole order's."""
    said = next((line.asked for line in lines if line.asked is not None), None)
    return settings.asked if said is None else said


def at_row(line: Line, code: str, column: str, **facts: str) -> Refusal:
    """Return a refusal about a row."""
    return Refusal(code, {"line": named(line), "row": line.place.row, **facts}, column)


def problems_of(lines: Sequence[Line], settings: Settings, roles: Roles) -> tuple[Refusal, ...]:
    """Return what must be mended before anything can be written."""
    found = []
    for line in lines:
        if line.state == "not_understood":
            found.append(at_row(line, "orders.row_unread", "matter"))
        found.extend(
            at_row(line, "orders.role_unclear", "holder", given=h.name)
            for h in dict.fromkeys(line.holders)
            if roles.is_unclear(h)
        )
        if any(h.together for h in line.holders):
            found.append(at_row(line, "orders.row_jointly", "holder"))
    based = sum(any(b.unit == BASE for b in x.bounds) and not x.execution for x in lines)
    if settings.base is None and based:
        found.append(Refusal("orders.base_missing", {"count": based}, "base"))
    return tuple(found)

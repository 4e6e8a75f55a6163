"""On what basis an amount is judged: without VAT, and for the whole contract (rule 15). Pure.

Source of the preset: Public Procurement Act (2016:1145) 5:3 (without VAT, with options and
extensions), 5:10 and 5:13 (without end: 48 months), 5:11 (recurring: 12 months).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil
from typing import Literal, get_args

from mandat.common.money import Money
from mandat.common.refusals import Refusal

Ask = Literal["vat", "term", "currency"]
ASKS: tuple[Ask, ...] = get_args(Ask)
"""What a form may ask about an amount besides the amount itself."""
Each = Literal["month", "again"]
EACH: tuple[Each, ...] = get_args(Each)
"""A cost each month of a contract, or each month for what is bought again and again."""
VAT_RATES = ("6", "12", "25")
"""Per cent, as in Sweden; other whole numbers may be told, up to the highest in the EU."""
_MOST_VAT = 27
"""Per cent, as in Hungary: told higher, it would make a sum look smaller than it is."""
_MOST_MONTHS = 600


@dataclass(frozen=True)
class Basis:
    """What the rule book says: judged with or without VAT, and how many months count."""

    without_vat: bool = True
    recurring_months: int = 12
    indefinite_months: int = 48


PLAIN_BASIS = Basis()


@dataclass(frozen=True)
class Told:
    """What was told about an amount: the VAT in it, per cent, and how often it is paid.

    `months` is how many months are counted; `endless` that nobody has said when it ends.
    """

    amount: Money
    vat: int = 0
    each: Each | None = None
    months: int = 1
    endless: bool = False


def read_told(
    key: str, asks: Sequence[str], given: Mapping[str, str], amount: Money, basis: Basis
) -> tuple[Told, tuple[Refusal, ...]]:
    """Read what was typed beside an amount, and by field all that is wrong with it."""
    said = {ask: given.get(f"{key}-{ask}", "").strip() for ask in ("vat", "each", "months")}
    wrong: list[Refusal] = []
    vat = _whole(said["vat"], _MOST_VAT) if "vat" in asks else 0
    if vat is None:
        wrong.append(Refusal("power.bad_vat", {"given": said["vat"]}, field=f"{key}-vat"))
    each = next((e for e in EACH if e == said["each"] and "term" in asks), None)
    if said["each"] and each is None:
        wrong.append(Refusal("power.bad_each", {"given": said["each"]}, field=f"{key}-each"))
    months = _whole(said["months"], _MOST_MONTHS)
    if each == "month" and (months is None or (said["months"] and months == 0)):
        wrong.append(Refusal("power.bad_months", {"given": said["months"]}, field=f"{key}-months"))
    endless = each == "month" and not said["months"]
    counted = {None: 1, "again": basis.recurring_months, "month": months or 0}[each]
    counted = basis.indefinite_months if endless else counted
    return Told(amount, vat or 0, each, counted, endless), tuple(wrong)


def _whole(text: str, most: int) -> int | None:
    if not text:
        return 0
    return int(text) if text.isascii() and text.isdigit() and int(text) <= most else None


def reckon(told: Told, basis: Basis) -> Money:
    """Return the amount that is judged; rounded up, so that rounding never widens a mandate."""
    whole = Fraction(told.amount.minor * told.months)
    if basis.without_vat:
        whole = whole * 100 / (100 + told.vat)
    return Money(ceil(whole), told.amount.currency)


def told_to_facts(key: str, told: Told) -> dict[str, Money | Decimal | str | bool]:
    """Return what was told, as facts beside the amount; nothing where it is judged as written."""
    if told.each is None and not told.vat:
        return {}
    found: dict[str, Money | Decimal | str | bool] = {f"{key}-told": told.amount}
    if told.vat:
        found[f"{key}-vat"] = Decimal(told.vat)
    if told.each is not None:
        found |= {f"{key}-each": told.each, f"{key}-months": Decimal(told.months)}
        found[f"{key}-endless"] = told.endless
    return found


def told_from_facts(key: str, facts: Mapping[str, object]) -> Told | None:
    """Return what was told about an amount, or None where it is judged as written."""
    amount = facts.get(f"{key}-told")
    if not isinstance(amount, Money):
        return None
    each = next((e for e in EACH if e == facts.get(f"{key}-each")), None)
    return Told(
        amount,
        int(str(facts.get(f"{key}-vat", 0))),
        each,
        int(str(facts.get(f"{key}-months", 1))),
        bool(facts.get(f"{key}-endless", False)),
    )

"""Limits as orders write them: "högst 5 prisbasbelopp", "> $25K up to $50K". Pure."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from mandat.common.money import parse_amount

Comparison = Literal["<=", "<", ">=", ">"]

BASE = "prisbasbelopp"
"""A Swedish base amount for prices, set anew each year."""


@dataclass(frozen=True)
class Bound:
    """One side of a limit. `unit`: a currency, "prisbasbelopp", percent, day, week, month, year.

    `per` is the period the amount is counted over: "year", "month", or empty for each decision.
    """

    op: Comparison
    amount: Decimal
    unit: str
    per: str = ""


def is_frame(bound: Bound) -> bool:
    """Tell whether a bound is the most of an amount in a period."""
    money = bound.unit == BASE or bound.unit in _CURRENCIES.split("|")
    return bool(bound.per) and bound.op == "<=" and money


_COMPARED: tuple[tuple[Comparison, str], ...] = (
    (
        "<=",
        (
            "upp till och med|upp till|till och med|t\\.? ?o\\.? ?m\\.?|högst|maximalt|max\\.?|"
            "intill|(?:ej|inte|icke) (?:över|överstiger|överstigande)|up to and including|"
            "up to|at most|(?:not|no) (?:more than|exceeding)|not over|maximum|≤|<="
        ),
    ),
    (">=", "från och med|från|fr\\.? ?o\\.? ?m\\.?|minst|lägst|from|at least|minimum|≥|>="),
    ("<", "mindre än|understigande|understiger|lägre än|under|less than|below|<"),
    (">", "mer än|överstigande|överstiger|högre än|över|more than|exceeding|over|above|>"),
)
_NUMBER_WORDS = {
    word: Decimal(n)
    for n, words in enumerate(
        [
            "noll zero",
            "ett en one",
            "två two",
            "tre three",
            "fyra four",
            "fem five",
            "sex six",
            "sju seven",
            "åtta eight",
            "nio nine",
            "tio ten",
        ]
    )
    for word in words.split()
}
_TIMES = {
    "k": 1_000, "tkr": 1_000, "tusen": 1_000, "m": 1_000_000, "mn": 1_000_000, "mkr": 1_000_000,
    "mnkr": 1_000_000, "milj": 1_000_000, "miljon": 1_000_000, "miljoner": 1_000_000,
    "million": 1_000_000,
}  # fmt: skip
_UNITS = {
    "SEK": "kr|kronor|sek|:-",
    "USD": "usd|us dollars?|dollars?",
    "EUR": "eur|euro",
    "NOK": "nok",
    "DKK": "dkk",
    "GBP": "gbp",
    BASE: "prisbasbelopp|pbb|basbelopp|price base amounts?|base amounts?",
    "percent": "%|procent|per cent|percent",
    "day": "dagar|dag|days?",
    "week": "veckor|vecka|weeks?",
    "month": "månaders|månader|månad|mån|months?",
    "year": "år|years?",
}
_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP"}
_CURRENCIES = "SEK|USD|EUR|NOK|DKK|GBP"
_words = "|".join(sorted(_NUMBER_WORDS, key=len, reverse=True))
_compared = "|".join(f"(?P<{n}>{words})" for n, (_, words) in zip("abcd", _COMPARED, strict=True))
_units = "|".join(f"(?P<u{n}>{words})" for n, words in enumerate(_UNITS.values()))
_QUANTITY = re.compile(
    rf"(?:(?<!\w)(?:{_compared})\s*)?"
    rf"(?P<sign>[$€£]|(?:{_CURRENCIES})\b)?\s*"
    rf"(?P<number>\d[\d\s.,]*\d|\d|\b(?:{_words})\b)\s*"
    r"(?:(?P<times>tkr|mkr|mnkr|miljoner|miljon|milj\.?|tusen|million|mn|k|m)(?!\w)\s*)?"
    rf"(?:(?:{_units})(?!\w))?"
    r"(?P<after>\s*(?:plus|and above|eller mer|och uppåt|eller högre)\b)?",
    re.IGNORECASE,
)
_TWICE = re.compile(rf"\b(?:{_words})\s*\((\d+)\)", re.IGNORECASE)
"""A number in words and again in figures: "tio (10)"."""
_BETWEEN = re.compile(r"^\s*(?:–|-|to|till|och|and)\s*$", re.IGNORECASE)
_PER = re.compile(
    r"(?:per|/|om|varje)\s*(?P<year>år|year|kalenderår)\b|per\s*(?P<month>månad|month)\b",
    re.IGNORECASE,
)
_EACH = re.compile(
    r"\b(?:per|för varje|vid varje)\s+(?:tillfälle|beslut|ärende|gång|inköp|avtal|case|decision)\b",
    re.IGNORECASE,
)
_LEADS = re.compile(r"^\s*(?:mellan|between|belopp|amount)?\s*[:;,.]?\s*", re.IGNORECASE)
_WITHOUT = re.compile(
    r"^(?:-|–|—|obegränsat|utan (?:belopps)?gräns|ingen (?:belopps)?gräns|without limit|no limit|"
    r"unlimited|none|inga|ingen)?$",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Read:
    """What was read of a text: its bounds, and the words that are left."""

    bounds: tuple[Bound, ...]
    rest: str


@dataclass(frozen=True)
class _Found:
    start: int
    end: int
    op: Comparison | None
    amount: Decimal
    unit: str
    times: int = 1


def read_bounds(text: str, *, bare: Comparison | None = None, currency: str = "") -> Read:
    """Read the limits of a text.

    `bare` is what an amount alone means: "<=" in a column of limits; without it, such an amount is
    left among the words. `currency` is that of an amount without a unit, where it is known.
    """
    text = _TWICE.sub(r"\1", text)
    if _WITHOUT.fullmatch(text.strip()):
        return Read((), "")
    found = [f for f in _quantities(text, currency) if f.unit]
    bounds: list[Bound] = []
    used: list[tuple[int, int]] = []
    for n, item in enumerate(found):
        op = item.op or _between(text, found, n) or bare
        if op is None:
            continue
        if not (op == ">" and item.amount == 0):  # "from $0" is no limit
            bounds.append(Bound(op, item.amount, item.unit))
        used.append((item.start, item.end))
    per = _PER.search(text) if bounds else None
    if per is not None:
        period = "year" if per["year"] else "month"
        bounds = [Bound(b.op, b.amount, b.unit, period) for b in bounds]
        used.extend(match.span() for match in _PER.finditer(text))
    return Read(tuple(bounds), _left(text, used) if used else text.strip())


def _quantities(text: str, currency: str) -> list[_Found]:
    found = [_read(match, currency) for match in _QUANTITY.finditer(text)]
    sides = [f for f in found if f is not None]
    # "250 – 500 tkr", "100 000 to 250 000 kr": one unit for both.
    return [
        _Found(f.start, f.end, f.op, f.amount * (nxt.times if f.times == 1 else 1), nxt.unit)
        if not f.unit and _BETWEEN.match(text[f.end : nxt.start])
        else f
        for f, nxt in zip(sides, [*sides[1:], sides[-1]] if sides else [], strict=True)
    ]


def _read(match: re.Match[str], currency: str) -> _Found | None:
    amount = _number(match["number"])
    if amount is None:
        return None
    times = (match["times"] or "").casefold().rstrip(".")
    unit = next((u for n, u in enumerate(_UNITS) if match[f"u{n}"]), "")
    if times in ("tkr", "mkr", "mnkr"):
        unit = "SEK"
    sign = match["sign"] or ""
    unit = unit or _SIGNS.get(sign, sign.upper()) or currency
    op = next((op for n, (op, _) in zip("abcd", _COMPARED, strict=True) if match[n]), None)
    if op is None and match["after"]:
        op = ">="
    end = len(match.string[: match.end()].rstrip())
    many = _TIMES.get(times, 1)
    return _Found(match.start(), end, op, amount * many, unit, many)


def _number(text: str) -> Decimal | None:
    if text.casefold() in _NUMBER_WORDS:
        return _NUMBER_WORDS[text.casefold()]
    try:
        return parse_amount(text)
    except ValueError:
        return None


def _between(text: str, found: list[_Found], n: int) -> Comparison | None:
    """Read "A to B" as over A, up to and including B: the way tables leave no gap between rows."""
    item = found[n]
    if n + 1 < len(found):
        between, after = text[item.end : found[n + 1].start], found[n + 1].op
        if _BETWEEN.match(between) or (after == "<=" and not between.strip()):
            return ">"
    if n and _BETWEEN.match(text[found[n - 1].end : item.start]):
        return "<="
    return None


def _left(text: str, used: list[tuple[int, int]]) -> str:
    parts, at = [], 0
    for start, end in sorted(used):
        parts.append(text[at:start])
        at = max(at, end)
    left = " ".join(p for p in (*parts, text[at:]) if not _BETWEEN.match(p))
    left = _LEADS.sub("", _EACH.sub(" ", left))
    return " ".join(left.replace("()", "").split()).strip(" ,;:–-.")

"""Reading rates as they are written: our own table, or the Riksbank's. Pure."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal, InvalidOperation

from mandat.common.refusals import Refusal

_CODE = re.compile(r"[A-Z]{3}")
_SERIES = re.compile(r"(?:(\d+)\s+)?([A-Z]{3})")
_MOST = Decimal(10) ** 9
_COLUMNS = frozenset({"currency", "to", "rate", "since"})
_RIKSBANK: Mapping[str, str] = {
    "period": "since", "datum": "since", "date": "since", "serie": "series", "series": "series",
    "värde": "rate", "value": "rate", "kurs": "rate",
}  # fmt: skip
RIKSBANK = "Sveriges riksbank"


@dataclass(frozen=True)
class RateDraft:
    """A rate to record: one `currency` is worth `rate` of `to` from `begins` on."""

    currency: str
    to: str
    rate: str
    begins: datetime
    source: str


def read_rate(
    row: Mapping[str, str], zone: tzinfo, number: int = 1
) -> tuple[RateDraft | None, tuple[Refusal, ...]]:
    """Read one rate, or say everything that is wrong with it, by column."""
    said = {k: (row.get(k) or "").strip() for k in (*_COLUMNS, "source")}
    currency, to = said["currency"].upper(), said["to"].upper()
    rate, since = _decimal(said["rate"]), _day(said["since"])
    wrong = [
        Refusal("power.rate_bad", {"row": number, "column": column, "given": said[column]}, column)
        for column, fine in (
            ("currency", bool(_CODE.fullmatch(currency)) and currency != to),
            ("to", bool(_CODE.fullmatch(to))),
            ("rate", rate is not None),
            ("since", since is not None),
            ("source", bool(said["source"]) and len(said["source"]) <= 200),
        )
        if not fine
    ]
    if wrong or rate is None or since is None:
        return None, tuple(wrong)
    begins = datetime.combine(since, time(), zone)
    return RateDraft(currency, to, rate, begins, said["source"]), ()


def read_rates(
    columns: Sequence[str], rows: Sequence[Mapping[str, str]], zone: tzinfo
) -> tuple[tuple[RateDraft, ...], tuple[Refusal, ...]]:
    """Read a table of rates; row 1 is the header.

    Either ours (currency, to, rate, since, source), or the Riksbank's, one row a day and series
    ("1 USD", "100 JPY") in kronor; its days without a rate are passed over.
    """
    names = {c.strip().casefold(): c for c in columns}
    if set(names) >= _COLUMNS:
        table = [{k: row.get(c, "") for k, c in names.items()} for row in rows]
    else:
        keys = {_RIKSBANK[n]: c for n, c in names.items() if n in _RIKSBANK}
        if set(keys) != {"since", "series", "rate"}:
            known = ", ".join(sorted(_COLUMNS | {"source"}))
            found = ", ".join(columns)
            return (), (Refusal("power.rates_columns", {"found": found, "known": known}, "file"),)
        table = [_of_riksbank({k: row.get(c, "") for k, c in keys.items()}) for row in rows]
    drafts: list[RateDraft] = []
    wrong: list[Refusal] = []
    for number, row in enumerate(table, start=2):
        if row.get("rate", "").strip().casefold() in ("n/a", "") and "series" in row:
            continue
        draft, refusals = read_rate(row, zone, number)
        wrong.extend(refusals)
        drafts.extend([draft] if draft else [])
    return tuple(drafts), tuple(wrong)


def _of_riksbank(row: Mapping[str, str]) -> dict[str, str]:
    match = _SERIES.fullmatch(row["series"].strip().upper())
    rate = _decimal(row["rate"])
    if match and rate is not None:
        units = Decimal(match[1] or 1)
        text = format(Decimal(rate) / units, "f") if units else ""
        return {**row, "currency": match[2], "to": "SEK", "rate": text, "source": RIKSBANK}
    return {**row, "currency": match[2] if match else "", "to": "SEK", "source": RIKSBANK}


def _decimal(text: str) -> str | None:
    """Return a positive decimal as the record keeps it: a point, and no needless zeros."""
    plain = "".join(text.split()).replace(",", ".")
    try:
        number = Decimal(plain) if plain.isascii() else Decimal(0)
    except InvalidOperation:
        return None
    if not number.is_finite() or not 0 < number <= _MOST or len(plain) > 30:
        return None
    return format(number.normalize(), "f")


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

"""Money is a whole number of minor units with a currency (ISO 4217)."""

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

BASE = "PBB"
"""A Swedish base amount for prices (prisbasbelopp), kept as one more currency with yearly rates."""
_EXPONENT = {"JPY": 0, "KRW": 0, "ISK": 0, BASE: 8}
"""So fine a part of a base amount is less than an öre, so "over 2" begins right above 2."""

_PLAIN = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)")


def exponent(currency: str) -> int:
    """Return how many decimals the currency has; two unless known otherwise."""
    return _EXPONENT.get(currency, 2)


@dataclass(frozen=True, order=True)
class Money:
    """`minor` is the amount in minor units (öre, cent)."""

    minor: int
    currency: str

    def decimal(self) -> Decimal:
        """Return the amount in whole units, exactly."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))


def parse_amount(text: str) -> Decimal:
    """Read a number the way people in Sweden and Britain write it.

    Spaces (also U+00A0 and U+202F) group thousands; the last comma or point with one or two digits
    after it is the decimal sign. Raises
    ValueError for anything else: also for an exponent, which nobody writes.
    """
    packed = "".join(text.split()).replace("\u2212", "-")
    for unit in ("kr", "SEK", "sek", ":-"):
        packed = packed.removesuffix(unit)
    last = max(packed.rfind(","), packed.rfind("."))
    if last != -1 and len(packed) - last - 1 in (1, 2):
        whole, part = packed[:last], packed[last + 1 :]
        packed = whole.replace(",", "").replace(".", "") + "." + part
    elif last != -1:
        packed = packed.replace(",", "").replace(".", "")
    if not _PLAIN.fullmatch(packed):
        raise ValueError(text)
    return Decimal(packed)


def to_minor(amount: Decimal, currency: str) -> int:
    """Round to minor units, half up."""
    return int(amount.scaleb(exponent(currency)).quantize(Decimal(1), rounding=ROUND_HALF_UP))

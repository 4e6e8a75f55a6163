"""Coarse facts as they are kept: JSON of exact decimals, and one key for cases that look alike."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from mandat.growth.practice.rules.anonymous import Cell, Shown


def shown_to_json(cell: Cell) -> list[dict[str, Any]]:
    """Return coarse facts as JSON."""
    return [
        {"fact": s.fact, "value": s.value}
        if s.high is None
        else {
            "fact": s.fact,
            "low": str(s.low),
            "high": str(s.high),
            "currency": s.currency,
            "whole": s.whole,
        }
        for s in cell
    ]


def shown_from_json(value: Sequence[Mapping[str, Any]]) -> Cell:
    """Read what `shown_to_json` wrote."""
    return tuple(
        Shown(row["fact"], value=row["value"])
        if "value" in row
        else Shown(
            row["fact"], Decimal(row["low"]), Decimal(row["high"]), row["currency"], row["whole"]
        )
        for row in value
    )


def cell_key(cell: Cell) -> str:
    """Return a text that is the same for cases that look alike."""
    return hashlib.sha256(json.dumps(shown_to_json(cell)).encode()).hexdigest()

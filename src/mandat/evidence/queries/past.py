"""Past rulings of one reader as rows: from this organisation's cases, and from imported logs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, cast
from uuid import UUID

from django.db.models import QuerySet

from mandat.common.money import Money, exponent
from mandat.evidence.models import PastRuling
from mandat.evidence.rules.rows import Ended, Outcome, RulingRow
from mandat.power.rules import Facts
from mandat.services import queries as services

_COLUMNS = (
    "case",
    "matter",
    "step",
    "stage",
    "ruled_at",
    "outcome",
    "ended",
    "put_at",
    "previous_at",
    "case_started",
    "facts",
)


@dataclass(frozen=True)
class Seen:
    """A row with when its case started, and what its reader may see besides."""

    started: datetime
    row: RulingRow
    stage: UUID
    title: str = ""
    reason: str = ""


def own_rows(reader: UUID, stage: UUID | None = None) -> list[Seen]:
    """Return the reader's own rulings, here and in imported logs, oldest first."""
    here = [_from_case(ruling) for ruling in services.own_rulings(reader, stage)]
    past = PastRuling.objects.filter(person=reader, stage__isnull=False)
    there = rows_of(past if stage is None else past.filter(stage=stage))
    return sorted([*here, *there], key=lambda seen: seen.row.ruled_at)


def rows_of(rows: QuerySet[PastRuling]) -> list[Seen]:
    """Return imported rulings as rows, oldest first."""
    found = []
    for row in rows.order_by("ruled_at", "pk").values(*_COLUMNS):
        ruling = RulingRow(
            case=row["case"],
            matter=str(row["matter"]),
            step=row["step"],
            ruled_at=row["ruled_at"],
            outcome=cast("Outcome", row["outcome"]),
            ended=cast("Ended", row["ended"]),
            put_at=row["put_at"],
            previous_at=row["previous_at"],
            facts=_texts(row["facts"]),
        )
        found.append(Seen(row["case_started"], ruling, cast("UUID", row["stage"])))
    return found


def _texts(facts: Mapping[str, Any]) -> dict[str, str]:
    return {
        key: _major(int(value["minor"]), value["currency"]) if isinstance(value, dict) else value
        for key, value in facts.items()
        if isinstance(value, (dict, str))
    }


def _major(minor: int, currency: str) -> str:
    return str(Decimal(minor).scaleb(-exponent(currency)))


def _from_case(ruling: services.OwnRuling) -> Seen:
    row = RulingRow(
        case=str(ruling.case),
        matter=str(ruling.matter),
        step=str(ruling.stage),
        ruled_at=ruling.at,
        outcome=cast("Outcome", ruling.outcome),
        ended=cast("Ended", ruling.ended),
        asked_at=ruling.asked_at,
        put_at=ruling.put_at,
        facts=_numbers(ruling.facts),
    )
    return Seen(ruling.asked_at, row, ruling.stage, ruling.title, ruling.reason)


def _numbers(facts: Facts) -> dict[str, str]:
    return {
        key: _major(value.minor, value.currency) if isinstance(value, Money) else str(value)
        for key, value in facts.items()
        if isinstance(value, (Money, Decimal))
    }

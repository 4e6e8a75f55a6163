"""Imported rulings on cases that have ended, as practice reads them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from mandat.evidence.models import PastRuling
from mandat.power.rules import Facts, FactType, FactValue
from mandat.power.rules.facts import value_from_json

_COLUMNS = ("log", "case", "stage", "person", "ruled_at", "outcome", "facts")


@dataclass(frozen=True)
class PastCase:
    """How a case of an imported log went at one stage: the outcomes there, oldest first.

    Who asked is not kept, so it is not known here. `ruler` is None where only a role is known.
    """

    log: str
    case: str
    stage: UUID
    ruler: UUID | None
    last_at: datetime
    outcomes: tuple[str, ...]
    facts: Facts


def past_cases(
    matter: UUID, types: Sequence[FactType], until: datetime, most: int
) -> tuple[PastCase, ...]:
    """Return the latest imported rulings, at most so many, on cases that ended before a time."""
    rows = PastRuling.objects.filter(matter=matter, stage__isnull=False, ruled_at__lt=until)
    rows = rows.exclude(ended="open").order_by("-case_started", "case", "ruled_at", "pk")
    listed = list(rows.values(*_COLUMNS)[:most])
    if len(listed) == most:  # the last case may have been cut in two
        listed = [row for row in listed if row["case"] != listed[-1]["case"]]
    found: dict[tuple[str, str, UUID], list[dict[str, Any]]] = {}
    for row in listed:
        found.setdefault((row["log"], row["case"], row["stage"]), []).append(row)
    return tuple(
        PastCase(
            log,
            case,
            stage,
            rows[0]["person"],
            rows[-1]["ruled_at"],
            tuple(r["outcome"] for r in rows),
            _facts(types, rows[0]["facts"]),
        )
        for (log, case, stage), rows in found.items()
    )


def _facts(types: Sequence[FactType], given: Mapping[str, Any]) -> Facts:
    read = {t.key: _value(t, given[t.key]) for t in types if t.key in given}
    return {key: value for key, value in read.items() if value is not None}


def _value(fact: FactType, given: Any) -> FactValue | None:
    """Read one fact as a log has it; None where it cannot be read as the matter's kind of fact."""
    number = fact.kind in ("amount", "number") and not isinstance(given, dict)
    try:
        return Decimal(given) if number else value_from_json(fact.kind, given)
    except (InvalidOperation, KeyError, TypeError, ValueError):
        return None


def identity(log: str, case: str) -> str:
    """Return what tells a case of a log from every other."""
    return f"{log}\n{case}"


def past_cases_of(person: UUID, matter: UUID) -> frozenset[str]:
    """Return the identities of the imported cases on which a person has ruled."""
    rows = PastRuling.objects.filter(person=person, matter=matter)
    return frozenset(identity(log, case) for log, case in rows.values_list("log", "case"))

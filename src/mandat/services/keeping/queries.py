"""What is past the time for which the rules keep it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import queries as power
from mandat.power.rules import KINDS, Keep, Kind, keep_of
from mandat.services.models import Case, Departure, Ruling


@dataclass(frozen=True)
class Due:
    """A kind, for how long it is kept, and how many are past that; `oldest` of these."""

    kind: Kind
    keep: Keep
    count: int
    oldest: datetime | None


def disposal_list(at: datetime) -> tuple[Due, ...]:
    """Return each kind with how much of it could be let go; nothing goes by itself."""
    book = power.rules_page(at).book
    found = []
    for kind in KINDS:
        keep = keep_of(book.keep, kind)
        ends = [ended for _uuid, ended in WHEN[kind]() if keep.is_over(ended, at)]
        found.append(Due(kind, keep, len(ends), min(ends, default=None)))
    return tuple(found)


def _cases() -> list[tuple[UUID, datetime]]:
    rows = Case.objects.filter(ended_at__isnull=False, matter__secrecy="").exclude(
        title="", facts={}, extra={}
    )
    return [(uuid, ended) for uuid, ended in rows.values_list("uuid", "ended_at") if ended]


def _decisions() -> list[tuple[UUID, datetime]]:
    rows = Ruling.objects.filter(case__ended_at__isnull=False, case__matter__secrecy="")
    rows = rows.exclude(reason="", text="", alternatives="", advice="", amounts={})
    return list(rows.values_list("uuid", "at"))


WHEN: Mapping[Kind, Callable[[], list[tuple[UUID, datetime]]]] = {
    "cases": _cases,
    "decisions": _decisions,
    "substitutes": power.ended_substitutions,
}
"""What of each kind still has words, and when its time begins to run.

Not under secrecy: there all of an entry is sealed, and erasing it would take its structure too.
"""


def rows_past(kind: Kind, at: datetime) -> dict[str, list[UUID]]:
    """Return, by table, the rows of cases or decisions whose time is out."""
    keep = keep_of(power.rules_page(at).book.keep, kind)
    due = [uuid for uuid, ended in WHEN[kind]() if keep.is_over(ended, at)]
    if kind != "cases":
        return {"ruling": due}
    left = Departure.objects.filter(case__uuid__in=due).values_list("uuid", flat=True)
    return {"case": due, "departure": list(left)}

"""How a mandate is used: for whoever gave it, and the same page for those who use it (rule 13).

Counts of the mandate, never of a person: of a role with several holders nobody is told apart.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone

from mandat.common.money import Money
from mandat.power.queries import Names
from mandat.power.rules import fact_types_from_json, facts_from_json
from mandat.services.models import Case, Departure, Ruling

SHOWN_FOR = timedelta(days=365)


@dataclass(frozen=True)
class UseOfMandate:
    """What was ruled under a mandate since `since`; `said_yes_to` by amount and currency.

    `said_yes_to` is None for a matter under secrecy, whose facts are nobody's but those it
    concerns.
    """

    since: datetime
    yes: int
    no: int
    returned: int
    handed_back: int
    taken_over: int
    said_yes_to: tuple[tuple[Names, Money], ...] | None

    @property
    def rulings(self) -> int:
        """How many answers were given."""
        return self.yes + self.no + self.returned


def use_of_mandate(mandate: UUID, at: datetime) -> UseOfMandate:
    """Return how a mandate was used in the last year; four queries."""
    since = timezone.localtime(at - SHOWN_FOR).replace(hour=0, minute=0, second=0, microsecond=0)
    ruled = Ruling.objects.filter(mandate__uuid=mandate, at__gte=since, at__lt=at)
    says = {o: Count("pk", filter=Q(outcome=o)) for o in ("yes", "no", "returned")}
    left = Departure.objects.filter(mandate__uuid=mandate, at__gte=since, at__lt=at)
    ways = {h: Count("pk", filter=Q(how=h)) for h in ("handed_back", "taken_over")}
    secret = ruled.exclude(case__matter__secrecy="").exists()
    granted = Case.objects.filter(pk__in=ruled.filter(outcome="yes").values("case"))
    return UseOfMandate(
        since,
        **ruled.aggregate(**says),
        **left.aggregate(**ways),
        said_yes_to=None if secret else _sums(granted.values_list("matter__facts", "facts")),
    )


def _sums(rows: Iterable[tuple[Any, Any]]) -> tuple[tuple[Names, Money], ...]:
    """Add up each amount of the cases, by fact and currency."""
    sums: dict[tuple[str, str], tuple[Names, int]] = {}
    for types_json, told in rows:
        types = fact_types_from_json(types_json)
        facts = facts_from_json(types, told)
        for kind in types:
            value = facts.get(kind.key)
            if isinstance(value, Money):
                name, before = sums.get((kind.key, value.currency), (kind.label, 0))
                sums[kind.key, value.currency] = (name, before + value.minor)
    return tuple((name, Money(minor, key[1])) for key, (name, minor) in sums.items())

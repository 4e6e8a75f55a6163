"""Names for mandates and people of a slice: two queries, however many there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import models, rules
from mandat.power.queries.people import people
from mandat.power.queries.views import HolderView


@dataclass(frozen=True)
class LinkView:
    """One mandate of a chain."""

    mandate: UUID
    holder: HolderView
    limits: rules.Limits
    since: datetime
    until: datetime | None
    source_decision: str
    conditions: tuple[rules.Condition, ...] = ()


class Naming:
    """Gives mandates and people their names."""

    def __init__(self, mandates: Iterable[rules.Mandate], named: Collection[UUID] = ()) -> None:
        seen = set(mandates)
        self.people = people({*named, *(m.person for m in seen if m.person)})
        rows = models.Role.objects.filter(uuid__in={m.role for m in seen if m.role})
        self.roles = {
            uuid: (name, circle)
            for uuid, name, circle in rows.values_list("uuid", "name", "circle__name")
        }

    def link(self, mandate: rules.Mandate) -> LinkView:
        """Return a mandate with its holder's name."""
        return LinkView(
            mandate.id,
            self._holder(mandate),
            mandate.limits,
            mandate.since,
            mandate.until,
            mandate.source_decision,
            mandate.conditions,
        )

    def links(self, chain: Iterable[rules.Mandate]) -> tuple[LinkView, ...]:
        """Return the mandates of a chain."""
        return tuple(self.link(m) for m in chain)

    def _holder(self, mandate: rules.Mandate) -> HolderView:
        person = self.people[mandate.person] if mandate.person else None
        role, circle = self.roles[mandate.role] if mandate.role else (None, None)
        return HolderView(person, mandate.role, role, circle)

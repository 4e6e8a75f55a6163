"""Names for mandates and people of a slice: a few queries, however many there are."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import models, rules
from mandat.power.queries.people import people
from mandat.power.queries.views import HolderView, Names


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

        self.bodies = names_of_bodies({m.body for m in seen if m.body})
        self.automats = names_of_automats({m.automat for m in seen if m.automat})

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
        if mandate.body is not None:
            rule = mandate.jointly or rules.PLAIN_RULE
            return HolderView(None, None, self.bodies[mandate.body], None, mandate.body, rule)
        if mandate.automat is not None:
            name, role, answerable = self.automats[mandate.automat]
            return HolderView(
                None, None, name, answerable, automat=mandate.automat, answerable=role
            )
        person = self.people[mandate.person] if mandate.person else None
        role_name, circle = self.roles[mandate.role] if mandate.role else (None, None)
        return HolderView(person, mandate.role, role_name, circle)


def names_of_bodies(wanted: Collection[UUID]) -> dict[UUID, Names]:
    """Return the names of circles that hold mandates; no query where there are none."""
    rows = models.Circle.objects.filter(uuid__in=wanted)
    return dict(rows.values_list("uuid", "name")) if wanted else {}


def names_of_automats(wanted: Collection[UUID]) -> dict[UUID, tuple[Names, str, Names]]:
    """Return name, the key of the role answerable and its name; no query where there are none."""
    rows = models.Automat.objects.filter(uuid__in=wanted) if wanted else ()
    if not rows:
        return {}
    columns = ("uuid", "name", "role__key", "role__name")
    return {uuid: (name, role, of) for uuid, name, role, of in rows.values_list(*columns)}

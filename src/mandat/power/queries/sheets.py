"""One person's whole mandate: everything they may decide, within what all links leave of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models, rules
from mandat.power.queries.mandates import mandate_views
from mandat.power.queries.people import people
from mandat.power.queries.slices import load_slices
from mandat.power.queries.views import MandateView, Names, PersonView
from mandat.record.queries import known_rows


@dataclass(frozen=True)
class SheetLine:
    """One mandate: what all its links together leave, and the decision it rests on."""

    mandate: MandateView
    within: rules.Limits
    until: datetime | None
    decision: str


@dataclass(frozen=True)
class Sheet:
    """Everything one person may decide at a time."""

    person: PersonView
    at: datetime
    roles: tuple[Names, ...]
    lines: tuple[SheetLine, ...]


def sheet(person: UUID, at: datetime, known_at: datetime | None = None) -> Sheet | None:
    """Return a person's whole mandate, by matter; a constant number of queries.

    With `known_at`, as the record knew it then (rule 24).
    """
    view = people([person]).get(person)
    if view is None:
        return None
    slices = load_slices(_matters_of(person), [person], known_at)
    held = {
        m.id: m
        for org in slices.values()
        for m in org.mandates
        if rules.stands(org, m, at) and person in org.users(m, at)
    }
    views = mandate_views(models.Mandate.objects.filter(uuid__in=held))
    lines = (_line(as_known(v, held[v.id]), slices[v.matter]) for v in views)
    ordered = sorted(lines, key=lambda x: (x.mandate.matter_key, x.mandate.since))
    return Sheet(view, at, _roles(person, at, known_at), tuple(ordered))


def _matters_of(person: UUID) -> set[UUID]:
    """Return every matter in which the person may ever have held something."""
    roles = models.Holding.objects.filter(person__uuid=person).values("role")
    rows = models.Mandate.objects.filter(
        Q(person__uuid=person) | Q(role__in=roles) | Q(body__roles__in=roles)
    )
    return set(rows.values_list("matter__uuid", flat=True))


def _roles(person: UUID, at: datetime, known_at: datetime | None) -> tuple[Names, ...]:
    held = models.Holding.objects.filter(person__uuid=person).order_by("pk")
    rows = known_rows(held, ("role__name", "since", "until"), known_at)
    return tuple(name for name, since, until in rows if since <= at and (not until or at < until))


def as_known(view: MandateView, known: rules.Mandate) -> MandateView:
    """Return a mandate as the record knew it when the link was loaded."""
    return replace(view, until=known.until, review_on=known.review_on, limits=known.limits)


def _line(mandate: MandateView, org: rules.Slice) -> SheetLine:
    chain = org.chain(org.by_id[mandate.id])
    ends = [link.until for link in chain if link.until is not None]
    decision = chain[-1].source_decision if chain else ""
    return SheetLine(mandate, rules.narrowest(chain), min(ends, default=None), decision)

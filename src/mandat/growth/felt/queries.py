"""Reads of the felt effect: what is asked of one, and what a group answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Sum

from mandat.growth.felt import rules
from mandat.growth.felt.models import FeltAnswer
from mandat.growth.measures import is_on
from mandat.growth.rules import Group, blurred_batches
from mandat.growth.tokens import drawn, token
from mandat.handover.queries import felt as handovers
from mandat.power import queries as power
from mandat.power.queries import MandateView, Names, PersonView
from mandat.services import queries as services


@dataclass(frozen=True)
class FeltDue:
    """A question to one person: how does this hand-over feel, as receiver or as asker?"""

    handover: UUID
    part: rules.Part
    matter: Names


@dataclass(frozen=True)
class FeltWords:
    """What somebody said and shares by name."""

    who: PersonView
    part: str
    words: str
    day: date


@dataclass(frozen=True)
class FeltPage:
    """How a hand-over feels; a group is None while too few to show have answered."""

    receivers: Group | None
    askers: Group | None
    words: tuple[FeltWords, ...]


Mandates = Sequence[MandateView]


def felt_due(person: UUID, at: datetime, mandates: Mandates | None = None) -> tuple[FeltDue, ...]:
    """Return what to ask a person now; a constant number of queries.

    `mandates` are theirs, where the caller has read them already.
    """
    if not is_on("felt"):
        return ()
    touched = touched_by(person, at, mandates)
    if not touched:
        return ()
    keys = {token(person, str(t.handover), t.part): (t.handover, t.part) for t in touched}
    done = FeltAnswer.objects.filter(token__in=keys).values_list("token", flat=True)
    due = rules.felt_due(touched, frozenset(keys[t] for t in done), at)
    names = handovers.matter_names({d.handover for d in due})
    return tuple(FeltDue(d.handover, d.part, names[d.handover]) for d in due if d.handover in names)


def touched_by(person: UUID, at: datetime, mandates: Mandates | None) -> list[rules.Touched]:
    """Return how hand-overs of the last months touch a person: to ask that person, nobody else."""
    since = at - rules.ASK_DURING - rules.ASK_AFTER
    mandates = power.mandates_of(person, at) if mandates is None else mandates
    touched = [
        rules.Touched(m.handover, "receiver", m.since, m.since)
        for m in mandates
        if m.handover is not None
    ]
    touched += _under_waivers(mandates, at)
    asked = services.decided_for(person, since, at)
    touched += [rules.Touched(h, "asker", began, when) for h, began, when in asked]
    return touched


def _under_waivers(mandates: Sequence[MandateView], at: datetime) -> list[rules.Touched]:
    """Return the removals that leave more to those who decide at the stages that remain."""
    own = {m.id for m in mandates}
    stages = {(m.matter, m.stage) for m in mandates}
    return [
        rules.Touched(w.handover, "receiver", w.since, w.since)
        for w in power.waivers_in({m.matter for m in mandates}, at)
        if w.handover is not None
        and w.source not in own
        and any(matter == w.matter and stage != w.stage for matter, stage in stages)
    ]


def felt_for(handover: UUID) -> FeltPage:
    """Return how a hand-over feels, as anyone may see it; two queries."""
    if not is_on("felt"):
        return FeltPage(None, None, ())
    groups = _groups({handover})
    rows = FeltAnswer.objects.filter(handover=handover, shared_by__isnull=False)
    words = tuple(
        FeltWords(PersonView(row.shared_by.uuid, row.shared_by.name), row.part, row.words, row.day)
        for row in rows.select_related("shared_by").order_by("day", "pk")
        if row.shared_by is not None
    )
    return FeltPage(groups.get((handover, "receiver")), groups.get((handover, "asker")), words)


def felt_by_receivers(handovers: set[UUID]) -> dict[UUID, Group]:
    """Return how each feels to those who received it, as its own page shows it; none below five."""
    if not is_on("felt"):
        return {}
    found = _groups(handovers)
    return {h: group for (h, part), group in found.items() if part == "receiver"}


def _groups(handovers: Collection[UUID]) -> dict[tuple[UUID, str], Group]:
    """Return the figures of hand-overs by part, blurred five by five; one query."""
    rows = FeltAnswer.objects.filter(handover__in=handovers, batch__isnull=False)
    batches: dict[tuple[UUID, str], list[tuple[int, int, float]]] = {}
    columns = rows.values_list("handover", "part", "batch").annotate(Count("pk"), Sum("value"))
    for handover, part, batch, count, total in columns:
        chance = drawn("felt", str(handover), part, str(batch))
        batches.setdefault((handover, part), []).append((count, total, chance))
    found = {key: blurred_batches(each) for key, each in batches.items()}
    return {key: group for key, group in found.items() if group is not None}

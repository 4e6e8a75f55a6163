"""What growth needs to know of hand-overs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q

from mandat.handover import models
from mandat.handover.queries.lists import NOT_YET_OPEN
from mandat.handover.rules import values
from mandat.power.queries import Names, PersonView
from mandat.record.queries import entries


def matter_names(handovers: Collection[UUID]) -> dict[UUID, Names]:
    """Return the names of the matters of hand-overs."""
    rows = models.Handover.objects.filter(uuid__in=handovers)
    return dict(rows.values_list("uuid", "matter__name"))


def began(handovers: Collection[UUID]) -> dict[UUID, datetime]:
    """Return when hand-overs came into force first, those that have."""
    rows = models.Handover.objects.filter(uuid__in=handovers, since__isnull=False)
    return {uuid: since for uuid, since in rows.values_list("uuid", "since") if since}


def owner_of(handover: UUID, reader: UUID) -> tuple[UUID, UUID] | None:
    """Return (matter, owner) of a hand-over that is open to all or the reader's own."""
    row = models.Handover.objects.select_related("matter", "owner").filter(uuid=handover).first()
    if row is None or (row.state in NOT_YET_OPEN and row.owner.uuid != reader):
        return None
    return row.matter.uuid, row.owner.uuid


@dataclass(frozen=True)
class Kept:
    """A hand-over that all who needed to have agreed to keep for good."""

    handover: UUID
    matter: Names
    owner: PersonView
    at: datetime


def kept_lately(since: datetime, until: datetime) -> tuple[Kept, ...]:
    """Return the hand-overs kept in `[since, until)` that still are, newest first."""
    told = entries(kinds=("handover.kept",), newest_first=True, until=until, limit=50)
    when = {e.of: e.at for e in told if e.at >= since}
    if not when:
        return ()
    rows = models.Handover.objects.filter(uuid__in=when, state="kept")
    found = [
        Kept(r.uuid, r.matter.name, PersonView(r.owner.uuid, r.owner.name), when[r.uuid])
        for r in rows.select_related("matter", "owner")
    ]
    return tuple(sorted(found, key=lambda k: k.at, reverse=True))


Part = Literal["receiver", "asker"]


def coming_to(
    person: UUID,
    *,
    mandates: Collection[tuple[UUID, UUID, UUID]],
    decided: Collection[UUID],
    at: datetime,
) -> tuple[tuple[UUID, Part], ...]:
    """Return hand-overs not in force yet that one person would receive or be touched by.

    Only to ask that person. `mandates` are theirs as (mandate, matter, stage); `decided` the stages
    where they had a case decided lately. Three queries. Who gives it or has declined is left out;
    one that is still in its hearing concerns only whom it has asked.
    """
    own = {mandate for mandate, _, _ in mandates}
    rows = models.Handover.objects.filter(state__in=values.OPEN, since=None)
    rows = rows.exclude(owner__uuid=person).exclude(source_mandate__uuid__in=own)
    holds = Q(to_role__holdings__person__uuid=person, to_role__holdings__since__lte=at)
    holds &= Q(to_role__holdings__until=None) | Q(to_role__holdings__until__gt=at)
    would = set(rows.filter(holds | Q(to_person__uuid=person)).values_list("pk", flat=True))
    asked = models.Invitation.objects.filter(person=person, handover__state__in=values.OPEN)
    parts = {
        handover: "declined" if declined else part
        for handover, part, declined in asked.values_list("handover", "part", "declined_at")
    }
    near = Q(pk__in=would | set(parts)) | Q(stage__uuid__in=decided)
    near |= Q(kind="remove", matter__uuid__in={matter for _, matter, _ in mandates})
    found: list[tuple[UUID, Part]] = []
    for row in rows.filter(near).select_related("matter", "stage").order_by("number"):
        asked_as = parts.get(row.pk, "")
        if asked_as == "declined" or (row.state in NOT_YET_OPEN and not asked_as):
            continue
        remains = row.kind == "remove" and any(
            matter == row.matter.uuid and stage != row.stage.uuid for _, matter, stage in mandates
        )
        if row.pk in would or remains or asked_as == "receiver":
            found.append((row.uuid, "receiver"))
        elif asked_as == "touched" or row.stage.uuid in decided:
            found.append((row.uuid, "asker"))
    return tuple(found)

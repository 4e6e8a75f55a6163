"""Mandates that a person is asked to receive, or has just received: for that person alone."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.handover import models
from mandat.power.queries import Names
from mandat.power.rules import Limits, fact_types_from_json, limits_from_json

ASKED = ("hearing", "shadowing", "consent", "awaiting_adoption")


@dataclass(frozen=True)
class Receiving:
    """A hand-over to a person. `received`: it holds already, on trial."""

    handover: UUID
    matter: UUID
    matter_name: Names
    stage: UUID
    limits: Limits
    received: bool


def receiving(person: UUID, at: datetime) -> tuple[Receiving, ...]:
    """Return the hand-overs of which a person is a receiver and that are asked or on trial.

    Newest first; one query. None where they stand aside.
    """
    asked = models.Invitation.objects.filter(person=person, part="receiver", declined_at=None)
    on_trial = Q(state="trial", until__gt=at)
    rows = models.Handover.objects.filter(
        Q(state__in=ASKED) | on_trial, kind="move", invitations__in=asked
    )
    return tuple(
        Receiving(
            row.uuid,
            row.matter.uuid,
            row.matter.name,
            row.stage.uuid,
            limits_from_json(fact_types_from_json(row.matter.facts), row.limits),
            row.since is not None,
        )
        for row in rows.select_related("matter", "stage").order_by("-number")
    )

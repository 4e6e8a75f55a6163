"""What a hand-over gave rests until a day: for all who use it, or for one person.

Written inside a door that `handover` has opened and authorised.
"""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.common.ids import new_id
from mandat.power import models
from mandat.power.queries.mandates import in_force
from mandat.record.actions import Door
from mandat.record.codec import stamp


def begin_pause(door: Door, *, handover: UUID, by: UUID, until: datetime, reason: str) -> None:
    """Let what a hand-over gave rest until a time."""
    mandates = models.Mandate.objects.filter(in_force(door.at), handover=handover)
    waivers = models.Waiver.objects.filter(in_force(door.at), handover=handover)
    given = [(m.matter.uuid, str(m.uuid), None) for m in mandates.select_related("matter")]
    for_waivers = [(w.matter.uuid, None, str(w.uuid)) for w in waivers.select_related("matter")]
    for matter, mandate, waiver in (*given, *for_waivers):
        door.append(
            "pause.begun",
            of=new_id(),
            data={
                "matter": str(matter),
                "mandate": mandate,
                "waiver": waiver,
                "since": stamp(door.at),
                "until": stamp(until),
                "by": str(by),
            },
            personal={"reason": reason},
        )


def end_pause(door: Door, *, handover: UUID, by: UUID) -> None:
    """Let it hold again from now on."""
    of = Q(mandate__handover=handover) | Q(waiver__handover=handover)
    for row in models.Pause.objects.filter(of, in_force(door.at)).order_by("pk"):
        data = {"until": stamp(door.at), "ended_by": str(by)}
        door.append("pause.ended", of=row.uuid, data=data)


def begin_break(door: Door, *, handover: UUID, person: UUID, until: datetime) -> None:
    """Let one person leave what came with a hand-over unused until a time."""
    for row in models.Mandate.objects.filter(in_force(door.at), handover=handover).order_by("pk"):
        data = {"mandate": str(row.uuid), "since": stamp(door.at), "until": stamp(until)}
        door.append("mandate.handed_back", of=new_id(), data=data, personal={"person": str(person)})


def end_break(door: Door, *, handover: UUID, person: UUID) -> None:
    """Let that person use it again from now on."""
    rows = models.HandedBack.objects.filter(
        in_force(door.at), mandate__handover=handover, person__uuid=person
    )
    for row in rows.order_by("pk"):
        door.append("mandate.taken_up", of=row.uuid, data={"until": stamp(door.at)})

"""Single changes of structure, written inside a door that somebody has opened and authorised."""

from collections.abc import Mapping
from uuid import UUID

from mandat.common.ids import id_from, new_id
from mandat.power import models
from mandat.power.queries.mandates import in_force
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.record.rules import Json


def form_circle(door: Door, key: str, name: Mapping[str, str], parent: UUID, source: str) -> None:
    """Write a circle that lies in another."""
    data: dict[str, Json] = {
        "key": key,
        "name": dict(name),
        "parent": str(parent),
        "source": source,
    }
    door.append("circle.formed", of=id_from("circle", key), data=data)


def rename_circle(door: Door, circle: UUID, name: Mapping[str, str]) -> None:
    """Write another name for a circle."""
    door.append("circle.renamed", of=circle, data={"name": dict(name)})


def move_circle(door: Door, circle: UUID, parent: UUID) -> None:
    """Write that a circle lies in another one."""
    door.append("circle.moved", of=circle, data={"parent": str(parent)})


def rename_role(door: Door, role: UUID, name: Mapping[str, str]) -> None:
    """Write another name for a role."""
    door.append("role.renamed", of=role, data={"name": dict(name)})


def move_role(door: Door, role: UUID, circle: UUID) -> None:
    """Write that a role lies in another circle."""
    door.append("role.moved", of=role, data={"circle": str(circle)})


def hold_role(door: Door, role: UUID, person: UUID, source: str) -> None:
    """Write that a person holds a role from now on."""
    data = {
        "role": str(role),
        "person": str(person),
        "since": stamp(door.at),
        "until": None,
        "source": source,
    }
    door.append("role.held", of=new_id(), data=data)


def end_holding(door: Door, role: UUID, person: UUID) -> None:
    """Write that a person no longer holds a role."""
    held = models.Holding.objects.filter(in_force(door.at), role__uuid=role, person__uuid=person)
    for holding in held.values_list("uuid", flat=True):
        door.append("holding.ended", of=holding, data={"until": stamp(door.at)})

"""How a matter's decisions are handled, written inside a door that somebody has authorised."""

from uuid import UUID

from mandat.power import models
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.record.rules import Json


def set_handling(
    door: Door,
    matter: UUID,
    *,
    execution: bool,
    route: str,
    appealable: bool,
    asks: list[str],
    source: str,
) -> None:
    """Write it. `execution` is all of the matter; limits that an order set stay where it is not."""
    row = models.Matter.objects.filter(uuid=matter).first()
    always = row is not None and row.execution == []
    if execution != always:
        limits: Json = [] if execution else None
        door.append("matter.executed", of=matter, data={"execution": limits})
    door.append(
        "matter.handling_set",
        of=matter,
        data={
            "route": route,
            "appealable": appealable,
            "asks": list(asks),
            "handling_source": source,
            "handled_since": stamp(door.at),
        },
    )

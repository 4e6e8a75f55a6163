"""Putting services in the catalogue, and what catches errors in their forms."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from mandat.common.ids import id_from, new_id
from mandat.power import actions as founding
from mandat.power.orders.rules.plan import NewMatter
from mandat.power.rules.tables import MatterDraft
from mandat.record.actions import Door, writing
from mandat.record.rules import Json
from mandat.services.models import Service

Names = Mapping[str, str]


def offer_service(
    door: Door,
    *,
    key: str,
    name: Names,
    description: Names,
    words: str,
    area: Names,
    matter: UUID,
    source: str,
) -> UUID:
    """Put a service in the catalogue, inside a door that the caller has authorised and opened."""
    service = new_id()
    door.append(
        "service.offered",
        of=service,
        data={
            "key": key,
            "name": dict(name),
            "description": dict(description),
            "words": words,
            "area": dict(area),
            "matter": str(matter),
            "source": source,
        },
    )
    return service


def set_up_matters(actor: UUID, *, matters: Sequence[MatterDraft], at: datetime) -> int:
    """Set up matters, and offer each as a service so that people can ask for it. All or none."""
    with writing(by=actor, at=at) as door:
        count = founding.add_matters(actor, matters=matters, at=at)
        for draft in matters:
            offer_service(
                door,
                key=draft.key,
                name=draft.name,
                description=draft.description,
                words=draft.words,
                area=draft.area,
                matter=id_from("matter", draft.key),
                source=founding.FOUNDING,
            )
    return count


def offer_matters(door: Door, matters: Sequence[NewMatter], source: str) -> None:
    """Give each matter of an adopted order a page in Needs, with the form its facts make."""
    taken = set(Service.objects.values_list("key", flat=True))
    for matter in matters:
        key = matter.key
        while key in taken:
            key = f"{key}-2"
        taken.add(key)
        offer_service(
            door,
            key=key,
            name={"sv": matter.name, "en": matter.name},
            description={"sv": matter.description, "en": matter.description},
            words=matter.words,
            area={"sv": matter.area, "en": matter.area},
            matter=id_from("matter", matter.key),
            source=source,
        )


def safeguard_service(
    door: Door, *, service: UUID, safeguards: Sequence[Mapping[str, Json]]
) -> None:
    """Set what catches errors in a service's form; a hand-over calls it inside its own door.

    `safeguards` as `services.rules.Safeguard`, each a JSON object that may have more keys.
    """
    door.append(
        "service.safeguarded",
        of=service,
        data={"safeguards": [dict(s) for s in safeguards]},
    )

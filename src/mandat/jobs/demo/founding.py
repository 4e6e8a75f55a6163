"""Founding Ekby through the one door: circles, people, roles, matters, mandates, services."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from mandat.jobs.demo.people import Resident, demo_id
from mandat.jobs.demo.town.circles import CIRCLES, FOUNDER
from mandat.jobs.demo.town.matters import AREAS, MATTERS
from mandat.jobs.demo.town.values import CircleSpec, FactSpec, MatterSpec, Names, StageSpec, both
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.record.rules import Json

FOUNDED = datetime(2025, 12, 15, 8, tzinfo=UTC)
IN_FORCE = datetime(2026, 1, 1, tzinfo=UTC)
REVIEW = datetime(2027, 6, 30, tzinfo=UTC)
SOON = datetime(2027, 3, 31, tzinfo=UTC)
PASSED = datetime(2026, 12, 31, tzinfo=UTC)
REVIEWS: dict[str, datetime | None] = {"shoes": SOON, "key": None, "phone": None, "room": PASSED}
"""When mandates in a matter are to be looked over, where not on the usual day: some never are."""
SOURCE = "founding"
CURRENCY = "SEK"

BOARD_OF = {c.key: c.parent for c in CIRCLES if c.kind == "department"}
DECISIONS = {
    "ks": "Kommunstyrelsen 2025-12-10 § 143",
    "von": "Vård- och omsorgsnämnden 2025-12-11 § 84",
    "bun": "Barn- och utbildningsnämnden 2025-12-09 § 71",
    "kfn": "Kultur- och fritidsnämnden 2025-12-11 § 52",
}

DIRECTOR = both("Förvaltningschefen", "The director")
ROLE_NAMES = {
    "chair": both("Ordföranden", "The chair"),
    "secretary": both("Nämndsekreteraren", "The board secretary"),
    "economist": both("Ekonomen", "The economist"),
    "controller": both("Controllern", "The controller"),
    "head": both("Enhetschefen", "The head of unit"),
    "director": DIRECTOR,
    "founder": both("Den som satte upp Mandat", "Who set Mandat up"),
}
SPECIAL_ROLES = {
    "ekby-director": both("Kommundirektören", "The municipal director"),
    "kansli-director": both("Kanslichefen", "The head of administration"),
    "it-head": both("IT-chefen", "The head of IT"),
    "hr-head": both("HR-chefen", "The head of HR"),
    "fastighet-head": both("Fastighetschefen", "The head of property"),
    "sjoskolan-head": both("Rektorn", "The head teacher"),
    "tallbacken-head": both("Förskolechefen", "The preschool head"),
    "bibliotek-head": both("Bibliotekschefen", "The head librarian"),
}


def found(door: Door, people: tuple[Resident, ...]) -> None:
    """Write the whole organisation as founding entries."""
    _organisation_and_people(door, people)
    _circles_and_roles(door, people)
    for matter in MATTERS:
        _matter(door, matter)
        _mandates(door, matter)
        _service(door, matter)


def _organisation_and_people(door: Door, people: tuple[Resident, ...]) -> None:
    door.append(
        "organisation.founded",
        of=demo_id("organisation"),
        data={
            "name": "Ekby kommun",
            "currency": CURRENCY,
            "language": "sv",
            "founded_by": str(demo_id("person", FOUNDER)),
        },
    )
    for person in people:
        door.append(
            "person.added",
            of=person.id,
            data={"joined": stamp(FOUNDED), "source": SOURCE},
            personal={"name": person.name, "email": person.email},
        )


def _circles_and_roles(door: Door, people: tuple[Resident, ...]) -> None:
    for circle in CIRCLES:
        door.append(
            "circle.formed",
            of=demo_id("circle", circle.key),
            data={
                "key": circle.key,
                "name": dict(circle.name),
                "parent": str(demo_id("circle", circle.parent)) if circle.parent else None,
                "source": SOURCE,
            },
        )
    by_key = {c.key: c for c in CIRCLES}
    for role in dict.fromkeys(p.role for p in people):
        circle = by_key[role.rsplit("-", 1)[0]]
        door.append(
            "role.formed",
            of=demo_id("role", role),
            data={
                "key": role,
                "name": dict(role_name(role, circle)),
                "circle": str(demo_id("circle", circle.key)),
                "source": SOURCE,
            },
        )
    for person in people:
        door.append(
            "role.held",
            of=demo_id("holding", person.key),
            data={
                "role": str(demo_id("role", person.role)),
                "person": str(person.id),
                "since": stamp(FOUNDED),
                "until": None,
                "source": SOURCE,
            },
        )


def role_name(role: str, circle: CircleSpec) -> Names:
    """Return what a role is called."""
    kind = role.rsplit("-", 1)[1]
    return SPECIAL_ROLES.get(role) or (circle.team if kind == "team" else ROLE_NAMES[kind])


def _matter(door: Door, matter: MatterSpec) -> None:
    door.append(
        "matter.set_up",
        of=demo_id("matter", matter.key),
        data={
            "key": matter.key,
            "name": dict(matter.name),
            "description": dict(matter.description),
            "circle": str(demo_id("circle", matter.circle)),
            "facts": [_fact(f) for f in matter.facts],
            "legal_ref": matter.legal_ref,
            "reserved": matter.reserved,
            "secrecy": "",
            "own_cost": matter.own_cost,
            "adopted_by": str(demo_id("circle", matter.adopted_by)) if matter.adopted_by else None,
            "source": SOURCE,
        },
    )
    _same_and_tied(door, matter)
    for position, stage in enumerate(matter.stages, start=1):
        door.append(
            "stage.set_up",
            of=stage_id(matter.key, stage.key),
            data={
                "matter": str(demo_id("matter", matter.key)),
                "key": stage.key,
                "name": dict(stage.name),
                "position": position,
                "condition": _condition(stage),
                "source": SOURCE,
            },
        )


def _same_and_tied(door: Door, matter: MatterSpec) -> None:
    """Say what makes two cases one purchase, and where a tie to the other side shows."""
    of = demo_id("matter", matter.key)
    if matter.same:
        door.append("matter.summed", of=of, data={"same": list(matter.same), "splitting": ""})
    if matter.counterparty:
        ties: dict[str, Json] = {"counterparty": matter.counterparty}
        door.append("matter.tied", of=of, data={"ties": ties})


def _service(door: Door, matter: MatterSpec) -> None:
    door.append(
        "service.offered",
        of=demo_id("service", matter.key),
        data={
            "key": matter.key,
            "name": dict(matter.name),
            "description": dict(matter.description),
            "words": matter.words,
            "area": dict(AREAS[matter.area]),
            "matter": str(demo_id("matter", matter.key)),
            "source": SOURCE,
        },
    )


def stage_id(matter: str, stage: str) -> UUID:
    """Return the identity of a stage."""
    return demo_id("stage", matter, stage)


def _fact(fact: FactSpec) -> dict[str, Any]:
    return {
        "key": fact.key,
        "kind": fact.kind,
        "label": dict(fact.label),
        "required": fact.required,
        "may_limit": fact.may_limit,
        "choices": {key: dict(name) for key, name in fact.choices},
        "currency": CURRENCY if fact.kind == "amount" else "",
        **({"asks": list(fact.asks)} if fact.asks else {}),
    }


def _amount(kronor: int) -> dict[str, Json]:
    return {"minor": str(kronor * 100), "currency": CURRENCY}


def _condition(stage: StageSpec) -> list[Json]:
    found: list[Json] = []
    if stage.from_amount is not None:
        found.append({"fact": "amount", "op": ">=", "value": _amount(stage.from_amount)})
    if stage.from_days is not None:
        found.append({"fact": "days", "op": ">=", "value": str(stage.from_days)})
    return found


# --- who may decide what: power sits high, and every mandate has a source -----------------------


@dataclass(frozen=True)
class MandatePlan:
    """One mandate: the role that holds it, the role it came from, the decision it rests on."""

    role: str
    source_role: str | None
    decision: str
    up_to: int | None = None


SPECIALISTS = {
    "economist": ("kansli-economist", "kansli-controller"),
    "it_head": ("it-head", "fastighet-head"),
    "property_head": ("fastighet-head", "it-head"),
}
"""Who decides for the whole municipality; the second stands in when it is the first's own cost."""


def mandate_plans(matter: MatterSpec, stage: StageSpec) -> Iterator[MandatePlan]:
    """Return who holds mandates at a stage, sources before what comes from them.

    The order names them all, so each rests on the body's decision and may be handed on one step.
    """
    if stage.held_by in SPECIALISTS:
        for role in SPECIALISTS[stage.held_by]:
            yield MandatePlan(role, None, DECISIONS["ks"], stage.up_to)
        return
    decision = DECISIONS[matter.adopted_by or "ks"]
    yield MandatePlan("ekby-director", None, decision)
    for department in BOARD_OF:
        yield MandatePlan(f"{department}-director", "ekby-director", decision)
    if stage.held_by == "unit_head":
        for unit in (c for c in CIRCLES if c.kind == "unit"):
            yield MandatePlan(f"{unit.key}-head", f"{unit.parent}-director", decision, stage.up_to)


def _mandates(door: Door, matter: MatterSpec) -> None:
    review = REVIEWS.get(matter.key, REVIEW)
    for stage in matter.stages:
        for plan in mandate_plans(matter, stage):
            source = plan.source_role and mandate_id(matter.key, stage.key, plan.source_role)
            limits: list[Json] = []
            if plan.up_to is not None:
                limits.append({"fact": "amount", "op": "<=", "value": _amount(plan.up_to)})
            door.append(
                "mandate.granted",
                of=mandate_id(matter.key, stage.key, plan.role),
                data={
                    "matter": str(demo_id("matter", matter.key)),
                    "stage": str(stage_id(matter.key, stage.key)),
                    "person": None,
                    "role": str(demo_id("role", plan.role)),
                    "may_yes": True,
                    "may_no": True,
                    "limits": limits,
                    "since": stamp(IN_FORCE),
                    "until": None,
                    "review_on": stamp(review) if review else None,
                    "source_mandate": str(source) if source else None,
                    "source_decision": plan.decision,
                    "narrows": False,
                    "by_acceptance": False,
                    "handover": None,
                },
            )
        _name_substitute(door, matter, stage)


def _name_substitute(door: Door, matter: MatterSpec, stage: StageSpec) -> None:
    """The order names who stands in for those who decide for the whole municipality."""
    if stage.held_by in SPECIALISTS:
        first, second = SPECIALISTS[stage.held_by]
        door.append(
            "mandate.substituted",
            of=mandate_id(matter.key, stage.key, first),
            data={"substitutes": [str(demo_id("role", second))]},
        )


def mandate_id(matter: str, stage: str, role: str) -> UUID:
    """Return the identity of the mandate a role holds at a stage."""
    return demo_id("mandate", matter, stage, role)

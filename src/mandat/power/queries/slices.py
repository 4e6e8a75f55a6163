"""Loading the part of the organisation that bears on a question: eight queries in all.

With `known_at`, as the record knew it then: what has been entered since is left out, and what has
been changed since stands as it stood (rule 24). Twice the queries.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models, rules
from mandat.record.queries import known_rows


def load_slices(
    matters: Collection[UUID], people: Collection[UUID], known_at: datetime | None = None
) -> dict[UUID, rules.Slice]:
    """Return what bears on questions about these matters, by matter.

    `people` are the actors, askers and those it is for, whose roles place them in the tree. Eight
    queries in all, however many matters.
    """
    heads, types = _heads(matters, known_at)
    stages = _stages(matters, types, known_at)
    mandates = _mandates(matters, types, known_at)
    waivers = _waivers(matters, types, known_at)
    roles = {m.role for rows in mandates.values() for m in rows if m.role is not None}
    holdings = _holdings(roles, people, known_at)
    acceptances = _acceptances(matters, known_at)
    circles = models.Circle.objects.all()
    parents = dict(known_rows(circles, ("uuid", "parent__uuid"), known_at))
    role_circles = _role_circles(roles | {h.role for h in holdings}, known_at)
    return {
        uuid: rules.Slice(
            matter=rules.Matter(uuid, key, tuple(stages.get(uuid, ())), own_cost, reserved),
            mandates=tuple(mandates.get(uuid, ())),
            holdings=holdings,
            acceptances=tuple(acceptances.get(uuid, ())),
            waivers=tuple(waivers.get(uuid, ())),
            parents=parents,
            role_circles=role_circles,
        )
        for uuid, (key, own_cost, reserved) in heads.items()
    }


def load_slice(
    matter: UUID, people: Collection[UUID], known_at: datetime | None = None
) -> rules.Slice:
    """Return what bears on questions about one matter. Raises KeyError when there is none."""
    return load_slices([matter], people, known_at)[matter]


Types = dict[UUID, tuple[rules.FactType, ...]]
Heads = dict[UUID, tuple[str, bool, bool]]


def _heads(matters: Collection[UUID], known_at: datetime | None) -> tuple[Heads, Types]:
    """Return (key, own cost, reserved) and the fact types of each matter."""
    rows = models.Matter.objects.filter(uuid__in=matters)
    heads: Heads = {}
    types: Types = {}
    columns = ("uuid", "facts", "key", "own_cost", "reserved")
    for uuid, facts, *head in known_rows(rows, columns, known_at):
        heads[uuid] = (head[0], head[1], head[2])
        types[uuid] = rules.fact_types_from_json(facts)
    return heads, types


def _stages(
    matters: Collection[UUID], types: Types, known_at: datetime | None
) -> dict[UUID, list[rules.Stage]]:
    found: dict[UUID, list[rules.Stage]] = {}
    rows = models.Stage.objects.filter(matter__uuid__in=matters).order_by("position")
    columns = ("matter__uuid", "uuid", "key", "position", "condition")
    for matter, uuid, key, position, condition in known_rows(rows, columns, known_at):
        limits = rules.limits_from_json(types[matter], condition)
        found.setdefault(matter, []).append(rules.Stage(uuid, key, position, limits))
    return found


def _mandates(
    matters: Collection[UUID], types: Types, known_at: datetime | None
) -> dict[UUID, list[rules.Mandate]]:
    found: dict[UUID, list[rules.Mandate]] = {}
    columns = (
        "matter__uuid", "pk", "uuid", "stage__uuid", "person__uuid", "role__uuid", "since",
        "until", "limits", "may_yes", "may_no", "source_mandate__uuid", "source_decision",
        "narrows", "by_acceptance",
    )  # fmt: skip
    rows = models.Mandate.objects.filter(matter__uuid__in=matters).order_by("pk")
    for row in known_rows(rows, columns, known_at):
        matter, pk, uuid, stage, person, role, since, until, limits, *rest = row
        may_yes, may_no, source, decision, narrows, by_acceptance = rest
        found.setdefault(matter, []).append(
            rules.Mandate(
                uuid,
                stage,
                person,
                role,
                since,
                until,
                rules.limits_from_json(types[matter], limits),
                may_yes,
                may_no,
                source,
                decision,
                narrows,
                by_acceptance,
                pk,
            )
        )
    return found


def _waivers(
    matters: Collection[UUID], types: Types, known_at: datetime | None
) -> dict[UUID, list[rules.Waiver]]:
    found: dict[UUID, list[rules.Waiver]] = {}
    rows = models.Waiver.objects.filter(matter__uuid__in=matters).order_by("pk")
    columns = (
        "matter__uuid", "uuid", "stage__uuid", "source_mandate__uuid", "limits", "since", "until",
    )  # fmt: skip
    for matter, uuid, stage, source, limits, since, until in known_rows(rows, columns, known_at):
        found.setdefault(matter, []).append(
            rules.Waiver(
                uuid, stage, source, rules.limits_from_json(types[matter], limits), since, until
            )
        )
    return found


def _holdings(
    roles: Collection[UUID], people: Collection[UUID], known_at: datetime | None
) -> tuple[rules.Holding, ...]:
    rows = models.Holding.objects.filter(
        Q(role__uuid__in=roles) | Q(person__uuid__in=people)
    ).order_by("pk")
    return tuple(
        rules.Holding(*row)
        for row in known_rows(rows, ("role__uuid", "person__uuid", "since", "until"), known_at)
    )


def _acceptances(
    matters: Collection[UUID], known_at: datetime | None
) -> dict[UUID, list[rules.Acceptance]]:
    found: dict[UUID, list[rules.Acceptance]] = {}
    rows = models.Acceptance.objects.filter(mandate__matter__uuid__in=matters).order_by("pk")
    columns = ("mandate__matter__uuid", "mandate__uuid", "person__uuid", "since", "until")
    for matter, mandate, person, since, until in known_rows(rows, columns, known_at):
        found.setdefault(matter, []).append(rules.Acceptance(mandate, person, since, until))
    return found


def _role_circles(roles: Iterable[UUID], known_at: datetime | None) -> dict[UUID, UUID]:
    rows = models.Role.objects.filter(uuid__in=list(roles))
    return dict(known_rows(rows, ("uuid", "circle__uuid"), known_at))

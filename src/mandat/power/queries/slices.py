"""Loading the part of the organisation that bears on a question: eight queries in all."""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db.models import Q

from mandat.power import models, rules


def load_slices(matters: Collection[UUID], people: Collection[UUID]) -> dict[UUID, rules.Slice]:
    """Return what bears on questions about these matters, by matter.

    `people` are the actors, askers and those it is for, whose roles place them in the tree. Eight
    queries in all, however many matters.
    """
    types: dict[UUID, tuple[rules.FactType, ...]] = {}
    heads: dict[UUID, models.Matter] = {}
    for row in models.Matter.objects.filter(uuid__in=matters):
        heads[row.uuid] = row
        types[row.uuid] = rules.fact_types_from_json(row.facts)
    stages = _stages(matters, types)
    mandates = _mandates(matters, types)
    waivers = _waivers(matters, types)
    roles = {m.role for rows in mandates.values() for m in rows if m.role is not None}
    holdings = _holdings(roles, people)
    acceptances = _acceptances(matters)
    parents = dict(models.Circle.objects.values_list("uuid", "parent__uuid"))
    role_circles = _role_circles(roles | {h.role for h in holdings})
    return {
        uuid: rules.Slice(
            matter=rules.Matter(
                uuid, head.key, tuple(stages.get(uuid, ())), head.own_cost, head.reserved
            ),
            mandates=tuple(mandates.get(uuid, ())),
            holdings=holdings,
            acceptances=tuple(acceptances.get(uuid, ())),
            waivers=tuple(waivers.get(uuid, ())),
            parents=parents,
            role_circles=role_circles,
        )
        for uuid, head in heads.items()
    }


def load_slice(matter: UUID, people: Collection[UUID]) -> rules.Slice:
    """Return what bears on questions about one matter. Raises KeyError when there is none."""
    return load_slices([matter], people)[matter]


Types = dict[UUID, tuple[rules.FactType, ...]]


def _stages(matters: Collection[UUID], types: Types) -> dict[UUID, list[rules.Stage]]:
    found: dict[UUID, list[rules.Stage]] = {}
    rows = models.Stage.objects.filter(matter__uuid__in=matters).order_by("position")
    for matter, uuid, key, position, condition in rows.values_list(
        "matter__uuid", "uuid", "key", "position", "condition"
    ):
        limits = rules.limits_from_json(types[matter], condition)
        found.setdefault(matter, []).append(rules.Stage(uuid, key, position, limits))
    return found


def _mandates(matters: Collection[UUID], types: Types) -> dict[UUID, list[rules.Mandate]]:
    found: dict[UUID, list[rules.Mandate]] = {}
    columns = (
        "matter__uuid", "pk", "uuid", "stage__uuid", "person__uuid", "role__uuid", "since",
        "until", "limits", "may_yes", "may_no", "source_mandate__uuid", "source_decision",
        "narrows", "by_acceptance",
    )  # fmt: skip
    rows = models.Mandate.objects.filter(matter__uuid__in=matters).order_by("pk")
    for matter, pk, uuid, stage, person, role, since, until, limits, *rest in rows.values_list(
        *columns
    ):
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


def _waivers(matters: Collection[UUID], types: Types) -> dict[UUID, list[rules.Waiver]]:
    found: dict[UUID, list[rules.Waiver]] = {}
    rows = models.Waiver.objects.filter(matter__uuid__in=matters).order_by("pk")
    for matter, uuid, stage, source, limits, since, until in rows.values_list(
        "matter__uuid", "uuid", "stage__uuid", "source_mandate__uuid", "limits", "since", "until"
    ):
        found.setdefault(matter, []).append(
            rules.Waiver(
                uuid, stage, source, rules.limits_from_json(types[matter], limits), since, until
            )
        )
    return found


def _holdings(roles: Collection[UUID], people: Collection[UUID]) -> tuple[rules.Holding, ...]:
    rows = models.Holding.objects.filter(
        Q(role__uuid__in=roles) | Q(person__uuid__in=people)
    ).order_by("pk")
    return tuple(
        rules.Holding(*row)
        for row in rows.values_list("role__uuid", "person__uuid", "since", "until")
    )


def _acceptances(matters: Collection[UUID]) -> dict[UUID, list[rules.Acceptance]]:
    found: dict[UUID, list[rules.Acceptance]] = {}
    rows = models.Acceptance.objects.filter(mandate__matter__uuid__in=matters).order_by("pk")
    for matter, mandate, person, since, until in rows.values_list(
        "mandate__matter__uuid", "mandate__uuid", "person__uuid", "since", "until"
    ):
        found.setdefault(matter, []).append(rules.Acceptance(mandate, person, since, until))
    return found


def _role_circles(roles: Iterable[UUID]) -> dict[UUID, UUID]:
    rows = models.Role.objects.filter(uuid__in=list(roles))
    return dict(rows.values_list("uuid", "circle__uuid"))

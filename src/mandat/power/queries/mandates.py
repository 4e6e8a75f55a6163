"""Reads of mandates in force, or not."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from mandat.power import models, rules
from mandat.power.queries.people import people
from mandat.power.queries.slices import load_slice, load_slices
from mandat.power.queries.views import HolderView, MandatePage, MandateView, PersonView, WaiverView


def in_force(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


def mandate_views(rows: QuerySet[models.Mandate]) -> tuple[MandateView, ...]:
    related = (
        "matter", "stage", "person", "role__circle", "source_mandate", "while_role", "body",
        "automat__role",
    )  # fmt: skip
    return tuple(_mandate_view(r) for r in rows.select_related(*related).order_by("pk"))


def _holder(row: models.Mandate) -> HolderView:
    if row.body is not None:
        rule = rules.jointly_from_json(row.jointly) if row.jointly else rules.PLAIN_RULE
        return HolderView(None, None, row.body.name, None, row.body.uuid, rule)
    if row.automat is not None:
        role, automat = row.automat.role, row.automat
        return HolderView(
            None, None, automat.name, role.name, automat=automat.uuid, answerable=role.key
        )
    if row.person is not None:
        return HolderView(PersonView(row.person.uuid, row.person.name), None, None, None)
    if row.role is not None:
        return HolderView(None, row.role.uuid, row.role.name, row.role.circle.name)
    return HolderView(None, None, None, None)


def _mandate_view(row: models.Mandate) -> MandateView:
    types = rules.fact_types_from_json(row.matter.facts)
    return MandateView(
        id=row.uuid,
        matter=row.matter.uuid,
        matter_key=row.matter.key,
        matter_name=row.matter.name,
        own_cost=row.matter.own_cost,
        stage=row.stage.uuid,
        stage_name=row.stage.name,
        holder=_holder(row),
        limits=rules.limits_from_json(types, row.limits),
        may_yes=row.may_yes,
        may_no=row.may_no,
        since=row.since,
        until=row.until,
        review_on=row.review_on,
        source=row.source_mandate.uuid if row.source_mandate else None,
        source_decision=row.source_decision,
        narrows=row.narrows,
        by_acceptance=row.by_acceptance,
        handover=row.handover,
        facts=types,
        conditions=rules.conditions_from_json(row.conditions),
        substitutes=tuple(map(UUID, row.substitutes)),
        onward=row.onward,
        while_role=row.while_role.uuid if row.while_role else None,
        while_role_name=row.while_role.name if row.while_role else None,
    )


def mandates_of(person: UUID, at: datetime) -> tuple[MandateView, ...]:
    """Return every mandate a person can use at a time; of accepted ones only those accepted.

    The sources' periods count too: a child falls with its parent.
    """
    roles = models.Holding.objects.filter(in_force(at), person__uuid=person).values("role")
    accepted = models.Acceptance.objects.filter(in_force(at), person__uuid=person).values("mandate")
    back = models.HandedBack.objects.filter(in_force(at), person__uuid=person).values("mandate")
    held = models.Mandate.objects.filter(
        (Q(person__uuid=person) & (Q(while_role=None) | Q(while_role__in=roles)))
        | Q(role__in=roles, by_acceptance=False)
        | Q(role__in=roles, pk__in=accepted)
        | Q(body__roles__in=roles)
    ).filter(in_force(at))
    # A person's mandate that waits for their yes is none until they have given it (rule 10).
    unsaid = Q(by_acceptance=True) & ~Q(pk__in=accepted)
    views = mandate_views(
        models.Mandate.objects.filter(pk__in=held.exclude(pk__in=back).exclude(unsaid).values("pk"))
    )
    ended = _not_standing(views, at) | _without_a_seat(views, roles)
    return tuple(v for v in views if v.id not in ended)


def _without_a_seat(views: tuple[MandateView, ...], roles: QuerySet[Any]) -> frozenset[UUID]:
    """Return the bodies' mandates in which none of these roles has a voice."""
    seated = {v.id: v.holder.jointly.roles for v in views if v.holder.jointly}
    if not any(seated.values()):
        return frozenset()
    mine = set(models.Role.objects.filter(pk__in=roles).values_list("uuid", flat=True))
    return frozenset(i for i, only in seated.items() if only and not only & mine)


def _not_standing(views: tuple[MandateView, ...], at: datetime) -> frozenset[UUID]:
    """Return those of the mandates that a link above, or a review day gone by, has stopped."""
    looked_at = [v for v in views if v.source is not None or v.review_on is not None]
    if not looked_at:
        return frozenset()
    slices = load_slices({v.matter for v in looked_at}, ())
    return frozenset(
        v.id
        for v in looked_at
        if not rules.stands(slices[v.matter], slices[v.matter].by_id[v.id], at)
    )


def mandates_at(at: datetime) -> tuple[MandateView, ...]:
    """Return every mandate in force at a time, oldest first."""
    views = mandate_views(models.Mandate.objects.filter(in_force(at)))
    ended = _not_standing(views, at)
    return tuple(v for v in views if v.id not in ended)


def mandates_from(
    at: datetime, after: int, most: int
) -> tuple[tuple[MandateView, ...], int | None]:
    """Return some of the mandates in force, oldest first, and where to go on, if there is more."""
    held = models.Mandate.objects.filter(in_force(at), pk__gt=after).order_by("pk")
    keys = list(held.values_list("pk", flat=True)[: most + 1])
    views = mandate_views(models.Mandate.objects.filter(pk__in=keys[:most]))
    ended = _not_standing(views, at)
    following = keys[most - 1] if len(keys) > most else None
    return tuple(v for v in views if v.id not in ended), following


def mandate(uuid: UUID) -> MandateView | None:
    """Return one mandate, in force or not."""
    return next(iter(mandate_views(models.Mandate.objects.filter(uuid=uuid))), None)


def mandates_under(handover: UUID) -> tuple[MandateView, ...]:
    """Return the mandates a hand-over granted."""
    return mandate_views(models.Mandate.objects.filter(handover=handover))


def acceptances_under(handover: UUID) -> tuple[tuple[UUID, UUID, datetime | None], ...]:
    """Return (identity, person, until) of the acceptances of what a hand-over granted."""
    rows = models.Acceptance.objects.filter(mandate__handover=handover).order_by("pk")
    return tuple(rows.values_list("uuid", "person__uuid", "until"))


def waivers_under(handover: UUID) -> tuple[UUID, ...]:
    """Return the waivers a hand-over granted."""
    rows = models.Waiver.objects.filter(handover=handover).order_by("pk")
    return tuple(rows.values_list("uuid", flat=True))


def waivers_in(matters: Collection[UUID], at: datetime) -> tuple[WaiverView, ...]:
    """Return the waivers in force in these matters, oldest first."""
    rows = models.Waiver.objects.filter(in_force(at), matter__uuid__in=matters).order_by("pk")
    columns = ("uuid", "matter__uuid", "stage__uuid", "source_mandate__uuid", "since", "handover")
    return tuple(WaiverView(*row) for row in rows.values_list(*columns))


def mandate_page(uuid: UUID, at: datetime) -> MandatePage | None:
    """Return a mandate with its chain, what was handed on, and who can use it."""
    view = mandate(uuid)
    if view is None:
        return None
    org = load_slice(view.matter, ())
    own = org.by_id[uuid]
    chain = [m.id for m in org.chain(own)[1:]]
    related = {
        v.id: v
        for v in mandate_views(
            models.Mandate.objects.filter(Q(uuid__in=chain) | Q(source_mandate__uuid=uuid))
        )
    }
    names = people(org.users(own, at))
    book = org.book_at(at)
    return MandatePage(
        view,
        tuple(related[i] for i in chain),
        tuple(v for v in related.values() if v.source == uuid),
        tuple(names[p] for p in org.users(own, at)),
        rules.stands(org, own, at),
        rules.may_be_handed_on(own, book),
        own.on_review or book.review,
        any(rules.review_stops(link, book, at) for link in org.chain(own)),
        own.frame,
        rules.left(own.frame, org.uses_of(own), at, org.zone) if own.frame else None,
        quorum=rules.quorum_of(own.jointly or rules.PLAIN_RULE, len(org.users(own, at))),
    )


def is_giver(person: UUID, mandate: UUID, at: datetime) -> bool:
    """Tell whether someone gave a mandate: uses its source, or sits in the body it came from."""
    related = ("matter__adopted_by", "source_mandate")
    row = models.Mandate.objects.select_related(*related).get(uuid=mandate)
    if row.source_mandate is not None:
        org = load_slice(row.matter.uuid, ())
        return person in org.users(org.by_id[row.source_mandate.uuid], at)
    body = row.matter.adopted_by
    return (
        body is not None
        and models.Holding.objects.filter(
            in_force(at), person__uuid=person, role__circle=body
        ).exists()
    )


def stages_stood_in(person: UUID, at: datetime) -> frozenset[UUID]:
    """Return the stages at which someone may have to decide for others they stand in for."""
    standing: set[UUID] = {person}
    roles: set[UUID] = set()
    for _ in range(rules.LONGEST_CHAIN):
        rows = models.Substitution.objects.filter(
            in_force(at), person__uuid__in=standing, accepted__lte=at
        )
        found = list(rows.values_list("of_person__uuid", "of_role__uuid"))
        roles |= {role for _, role in found if role is not None}
        new = {of for of, _ in found if of is not None} - standing
        if not new:
            break
        standing |= new
    for_people = standing - {person}
    if not for_people and not roles:
        return frozenset()
    held = models.Holding.objects.filter(in_force(at), person__uuid__in=for_people).values("role")
    mandates = models.Mandate.objects.filter(in_force(at)).filter(
        Q(person__uuid__in=for_people) | Q(role__in=held) | Q(role__uuid__in=roles)
    )
    return frozenset(mandates.values_list("stage__uuid", flat=True))


def is_urgent(mandate: UUID) -> bool:
    """Tell whether a mandate is only for what cannot await a board."""
    return models.Mandate.objects.filter(uuid=mandate, urgent=True).exists()

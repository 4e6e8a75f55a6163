"""Loading the part of the organisation that bears on a question, in a constant few queries.

With `known_at`, as the record knew it then: what has been entered since is left out, and what has
been changed since stands as it stood (rule 24). Twice the queries.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from mandat.common.money import Money
from mandat.power import models, rules
from mandat.power.queries import apart
from mandat.power.queries.amounts import currencies_of, load_parts, load_rates
from mandat.record.queries import known_rows


def load_slices(
    matters: Collection[UUID],
    people: Collection[UUID],
    known_at: datetime | None = None,
    told: Collection[rules.Facts] | None = None,
) -> dict[UUID, rules.Slice]:
    """Return what bears on questions about these matters, by matter.

    `people` are the actors, askers and those it is for, whose roles place them in the tree. As
    many queries for one matter as for all, and a few more where there are substitutes. `told` are
    the facts that will be asked about, so that no more of other purchases is read; None: any.
    """
    books = load_books(known_at)
    heads, types = _heads(matters, known_at)
    stages = _stages(matters, types, known_at)
    mandates = _mandates(matters, types, known_at)
    waivers = _waivers(matters, types, known_at)
    acceptances = _acceptances(matters, known_at)
    unused = apart.handed_back(matters, known_at)
    resting = apart.pauses(matters, known_at)
    links = [m for rows in mandates.values() for m in rows]
    summing = {uuid: head.same for uuid, head in heads.items() if head.same}
    parts = load_parts(summing, told, known_at)
    amounts = _currencies(heads, types, stages, links, waivers)
    rates = load_rates(amounts, known_at)
    around = _around(heads, types, people, links, known_at) | {"rates": rates}
    return {
        uuid: rules.Slice(
            matter=_matter(uuid, head, tuple(stages.get(uuid, ())), books),
            mandates=tuple(mandates.get(uuid, ())),
            acceptances=tuple(acceptances.get(uuid, ())),
            handed_back=unused.get(uuid, ()),
            pauses=resting.get(uuid, ()),
            waivers=tuple(waivers.get(uuid, ())),
            books=books,
            parts=parts.get(uuid, ()),
            **around,
        )
        for uuid, head in heads.items()
    }


def _currencies(
    heads: dict[UUID, "_Head"],
    types: "Types",
    stages: dict[UUID, list[rules.Stage]],
    links: Collection[rules.Mandate],
    waivers: dict[UUID, list[rules.Waiver]],
) -> frozenset[str] | None:
    """Return every currency that amounts of these matters and limits on them are in."""
    groups = [stage.condition for found in stages.values() for stage in found]
    groups += [link.limits for link in links]
    groups += [waiver.limits for found in waivers.values() for waiver in found]
    groups += [head.execution or () for head in heads.values()]
    facts = [t for found in types.values() for t in found]
    limits = [limit for group in groups for limit in group]
    return currencies_of(facts, limits, [link.frame for link in links if link.frame])


def _around(
    heads: Mapping[UUID, "_Head"],
    types: "Types",
    people: Collection[UUID],
    links: Collection[rules.Mandate],
    known_at: datetime | None,
) -> dict[str, Any]:
    """Return what the slices of all these matters share: who holds what, and where."""
    roles = {r for m in links for r in (m.role, m.while_role) if r is not None}
    holders = {m.person for m in links if m.person is not None}
    supervised = _circles_supervised(heads, types)
    if supervised:
        roles |= apart.roles_supervised(supervised, known_at)
    named = {role for m in links for role in m.substitutes}
    automats = _automats({m.automat for m in links if m.automat}, known_at)
    roles |= {*automats.values(), *_seats({m.body for m in links if m.body}, known_at)}
    holdings = _holdings(roles | named, people, known_at)
    role_circles = _role_circles(roles | {h.role for h in holdings}, known_at)
    bodies = {m.body for m in links if m.body is not None}
    return {
        "holdings": holdings,
        "circle_keys": _circle_keys(supervised),
        "parents": _parents({*role_circles.values(), *bodies}, known_at),
        "constituted": _constituted(bodies, known_at),
        "automats": automats,
        "role_circles": role_circles,
        "substitutions": _substitutions(roles, holders, known_at),
        "conflicts": apart.conflicts(
            heads.keys(),
            people,
            known_at,
            of_counterparties=any(head.ties.get("counterparty") for head in heads.values()),
        ),
        "uses": _uses([m.id for m in links if m.frame is not None], known_at),
        "zone": timezone.get_default_timezone(),
    }


def load_slice(
    matter: UUID,
    people: Collection[UUID],
    known_at: datetime | None = None,
    told: Collection[rules.Facts] | None = None,
) -> rules.Slice:
    """Return what bears on questions about one matter. Raises KeyError when there is none."""
    return load_slices([matter], people, known_at, told)[matter]


Types = dict[UUID, tuple[rules.FactType, ...]]


def load_books(known_at: datetime | None = None) -> tuple[rules.Adopted, ...]:
    """Return every rule book the organisation has adopted, oldest first."""
    rows = known_rows(
        models.Rulebook.objects.order_by("pk"), ("since", "key", "settings"), known_at
    )
    return tuple(rules.Adopted(since, rules.book_from_json(key, told)) for since, key, told in rows)


@dataclass(frozen=True)
class _Head:
    """What a matter's own row says."""

    key: str
    own_cost: bool
    reserved: bool
    reserved_ground: str
    legal_ref: str
    two_people: bool
    execution: rules.Limits | None
    asks: tuple[str, ...]
    ties: Mapping[str, str]
    same: tuple[str, ...]
    splitting: str
    body: UUID | None
    automat: bool
    automat_group: str


def _circles_supervised(heads: Mapping[UUID, _Head], types: "Types") -> frozenset[str]:
    """Return the keys of circles that cases of these matters may be supervision of."""
    facts = {(uuid, head.ties.get("supervised")) for uuid, head in heads.items()}
    named = (t for uuid, found in types.items() for t in found if (uuid, t.key) in facts)
    return frozenset(key for t in named for key in t.choices)


def _circle_keys(keys: Collection[str]) -> dict[str, UUID]:
    """Return circles by key; no query where there are none to ask for."""
    if not keys:
        return {}
    return dict(models.Circle.objects.filter(key__in=keys).values_list("key", "uuid"))


def _heads(matters: Collection[UUID], known_at: datetime | None) -> tuple[dict[UUID, _Head], Types]:
    """Return what each matter's row says, and its fact types."""
    rows = models.Matter.objects.filter(uuid__in=matters)
    heads: dict[UUID, _Head] = {}
    types: Types = {}
    columns = (
        "uuid", "facts", "key", "own_cost", "reserved", "reserved_ground", "legal_ref",
        "two_people", "same", "splitting", "adopted_by__uuid", "ties", "execution", "asks",
        "automat", "automat_group",
    )  # fmt: skip
    for uuid, facts, *rest in known_rows(rows, columns, known_at):
        types[uuid] = rules.fact_types_from_json(facts)
        *head, same, splitting, body, ties, execution, asks, automat, group = rest
        limits = None if execution is None else rules.limits_from_json(types[uuid], execution)
        summed = (tuple(same), splitting, body)
        heads[uuid] = _Head(*(*head, limits, tuple(asks), ties, *summed, automat, group))
    return heads, types


def _matter(
    uuid: UUID,
    head: _Head,
    stages: tuple[rules.Stage, ...],
    books: tuple[rules.Adopted, ...],
) -> rules.Matter:
    grounds = (adopted.book.ground(head.reserved_ground) for adopted in reversed(books))
    ground = next((g for g in grounds if g is not None), None)
    ref = ground.ref if ground else head.legal_ref
    return rules.Matter(
        uuid, head.key, stages, head.own_cost, head.reserved, ref, head.two_people,
        counterparty=head.ties.get("counterparty", ""), supervised=head.ties.get("supervised", ""),
        execution=head.execution, asks=head.asks, same=head.same,
        splitting=next((s for s in rules.SPLITTINGS if s == head.splitting), None),
        body=head.body, reserved_urgent=ground.urgent if ground else True,
        automat=head.automat, automat_group=head.automat_group,
    )  # fmt: skip


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
        "narrows", "by_acceptance", "review_on", "on_review", "onward", "while_role__uuid",
        "frame", "conditions", "substitutes", "urgent", "body__uuid", "jointly", "automat__uuid",
    )  # fmt: skip
    rows = models.Mandate.objects.filter(matter__uuid__in=matters).order_by("pk")
    for row in known_rows(rows, columns, known_at):
        matter, pk, uuid, stage, person, role, since, until, limits, *rest = row
        may_yes, may_no, source, decision, narrows, by_acceptance, *terms = rest
        held = rules.limits_from_json(types[matter], limits)
        link = rules.Mandate(
            uuid, stage, person, role, since, until, held, may_yes, may_no, source, decision,
            narrows, by_acceptance, pk,
        )  # fmt: skip
        # Most say nothing of their own, and a copy of each would cost time in long lists.
        says = any(term not in (None, "", [], False) for term in terms)
        found.setdefault(matter, []).append(_with_terms(link, tuple(terms)) if says else link)
    return found


def _with_terms(link: rules.Mandate, terms: tuple[Any, ...]) -> rules.Mandate:
    review_on, on_review, onward, while_role, frame, conditions, substitutes, *rest = terms
    urgent, body, jointly, automat = rest
    return replace(
        link,
        review_on=review_on,
        on_review=next((e for e in rules.EFFECTS if e == on_review), None),
        onward=onward,
        while_role=while_role,
        frame=rules.frame_from_json(frame) if frame else None,
        conditions=rules.conditions_from_json(conditions),
        substitutes=frozenset(map(UUID, substitutes)),
        urgent=urgent,
        body=body,
        jointly=rules.jointly_from_json(jointly) if jointly else None,
        automat=automat,
    )


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
    # By their keys within the table, so that an index serves each side: with a join, neither.
    of_roles = models.Role.objects.filter(uuid__in=roles).values("pk")
    of_people = models.Person.objects.filter(uuid__in=people).values("pk")
    where = Q(role__in=of_roles) | Q(person__in=of_people)
    rows = models.Holding.objects.filter(where).order_by("pk")
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


def _substitutions(
    roles: Collection[UUID], people: Collection[UUID], known_at: datetime | None
) -> tuple[rules.Substitution, ...]:
    """Return who stands in for holders, and, so that chains can be followed, for them in turn."""
    columns = (
        "uuid", "person__uuid", "ground", "of_person__uuid", "of_role__uuid", "since", "until",
        "by_role__uuid", "accepted",
    )  # fmt: skip
    holders = models.Holding.objects.filter(role__uuid__in=roles).values("person")
    where = Q(of_role__uuid__in=roles) | Q(of_person__in=holders) | Q(of_person__uuid__in=people)
    found: dict[UUID, rules.Substitution] = {}
    for _ in range(rules.LONGEST_CHAIN):
        rows = models.Substitution.objects.filter(where).order_by("pk")
        new = [_substitution(*row) for row in known_rows(rows, columns, known_at) if row[-1]]
        found.update((s.id, s) for s in new)
        further = {s.person for s in new} - {s.of for s in found.values()}
        if not further:
            break
        where = Q(of_person__uuid__in=further)
    return tuple(found.values())


def _substitution(*row: Any) -> rules.Substitution:
    """Return one that the substitute has said yes to; it begins no earlier than that."""
    uuid, person, ground, of, of_role, since, until, by_role, accepted = row
    begins = max(since, accepted)
    return rules.Substitution(uuid, person, ground, of, of_role, begins, until, by_role)


def _uses(framed: Collection[UUID], known_at: datetime | None) -> tuple[rules.Use, ...]:
    """Return what has been taken from frames; no query where there are none."""
    if not framed:
        return ()
    rows = models.Use.objects.filter(mandate__uuid__in=framed).order_by("pk")
    columns = ("mandate__uuid", "minor", "currency", "at", "released")
    return tuple(
        rules.Use(mandate, Money(minor, currency), at, released)
        for mandate, minor, currency, at, released in known_rows(rows, columns, known_at)
    )


def _automats(wanted: Collection[UUID], known_at: datetime | None) -> dict[UUID, UUID]:
    """Return the role answerable for each automat; no query where there are none."""
    if not wanted:
        return {}
    rows = models.Automat.objects.filter(uuid__in=wanted)
    return dict(known_rows(rows, ("uuid", "role__uuid"), known_at))


def _seats(bodies: Collection[UUID], known_at: datetime | None) -> frozenset[UUID]:
    """Return the roles of these bodies; no query where there are none."""
    if not bodies:
        return frozenset()
    rows = models.Role.objects.filter(circle__uuid__in=bodies)
    return frozenset(uuid for (uuid,) in known_rows(rows, ("uuid",), known_at))


def _role_circles(roles: Iterable[UUID], known_at: datetime | None) -> dict[UUID, UUID]:
    rows = models.Role.objects.filter(uuid__in=list(roles))
    return dict(known_rows(rows, ("uuid", "circle__uuid"), known_at))


_UPWARD = ("uuid", "parent__uuid", "parent__parent__uuid", "parent__parent__parent__uuid")


def _parents(circles: Collection[UUID], known_at: datetime | None) -> dict[UUID, UUID | None]:
    """Return the circle above each of these, and above those, up to the outermost.

    Three steps up in each query: a large organisation has thousands of circles and few levels.
    Of a past time one by one, since a circle may have lain elsewhere.
    """
    columns = _UPWARD if known_at is None else _UPWARD[:2]
    found: dict[UUID, UUID | None] = {}
    unknown = set(circles)
    while unknown:
        rows = models.Circle.objects.filter(uuid__in=unknown)
        for upward in known_rows(rows, columns, known_at):
            found.update((c, above) for c, above in pairwise(upward) if c is not None)
        unknown = {above for above in found.values() if above is not None} - found.keys()
    return found


def _constituted(bodies: Collection[UUID], known_at: datetime | None) -> frozenset[UUID]:
    """Return which circles a decision has made bodies; no query where no body holds anything."""
    if not bodies:
        return frozenset()
    rows = models.Circle.objects.filter(uuid__in=bodies)
    told = known_rows(rows, ("uuid", "constituted"), known_at)
    return frozenset(uuid for uuid, decision in told if decision)

"""What differs between two times: mandates that came, ended or changed, and who holds roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models, rules
from mandat.power.queries.choosing import chosen_matters
from mandat.power.queries.mandates import mandate_views
from mandat.power.queries.sheets import as_known
from mandat.power.queries.slices import load_slices
from mandat.power.queries.views import MandateView, Names, PersonView
from mandat.record.queries import known_rows


@dataclass(frozen=True)
class Changed:
    """A mandate that stands in for another of the same holder at the same stage."""

    before: MandateView
    after: MandateView


@dataclass(frozen=True)
class HeldDifference:
    """Somebody came to hold a role with mandates, or ceased to."""

    role: Names
    role_key: str
    person: PersonView
    came: bool


@dataclass(frozen=True)
class Differences:
    """What differs between two times; the lists are in the order things were granted."""

    since: datetime
    until: datetime
    added: tuple[MandateView, ...]
    ended: tuple[MandateView, ...]
    changed: tuple[Changed, ...]
    held: tuple[HeldDifference, ...]

    @property
    def none(self) -> bool:
        """Nothing differs."""
        return not (self.added or self.ended or self.changed or self.held)


def differences(
    since: datetime,
    until: datetime,
    matter: str | None = None,
    circle: str | None = None,
    known_at: datetime | None = None,
) -> Differences:
    """Return what differs between two times as far as is known now; a constant number of queries.

    With `known_at`, as far as the record knew then (rule 24). A mandate counts as long as every
    link above it does. Raises BadInputError for a matter or a circle there is not.
    """
    matters = _matters_touched(since, until) if known_at is None else _matters_with_mandates()
    only = {m.id for m in chosen_matters(matter, circle)} if matter or circle else None
    if only is not None:
        matters &= only
    slices = load_slices(matters, (), known_at) if matters else {}
    before, after = _came_and_went(slices.values(), since, until)
    links = {m.id: m for org in slices.values() for m in org.mandates}
    views = tuple(
        as_known(v, links[v.id])
        for v in mandate_views(models.Mandate.objects.filter(uuid__in=before | after))
    )
    gone = [v for v in views if v.id in before]
    new = [v for v in views if v.id in after]
    changed = tuple(_pairs(gone, new))
    paired = {v.id for c in changed for v in (c.before, c.after)}
    return Differences(
        since,
        until,
        tuple(v for v in new if v.id not in paired),
        tuple(v for v in gone if v.id not in paired),
        changed,
        _held(since, until, only)
        if known_at is None
        else _held_as_known((since, until), only, known_at),
    )


def _edges(since: datetime, until: datetime, path: str = "") -> Q:
    """Tell what began or ended between two times."""
    begun = Q(**{f"{path}since__gt": since, f"{path}since__lte": until})
    return begun | Q(**{f"{path}until__gt": since, f"{path}until__lte": until})


def _matters_touched(since: datetime, until: datetime) -> set[UUID]:
    rows = models.Mandate.objects.filter(_edges(since, until))
    return set(rows.values_list("matter__uuid", flat=True))


def _came_and_went(
    slices: Iterable[rules.Slice], since: datetime, until: datetime
) -> tuple[set[UUID], set[UUID]]:
    """Return which mandates stood at the first time alone, and which at the second."""
    before: set[UUID] = set()
    after: set[UUID] = set()
    for org in slices:
        for mandate in org.mandates:
            then, now = rules.stands(org, mandate, since), rules.stands(org, mandate, until)
            if then and not now:
                before.add(mandate.id)
            if now and not then:
                after.add(mandate.id)
    return before, after


def _matters_with_mandates() -> set[UUID]:
    return set(models.Mandate.objects.values_list("matter__uuid", flat=True))


def _held_as_known(
    moments: tuple[datetime, datetime], only: set[UUID] | None, known_at: datetime
) -> tuple[HeldDifference, ...]:
    """Return who came to hold roles with mandates, or ceased to, as the record knew it."""
    mandates = models.Mandate.objects.all()
    if only is not None:
        mandates = mandates.filter(matter__uuid__in=only)
    rows = models.Holding.objects.filter(role__in=mandates.values("role")).order_by("pk")
    columns = ("role__name", "role__key", "person__uuid", "person__name", "since", "until")
    named: dict[tuple[str, UUID], tuple[Names, str]] = {}
    held: tuple[set[tuple[str, UUID]], set[tuple[str, UUID]]] = (set(), set())
    for name, key, person, called, begins, ends in known_rows(rows, columns, known_at):
        named[key, person] = (name, called)
        for at, who in zip(moments, held, strict=True):
            if begins <= at and (ends is None or at < ends):
                who.add((key, person))
    return tuple(
        HeldDifference(name, pair[0], PersonView(pair[1], called), pair in held[1])
        for pair, (name, called) in named.items()
        if (pair in held[0]) != (pair in held[1])
    )


def _pairs(gone: Iterable[MandateView], new: Iterable[MandateView]) -> Iterable[Changed]:
    """Pair what ended with what came in its place: same holder, same stage, oldest first."""
    left = list(new)
    for before in gone:
        for after in left:
            if (after.stage, after.holder) == (before.stage, before.holder):
                left.remove(after)
                yield Changed(before, after)
                break


def _held(
    since: datetime, until: datetime, only: set[UUID] | None = None
) -> tuple[HeldDifference, ...]:
    mandates = models.Mandate.objects.all()
    if only is not None:
        mandates = mandates.filter(matter__uuid__in=only)
    rows = models.Holding.objects.filter(
        _edges(since, until), role__in=mandates.values("role")
    ).order_by("pk")
    columns = ("role__uuid", "person__uuid", "role__name", "role__key", "person__name")
    touched = {(role, person): rest for role, person, *rest in rows.values_list(*columns)}
    pairs = models.Holding.objects.filter(
        role__uuid__in={role for role, _ in touched}, person__uuid__in={p for _, p in touched}
    )
    held: tuple[set[tuple[UUID, UUID]], set[tuple[UUID, UUID]]] = (set(), set())
    for role, person, begins, ends in pairs.values_list(
        "role__uuid", "person__uuid", "since", "until"
    ):
        for at, who in ((since, held[0]), (until, held[1])):
            if begins <= at and (ends is None or at < ends):
                who.add((role, person))
    return tuple(
        HeldDifference(name, key, PersonView(pair[1], person), pair in held[1])
        for pair, (name, key, person) in touched.items()
        if (pair in held[0]) != (pair in held[1])
    )

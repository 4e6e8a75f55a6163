"""What keeps holders from acting: conflicts said or asked about, and mandates handed back."""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from mandat.power import models, rules
from mandat.record.queries import known_rows


def conflicts(
    matters: Collection[UUID],
    people: Collection[UUID],
    known_at: datetime | None,
    *,
    of_counterparties: bool,
) -> tuple[rules.Conflict, ...]:
    """Return what has been declared about these people, these matters' cases or a counterparty.

    Where somebody has asked if a person is too close to a case, it counts until it is decided.
    """
    where = Q(about__uuid__in=people) | Q(case__isnull=False, matter__uuid__in=matters)
    if of_counterparties:
        where |= ~Q(counterparty="")
    rows = models.Conflict.objects.filter(where).order_by("pk")
    columns = ("person__uuid", "about__uuid", "case", "since", "until", "counterparty")
    declared = (rules.Conflict(*row) for row in known_rows(rows, columns, known_at))
    return (*declared, *_asked_about(matters, known_at))


def _asked_about(matters: Collection[UUID], known_at: datetime | None) -> Iterable[rules.Conflict]:
    rows = models.Challenge.objects.filter(matter__uuid__in=matters).order_by("pk")
    columns = ("person__uuid", "case", "at", "decided_at", "upheld")
    for person, case, since, decided_at, upheld in known_rows(rows, columns, known_at):
        until = decided_at if upheld is False else None
        yield rules.Conflict(person, None, case, since, until)


def handed_back(
    matters: Collection[UUID], known_at: datetime | None
) -> dict[UUID, tuple[rules.HandedBack, ...]]:
    """Return which mandates of their roles people leave unused, by matter."""
    rows = models.HandedBack.objects.filter(mandate__matter__uuid__in=matters).order_by("pk")
    columns = ("mandate__matter__uuid", "mandate__uuid", "person__uuid", "since", "until")
    found: dict[UUID, tuple[rules.HandedBack, ...]] = {}
    for matter, *row in known_rows(rows, columns, known_at):
        found[matter] = (*found.get(matter, ()), rules.HandedBack(*row))
    return found


def pauses(
    matters: Collection[UUID], known_at: datetime | None
) -> dict[UUID, tuple[rules.Pause, ...]]:
    """Return what has rested of each matter, and when."""
    rows = models.Pause.objects.filter(matter__uuid__in=matters).order_by("pk")
    columns = ("matter__uuid", "mandate__uuid", "waiver__uuid", "since", "until")
    found: dict[UUID, tuple[rules.Pause, ...]] = {}
    for matter, mandate, waiver, *row in known_rows(rows, columns, known_at):
        found[matter] = (*found.get(matter, ()), rules.Pause(mandate or waiver, *row))
    return found


def roles_supervised(choices: Collection[str], known_at: datetime | None) -> set[UUID]:
    """Return the roles in the circles that cases may be supervision of, and inside them."""
    rows = list(known_rows(models.Circle.objects.all(), ("pk", "parent", "key"), known_at))
    inside = {pk for pk, _, key in rows if key in choices}
    while more := {pk for pk, parent, _ in rows if parent in inside} - inside:
        inside |= more
    roles = models.Role.objects.filter(circle__in=inside)
    return set(roles.values_list("uuid", flat=True))

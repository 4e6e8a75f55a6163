"""How power lay at several moments: who could decide something, and what was past its review."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.power import models


@dataclass(frozen=True)
class Leading:
    """Who could use at least one mandate at a moment, and how many people there were."""

    at: datetime
    who: frozenset[UUID]
    people: int


@dataclass(frozen=True)
class _Span:
    since: datetime
    until: datetime | None

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)


def who_lead(moments: Sequence[datetime]) -> tuple[Leading, ...]:
    """Return who could decide something at each moment; four queries for all of them."""
    mandates = _mandates()
    holdings = _spans(models.Holding.objects.values_list("role", *_HELD))
    accepted = _spans(models.Acceptance.objects.values_list("mandate", *_HELD))
    joined = sorted(models.Person.objects.values_list("joined", flat=True))
    return tuple(
        Leading(at, _leaders(at, mandates, holdings, accepted), sum(day <= at for day in joined))
        for at in moments
    )


@dataclass(frozen=True)
class _Mandate:
    pk: int
    person: UUID | None
    role: int | None
    by_acceptance: bool
    span: _Span
    seats: tuple[int, ...] = ()
    """The roles of the body that holds it."""


def _mandates() -> list[_Mandate]:
    columns = ("pk", "person__uuid", "role", "by_acceptance", "since", "until", "body")
    rows = list(models.Mandate.objects.values_list(*columns))
    seats = _seats({body for *_, body in rows if body is not None})
    return [
        _Mandate(pk, person, role, by_acceptance, _Span(since, until), tuple(seats.get(body, ())))
        for pk, person, role, by_acceptance, since, until, body in rows
    ]


def _seats(bodies: Collection[int]) -> dict[int | None, list[int]]:
    """Return the roles of these bodies; no query where there are none."""
    seats: dict[int | None, list[int]] = defaultdict(list)
    rows = models.Role.objects.filter(circle__in=bodies) if bodies else ()
    for role in rows:
        seats[role.circle_id].append(role.pk)
    return seats


_HELD = ("person__uuid", "since", "until")
_Held = dict[int, list[tuple[UUID, _Span]]]


def _spans(rows: Iterable[tuple[int, UUID, datetime, datetime | None]]) -> _Held:
    held: _Held = defaultdict(list)
    for key, who, since, until in rows:
        held[key].append((who, _Span(since, until)))
    return held


def _leaders(
    at: datetime, mandates: Sequence[_Mandate], holdings: _Held, accepted: _Held
) -> frozenset[UUID]:
    now = [m for m in mandates if m.span.holds(at)]
    roles = {m.role for m in now if m.role is not None and not m.by_acceptance}
    roles |= {role for m in now for role in m.seats}
    held = [
        *(one for role in roles for one in holdings.get(role, ())),
        *(one for m in now for one in accepted.get(m.pk, ())),
    ]
    persons = {m.person for m in now if m.person is not None and not m.by_acceptance}
    return frozenset(persons | {who for who, span in held if span.holds(at)})


def past_review(moments: Sequence[datetime]) -> tuple[int, ...]:
    """Return how many mandates in force were past their day for review, at each moment."""
    rows = models.Mandate.objects.exclude(review_on=None)
    spans = [
        (_Span(since, until), review_on)
        for since, until, review_on in rows.values_list("since", "until", "review_on")
    ]
    return tuple(
        sum(span.holds(at) and day is not None and day <= at for span, day in spans)
        for at in moments
    )


def matters_decided(moments: Sequence[datetime]) -> tuple[frozenset[UUID], ...]:
    """Return the matters that could be handed over and had a mandate in force at each moment."""
    rows = models.Mandate.objects.filter(matter__reserved=False)
    spans = [
        (matter, _Span(since, until))
        for matter, since, until in rows.values_list("matter__uuid", "since", "until")
    ]
    return tuple(frozenset(matter for matter, span in spans if span.holds(at)) for at in moments)


def accepted_between(since: datetime, until: datetime) -> tuple[tuple[datetime, UUID], ...]:
    """Return when who said yes to use what a role had received, in `[since, until)`."""
    rows = models.Acceptance.objects.filter(since__gte=since, since__lt=until)
    return tuple(rows.values_list("since", "person__uuid"))

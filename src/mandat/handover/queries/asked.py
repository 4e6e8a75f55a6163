"""Everything that hand-overs ask of people just now: what jobs that follow them start from."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.handover import models
from mandat.handover.queries.around import as_value, parties_of
from mandat.handover.queries.checks import checks_for
from mandat.handover.queries.lists import RELATED
from mandat.handover.queries.shadow import cases_to_answer
from mandat.handover.rules import machine, values
from mandat.power import queries as power

What = Literal["hearing", "shadow", "voice", "join", "adoption", "check"]


@dataclass(frozen=True)
class Asked:
    """One thing that a hand-over asks of one person. `of`: the case or the drawn ruling.

    `round` is the hand-over's: 1 asks for the trial, each later one for keeping.
    """

    handover: UUID
    what: What
    person: UUID
    part: str
    since: datetime
    of: UUID | None = None
    matter: UUID | None = None
    round: int = 1


def asked_of_all(at: datetime) -> tuple[Asked, ...]:
    """Return what every hand-over under way or in force asks, of whom. Who declined is left out."""
    rows = (
        models.Handover.objects.filter(state__in=values.OPEN | values.IN_FORCE)
        .select_related(*RELATED)
        .prefetch_related("invitations")
        .order_by("number")
    )
    return tuple(asked for row in rows for asked in _asked_in(row, at))


def asked_in(handover: UUID, at: datetime) -> tuple[Asked, ...]:
    """Return what one hand-over asks, of whom."""
    rows = models.Handover.objects.filter(state__in=values.OPEN | values.IN_FORCE, uuid=handover)
    found = rows.select_related(*RELATED).prefetch_related("invitations")
    return tuple(asked for row in found for asked in _asked_in(row, at))


def _asked_in(row: models.Handover, at: datetime) -> tuple[Asked, ...]:
    matter = row.matter.uuid
    return tuple(replace(a, matter=matter, round=row.round) for a in _asked_by(row, at))


def any_came_into_force() -> bool:
    """Tell whether any hand-over has come into force, ended since or not."""
    return models.Handover.objects.filter(since__isnull=False).exists()


def any_under_way() -> bool:
    """Tell whether any hand-over is under way and not in force yet."""
    return models.Handover.objects.filter(state__in=values.OPEN, since=None).exists()


def _asked_by(row: models.Handover, at: datetime) -> Iterator[Asked]:
    value = as_value(row)
    parties = parties_of(value.terms, power.load_slice(value.terms.matter, ()), at, row)
    state = machine.state_at(value, at)
    if state in ("hearing", "shadowing"):
        yield from _before(row, parties, state, at)
    elif state in ("consent", "awaiting_adoption"):
        yield from _voices(row, value, parties)
    if state == "awaiting_adoption":
        since = max((v.at for v in value.voices), default=row.opened_at)
        yield from (Asked(row.uuid, "adoption", p, "adopter", since) for p in parties.adopters)
    if state in values.IN_FORCE:
        yield from _in_force(row, value, parties)


def _before(
    row: models.Handover, parties: values.Parties, state: str, at: datetime
) -> Iterator[Asked]:
    for invitation in row.invitations.all():
        waits = invitation.declined_at is None and invitation.answered_at is None
        if waits and invitation.part != "giver":
            yield Asked(row.uuid, "hearing", invitation.person, invitation.part, invitation.at)
    if state == "shadowing":
        for person in parties.receivers:
            for case in cases_to_answer(row, person):
                yield Asked(row.uuid, "shadow", person, "receiver", max(case.put_at, at), case.id)


def _voices(
    row: models.Handover, value: values.Handover, parties: values.Parties
) -> Iterator[Asked]:
    since = row.asked_at or row.opened_at
    for person in parties.givers | parties.receivers | parties.touched:
        if value.latest(person, value.round) is None:
            part = parties.part_of(person) or "touched"
            yield Asked(row.uuid, "voice", person, part, since)


def _in_force(
    row: models.Handover, value: values.Handover, parties: values.Parties
) -> Iterator[Asked]:
    since = row.since or row.opened_at
    for person in parties.receivers - value.users:
        if not any(v.person == person for v in value.voices):
            yield Asked(row.uuid, "join", person, "receiver", since)
    if value.keep is not None:
        for person in parties.givers | value.users:
            if value.latest(person, value.round) is None:
                yield Asked(row.uuid, "voice", person, parties.part_of(person) or "", since)
    for check in checks_for(row):
        if check.verdict is None:
            yield from (
                Asked(row.uuid, "check", p, "giver", check.at, check.of) for p in parties.givers
            )

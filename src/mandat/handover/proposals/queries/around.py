"""A proposal as a value, how things are now, and who stands round it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.utils import timezone

from mandat.handover.proposals import models
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules import values
from mandat.handover.proposals.rules.changes import Change, Now
from mandat.power import queries as power
from mandat.power.queries.slices import load_books
from mandat.power.rules import book_at


def now_at(at: datetime) -> Now:
    """Return how things are; seven queries."""
    circles = {c.id: kinds.CircleNow(c.key, c.name, c.parent) for c in power.circle_places()}
    roles = {
        r.id: kinds.RoleNow(r.key, r.name, r.circle, frozenset(p.id for p in r.holders))
        for r in power.all_roles(at)
    }
    held = models.Agreement.objects.filter(until=None).values_list("uuid", "circle__uuid")
    return Now(
        circles, roles, frozenset(power.people()), book_at(load_books(), at), dict(held),
        chosen_ways(), timezone.localdate(at),
    )  # fmt: skip


def chosen_ways() -> dict[UUID, values.Ways]:
    """Return what each circle has chosen itself about how it decides."""
    rows = models.CircleWays.objects.order_by("pk").values_list("circle__uuid", "settings")
    return {circle: values.ways_from(settings) for circle, settings in rows}


def ways_for(circle: UUID, now: Now) -> values.Ways:
    """Return a circle's own ways, else those of the nearest circle above that has chosen."""
    here: UUID | None = circle
    while here is not None:
        if here in now.ways:
            return now.ways[here]
        here = now.circles[here].parent
    return values.Ways()


def changes_of(wording: models.ProposalWording) -> tuple[Change, ...]:
    """Return what a version would change."""
    return tuple(kinds.from_json(c) for c in wording.changes)


def parties_of(
    changes: Sequence[Change], proposal: values.Proposal | None, now: Now, at: datetime
) -> values.Parties:
    """Return who has a say about these changes as things are now."""
    faults = kinds.faults(changes, now)
    homes = _homes(changes, now)
    asked: dict[UUID, datetime] = {}
    for home in homes:
        asked |= _members_or_above(home, now, at)
    home = homes[0] if homes else now.outermost
    body = _body_for(home, now) if kinds.needs_body(changes, now.book) else None
    must = frozenset(p for c in changes for p in _must(c, now))
    return values.Parties(
        asked,
        must,
        _wider(home, now, at) - ({proposal.proposer} if proposal else set()),
        frozenset(power.members_of([body], at)) if body else frozenset(),
        body,
        faults,
    )


def _homes(changes: Sequence[Change], now: Now) -> list[UUID]:
    """Return the circles concerned. What a change is about may have gone meanwhile."""
    found: dict[UUID, None] = {}
    for change in changes:
        try:
            found |= dict.fromkeys(h for h in change.homes(now) if h in now.circles)
        except KeyError:  # its faults tell
            continue
    return list(found)


def _must(change: Change, now: Now) -> frozenset[UUID]:
    try:
        return change.must(now)
    except KeyError:  # as above
        return frozenset()


def _members_or_above(circle: UUID, now: Now, at: datetime) -> dict[UUID, datetime]:
    """Return a circle's members; where it has none, those of the nearest above that has.

    Where none above has either, those of the circles right under the outermost that have some.
    """
    here: UUID | None = circle
    while here is not None:
        found = power.members_of([here], at)
        if found:
            return found
        here = now.circles[here].parent
    level = [now.outermost]
    while level:
        level = [c for c, place in now.circles.items() if place.parent in level]
        found = power.members_of(level, at)
        if found:
            return found
    return {}


def _body_for(circle: UUID, now: Now) -> UUID:
    """Return the nearest circle, it or above, that adopts matters; else the outermost."""
    bodies = power.bodies()
    here: UUID | None = circle
    while here is not None:
        if here in bodies:
            return here
        here = now.circles[here].parent
    return next(iter(bodies)) if len(bodies) == 1 else now.outermost


def _wider(circle: UUID, now: Now, at: datetime) -> frozenset[UUID]:
    """Return who can help from the wider circle; for the outermost, all who hold a role."""
    parent = now.circles[circle].parent
    if parent is None:
        return frozenset(p for role in now.roles.values() for p in role.holders)
    return frozenset(_members_or_above(parent, now, at))


# --- rows as values -------------------------------------------------------------------------------


def voice_of(row: models.ProposalVoice) -> values.Voice:
    """Return a row as the machine reads it."""
    argument = values.Argument(**row.argument) if row.argument else None
    return values.Voice(
        row.uuid, row.person.uuid, row.kind, row.at, row.round, row.words, row.watch,  # type: ignore[arg-type]
        argument, row.settled, row.returned_at, row.returns,  # type: ignore[arg-type]
    )  # fmt: skip


def as_value(row: models.Proposal, offered: models.ProposalWording | None) -> values.Proposal:
    """Return a proposal with its voices as the machine reads it."""
    voices = row.voices.select_related("person").order_by("at", "pk")
    offer = None
    if offered is not None and offered.objection is not None:
        offer = values.Offer(offered.version, offered.objection, offered.by.uuid)
    return values.Proposal(
        uuid=row.uuid,
        proposer=row.proposer.uuid,
        opened_at=row.opened_at,
        ways=values.ways_from(row.ways),
        state=row.state,  # type: ignore[arg-type]
        stage_at=row.stage_at,
        round=row.round,
        version=row.version,
        asked_version=row.asked_version,
        voices=tuple(voice_of(v) for v in voices),
        offer=offer,
        turn=row.turn,  # type: ignore[arg-type]
        facilitator=row.facilitator.uuid if row.facilitator else None,
        helped=row.helped,
    )

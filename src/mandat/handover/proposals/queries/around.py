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
from mandat.power.queries.mandates import in_force
from mandat.power.queries.slices import load_books
from mandat.power.rules import book_at


def now_at(at: datetime, changes: Sequence[Change] = ()) -> Now:
    """Return how things are, as far as these changes need: of people and holders only theirs."""
    circles = {c.id: kinds.CircleNow(c.key, c.name, c.parent) for c in power.circle_places()}
    about: set[UUID] = {c.role for c in changes if hasattr(c, "role")}
    people: set[UUID] = {c.person for c in changes if hasattr(c, "person")}
    holders = power.holders_of(about, at) if about else {}
    roles = {
        uuid: kinds.RoleNow(*place, holders.get(uuid, frozenset()))
        for uuid, place in power.role_places().items()
    }
    held = models.Agreement.objects.filter(in_force(at)).values_list("uuid", "circle__uuid")
    return Now(
        circles,
        roles,
        frozenset(power.people(people)) if people else frozenset(),
        book_at(load_books(), at),
        dict(held),
        chosen_ways(),
        timezone.localdate(at),
    )


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


def parties_of(changes: Sequence[Change], now: Now, at: datetime) -> values.Parties:
    """Return who has a say about these changes; `now` is as they need it."""
    peopled = power.peopled(at)
    homes = homes_of(changes, now)
    home = homes[0] if homes else now.outermost
    body = body_for(home, now, power.bodies()) if kinds.needs_body(changes, now.book) else None
    return values.Parties(
        power.members_of(asked_circles(homes, now, peopled), at),
        must_of(changes),
        _wider(home, now, peopled, at),
        frozenset(power.members_of([body], at)) if body else frozenset(),
        body,
        kinds.faults(changes, now),
    )


def homes_of(changes: Sequence[Change], now: Now) -> list[UUID]:
    """Return the circles concerned. What a change is about may have gone meanwhile."""
    found: dict[UUID, None] = {}
    for change in changes:
        try:
            found |= dict.fromkeys(h for h in change.homes(now) if h in now.circles)
        except KeyError:  # its faults tell
            continue
    return list(found)


def must_of(changes: Sequence[Change]) -> frozenset[UUID]:
    """Return the givers and receivers of these changes."""
    return frozenset(p for change in changes for p in change.must())


def asked_circles(homes: Sequence[UUID], now: Now, peopled: frozenset[UUID]) -> set[UUID]:
    """Return the circles whose members are asked: the homes, each with somebody in it."""
    return {c for home in homes for c in _peopled(home, now, peopled)}


def _peopled(circle: UUID, now: Now, peopled: frozenset[UUID]) -> set[UUID]:
    """Return a circle; where nobody is in it, the nearest above with somebody.

    Where there is none above either, those right under the outermost with somebody.
    """
    here: UUID | None = circle
    while here is not None:
        if here in peopled:
            return {here}
        here = now.circles[here].parent
    level = {now.outermost}
    while level:
        level = {c for c, place in now.circles.items() if place.parent in level}
        if found := level & peopled:
            return found
    return set()


def body_for(circle: UUID, now: Now, bodies: frozenset[UUID]) -> UUID:
    """Return the nearest circle, it or above, that adopts matters; else the outermost."""
    here: UUID | None = circle
    while here is not None:
        if here in bodies:
            return here
        here = now.circles[here].parent
    return next(iter(bodies)) if len(bodies) == 1 else now.outermost


def _wider(circle: UUID, now: Now, peopled: frozenset[UUID], at: datetime) -> frozenset[UUID]:
    """Return who can help from the wider circle; for the outermost, all who hold a role."""
    parent = now.circles[circle].parent
    circles = _peopled(parent, now, peopled) if parent else peopled
    return frozenset(power.members_of(circles, at))


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
    found = sorted(row.voices.all(), key=lambda v: (v.at, v.pk))
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
        voices=tuple(voice_of(v) for v in found),
        offer=offer,
        turn=row.turn,  # type: ignore[arg-type]
        facilitator=row.facilitator.uuid if row.facilitator else None,
        helped=row.helped,
    )

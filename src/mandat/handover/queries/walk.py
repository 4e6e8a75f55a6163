"""One's own walk: what is chosen so far, and what each step needs to show. Its owner's alone."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover import models
from mandat.handover.queries import lists, proposal, shadow
from mandat.handover.queries.around import as_value, parties_of, subject_of, terms_from
from mandat.handover.queries.commitments import CommitmentView, commitments_called, touching
from mandat.handover.queries.views import HearingLine, Proposed
from mandat.handover.rules import looking, machine, values
from mandat.handover.rules.commitments import unanswered
from mandat.power import queries as power
from mandat.power.queries import CircleView, Names, PersonView, RoleView


@dataclass(frozen=True)
class Candidate:
    """A role that could receive, with how many hold it and the circle it lies in."""

    role: RoleView
    circle: Names


@dataclass(frozen=True)
class WalkPage:
    """A walk under way, as its owner sees it."""

    id: UUID
    choices: Mapping[str, Any]
    obstacle: Mapping[str, Any]
    proposed: Proposed
    mandate: UUID
    state: values.State
    sent: bool
    can_remove: bool
    """Another stage is left that every case passes."""
    secret: bool
    faults: tuple[Refusal, ...]
    receivers: tuple[PersonView, ...]
    """Those who would receive it and be asked, the reader not among them."""
    givers: tuple[PersonView, ...]
    """Others who hold the mandate too, and so must say yes."""
    also: tuple[PersonView, ...]
    """Others the reader has chosen to ask, for the union and for safety."""
    hearing: tuple[HearingLine, ...]
    shadow: shadow.ShadowPage | None
    previous: UUID | None
    commitments: tuple[CommitmentView, ...]
    """Those it touches, each to be answered before it can be sent."""


def walk_page(draft: UUID, reader: UUID, at: datetime) -> WalkPage | None:
    """Return the reader's own walk; to anyone else it does not exist."""
    row = models.HandoverDraft.objects.filter(uuid=draft, owner=reader).first()
    if row is None:
        return None
    terms = terms_from(row.choices)
    org = power.load_slice(terms.matter, ())
    handover = models.Handover.objects.select_related(*lists.RELATED).filter(uuid=draft).first()
    subject = subject_of(terms, org, at)
    parties = parties_of(terms, org, at, handover)
    state: values.State = "draft"
    if handover is not None:
        state = machine.state_at(as_value(handover), at)
    opened = handover is not None and state in lists.NOT_YET_OPEN
    must = touching(terms, at)
    return WalkPage(
        id=draft,
        choices=row.choices,
        obstacle=row.obstacle,
        proposed=lists.proposed(terms, at, org),
        mandate=terms.source_mandate,
        state=state,
        sent=row.sent_at is not None,
        can_remove=not subject.last_stage,
        secret=subject.secret,
        faults=(*machine.faults(terms, subject), *unanswered(must, terms.answers)),
        receivers=_names(parties.receivers - {reader}),
        givers=_names(parties.givers - {reader}),
        also=_names(frozenset(UUID(p) for p in row.choices.get("also", ()))),
        hearing=proposal.hearing_of(handover) if handover and opened else (),
        shadow=shadow.shadow_page(handover, reader, parties.givers)
        if handover and state == "shadowing"
        else None,
        previous=terms.previous,
        commitments=commitments_called(must, at) if must else (),
    )


def faults_with(draft: UUID, reader: UUID, choices: Mapping[str, Any], at: datetime) -> set[str]:
    """Return the codes of what would be wrong with the walk if these choices were made."""
    row = models.HandoverDraft.objects.filter(uuid=draft, owner=reader).first()
    if row is None:
        return set()
    terms = terms_from({**row.choices, **choices})
    org = power.load_slice(terms.matter, ())
    return {r.code for r in machine.faults(terms, subject_of(terms, org, at))}


def _names(people: frozenset[UUID]) -> tuple[PersonView, ...]:
    return tuple(power.people(people).values())


def grounds_of(draft: UUID, at: datetime) -> looking.Grounds:
    """Return what shadowing adds to the grounds: only what giver and receivers let be shown."""
    row = models.Handover.objects.select_related(*lists.RELATED).filter(uuid=draft).first()
    if row is None:
        return looking.Grounds()
    value = as_value(row)
    org = power.load_slice(value.terms.matter, ())
    givers = parties_of(value.terms, org, at, row).givers
    shown = shadow.shown_in_grounds(row, givers)
    needed, noted = shadow.notes_of(row)
    return looking.Grounds(
        shadow_alike=shown.alike if shown else None,
        shadow_compared=shown.compared if shown else None,
        needed_me=needed if noted else None,
        noted=noted or None,
    )


# --- who could receive ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Candidates:
    """Who could receive a mandate: nearest first, everybody reachable."""

    near: tuple[Candidate, ...]
    colleagues: tuple[PersonView, ...]
    other: tuple[Candidate, ...]


def candidates(mandate: UUID, reader: UUID, at: datetime) -> Candidates:
    """Return roles in the circles of the one who gives, the people there, then other roles.

    Where nobody near holds a role yet, the people are everyone: nobody is stuck for want of roles.
    """
    view = power.mandate(mandate)
    giving = view.holder.role if view else None
    own = {r.circle for r in power.roles_of(reader, at)}
    near: list[Candidate] = []
    other: list[Candidate] = []
    for circle, is_near in _circles(power.map_page(at).circles, own, near=False):
        for role in circle.roles:
            if role.id != giving and any(p.id != reader for p in role.holders):
                (near if is_near else other).append(Candidate(role, circle.name))
    people = {p.id: p for c in near for p in c.role.holders} or power.people()
    people.pop(reader, None)
    colleagues = tuple(sorted(people.values(), key=lambda p: p.name))
    return Candidates(tuple(near), colleagues, tuple(other))


def _circles(
    circles: tuple[CircleView, ...], own: set[UUID], *, near: bool
) -> Iterator[tuple[CircleView, bool]]:
    for circle in circles:
        here = near or circle.id in own
        yield circle, here
        yield from _circles(circle.circles, own, near=here)

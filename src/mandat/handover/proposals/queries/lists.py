"""Lists of proposals, and what they ask of people. A constant number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Prefetch

from mandat.handover.duties.queries.waiting import groups_of, wait_each
from mandat.handover.proposals import models
from mandat.handover.proposals.queries.around import (
    as_value,
    asked_circles,
    body_for,
    changes_of,
    homes_of,
    must_of,
    now_at,
)
from mandat.handover.proposals.queries.views import Line
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules import machine, values
from mandat.handover.proposals.rules.asking import Ask, asked_of
from mandat.handover.proposals.rules.changes import Change, Now
from mandat.power import queries as power
from mandat.power.queries import PersonView


@dataclass(frozen=True)
class _Loaded:
    row: models.Proposal
    value: values.Proposal
    wording: models.ProposalWording
    changes: tuple[Change, ...]


def _load(*, only_open: bool) -> list[_Loaded]:
    voices = models.ProposalVoice.objects.select_related("person").order_by("at", "pk")
    wordings = models.ProposalWording.objects.select_related("by").order_by("pk")
    rows = models.Proposal.objects.select_related("proposer", "facilitator", "circle")
    if only_open:
        rows = rows.exclude(state__in=values.ENDED)
    found = []
    rows = rows.prefetch_related(Prefetch("voices", voices))
    rows = rows.prefetch_related(Prefetch("wordings", wordings))
    for row in rows.order_by("-number"):
        worded = list(row.wordings.all())
        wording = next(w for w in worded if w.version == row.version and not w.declined_at)
        offered = next((w for w in worded if w.uuid == row.offer), None)
        found.append(_Loaded(row, as_value(row, offered), wording, changes_of(wording)))
    return found


class _Round:
    """Who is asked by several proposals, worked out from a few shared reads."""

    def __init__(self, loaded: Iterable[_Loaded], at: datetime) -> None:
        self.at = at
        every = [c for one in loaded for c in one.changes]
        self.now: Now = now_at(at, every)
        self._peopled = power.peopled(at)
        self._members: dict[UUID, dict[UUID, datetime]] = defaultdict(dict)
        homes = {h for one in loaded for h in self._circles(one)}
        self._bodies = power.bodies()
        asked = {one.row.uuid: groups_of(one.changes) for one in loaded}
        self._duties = wait_each(asked, self.now.book)
        bodies = {self._body(one) for one in loaded}
        for circle, person, since in power.memberships(homes | bodies, at):
            kept = self._members[circle].get(person, since)
            self._members[circle][person] = min(kept, since)

    def _home(self, one: _Loaded) -> UUID:
        homes = homes_of(one.changes, self.now)
        return homes[0] if homes else self.now.outermost

    def _body(self, one: _Loaded) -> UUID:
        return body_for(self._home(one), self.now, self._bodies)

    def _circles(self, one: _Loaded) -> set[UUID]:
        return asked_circles(homes_of(one.changes, self.now), self.now, self._peopled)

    def parties(self, one: _Loaded) -> values.Parties:
        """Return who has a say; nobody of the wider circle, which no list shows."""
        asked: dict[UUID, datetime] = {}
        for circle in self._circles(one):
            asked |= self._members[circle]
        body = None
        if kinds.needs_body(one.changes, self.now.book):
            body = self._body(one)
        adopters = frozenset(self._members[body]) if body else frozenset()
        faults = kinds.faults(one.changes, self.now)
        return values.Parties(
            asked, must_of(one.changes), adopters=adopters, body=body, faults=faults,
            duties=self._duties.get(one.row.uuid, ()),
        )  # fmt: skip


def lines_for(reader: UUID, at: datetime) -> tuple[Line, ...]:
    """Return every proposal, newest first, with what it asks of the reader."""
    loaded = _load(only_open=False)
    if not loaded:
        return ()
    around = _Round([one for one in loaded if one.row.state not in values.ENDED], at)
    return tuple(_line(one, around, reader, at) for one in loaded)


def _line(one: _Loaded, around: _Round, reader: UUID, at: datetime) -> Line:
    row, value = one.row, one.value
    state = machine.state_at(value, at)
    asks: Ask = ""
    if state not in values.ENDED:
        asks = asked_of(value, around.parties(one), reader, at)
    return Line(
        row.uuid,
        row.number,
        one.wording.title,
        PersonView(row.proposer.uuid, row.proposer.name),
        row.circle.name,
        state,
        machine.round_ends(value, at),
        len(value.objections(at)),
        asks,
        row.ended_at,
    )


def count_asked(reader: UUID, at: datetime) -> int:
    """Return how many proposals ask something of the reader; one query where none is open."""
    return sum(bool(ask) for _, person, ask, _ in asked_by_proposals(at) if person == reader)


Asked = tuple[UUID, UUID, Ask, datetime]
"""Proposal, person, what is asked, since when."""


def asked_by_proposals(at: datetime) -> tuple[Asked, ...]:
    """Return everything that open proposals ask of anybody."""
    loaded = _load(only_open=True)
    if not loaded:
        return ()
    around = _Round(loaded, at)
    found: list[Asked] = []
    for one in loaded:
        parties = around.parties(one)
        people = parties.voices | parties.adopters | {one.value.proposer}
        people |= {v.person for v in one.value.objections(at)}
        for person in sorted(people):
            ask = asked_of(one.value, parties, person, at)
            if ask:
                found.append((one.row.uuid, person, ask, one.value.since))
    return tuple(found)


@dataclass(frozen=True)
class AgreementView:
    """What a circle has agreed on, as a proposal about it begins."""

    id: UUID
    circle: UUID
    title: str
    text: str
    success: str
    keeper: UUID


def agreements_among(agreements: Iterable[UUID]) -> tuple[AgreementView, ...]:
    """Return some agreements, in the order they were made."""
    rows = models.Agreement.objects.filter(uuid__in=list(agreements)).order_by("pk")
    columns = ("uuid", "circle__uuid", "title", "text", "success", "keeper__uuid")
    return tuple(AgreementView(*row) for row in rows.values_list(*columns))

"""Reads of agreements: lists, one with its chain, and what waits to be looked over."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from mandat.handover.agreements.models import Evaluation
from mandat.handover.agreements.rules import HOLDS, SAID_BEFORE, Agreed, Standing, standing
from mandat.handover.proposals.models import Agreement, ProposalVoice
from mandat.handover.proposals.queries.around import asked_circles, now_at
from mandat.handover.proposals.rules.values import Tension
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView

LONGEST_CHAIN = 100
"""Agreements replacing each other that one page follows."""


@dataclass(frozen=True)
class AgreementLine:
    """An agreement in a list, and whether the reader is one of those it is for."""

    id: UUID
    title: str
    circle: Names
    circle_key: str
    since: datetime
    until: datetime | None
    review_on: date
    standing: Standing
    mine: bool

    @property
    def holds(self) -> bool:
        """Whether it holds now."""
        return self.standing in HOLDS


@dataclass(frozen=True)
class Link:
    """One in a chain of agreements that came instead of each other."""

    id: UUID
    title: str
    since: datetime
    until: datetime | None
    because: str
    here: bool


@dataclass(frozen=True)
class Concern:
    """What somebody worried about when it was agreed, and what to watch."""

    person: PersonView
    words: str
    watch: str


@dataclass(frozen=True)
class Looked:
    """One look at it."""

    by: PersonView
    at: datetime
    outcome: str
    helped: str
    seen: str


@dataclass(frozen=True)
class AgreementPage:
    """An agreement with why, how one knows that it works, and what came before and after."""

    line: AgreementLine
    text: str
    success: str
    because: str
    keeper: Names
    keeper_key: str
    proposal: UUID
    number: int
    why: Tension
    replaced: Link | None
    chain: tuple[Link, ...]
    let_go_by: tuple[UUID, int] | None
    concerns: tuple[Concern, ...]
    looks: tuple[Looked, ...]
    may_evaluate: bool


def _rows() -> QuerySet[Agreement]:
    related = ("circle", "keeper", "proposal", "replaces", "let_go_by")
    return Agreement.objects.select_related(*related).order_by("pk")


def row_of(agreement: UUID) -> Agreement | None:
    """Return one agreement, for the actions of this room."""
    return _rows().filter(uuid=agreement).first()


def agreed_of(row: Agreement, *, replaced: bool = False) -> Agreed:
    """Return a row as the rules read it."""
    day = date.fromisoformat(row.review_on)
    return Agreed(row.since, row.until, day, replaced, row.let_go_by is not None)


def members_round(circles: Collection[UUID], at: datetime) -> dict[UUID, frozenset[UUID]]:
    """Return who answers for the agreements of each circle: as proposals ask, its members."""
    now, peopled = now_at(at), power.peopled(at)
    places = {c: asked_circles([c], now, peopled) for c in circles}
    held: dict[UUID, set[UUID]] = defaultdict(set)
    for circle, person, _ in power.memberships(set().union(*places.values()), at):
        held[circle].add(person)
    return {c: frozenset(p for one in inside for p in held[one]) for c, inside in places.items()}


def agreements_list(
    reader: UUID, at: datetime, circle: str | None = None
) -> tuple[AgreementLine, ...]:
    """Return agreements, those that ask for something first; of one circle, or all."""
    rows = list(_rows().filter(circle__key=circle) if circle else _rows())
    if not rows:
        return ()
    members = members_round({r.circle.uuid for r in rows}, at)
    gone = _replaced()
    lines = [_line(r, r.uuid in gone, reader in members[r.circle.uuid], at) for r in rows]
    order = {"due": 0, "ends_soon": 1, "holds": 2}
    return tuple(sorted(lines, key=lambda one: (order.get(one.standing, 3), one.review_on)))


def _replaced() -> frozenset[UUID]:
    rows = Agreement.objects.exclude(replaces=None)
    return frozenset(rows.values_list("replaces__uuid", flat=True))


def _line(row: Agreement, replaced: bool, mine: bool, at: datetime) -> AgreementLine:  # noqa: FBT001
    agreed = agreed_of(row, replaced=replaced)
    return AgreementLine(
        row.uuid, row.title, row.circle.name, row.circle.key, row.since, row.until,
        agreed.review_on, standing(agreed, at, timezone.get_current_timezone()), mine,
    )  # fmt: skip


def agreement_page(agreement: UUID, reader: UUID, at: datetime) -> AgreementPage | None:
    """Return one agreement, or None where there is none."""
    row = row_of(agreement)
    if row is None:
        return None
    chain = tuple(_chain(row))
    here = next(n for n, link in enumerate(chain) if link.here)
    mine = reader in members_round({row.circle.uuid}, at)[row.circle.uuid]
    line = _line(row, here + 1 < len(chain), mine, at)
    looks = Evaluation.objects.filter(agreement=row).select_related("by").order_by("-at", "-pk")
    return AgreementPage(
        line=line,
        text=row.text,
        success=row.success,
        because=row.because,
        keeper=row.keeper.name,
        keeper_key=row.keeper.key,
        proposal=row.proposal.uuid,
        number=row.proposal.number,
        why=Tension(row.proposal.tension, row.proposal.example, row.proposal.helps),
        replaced=chain[here - 1] if here else None,
        chain=chain if len(chain) > 1 else (),
        let_go_by=(row.let_go_by.uuid, row.let_go_by.number) if row.let_go_by else None,
        concerns=_concerns(row),
        looks=tuple(
            Looked(PersonView(e.by.uuid, e.by.name), e.at, e.outcome, e.helped, e.seen)
            for e in looks
        ),
        may_evaluate=mine and line.holds,
    )


def _chain(row: Agreement) -> Iterator[Link]:
    """Yield every agreement of the same line, the first one first. Two queries."""
    rows = Agreement.objects.filter(circle=row.circle).order_by("pk")
    by_id = {r.pk: r for r in rows}
    after = {r.replaces_id: r for r in by_id.values() if r.replaces_id is not None}
    first, seen = by_id[row.pk], 0
    while first.replaces_id in by_id and seen < LONGEST_CHAIN:
        first, seen = by_id[first.replaces_id], seen + 1
    one: Agreement | None = first
    while one is not None:
        yield Link(one.uuid, one.title, one.since, one.until, one.because, one.pk == row.pk)
        one = after.get(one.pk)


def _concerns(row: Agreement) -> tuple[Concern, ...]:
    voices = ProposalVoice.objects.filter(proposal=row.proposal, kind="concern")
    standing_ = voices.exclude(settled="replaced").select_related("person").order_by("at", "pk")
    return tuple(
        Concern(PersonView(v.person.uuid, v.person.name), v.words, v.watch) for v in standing_
    )


# --- what waits -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Waiting:
    """An agreement that asks its circle for something."""

    id: UUID
    title: str
    people: frozenset[UUID]
    what: Standing
    """due or ends_soon"""
    day: date
    until: datetime | None
    review_on: date


def agreements_waiting(at: datetime) -> tuple[Waiting, ...]:
    """Return what is to be looked over, and what ends within two weeks; one query where none is."""
    zone = timezone.get_current_timezone()
    today = at.astimezone(zone).date()
    rows = [
        row for row in _rows().exclude(until__lte=at)
        if row.review_on <= today.isoformat() or (row.until and row.until - at <= SAID_BEFORE)
    ]  # fmt: skip
    if not rows:
        return ()
    members = members_round({r.circle.uuid for r in rows}, at)
    return tuple(_waiting(row, members[row.circle.uuid], at) for row in rows)


def _waiting(row: Agreement, people: frozenset[UUID], at: datetime) -> Waiting:
    zone, agreed = timezone.get_current_timezone(), agreed_of(row)
    what = standing(agreed, at, zone)
    ends = row.until.astimezone(zone).date() if row.until else agreed.review_on
    day = agreed.review_on if what == "due" else ends
    return Waiting(row.uuid, row.title, people, what, day, row.until, agreed.review_on)


def waiting_for(reader: UUID, at: datetime) -> tuple[Waiting, ...]:
    """Return those that ask the reader."""
    return tuple(w for w in agreements_waiting(at) if reader in w.people)

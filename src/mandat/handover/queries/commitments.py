"""Reads of commitments, open to everyone: what a circle has promised binds in the light."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mandat.handover import models
from mandat.handover.rules import commitments as rules
from mandat.handover.rules import values
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView

_RELATED = ("circle", "made_by", "previous", "ended_by", "successor")


@dataclass(frozen=True)
class CommitmentView:
    """A commitment as everyone reads it. `until` is the first moment it no longer binds."""

    id: UUID
    circle: UUID
    circle_key: str
    circle_name: Names
    matters: tuple[Names, ...]
    words: str
    since: datetime
    until: datetime
    body: str
    on: date
    paragraph: str
    made_by: PersonView
    previous: UUID | None
    ended_at: datetime | None
    ended_by: PersonView | None
    end_reason: str
    successor: UUID | None
    holds: bool


@dataclass(frozen=True)
class AnswerLine:
    """How one proposal stands with one commitment."""

    commitment: CommitmentView
    handover: UUID
    number: int
    matter: Names
    stance: str
    words: str
    by: PersonView
    at: datetime


@dataclass(frozen=True)
class CommitmentPage:
    """One commitment, with the proposals that have answered to it."""

    commitment: CommitmentView
    answers: tuple[AnswerLine, ...]
    may_end: bool
    """The reader has a role in its circle, and it still binds."""


def touching(terms: values.Terms, at: datetime, *, but: Collection[UUID] = ()) -> frozenset[UUID]:
    """Return the commitments a proposal with these terms touches, without those in `but`."""
    rows = models.Commitment.objects.select_related("circle").filter(
        until__gt=at, ended_at__isnull=True
    )
    found = [_value(row) for row in rows.order_by("pk")]
    if not found:
        return frozenset()
    return frozenset(rules.touched(found, reach_of(terms, at), at)) - frozenset(but)


def reach_of(terms: values.Terms, at: datetime) -> rules.Reach:
    """Return the matter and every circle that a proposal concerns, with all above them.

    Where the matter lies, who adopts it, where the mandate lies and where it would go.
    """
    matter, mandate = power.matter(terms.matter), power.mandate(terms.source_mandate)
    roles, people, circles = {terms.to_role}, {terms.to_person}, set[UUID | None]()
    if matter is not None:
        circles |= {matter.circle, matter.adopted_by}
    if mandate is not None:
        roles.add(mandate.holder.role)
        people.add(mandate.holder.person.id if mandate.holder.person else None)
    circles |= set(power.circles_of_roles(r for r in roles if r is not None))
    for person in people:
        circles |= {r.circle for r in power.roles_of(person, at)} if person else set()
    return rules.Reach(terms.matter, power.with_circles_above(c for c in circles if c is not None))


def answered_by(handover: UUID) -> frozenset[UUID]:
    """Return the commitments a hand-over has answered to, in whichever round."""
    rows = models.CommitmentAnswer.objects.filter(handover__uuid=handover)
    return frozenset(rows.values_list("commitment__uuid", flat=True))


def makers_of(commitments: Collection[UUID]) -> frozenset[UUID]:
    """Return who made commitments on behalf of their circles."""
    rows = models.Commitment.objects.filter(uuid__in=commitments)
    return frozenset(rows.values_list("made_by__uuid", flat=True))


def commitments(at: datetime) -> tuple[CommitmentView, ...]:
    """Return every commitment made, those that bind first, the longest first among them."""
    found = _views(models.Commitment.objects.order_by("-until", "pk"), at)
    return tuple(sorted(found, key=lambda c: not c.holds))


def commitments_over(circle: UUID, at: datetime) -> tuple[CommitmentView, ...]:
    """Return those that bind a circle: its own, and those of the circles above it."""
    above = power.with_circles_above([circle])
    rows = models.Commitment.objects.filter(circle__uuid__in=above).order_by("-until", "pk")
    return tuple(c for c in _views(rows, at) if c.holds)


def commitments_called(ids: Collection[UUID], at: datetime) -> tuple[CommitmentView, ...]:
    """Return some commitments, the longest first."""
    rows = models.Commitment.objects.filter(uuid__in=ids).order_by("-until", "pk")
    return _views(rows, at)


def commitment_page(commitment: UUID, reader: UUID, at: datetime) -> CommitmentPage | None:
    """Return one commitment, or None when there is none."""
    found = commitments_called([commitment], at)
    if not found:
        return None
    (view,) = found
    answers = models.CommitmentAnswer.objects.filter(commitment__uuid=commitment)
    may = view.holds and power.holds_role_in(reader, view.circle, at)
    return CommitmentPage(view, _answers(answers.order_by("-at", "-pk"), at), may)


def answers_of(handover: UUID, at: datetime) -> tuple[AnswerLine, ...]:
    """Return how a hand-over stands with each commitment it touches."""
    rows = models.CommitmentAnswer.objects.filter(handover__uuid=handover)
    return _answers(rows.order_by("pk"), at)


# --- rows to values -------------------------------------------------------------------------------


def _value(row: models.Commitment) -> rules.Commitment:
    return rules.Commitment(
        row.uuid,
        row.circle.uuid,
        row.since,
        row.until,
        frozenset(UUID(m) for m in row.matters),
        row.ended_at,
    )


def _views(rows: object, at: datetime) -> tuple[CommitmentView, ...]:
    found = list(rows.select_related(*_RELATED))  # type: ignore[attr-defined]
    if not found:
        return ()
    names = {str(m.id): m.name for m in power.matters()}
    return tuple(_view(row, names, at) for row in found)


def _view(row: models.Commitment, names: dict[str, Names], at: datetime) -> CommitmentView:
    ended_by = row.ended_by
    return CommitmentView(
        id=row.uuid,
        circle=row.circle.uuid,
        circle_key=row.circle.key,
        circle_name=row.circle.name,
        matters=tuple(names[m] for m in row.matters if m in names),
        words=row.words,
        since=row.since,
        until=row.until,
        body=row.body,
        on=date.fromisoformat(row.on),
        paragraph=row.paragraph,
        made_by=PersonView(row.made_by.uuid, row.made_by.name),
        previous=row.previous.uuid if row.previous else None,
        ended_at=row.ended_at,
        ended_by=PersonView(ended_by.uuid, ended_by.name) if ended_by else None,
        end_reason=row.end_reason,
        successor=row.successor.uuid if row.successor else None,
        holds=_value(row).holds_at(at),
    )


def _answers(rows: object, at: datetime) -> tuple[AnswerLine, ...]:
    found: Iterable[models.CommitmentAnswer] = list(
        rows.select_related("handover__matter", "commitment", "by")  # type: ignore[attr-defined]
    )
    views = {c.id: c for c in commitments_called({a.commitment.uuid for a in found}, at)}
    return tuple(
        AnswerLine(
            views[a.commitment.uuid],
            a.handover.uuid,
            a.handover.number,
            a.handover.matter.name,
            a.stance,
            a.words,
            PersonView(a.by.uuid, a.by.name),
            a.at,
        )
        for a in found
    )

"""The list of proposals, and one's own walks under way."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from mandat.handover import models
from mandat.handover.queries.around import stages_left, terms_from, terms_of
from mandat.handover.queries.views import DraftLine, Line, ProposalsPage, Proposed
from mandat.handover.rules import machine, values
from mandat.power import queries as power
from mandat.power.queries import PersonView
from mandat.power.rules import Slice, limits_from_json

RELATED = (
    "matter", "stage", "source_mandate__person", "source_mandate__role", "source_mandate__body",
    "source_mandate__automat", "to_person", "to_role",
    "previous", "owner", "ended_by",
)  # fmt: skip
NOT_YET_OPEN = ("hearing", "shadowing")


def proposed(terms: values.Terms, at: datetime, org: Slice | None = None) -> Proposed:
    """Return what terms would change, in names."""
    matter, mandate = power.matter(terms.matter), power.mandate(terms.source_mandate)
    if matter is None or mandate is None:
        raise LookupError(terms.matter)
    role = power.role(terms.to_role, at) if terms.to_role else None
    left: tuple[UUID, ...] = ()
    if terms.kind == "remove":
        left = stages_left(terms.stage, org or power.load_slice(terms.matter, ()), at)
    return Proposed(
        kind=terms.kind,
        matter=matter,
        stage=matter.stage(terms.stage),
        from_person=mandate.holder.person,
        from_role=mandate.holder.role_name,
        own_limits=mandate.limits,
        to_person=power.people([terms.to_person]).get(terms.to_person) if terms.to_person else None,
        to_role=role.name if role else None,
        limits=limits_from_json(matter.facts, terms.limits),
        safeguards=terms.safeguards,
        trial_days=terms.trial_days,
        check_share=terms.check_share,
        adopted_by=power.circle_names().get(matter.adopted_by) if matter.adopted_by else None,
        remaining=tuple(matter.stage(s).name for s in left),
    )


def proposals_page(reader: UUID, at: datetime) -> ProposalsPage:
    """Return all hand-overs the reader may see; a constant number of queries."""
    rows = models.Handover.objects.select_related(*RELATED).order_by("-number")
    rows = rows.filter(
        ~Q(state__in=NOT_YET_OPEN) | Q(owner__uuid=reader) | Q(invitations__person=reader)
    ).distinct()
    lines = lines_of(rows, reader, at)
    asks = tuple(line for line in lines if line.asks_me)
    rest = [line for line in lines if not line.asks_me]
    return ProposalsPage(
        asks,
        tuple(line for line in rest if line.state in values.OPEN),
        tuple(line for line in rest if line.state in values.IN_FORCE),
        tuple(line for line in rest if line.state in values.ENDED),
        drafts_of(reader),
    )


def waiting_for(reader: UUID, at: datetime) -> tuple[Line, ...]:
    """Return the hand-overs that ask for the reader's answer."""
    rows = models.Handover.objects.select_related(*RELATED).filter(_asked(reader))
    lines = lines_of(rows.order_by("number").distinct(), reader, at)
    return tuple(line for line in lines if line.asks_me)


def count_waiting(reader: UUID, at: datetime) -> int:
    """Return how many hand-overs ask for the reader's answer."""
    return len(waiting_for(reader, at)) if reader else 0


def _asked(reader: UUID) -> Q:
    invited = Q(invitations__person=reader, invitations__declined_at=None)
    return invited & Q(state__in=("hearing", "consent", "trial"))


def lines_of(found: Iterable[models.Handover], reader: UUID, at: datetime) -> tuple[Line, ...]:
    """Return lines as the reader sees them; six queries however many, none for nothing."""
    rows = tuple(found)
    if not rows:
        return ()
    ids = [r.pk for r in rows]
    matters = {m.id: m for m in power.matters()}
    circles = power.circle_names()
    invited = {
        i.handover_id: i
        for i in models.Invitation.objects.filter(handover__in=ids, person=reader, declined_at=None)
    }
    spoken, objections = _voices_of(ids, reader)
    return tuple(
        _line(
            row,
            _proposed_row(row, matters, circles),
            _state(row, at),
            invited.get(row.pk),
            spoken=spoken.get(row.pk, set()),
            objections=objections.get(row.pk, 0),
        )
        for row in rows
    )


def _voices_of(ids: list[int], reader: UUID) -> tuple[dict[int, set[int]], dict[int, int]]:
    """Return the rounds the reader has answered in, and the objections that stand."""
    spoken: dict[int, set[int]] = {}
    objections: dict[int, int] = {}
    voices = models.Voice.objects.filter(handover__in=ids).values_list(
        "handover_id", "person__uuid", "round", "kind", "settled"
    )
    for handover, person, round_, kind, settled in voices:
        if person == reader:
            spoken.setdefault(handover, set()).add(round_)
        if kind == "objection" and settled is None:
            objections[handover] = objections.get(handover, 0) + 1
    return spoken, objections


def _line(
    row: models.Handover,
    what: Proposed,
    state: values.State,
    invitation: models.Invitation | None,
    *,
    spoken: set[int],
    objections: int,
) -> Line:
    return Line(
        row.uuid,
        row.number,
        what,
        PersonView(row.owner.uuid, row.owner.name),
        state,
        row.opened_at,
        row.since,
        row.until,
        row.review_on,
        row.ended_at,
        invitation is not None and _asks(row, state, invitation, spoken),
        objections,
    )


def _state(row: models.Handover, at: datetime) -> values.State:
    """Return the state at a time, without loading voices."""
    bare = values.Handover(
        row.uuid,
        row.owner.uuid,
        terms_of(row),
        row.state,  # type: ignore[arg-type]  # only the rules' states are ever recorded
        opened_at=row.opened_at,
        since=row.since,
        until=row.until,
    )
    return machine.state_at(bare, at)


def _asks(
    row: models.Handover, state: values.State, invitation: models.Invitation, spoken: set[int]
) -> bool:
    if state == "hearing":
        return invitation.answered_at is None and invitation.part != "giver"
    if state == "consent":
        return row.round not in spoken
    keeping = state == "trial" and row.round > 1
    return keeping and invitation.part != "touched" and row.round not in spoken


def _proposed_row(
    row: models.Handover, matters: dict[UUID, Any], circles: dict[UUID, Any]
) -> Proposed:
    matter = matters[row.matter.uuid]
    mandate = row.source_mandate
    return Proposed(
        row.kind,
        matter,
        matter.stage(row.stage.uuid),
        PersonView(mandate.person.uuid, mandate.person.name) if mandate.person else None,
        next((h.name for h in (mandate.role, mandate.body, mandate.automat) if h), None),
        limits_from_json(matter.facts, mandate.limits),
        PersonView(row.to_person.uuid, row.to_person.name) if row.to_person else None,
        row.to_role.name if row.to_role else None,
        limits_from_json(matter.facts, row.limits),
        tuple(values.safeguard_from(s) for s in row.safeguards),
        row.trial_days,
        row.check_share,
        circles.get(matter.adopted_by) if matter.adopted_by else None,
    )


def drafts_of(owner: UUID) -> tuple[DraftLine, ...]:
    """Return the reader's own walks that are not sent yet, newest first."""
    rows = tuple(
        models.HandoverDraft.objects.filter(owner=owner, sent_at=None).order_by("-saved_at")
    )
    matters = {m.id: m for m in power.matters()} if rows else {}
    found = []
    for row in rows:
        terms = terms_from(row.choices)
        matter = matters[terms.matter]
        found.append(DraftLine(row.uuid, matter.name, matter.stage(terms.stage).name, row.saved_at))
    return tuple(found)

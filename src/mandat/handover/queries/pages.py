"""The list of proposals, one proposal, and one's own walk under way."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q

from mandat.handover import models
from mandat.handover.queries import checks, shadow
from mandat.handover.queries.around import (
    as_value,
    parties_of,
    stages_left,
    subject_of,
    terms_from,
    terms_of,
)
from mandat.handover.queries.views import (
    AdoptionLine,
    DraftLine,
    HearingLine,
    Line,
    MayDo,
    ProposalPage,
    ProposalsPage,
    Proposed,
    VoiceLine,
)
from mandat.handover.rules import looking, machine, values
from mandat.power import queries as power
from mandat.power.queries import PersonView
from mandat.power.rules import Slice, limits_from_json

RELATED = (
    "matter", "stage", "source_mandate__person", "source_mandate__role", "to_person", "to_role",
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


# --- the list -------------------------------------------------------------------------------------


def proposals_page(reader: UUID, at: datetime) -> ProposalsPage:
    """Return all hand-overs the reader may see; a constant number of queries."""
    rows = models.Handover.objects.select_related(*RELATED).order_by("-number")
    rows = rows.filter(
        ~Q(state__in=NOT_YET_OPEN) | Q(owner__uuid=reader) | Q(invitations__person=reader)
    ).distinct()
    lines = _lines(rows, reader, at)
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
    lines = _lines(rows.order_by("number").distinct(), reader, at)
    return tuple(line for line in lines if line.asks_me)


def count_waiting(reader: UUID, at: datetime) -> int:
    """Return how many hand-overs ask for the reader's answer."""
    return len(waiting_for(reader, at)) if reader else 0


def _asked(reader: UUID) -> Q:
    return Q(invitations__person=reader, invitations__declined_at=None)


def _lines(rows: Iterable[models.Handover], reader: UUID, at: datetime) -> tuple[Line, ...]:
    rows = tuple(rows)
    if not rows:
        return ()
    ids = [r.pk for r in rows]
    matters = {m.id: m for m in power.matters()}
    circles = power.circle_names()
    invited = {
        i.handover_id: i
        for i in models.Invitation.objects.filter(handover__in=ids, person=reader, declined_at=None)
    }
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
    found = []
    for row in rows:
        state = _state(row, at)
        asks = row.pk in invited and _asks(row, state, invited[row.pk], spoken.get(row.pk, set()))
        found.append(
            Line(
                row.uuid,
                row.number,
                _proposed_row(row, matters, circles),
                PersonView(row.owner.uuid, row.owner.name),
                state,
                row.opened_at,
                row.since,
                row.until,
                row.review_on,
                row.ended_at,
                asks,
                objections.get(row.pk, 0),
            )
        )
    return tuple(found)


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
        mandate.role.name if mandate.role else None,
        limits_from_json(matter.facts, mandate.limits),
        PersonView(row.to_person.uuid, row.to_person.name) if row.to_person else None,
        row.to_role.name if row.to_role else None,
        limits_from_json(matter.facts, row.limits),
        tuple(values.safeguard_from(s) for s in row.safeguards),
        row.trial_days,
        row.check_share,
        circles.get(matter.adopted_by) if matter.adopted_by else None,
    )


# --- one proposal ---------------------------------------------------------------------------------


def proposal_page(handover: UUID, reader: UUID, at: datetime) -> ProposalPage | None:
    """Return one hand-over as the reader may see it, or None if they may not.

    Before the round is open only those asked see it. Who declined or is silent nobody sees.
    """
    row = models.Handover.objects.select_related(*RELATED).filter(uuid=handover).first()
    if row is None:
        return None
    value = as_value(row)
    org = power.load_slice(value.terms.matter, {reader})
    parties = parties_of(value.terms, org, at, row)
    subject = subject_of(value.terms, org, at)
    asked = {i.person: i for i in row.invitations.all()}
    state = machine.state_at(value, at)
    if state in NOT_YET_OPEN and reader not in asked and reader not in parties.givers:
        return None
    (line,) = _lines([row], reader, at)
    voices = _voices(row, reader)
    mine = [v for v in voices if v.mine and v.round == value.round and v.counts]
    ended = state in values.ENDED
    is_giver = reader in parties.givers or reader == value.owner
    after_start = state in values.IN_FORCE or (ended and row.since is not None)
    return ProposalPage(
        line=line,
        reason=row.reason,
        conditions=row.conditions,
        grounds=looking.grounds_from(row.grounds),
        asked_at=row.asked_at,
        keep=value.keep,
        voices=voices,
        adoptions=_adoptions(row),
        missing=machine.missing(value, parties, subject) if _still_asks(value, state) else (),
        part=parties.part_of(reader),
        my_voice=mine[-1] if mine else None,
        my_hearing=_hearing_line(asked[reader], power.people([reader]))
        if reader in asked
        else None,
        hearing=hearing_of(row) if is_giver else (),
        may=_may(value, state, parties, reader, asked),
        shadow=shadow.shadow_page(row, reader, parties.givers)
        if state == "shadowing" and parties.part_of(reader) in ("giver", "receiver")
        else None,
        checks=checks.checks_for(row) if reader in parties.givers else (),
        effect=checks.effect(row) if after_start else None,
        end_reason=row.end_reason,
        ended_by=PersonView(row.ended_by.uuid, row.ended_by.name) if row.ended_by else None,
        seed_hash=row.seed_hash,
        seed=checks.seed_shown(row, ended=ended),
        previous=row.previous.uuid if row.previous else None,
        users=tuple(power.people(value.users).values()),
    )


def _still_asks(value: values.Handover, state: values.State) -> bool:
    return state in ("consent", "awaiting_adoption") or (
        state == "trial" and value.keep is not None
    )


def _may(
    value: values.Handover,
    state: values.State,
    parties: values.Parties,
    reader: UUID,
    asked: dict[UUID, models.Invitation],
) -> MayDo:
    part = parties.part_of(reader)
    giver, running = reader in parties.givers, state in values.IN_FORCE
    by_body = state == "kept" and value.keep is not None and value.keep.way_back == "body"
    may_end = reader in parties.adopters if by_body else giver or reader == value.owner
    invitation = asked.get(reader)
    return MayDo(
        speak=part is not None and (running or state in ("consent", "awaiting_adoption")),
        answer_hearing=state in NOT_YET_OPEN and invitation is not None and not giver,
        decline=invitation is not None
        and not giver
        and state in values.OPEN
        and invitation.declined_at is None,
        go_on=reader == value.owner and state in NOT_YET_OPEN,
        adopt=reader in parties.adopters
        and (state == "awaiting_adoption" or (state == "trial" and value.keep is not None)),
        take_back=may_end and running,
        withdraw=may_end and state in values.OPEN,
        hand_back=running and reader in value.users,
        keep=giver and state == "trial" and value.keep is None,
        widen=giver and running,
        look=giver and running,
    )


def _voices(row: models.Handover, reader: UUID) -> tuple[VoiceLine, ...]:
    return tuple(
        VoiceLine(
            v.uuid,
            PersonView(v.person.uuid, v.person.name),
            v.part,  # type: ignore[arg-type]  # only the rules' parts and kinds are recorded
            v.kind,  # type: ignore[arg-type]
            v.at,
            v.round,
            v.words,
            v.safe_enough,
            v.settled,
            v.how,
            v.person.uuid == reader,
        )
        for v in row.voices.select_related("person").order_by("pk")
    )


def _adoptions(row: models.Handover) -> tuple[AdoptionLine, ...]:
    return tuple(
        AdoptionLine(
            a.body,
            date.fromisoformat(a.on),
            a.paragraph,
            a.adopted,
            PersonView(a.by.uuid, a.by.name),
            a.round,
        )
        for a in row.adoptions.select_related("by").order_by("pk")
    )


def hearing_of(row: models.Handover) -> tuple[HearingLine, ...]:
    """Return what those asked told the giver, for the giver alone."""
    answered = tuple(row.invitations.filter(declined_at=None).exclude(view="").order_by("pk"))
    people = power.people({i.person for i in answered})
    return tuple(_hearing_line(i, people) for i in answered)


def _hearing_line(row: models.Invitation, people: dict[UUID, PersonView]) -> HearingLine:
    return HearingLine(people[row.person], row.part, row.view, row.words)  # type: ignore[arg-type]


# --- one's own walk -------------------------------------------------------------------------------


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

"""One proposal as the reader may see it: everyone may read it, those concerned may act."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from mandat.handover.duties.queries.waiting import duties_wait, groups_of
from mandat.handover.proposals import models
from mandat.handover.proposals.queries.around import as_value, changes_of, now_at, parties_of
from mandat.handover.proposals.queries.views import (
    Line,
    MinutedView,
    ProposalPage,
    VoiceView,
    WordingView,
)
from mandat.handover.proposals.rules import changes as kinds
from mandat.handover.proposals.rules import integration, machine, values
from mandat.handover.proposals.rules.asking import asked_of
from mandat.handover.proposals.rules.changes import Change
from mandat.handover.proposals.rules.values import Step
from mandat.power import queries as power
from mandat.power.queries import PersonView


def proposal_page(proposal: UUID, reader: UUID, at: datetime) -> ProposalPage | None:
    """Return a proposal with its voices and versions, or None when there is none."""
    row = _row(proposal)
    if row is None:
        return None
    wordings = tuple(_wording(w, row, reader) for w in row.wordings.all())
    offered = next((w for w in row.wordings.all() if w.uuid == row.offer), None)
    value = as_value(row, offered)
    wording = next(w for w in wordings if w.version == row.version and not w.declined_at)
    now = now_at(at, wording.changes)
    duties = duties_wait(proposal, groups_of(wording.changes), now.book)
    parties = replace(parties_of(wording.changes, now, at), duties=duties)
    body = now.circles[parties.body].name if parties.body else None
    people = {p for w in wordings for c in w.changes if (p := getattr(c, "person", None))}
    state = machine.state_at(value, at)
    return ProposalPage(
        line=_line(row, value, wording.title, parties, reader, at=at),
        why=values.Tension(row.tension, row.example, row.helps),
        wording=wording,
        wordings=wordings,
        offered=next((w for w in wordings if w.offered), None),
        voices=tuple(_voice(v, value, reader, at) for v in row.voices.all()),
        ways=value.ways,
        round=value.round,
        helped=value.helped,
        facilitator=_person(row.facilitator) if row.facilitator else None,
        body=body,
        minuted=_minuted(row),
        missing=machine.missing(value, parties, at) if state in ("consent", "integrate") else (),
        faults=parties.faults if state not in values.ENDED else (),
        clashes=_clashes(row, wording.changes) if state not in values.ENDED else (),
        end_reason=row.end_reason,
        may=frozenset(_may(value, parties, reader, at)),
        mine=reader == value.proposer,
        asked=reader in parties.voices,
        now=now,
        names=power.people(people),
    )


def _row(proposal: UUID) -> models.Proposal | None:
    voices = models.ProposalVoice.objects.select_related("person").order_by("at", "pk")
    wordings = models.ProposalWording.objects.select_related("by").order_by("pk")
    rows = models.Proposal.objects.select_related("proposer", "facilitator", "circle")
    rows = rows.prefetch_related(Prefetch("voices", voices)).prefetch_related(
        Prefetch("wordings", wordings)
    )
    return rows.filter(uuid=proposal).first()


def _minuted(row: models.Proposal) -> tuple[MinutedView, ...]:
    return tuple(
        MinutedView(a.body, a.on, a.paragraph, a.adopted, _person(a.by))
        for a in row.adoptions.select_related("by").order_by("pk")
    )


def _person(row: Any) -> PersonView:
    return PersonView(row.uuid, row.name)


def _line(
    row: models.Proposal,
    value: values.Proposal,
    title: str,
    parties: values.Parties,
    reader: UUID,
    *,
    at: datetime,
) -> Line:
    return Line(
        row.uuid,
        row.number,
        title,
        _person(row.proposer),
        row.circle.name,
        machine.state_at(value, at),
        machine.round_ends(value, at),
        len(value.objections(at)),
        asked_of(value, parties, reader, at),
        row.ended_at,
    )


def _wording(row: models.ProposalWording, of: models.Proposal, reader: UUID) -> WordingView:
    return WordingView(
        row.uuid,
        row.version,
        _person(row.by),
        row.at,
        row.title,
        changes_of(row),
        row.why,
        row.declined_at,
        row.decline_reason,
        row.uuid == of.offer,
        row.by.uuid == reader,
    )


def _voice(
    row: models.ProposalVoice, value: values.Proposal, reader: UUID, at: datetime
) -> VoiceView:
    found = next(v for v in value.voices if v.uuid == row.uuid)
    current = value.current(at)
    return VoiceView(
        row.uuid,
        _person(row.person),
        found.kind,
        row.at,
        row.round,
        row.words,
        row.watch,
        found.argument,
        found.settled,
        row.how,
        row.test,
        row.returned_at is not None,
        value.stands(found, at),
        current is not None and current.uuid == row.uuid,
        row.person.uuid == reader,
    )


def _clashes(row: models.Proposal, changes: tuple[Change, ...]) -> tuple[tuple[int, UUID], ...]:
    """Return other open proposals that would change the same things."""
    rows = models.ProposalWording.objects.filter(declined_at=None).exclude(proposal=row)
    open_ = rows.exclude(proposal__state__in=values.ENDED).select_related("proposal")
    current = [w for w in open_ if w.version == w.proposal.version]
    ids = {w.proposal.number: w.proposal.uuid for w in current}
    found = kinds.clashes(changes, {w.proposal.number: changes_of(w) for w in current})
    return tuple((number, ids[number]) for number in found)


def _may(
    value: values.Proposal, parties: values.Parties, reader: UUID, at: datetime
) -> Iterable[str]:
    """Yield what the reader can do now: the machine is asked, so that pages cannot differ."""
    steps = {
        "end_round": machine.end_round(value, reader, parties, at),
        "ask_consent": machine.ask_consent(value, reader, parties, at),
        "close": machine.close_round(value, reader, parties, at),
        "withdraw": machine.withdraw(value, reader, "-", at),
        "lead": integration.lead(value, reader, parties, at),
        "help": integration.call_help(value, reader, parties, at),
        "offer": integration.offer(value, reader, values.Parties(parties.asked), at),
        "accept": integration.accept_offer(value, reader, parties, at),
        "decline": integration.decline_offer(value, reader, "-", at),
        "drop": integration.drop(value, reader, "-", parties, at),
    }
    yield from (name for name, step in steps.items() if isinstance(step, Step))
    state = machine.state_at(value, at)
    speaks = reader in parties.voices
    if speaks and reader != value.proposer:
        yield f"speak_{state}"
    if reader == value.proposer and state == "amend":
        yield "amend"
    if reader == value.facilitator and state == "integrate":
        yield "judge"
    if state == "awaiting_adoption" and reader in parties.adopters:
        yield "adopt"

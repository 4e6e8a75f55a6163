"""One proposal, as one reader may see it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover import models
from mandat.handover.duties.queries.waiting import HANDOVER, duties_wait
from mandat.handover.queries import checks, shadow
from mandat.handover.queries.around import as_value, parties_of, subject_of
from mandat.handover.queries.commitments import (
    CommitmentView,
    answers_of,
    commitments_called,
    touching,
)
from mandat.handover.queries.given import given_by
from mandat.handover.queries.lists import NOT_YET_OPEN, RELATED, lines_of, proposed
from mandat.handover.queries.views import (
    AdoptionLine,
    HearingLine,
    Line,
    MayDo,
    ProposalPage,
    VoiceLine,
)
from mandat.handover.rules import looking, machine, values
from mandat.power import queries as power
from mandat.power.queries import PersonView


def proposal_page(handover: UUID, reader: UUID, at: datetime) -> ProposalPage | None:
    """Return one hand-over as the reader may see it, or None if they may not.

    Before the round is open only those asked see it. Who declined or is silent nobody sees.
    """
    row = models.Handover.objects.select_related(*RELATED).filter(uuid=handover).first()
    if row is None:
        return None
    value = as_value(row)
    org = power.load_slice(value.terms.matter, {reader})
    around = _Around(
        row,
        value,
        parties_of(value.terms, org, at, row),
        replace(
            subject_of(value.terms, org, at),
            duties=duties_wait(row.uuid, HANDOVER, org.book_at(at)),
        ),
        {i.person: i for i in row.invitations.all()},
        machine.state_at(value, at),
        reader,
        at,
    )
    if around.hidden:
        return None
    (line,) = lines_of([row], reader, at)
    line = replace(line, proposed=proposed(value.terms, at, org))
    return _page(around, line, _voices(row, reader))


@dataclass(frozen=True)
class _Around:
    """What one page is made from."""

    row: models.Handover
    value: values.Handover
    parties: values.Parties
    subject: values.Subject
    asked: Mapping[UUID, models.Invitation]
    state: values.State
    reader: UUID
    at: datetime

    @property
    def hidden(self) -> bool:
        concerned = self.reader in self.asked or self.reader in self.parties.givers
        return self.state in NOT_YET_OPEN and not concerned

    @property
    def is_giver(self) -> bool:
        return self.reader in self.parties.givers or self.reader == self.value.owner

    @property
    def ended(self) -> bool:
        return self.state in values.ENDED


def _page(around: _Around, line: Line, voices: tuple[VoiceLine, ...]) -> ProposalPage:
    row, value, reader = around.row, around.value, around.reader
    mine = [v for v in voices if v.mine and v.round == value.round and v.counts]
    may = _may(value, around.state, around.parties, reader, around.asked)
    answers = answers_of(row.uuid, around.at)
    return ProposalPage(
        line=line,
        reason=row.reason,
        conditions=row.conditions,
        grounds=looking.grounds_from(row.grounds),
        asked_at=row.asked_at,
        keep=value.keep,
        voices=voices,
        adoptions=_adoptions(row),
        missing=_missing(around),
        part=around.parties.part_of(reader),
        my_voice=mine[-1] if mine else None,
        my_hearing=_my_hearing(around),
        hearing=hearing_of(row) if around.is_giver else (),
        may=may,
        shadow=_shadow(around),
        checks=checks.checks_for(row) if reader in around.parties.givers else (),
        given=given_by(row, around.at),
        end_reason=row.end_reason,
        ended_by=PersonView(row.ended_by.uuid, row.ended_by.name) if row.ended_by else None,
        seed_hash=row.seed_hash,
        seed=checks.seed_shown(row, ended=around.ended),
        previous=row.previous.uuid if row.previous else None,
        users=tuple(power.people(value.users).values()),
        mandate=next((m.id for m in power.mandates_under(row.uuid)), None),
        answers=answers,
        to_answer=_to_answer(around, {a.commitment.id for a in answers}) if may.keep else (),
    )


def _to_answer(around: _Around, answered: Collection[UUID]) -> tuple[CommitmentView, ...]:
    must = touching(around.value.terms, around.at, but=answered)
    return commitments_called(must, around.at) if must else ()


def _missing(around: _Around) -> tuple[Refusal, ...]:
    if not _still_asks(around.value, around.state):
        return ()
    return machine.missing(around.value, around.parties, around.subject)


def _my_hearing(around: _Around) -> HearingLine | None:
    invitation = around.asked.get(around.reader)
    return _hearing_line(invitation, power.people([around.reader])) if invitation else None


def _shadow(around: _Around) -> shadow.ShadowPage | None:
    part = around.parties.part_of(around.reader)
    if around.state != "shadowing" or part not in ("giver", "receiver"):
        return None
    return shadow.shadow_page(around.row, around.reader, around.parties.givers)


def _still_asks(value: values.Handover, state: values.State) -> bool:
    return state in ("consent", "awaiting_adoption") or (
        state == "trial" and value.keep is not None
    )


def _may(
    value: values.Handover,
    state: values.State,
    parties: values.Parties,
    reader: UUID,
    asked: Mapping[UUID, models.Invitation],
) -> MayDo:
    part = parties.part_of(reader)
    giver, running = reader in parties.givers, state in values.IN_FORCE
    may_end = not machine.may_take_back(value, reader, parties)
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
        again=giver and state in ("taken_back", "lapsed"),
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

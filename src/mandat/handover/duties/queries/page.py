"""The duties of one hand-over or proposal, as the reader may see and meet them."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from mandat.handover.duties.models import DutyStep, DutyVoice
from mandat.handover.duties.queries.waiting import HANDOVER, duties_now, groups_of
from mandat.handover.duties.rules import Around, DutyNow
from mandat.handover.models import Handover
from mandat.handover.proposals.models import Proposal
from mandat.handover.proposals.queries.around import changes_of, must_of
from mandat.handover.proposals.rules import values as proposed
from mandat.handover.queries.around import as_value, parties_of
from mandat.handover.queries.lists import NOT_YET_OPEN
from mandat.handover.rules import machine, values
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView
from mandat.power.queries.slices import load_books
from mandat.power.rules import Duty, book_at


@dataclass(frozen=True)
class Subject:
    """What the duties come before: a hand-over or a proposal."""

    id: UUID
    is_handover: bool
    number: int
    title: str
    name: Names
    """The matter of a hand-over; empty for a proposal."""
    ended: bool
    begun: bool
    """Whether it is open to everybody, so that others can be asked about it."""
    groups: frozenset[str]
    around: Around
    concerned: frozenset[UUID]


@dataclass(frozen=True)
class HeardView:
    """Somebody asked to speak, and what they said."""

    person: PersonView
    stance: str
    words: str
    heard_at: datetime | None
    mine: bool


@dataclass(frozen=True)
class SaidView:
    """Who said that a duty is done or not needed, and why."""

    how: str
    on: date | None
    by: PersonView
    at: datetime
    words: str
    answers: Mapping[str, str]


@dataclass(frozen=True)
class DutyLine:
    """One duty with all that was said of it, and what the reader may do."""

    duty: Duty
    met: bool
    said: tuple[SaidView, ...]
    """The last said first; it holds."""
    voices: tuple[HeardView, ...]
    to_ask: tuple[PersonView, ...]
    """Holders of the roles that speak here, not asked yet."""
    may_say: bool
    may_ask: bool
    may_speak: bool
    stopped: bool


@dataclass(frozen=True)
class DutiesPage:
    """Every duty of one change."""

    subject: Subject
    lines: tuple[DutyLine, ...]

    @property
    def waiting(self) -> int:
        """How many are not met yet."""
        return sum(not line.met for line in self.lines)


def subject_of(of: UUID, at: datetime) -> Subject | None:
    """Return the hand-over or proposal that has this identity."""
    row = Handover.objects.select_related(
        "matter", "stage", "source_mandate", "to_person", "to_role", "previous", "owner"
    ).filter(uuid=of).first()  # fmt: skip
    return _of_handover(row, at) if row is not None else _of_proposal(of, at)


def _of_handover(row: Handover, at: datetime) -> Subject:
    value = as_value(row)
    org = power.load_slice(value.terms.matter, ())
    parties = parties_of(value.terms, org, at, row)
    state = machine.state_at(value, at)
    givers = parties.givers | {value.owner}
    asked = frozenset(row.invitations.values_list("person", flat=True))
    return Subject(
        id=row.uuid,
        is_handover=True,
        number=row.number,
        title="",
        name=row.matter.name,
        ended=state in values.ENDED,
        begun=state not in NOT_YET_OPEN,
        groups=HANDOVER,
        around=Around(givers, parties.receivers, _holders(at)),
        concerned=givers | parties.receivers | asked,
    )


def _of_proposal(of: UUID, at: datetime) -> Subject | None:
    row = Proposal.objects.select_related("proposer").filter(uuid=of).first()
    if row is None:
        return None
    wording = row.wordings.get(version=row.version, declined_at=None)
    changes = changes_of(wording)
    proposer = frozenset({row.proposer.uuid})
    return Subject(
        id=row.uuid,
        is_handover=False,
        number=row.number,
        title=wording.title,
        name={},
        ended=row.state in proposed.ENDED,
        begun=True,
        groups=groups_of(changes),
        around=Around(proposer, must_of(changes), _holders(at)),
        concerned=proposer,
    )


def _holders(at: datetime) -> dict[str, frozenset[UUID]]:
    """Return who holds the roles that the rules' duties name, by the keys of the roles."""
    named = {k for d in book_at(load_books(), at).duties for k in (*d.roles, *d.voices)}
    keys = {uuid: key for uuid, (key, _, _) in power.role_places().items() if key in named}
    found: dict[str, set[UUID]] = defaultdict(set)
    for uuid, people in power.holders_of(keys, at).items():
        found[keys[uuid]] |= people
    return {key: frozenset(people) for key, people in found.items()}


def now_of(subject: Subject, at: datetime) -> tuple[DutyNow, ...]:
    """Return its duties as they stand."""
    book = book_at(load_books(), at)
    return duties_now({subject.id: subject.groups}, book).get(subject.id, ())


def duties_page(of: UUID, reader: UUID, at: datetime) -> DutiesPage | None:
    """Return every duty of one change, or None where there is none the reader may see."""
    subject = subject_of(of, at)
    if subject is None:
        return None
    voices = list(DutyVoice.objects.filter(of=of).select_related("person").order_by("pk"))
    if not subject.begun and reader not in subject.concerned | {v.person.uuid for v in voices}:
        return None
    said = list(DutyStep.objects.filter(of=of).select_related("by").order_by("-pk"))
    names = power.people({p for ps in subject.around.holders.values() for p in ps})
    return DutiesPage(
        subject,
        tuple(
            _line(one, subject, said, voices, reader=reader, names=names)
            for one in now_of(subject, at)
        ),
    )


def duties_shown(of: UUID, reader: UUID, at: datetime) -> DutiesPage | None:
    """Return what a page of the change itself shows; None, at one query, without duties."""
    if not book_at(load_books(), at).duties:
        return None
    page = duties_page(of, reader, at)
    return page if page is not None and page.lines else None


def _line(
    now: DutyNow,
    subject: Subject,
    said: list[DutyStep],
    voices: list[DutyVoice],
    *,
    reader: UUID,
    names: Mapping[UUID, PersonView],
) -> DutyLine:
    duty, around, open_ = now.duty, subject.around, not subject.ended
    mine = [_heard(v, reader) for v in voices if v.duty == duty.key]
    asked = {v.person for v in now.voices}
    return DutyLine(
        duty,
        now.met,
        tuple(_said(s) for s in said if s.duty == duty.key),
        tuple(mine),
        tuple(names[p] for p in sorted(around.held(duty.voices) - asked)),
        open_ and reader in around.sayers(duty),
        open_ and subject.begun and reader in around.askers(duty) and duty.says == "giver",
        open_ and any(v.mine for v in mine),
        now.stopped,
    )


def _said(row: DutyStep) -> SaidView:
    on = date.fromisoformat(row.on) if row.on else None
    by = PersonView(row.by.uuid, row.by.name)
    return SaidView(row.how, on, by, row.at, row.words, row.answers)


def _heard(row: DutyVoice, reader: UUID) -> HeardView:
    person = PersonView(row.person.uuid, row.person.name)
    return HeardView(person, row.stance, row.words, row.heard_at, person.id == reader)


# --- what waits -----------------------------------------------------------------------------------


def asked_to_speak(at: datetime) -> tuple[tuple[UUID, UUID, datetime], ...]:
    """Return (change, person, since) for all who are asked to speak and have not been heard."""
    rows = DutyVoice.objects.filter(heard_at=None).order_by("pk")
    found = list(rows.values_list("of", "person__uuid", "asked_at"))
    if not found:
        return ()
    ids = {of for of, _, _ in found}
    over = set(Proposal.objects.filter(uuid__in=ids, state__in=proposed.ENDED).values_list("uuid"))
    for row in Handover.objects.filter(uuid__in=ids):
        if machine.state_at(as_value(row), at) in values.ENDED:
            over.add((row.uuid,))
    gone = {uuid for (uuid,) in over}
    first: dict[tuple[UUID, UUID], datetime] = {}
    for of, person, since in found:
        if of not in gone:
            first.setdefault((of, person), since)
    return tuple((of, person, since) for (of, person), since in first.items())


def speaks_for(reader: UUID, at: datetime) -> tuple[Subject, ...]:
    """Return the changes on which the reader is asked to speak."""
    found = [subject_of(of, at) for of, person, _ in asked_to_speak(at) if person == reader]
    return tuple(s for s in found if s is not None)

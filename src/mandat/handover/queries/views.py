"""What pages, JSON and the command line show of hand-overs. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.queries.checks import Check
from mandat.handover.queries.commitments import AnswerLine, CommitmentView
from mandat.handover.queries.given import Given
from mandat.handover.queries.shadow import ShadowPage
from mandat.handover.rules.looking import Grounds
from mandat.handover.rules.values import ENDED, Keep, Part, Safeguard, State, VoiceKind
from mandat.power.queries import MatterView, Names, PersonView, StageView
from mandat.power.rules import Limits


@dataclass(frozen=True)
class Proposed:
    """What would change: of which matter, at which stage, from whom, to whom, within what."""

    kind: str
    matter: MatterView
    stage: StageView
    from_person: PersonView | None
    from_role: Names | None
    own_limits: Limits
    to_person: PersonView | None
    to_role: Names | None
    limits: Limits
    safeguards: tuple[Safeguard, ...]
    trial_days: int
    check_share: int
    adopted_by: Names | None
    remaining: tuple[Names, ...] = ()
    """For a removal: the stages that are left."""


@dataclass(frozen=True)
class Line:
    """A hand-over in a list."""

    id: UUID
    number: int
    proposed: Proposed
    owner: PersonView
    state: State
    opened_at: datetime
    since: datetime | None
    until: datetime | None
    review_on: datetime | None
    ended_at: datetime | None
    asks_me: bool
    open_objections: int

    @property
    def ended(self) -> bool:
        """Whether it was taken back, lapsed, or was followed by a wider one."""
        return self.state in ENDED


@dataclass(frozen=True)
class DraftLine:
    """One's own walk under way."""

    id: UUID
    matter: Names
    stage: Names
    saved_at: datetime


@dataclass(frozen=True)
class ProposalsPage:
    """Everything about hand-overs that a reader may see, what asks them first."""

    asks_me: tuple[Line, ...]
    under_way: tuple[Line, ...]
    in_force: tuple[Line, ...]
    ended: tuple[Line, ...]
    drafts: tuple[DraftLine, ...]


@dataclass(frozen=True)
class VoiceLine:
    """A voice as everyone in the organisation reads it."""

    id: UUID
    person: PersonView
    part: Part
    kind: VoiceKind
    at: datetime
    round: int
    words: str
    safe_enough: str
    settled: str | None
    how: str
    mine: bool

    @property
    def open(self) -> bool:
        """Whether it is an objection that still stops things."""
        return self.kind == "objection" and self.settled is None

    @property
    def counts(self) -> bool:
        """Whether it is that person's standing answer."""
        return self.settled not in ("left", "withdrawn")


@dataclass(frozen=True)
class AdoptionLine:
    """What the adopting body decided."""

    body: str
    on: date
    paragraph: str
    adopted: bool
    by: PersonView
    round: int


@dataclass(frozen=True)
class HearingLine:
    """What one person told the giver before anything was decided."""

    person: PersonView
    part: Part
    view: str
    words: str


@dataclass(frozen=True)
class MayDo:
    """What the reader may do here, now."""

    speak: bool = False
    answer_hearing: bool = False
    decline: bool = False
    go_on: bool = False
    """It is the reader's own walk, and it is not sent yet."""
    adopt: bool = False
    take_back: bool = False
    withdraw: bool = False
    hand_back: bool = False
    keep: bool = False
    widen: bool = False
    look: bool = False
    again: bool = False
    """It has ended, and the reader can begin a new walk with the same terms."""

    @property
    def end_or_change(self) -> bool:
        """Whether there is anything to do about how it goes on."""
        return self.keep or self.widen or self.take_back or self.withdraw or self.hand_back


@dataclass(frozen=True)
class ProposalPage:
    """One hand-over, as one reader may see it."""

    line: Line
    reason: str
    conditions: Mapping[str, Any]
    grounds: Grounds
    asked_at: datetime | None
    keep: Keep | None
    voices: tuple[VoiceLine, ...]
    adoptions: tuple[AdoptionLine, ...]
    missing: tuple[Refusal, ...]
    part: Part | None
    """In which part the reader speaks, if any."""
    my_voice: VoiceLine | None
    my_hearing: HearingLine | None
    hearing: tuple[HearingLine, ...]
    """For the giver alone."""
    may: MayDo
    shadow: ShadowPage | None
    checks: tuple[Check, ...]
    given: Given | None
    end_reason: str
    ended_by: PersonView | None
    seed_hash: str
    seed: str
    previous: UUID | None
    users: tuple[PersonView, ...]
    mandate: UUID | None
    """What was granted, when it is a mandate that was."""
    answers: tuple[AnswerLine, ...]
    """How it stands with each commitment it touches."""
    to_answer: tuple[CommitmentView, ...]
    """Commitments to answer before the reader can ask to keep it."""

    @property
    def worded(self) -> tuple[VoiceLine, ...]:
        """What people said in words, what still stops things first."""
        said = [v for v in self.voices if v.counts and (v.words or v.kind != "consent")]
        return tuple(sorted(said, key=lambda v: not v.open))

    @property
    def plain(self) -> tuple[VoiceLine, ...]:
        """Consents without more words."""
        return tuple(v for v in self.voices if v.counts and v not in self.worded)

    @property
    def seats(self) -> tuple[VoiceLine, ...]:
        """Each person's standing answer in this round. Who is silent is not among them."""
        latest = {v.person.id: v for v in self.voices if v.counts and v.round == self.round}
        return tuple(latest.values())

    @property
    def round(self) -> int:
        """The round that is asked now."""
        return max((v.round for v in self.voices), default=1)

    @property
    def consents(self) -> int:
        """How many consent without a concern."""
        return sum(v.kind == "consent" for v in self.seats)

    @property
    def concerns(self) -> int:
        """How many consent with a concern."""
        return sum(v.kind == "concern" for v in self.seats)

    @property
    def objections(self) -> int:
        """How many objections stand."""
        return sum(v.open for v in self.voices)

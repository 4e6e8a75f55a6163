"""What the pages of proposals show: frozen, as the reader may see it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.proposals.rules import values
from mandat.handover.proposals.rules.asking import Ask
from mandat.handover.proposals.rules.changes import Change, Now
from mandat.power.queries import Names, PersonView


@dataclass(frozen=True)
class Line:
    """A proposal in a list."""

    id: UUID
    number: int
    title: str
    proposer: PersonView
    circle: Names
    state: values.State
    ends: datetime | None
    objections: int
    asks: Ask
    ended_at: datetime | None


@dataclass(frozen=True)
class VoiceView:
    """What one person said. `stands`: an objection that still stops the round."""

    id: UUID
    person: PersonView
    kind: values.VoiceKind
    at: datetime
    round: int
    words: str
    watch: str
    argument: values.Argument | None
    settled: values.Settlement | None
    how: str
    test: str
    returned: bool
    stands: bool
    current: bool
    mine: bool


@dataclass(frozen=True)
class WordingView:
    """One version, and what became of it."""

    id: UUID
    version: int
    by: PersonView
    at: datetime
    title: str
    changes: tuple[Change, ...]
    why: str
    declined_at: datetime | None
    decline_reason: str
    offered: bool
    mine: bool


@dataclass(frozen=True)
class MinutedView:
    """What the adopting body decided."""

    body: str
    on: str
    paragraph: str
    adopted: bool
    by: PersonView


@dataclass(frozen=True)
class ProposalPage:
    """One proposal. `may` names what the reader can do; `missing` what keeps it from going on."""

    line: Line
    why: values.Tension
    wording: WordingView
    wordings: tuple[WordingView, ...]
    offered: WordingView | None
    voices: tuple[VoiceView, ...]
    ways: values.Ways
    round: int
    helped: bool
    facilitator: PersonView | None
    body: Names | None
    minuted: tuple[MinutedView, ...]
    missing: tuple[Refusal, ...]
    faults: tuple[Refusal, ...]
    clashes: tuple[tuple[int, UUID], ...]
    end_reason: str
    may: frozenset[str]
    mine: bool
    asked: bool
    now: Now
    names: Mapping[UUID, PersonView]

    def _said(self, *kinds: str) -> tuple[VoiceView, ...]:
        return tuple(v for v in self.voices if v.kind in kinds and v.settled != "replaced")

    @property
    def questions(self) -> tuple[VoiceView, ...]:
        """Questions with their answers."""
        return self._said("question")

    @property
    def reactions(self) -> tuple[VoiceView, ...]:
        """Reactions, and ideas while something was being solved."""
        return self._said("reaction", "idea")

    @property
    def objections(self) -> tuple[VoiceView, ...]:
        """Every objection, those that stand first."""
        return tuple(sorted(self._said("objection"), key=lambda v: not v.stands))

    @property
    def concerns(self) -> tuple[VoiceView, ...]:
        """Concerns, with what to watch; of every round, since they are kept."""
        return self._said("concern")

    @property
    def seats(self) -> tuple[VoiceView, ...]:
        """Answers of this consent round: who said something. Silence has no seat."""
        latest: dict[UUID, VoiceView] = {}
        for voice in self._said("consent", "concern", "objection"):
            if voice.round == self.round:
                latest[voice.person.id] = voice
        return tuple(latest.values())

    @property
    def consents(self) -> int:
        """Plain consents in this round."""
        return sum(v.kind == "consent" for v in self.seats)

    @property
    def worried(self) -> int:
        """Consents with a concern in this round."""
        return sum(v.kind == "concern" for v in self.seats)

    @property
    def my_answer(self) -> VoiceView | None:
        """The reader's own answer in this round."""
        return next((v for v in self.seats if v.mine), None)

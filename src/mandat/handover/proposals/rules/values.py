"""The values of a proposal: its rounds, what is said of it, and who stands where."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

State = Literal[
    "clarify", "react", "amend", "consent", "integrate", "awaiting_adoption",
    "adopted", "withdrawn", "dropped",
]  # fmt: skip
"""The rounds in order; `integrate` is consent while an objection stands."""

OPEN: frozenset[State] = frozenset({"clarify", "react", "amend", "consent", "integrate"})
ENDED: frozenset[State] = frozenset({"adopted", "withdrawn", "dropped"})

VoiceKind = Literal["question", "clear", "reaction", "idea", "consent", "concern", "objection"]
ANSWERS: frozenset[VoiceKind] = frozenset({"consent", "concern", "objection"})
SAID_IN: Mapping[VoiceKind, frozenset[State]] = {
    "question": frozenset({"clarify"}),
    "clear": frozenset({"clarify"}),
    "reaction": frozenset({"react"}),
    "idea": frozenset({"integrate"}),
    **dict.fromkeys(ANSWERS, frozenset({"consent", "integrate"})),
}
"""What can be said in which round."""

Settlement = Literal["answered", "replaced", "resolved", "withdrawn", "dropped"]
Side = Literal["proposer", "objector"]

Criterion = Literal["harm", "cause", "facts", "role"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
"""Harm to the purpose; caused by this proposal; on present facts, or not reversible in time;
concerns the objector's own role. One schema for Holacracy 5.3.2, O2 and Sociocracy 3.0."""

LONGEST_ROUND = 60
"""Days that a circle may give a round."""
STILL = timedelta(days=90)
"""A proposal that nobody has touched for so long is dropped, so that none stays for ever."""
STILL_AT_BODY = timedelta(days=365)


@dataclass(frozen=True)
class Ways:
    """How a circle decides. `silence`: whether those who had the chance and said nothing count.

    Days each round lasts: clarify, react, consent; `answer_days` is how long one has to answer
    while an objection is being integrated. Zero days skips clarifying or reacting.
    """

    clarify_days: int = 3
    react_days: int = 3
    consent_days: int = 7
    answer_days: int = 7
    silence: bool = False

    def as_json(self) -> dict[str, Any]:
        """Return the ways as the record keeps them."""
        return dict(vars(self))


def ways_from(json: Mapping[str, Any]) -> Ways:
    """Read ways from the record; what a later version adds has its default."""
    return Ways(**{k: v for k, v in json.items() if k in Ways.__dataclass_fields__})


@dataclass(frozen=True)
class Tension:
    """Why something is proposed: what chafes, one real example, and how this would have helped."""

    tension: str
    example: str
    helps: str


@dataclass(frozen=True)
class Argument:
    """An objection's answers to the four questions, and what would make it safe enough."""

    harm: str = ""
    cause: str = ""
    facts: str = ""
    role: str = ""
    safe_enough: str = ""

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The questions without an answer. Whether an answer is right, nobody judges."""
        return tuple(name for name, words in vars(self).items() if not words.strip())


@dataclass(frozen=True)
class Voice:
    """What one person said in a round. `words` of a concern come with what to `watch`."""

    uuid: UUID
    person: UUID
    kind: VoiceKind
    at: datetime
    round: int = 1
    words: str = ""
    watch: str = ""
    argument: Argument | None = None
    settled: Settlement | None = None
    returned_at: datetime | None = None
    """When a facilitator sent it back because a question had no answer; None once answered."""
    returns: int = 0


@dataclass(frozen=True)
class Offer:
    """Another wording, meant to answer one objection, that the other side has not said yes to."""

    version: int
    objection: UUID
    by: UUID


@dataclass(frozen=True)
class Minuted:
    """What the adopting body decided, as its own minutes have it."""

    circle: UUID
    body: str
    on: date
    paragraph: str
    adopted: bool = True


@dataclass(frozen=True)
class Parties:
    """Who stands where just now, loaded anew for every step.

    `asked`: those with a role in the circles it concerns, and since when. `must`: givers and
    receivers, whose yes has to be said in so many words. `wider`: those who can help out of a
    deadlock. `adopters` have a role in the adopting body, `body`, where one must adopt it.
    """

    asked: Mapping[UUID, datetime]
    must: frozenset[UUID] = frozenset()
    wider: frozenset[UUID] = frozenset()
    adopters: frozenset[UUID] = frozenset()
    body: UUID | None = None
    faults: tuple[Refusal, ...] = ()
    """Why its changes cannot be made as things are now."""
    duties: tuple[Refusal, ...] = ()
    """Duties to employees that are neither done nor said not to be needed."""

    @property
    def voices(self) -> frozenset[UUID]:
        """Everybody who has a say."""
        return frozenset(self.asked) | self.must


@dataclass(frozen=True)
class Proposal:
    """One proposal on its way."""

    uuid: UUID
    proposer: UUID
    opened_at: datetime
    ways: Ways = field(default_factory=Ways)
    state: State = "clarify"
    stage_at: datetime | None = None
    """When the state as kept began; None means when it was opened."""
    round: int = 1
    version: int = 1
    asked_version: int = 1
    """The version that this consent round asks about."""
    voices: tuple[Voice, ...] = ()
    offer: Offer | None = None
    turn: Side = "proposer"
    facilitator: UUID | None = None
    helped: bool = False
    """Somebody of the wider circle has been asked to put the process right."""

    @property
    def since(self) -> datetime:
        """When the state as kept began."""
        return self.stage_at or self.opened_at

    def said(self, *kinds: VoiceKind) -> tuple[Voice, ...]:
        """Return what stands of some kinds in this round."""
        return tuple(
            v for v in self.voices
            if v.kind in kinds and v.round == self.round and v.settled != "replaced"
        )  # fmt: skip

    def answer_of(self, person: UUID) -> Voice | None:
        """Return someone's answer in this consent round."""
        return next((v for v in reversed(self.said(*ANSWERS)) if v.person == person), None)

    def stands(self, voice: Voice, at: datetime) -> bool:
        """Tell whether an objection blocks: not settled, and not left unanswered too long."""
        if voice.kind != "objection" or voice.settled is not None or voice.round != self.round:
            return False
        back = voice.returned_at
        return back is None or at < back + timedelta(days=self.ways.answer_days)

    def objections(self, at: datetime) -> tuple[Voice, ...]:
        """Return the objections that stand, first come first."""
        return tuple(v for v in self.voices if self.stands(v, at))

    def current(self, at: datetime) -> Voice | None:
        """Return the objection that is being integrated: one at a time."""
        return next((v for v in self.objections(at) if v.returned_at is None), None)

    def consent_ends(self, since: datetime | None = None) -> datetime:
        """Return when somebody has had the chance to answer: `since` they came to the circle."""
        begins = max(self.since, since) if since else self.since
        return begins + timedelta(days=self.ways.consent_days)


@dataclass(frozen=True)
class Step:
    """Where one step led. `adopted`: its changes are to be made; `stopped`: why they cannot."""

    proposal: Proposal
    adopted: bool = False
    stopped: tuple[Refusal, ...] = ()

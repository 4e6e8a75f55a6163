"""What a hand-over is made of. Frozen values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Any, Literal
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.rules.commitments import Answer

State = Literal[
    "draft",
    "hearing",
    "shadowing",
    "consent",
    "awaiting_adoption",
    "trial",
    "kept",
    "widened",
    "taken_back",
    "lapsed",
]
Kind = Literal["move", "remove"]
Part = Literal["giver", "receiver", "touched"]
VoiceKind = Literal["consent", "concern", "objection"]
Settlement = Literal["resolved", "withdrawn", "left"]
WayBack = Literal["giver", "body"]

IN_FORCE: frozenset[State] = frozenset({"trial", "kept"})
OPEN: frozenset[State] = frozenset({"hearing", "shadowing", "consent", "awaiting_adoption"})
ENDED: frozenset[State] = frozenset({"widened", "taken_back", "lapsed"})
YES: frozenset[VoiceKind] = frozenset({"consent", "concern"})
"""A concern is kept and looked at in the review; it never blocks."""

SHORTEST_TRIAL, LONGEST_TRIAL = 14, 62
"""Days: two weeks to two months."""

USUAL_TRIAL = 28
"""Days the walk begins with: how it feels is asked after two weeks, and there is time to act."""

ROUND_LASTS = 180
"""Days after which a round nobody finished has lapsed, so that no proposal hangs for ever."""

LONGEST_TO_REVIEW = 366
"""Days from keeping to the next review, at most."""

SAMPLE = 5
"""How many of those a hand-over touches are asked for their voice."""

Limit = Mapping[str, Any]
"""`{"fact", "op", "value"}` as it stands in the record; what it means is power's matter."""


@dataclass(frozen=True)
class Safeguard:
    """What catches an error without an approval.

    `recent_alike` shows recent alike cases in the form; `extra_field` asks for one field more,
    called `label`; `own_words` is what people agreed between them, in `words`.
    """

    kind: Literal["recent_alike", "extra_field", "own_words"]
    label: str = ""
    words: str = ""

    def as_json(self) -> dict[str, str]:
        """Return the safeguard as it stands in the record."""
        return {"kind": self.kind, "label": self.label, "words": self.words}


def safeguard_from(json: Mapping[str, Any]) -> Safeguard:
    """Read a safeguard from the record."""
    return Safeguard(json["kind"], json.get("label", ""), json.get("words", ""))


@dataclass(frozen=True)
class Terms:
    """What is proposed: the smallest trial that would show something."""

    kind: Kind
    matter: UUID
    stage: UUID
    source_mandate: UUID
    to_person: UUID | None = None
    to_role: UUID | None = None
    limits: tuple[Limit, ...] = ()
    safeguards: tuple[Safeguard, ...] = ()
    trial_days: int = SHORTEST_TRIAL
    check_share: int = 20
    """Per cent of rulings drawn for an after-check."""
    previous: UUID | None = None
    """The hand-over this one widens."""
    answers: tuple[Answer, ...] = ()
    """How it stands with each commitment it touches."""


@dataclass(frozen=True)
class Voice:
    """What one person said. Their latest in a round is the one that counts as their answer."""

    uuid: UUID
    person: UUID
    part: Part
    kind: VoiceKind
    at: datetime
    round: int = 1
    words: str = ""
    """For an objection: what could go wrong, and for whom."""
    safe_enough: str = ""
    """For an objection: what would make it safe enough."""
    settled: Settlement | None = None
    """An objection is resolved or withdrawn; a yes can be replaced or handed back ("left")."""

    @property
    def is_yes(self) -> bool:
        """Whether it is a yes that stands."""
        return self.kind in YES and self.settled != "left"

    @property
    def open_objection(self) -> bool:
        """Whether this voice still stops the hand-over."""
        return self.kind == "objection" and self.settled is None


@dataclass(frozen=True)
class Adoption:
    """What the adopting body decided, as its own minutes have it."""

    circle: UUID
    body: str
    on: date
    paragraph: str
    adopted: bool = True
    round: int = 1


@dataclass(frozen=True)
class Keep:
    """What keeping would mean: no end, a review, and how it could be taken back."""

    review_on: datetime
    way_back: WayBack
    answers: tuple[Answer, ...] = ()
    """As in `Terms`, to commitments made since the trial was proposed."""


@dataclass(frozen=True)
class Parties:
    """Who stands where just now; loaded anew for every step, since people come and go.

    For a removal `receivers` are the present holders of the stages that remain. Who declined is
    not among them. `adopters` have a role in the adopting circle.
    """

    givers: frozenset[UUID]
    receivers: frozenset[UUID]
    touched: frozenset[UUID] = frozenset()
    adopters: frozenset[UUID] = frozenset()

    def part_of(self, person: UUID) -> Part | None:
        """Return in which part someone speaks. Who both gives and receives counts as both."""
        if person in self.receivers:
            return "receiver"
        if person in self.givers:
            return "giver"
        return "touched" if person in self.touched else None


@dataclass(frozen=True)
class Subject:
    """What holds of the matter, the stage and the giver's mandate just now."""

    reserved: bool = False
    too_far: bool = False
    """The giver's mandate may not be handed on, and no body would adopt it."""
    last_stage: bool = False
    """No other stage would be left for the cases within the limits."""
    source_holds: bool = True
    within_source: bool = True
    """The proposed limits do not reach outside the giver's own."""
    adopted_by: UUID | None = None
    secret: bool = False
    commitments: frozenset[UUID] = frozenset()
    """Those that must be answered before the next question is sent."""
    zone: tzinfo = UTC
    """Where days begin and end."""
    duties: tuple[Refusal, ...] = ()
    """Duties to employees that are neither done nor said not to be needed."""


@dataclass(frozen=True)
class Handover:
    """One decision being handed over."""

    uuid: UUID
    owner: UUID
    """The giver who walked it."""
    terms: Terms
    state: State = "draft"
    round: int = 1
    """1 asks for the trial; each later one for keeping."""
    opened_at: datetime | None = None
    voices: tuple[Voice, ...] = ()
    adoptions: tuple[Adoption, ...] = ()
    since: datetime | None = None
    until: datetime | None = None
    keep: Keep | None = None
    ended_at: datetime | None = None

    @property
    def users(self) -> frozenset[UUID]:
        """Those whose yes lets them use it, once it is in force."""
        if self.since is None:
            return frozenset()
        return frozenset(v.person for v in self.voices if v.part == "receiver" and v.is_yes)

    def latest(self, person: UUID, round_: int) -> Voice | None:
        """Return someone's standing answer in a round."""
        said = [v for v in self.voices if v.person == person and v.round == round_]
        return said[-1] if said else None

    def yes_from(self, people: frozenset[UUID], round_: int) -> frozenset[UUID]:
        """Return who of them has said yes in so many words; silence is never one."""
        return frozenset(p for p in people if (v := self.latest(p, round_)) and v.is_yes)

    def objections(self) -> tuple[Voice, ...]:
        """Return the objections that stand, of any round."""
        return tuple(v for v in self.voices if v.open_objection)

    def adoption(self) -> Adoption | None:
        """Return the adopting body's yes for this round, if it is recorded."""
        return next((a for a in self.adoptions if a.adopted and a.round == self.round), None)


# --- what a step leads to -----------------------------------------------------------------------


@dataclass(frozen=True)
class Moved:
    """The hand-over went to another state without anything coming into force or ending."""

    to: State


@dataclass(frozen=True)
class Entered:
    """The trial is in force: power is to be granted to `users`."""

    since: datetime
    until: datetime
    users: frozenset[UUID]


@dataclass(frozen=True)
class Joined:
    """One more may use it."""

    person: UUID


@dataclass(frozen=True)
class Left:
    """One of those who could use it has handed it back."""

    person: UUID


@dataclass(frozen=True)
class KeptOn:
    """It goes on without end, to be reviewed."""

    review_on: datetime


@dataclass(frozen=True)
class Ended:
    """Power returns to the giver, from `at`; rulings already made stand."""

    at: datetime
    how: State


@dataclass(frozen=True)
class Settled:
    """A voice no longer counts: an objection stops nothing, a yes carries nothing."""

    voice: UUID
    how: Settlement


Event = Moved | Entered | Joined | Left | KeptOn | Ended | Settled


@dataclass(frozen=True)
class Step:
    """Where one step led, and what is to happen because of it, in order."""

    handover: Handover
    events: tuple[Event, ...] = field(default=())

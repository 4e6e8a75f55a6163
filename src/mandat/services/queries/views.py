"""What pages and other rooms are told of services and cases. Frozen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from mandat.power.queries import ChallengeView, MandateView, Names, PersonView
from mandat.power.rules import Condition, FactType, FactValue, Jointly
from mandat.services.queries.judged import NOTHING_JUDGED, Judged
from mandat.services.rules import Piece, Safeguard

Who = Literal["own", "colleague", "other", "together", "nobody", "free"]


@dataclass(frozen=True)
class WhoDecides:
    """Who decides up to an amount (`up_to` None: whatever the amount), as one reader sees it.

    `names` are the others who decide, roles or persons; `you` whether the reader is one of those
    who do. `days` is "usually within", None when too few to say. `free`: no stage is needed.
    """

    kind: Who
    names: tuple[Names, ...]
    days: int | None
    up_to: FactValue | None = None
    you: bool = False
    fact: Names | None = None
    """What `up_to` is an amount or a number of."""
    inclusive: bool = True
    """Whether exactly `up_to` still belongs here."""


@dataclass(frozen=True)
class ServiceRow:
    """A service in the catalogue; `levels` by rising amount."""

    id: UUID
    key: str
    name: tuple[Piece, ...]
    description: tuple[Piece, ...]
    levels: tuple[WhoDecides, ...]

    @property
    def first(self) -> WhoDecides:
        return self.levels[0]

    @property
    def above(self) -> WhoDecides | None:
        """Who decides above the first amount, when that is somebody else."""
        return self.levels[1] if len(self.levels) > 1 else None


@dataclass(frozen=True)
class AreaRows:
    """The services of one area; without a name when they are hits of a search."""

    name: Names | None
    rows: tuple[ServiceRow, ...]


@dataclass(frozen=True)
class CaseLine:
    """A case in a list, for its asker, the one it is for, or those it waits for.

    `waited` in days, since it was put where it is. `usually` None when too few to say.
    """

    id: UUID
    number: int
    service: Names
    title: str
    state: str
    opened_at: datetime
    asker: PersonView
    for_whom: PersonView
    waits_for: Names | None
    waited: float
    usually: int | None
    facts: tuple["FactLine", ...] = ()
    ended_at: datetime | None = None
    stage: UUID | None = None
    """Where it waits."""

    @property
    def overdue(self) -> bool:
        """Whether it has waited longer than such a case usually does."""
        return self.usually is not None and self.waited > self.usually


@dataclass(frozen=True)
class CataloguePage:
    """Needs: every service, or what a search found."""

    words: str
    who: str
    areas: tuple[AreaRows, ...]
    shown: int
    counts: Mapping[str, int]
    """How many services by who decides: all, own, other."""
    cases: tuple[CaseLine, ...]


@dataclass(frozen=True)
class FactLine:
    """One fact of a case, ready to be written out."""

    key: str
    label: Names
    kind: str
    value: FactValue
    choice: Names | None = None
    """The name of the choice that was made."""


@dataclass(frozen=True)
class Alike:
    """A recent case like this one: when, how it went and its comparable facts, never who."""

    opened_at: datetime
    state: str
    facts: tuple[FactLine, ...]


@dataclass(frozen=True)
class ServicePage:
    """One service: its form, who decides, and what is there to catch errors."""

    id: UUID
    key: str
    name: Names
    description: Names
    matter: UUID
    matter_key: str
    matter_name: Names
    legal_ref: str
    own_cost: bool
    facts: tuple[FactType, ...]
    levels: tuple[WhoDecides, ...]
    safeguards: tuple[Safeguard, ...]
    extra_labels: tuple[str, ...]
    alike: tuple[Alike, ...]
    reckons: bool = False
    """Whether what is judged is more than the amount as it is written."""
    urgent: bool = False
    """Whether somebody may decide it when the board's decision cannot be awaited."""

    @property
    def agreed(self) -> tuple[Safeguard, ...]:
        """What people agreed between them, in their own words."""
        return tuple(s for s in self.safeguards if s.kind == "own_words")


@dataclass(frozen=True)
class Written:
    """What is written of a decision besides its reason, and its running number."""

    number: int | None
    text: str
    alternatives: str
    advice: str
    presenter: str
    participants: tuple[str, ...]
    corrected: bool


@dataclass(frozen=True)
class CaseEvent:
    """One thing that happened to a case.

    `what`: opened, passed, yes, no, returned, handed_back, taken_over, withdrawn or granted. `id`
    is the ruling's or the passage's, and `handover` the one it came about under.
    """

    what: str
    at: datetime
    id: UUID | None = None
    who: PersonView | None = None
    stage: Names | None = None
    reason: str = ""
    mandate: UUID | None = None
    handover: UUID | None = None
    for_holder: Names | None = None
    """For whom, or for which role that nobody held, somebody stood in who answered."""
    confirmed: tuple[Condition, ...] = ()
    """The conditions that whoever answered confirmed."""
    exception: str | None = None
    """Why somebody in conflict of interest answered all the same; None where nobody was."""
    written: Written | None = None
    """What else is written of a decision."""
    body: Names | None = None
    """The body that ruled jointly: `joint` says how many said what, or at which meeting."""
    joint: Mapping[str, Any] | None = None
    voices: tuple["SaidLine", ...] = ()
    automat: Names | None = None
    """The automat that said yes; `answerable` is the role answerable for it."""
    answerable: Names | None = None
    answerable_role: str = ""
    """The key of that role."""
    urgency: str | None = None
    """Why the board's decision could not be awaited; None where it was not urgent."""


@dataclass(frozen=True)
class SaidLine:
    """What one member of a body said of a case. For those with a voice in it."""

    who: PersonView
    says: str
    reason: str


@dataclass(frozen=True)
class JointView:
    """A case that is put to a body, as one with a voice in it or its secretary sees it.

    `said`: how many have said something so far. `mine`: what the reader has said, if anything.
    What others said is shown only once it is decided.
    """

    name: Names
    rule: Jointly
    quorum: int
    members: int
    said: int
    mine: str
    may_say: bool
    may_minute: bool
    says: tuple[str, ...]


@dataclass(frozen=True)
class Waiting:
    """Where an open case waits, for how many days, and how many it usually takes.

    `who` is a role's or a person's name; None when nobody can decide just now.
    """

    stage: UUID
    stage_name: Names
    who: Names | None
    people: tuple[PersonView, ...]
    days: float
    usually: int | None

    @property
    def overdue(self) -> bool:
        """Whether it has waited longer than such a case usually does."""
        return self.usually is not None and self.days > self.usually


@dataclass(frozen=True)
class CasePage:
    """A case, for those it concerns; `why` is the mandate by which the reader may answer."""

    id: UUID
    number: int
    service: UUID
    service_key: str
    service_name: Names
    matter: UUID
    matter_name: Names
    legal_ref: str
    title: str
    asker: PersonView
    for_whom: PersonView
    facts: tuple[FactLine, ...]
    extra: Mapping[str, str]
    state: str
    opened_at: datetime
    ended_at: datetime | None
    waits: Waiting | None
    events: tuple[CaseEvent, ...]
    may: tuple[str, ...]
    why: MandateView | None
    mine: bool
    alike: tuple[Alike, ...]
    hand_back: bool = False
    """Whether the reader may hand this one case back to whoever gave the mandate."""
    stands_in_for: tuple[Names, ...] = ()
    """For whom the reader would answer, when as a substitute."""
    conditions: tuple[Condition, ...] = ()
    """What the reader must confirm with a yes or a no."""
    only_you: bool = False
    """The reader is in conflict of interest, and nobody else can decide."""
    may_ask_about: tuple[PersonView, ...] = ()
    """Those it waits for, of whom the reader may say that they are too close to it."""
    asks: tuple[str, ...] = ()
    """What the matter asks of a decision besides yes or no."""
    judged: Judged = NOTHING_JUDGED
    typed: Mapping[str, Any] = field(default_factory=dict)
    """What was told beside amounts, as it was typed."""
    urgency: str = ""
    """Why the asker cannot await the board's decision."""
    urgent: bool = False
    """The reader would decide it urgently, and says why."""
    keep_until: date | None = None
    """How long what it was about is kept, once it has ended; None: for good."""
    joint: JointView | None = None
    """Where it waits for a body, for those with a part in that."""
    then: Names | None = None
    """To whom it goes on after the reader's yes; None where that decides it."""
    asked_about: tuple[ChallengeView, ...] = ()
    """What the reader has asked of it: whether somebody is too close."""

    @property
    def last(self) -> CaseEvent:
        return self.events[-1]


@dataclass(frozen=True)
class Median:
    """A median wait in days, and of how many rulings."""

    days: float
    count: int


@dataclass(frozen=True)
class RuledLine:
    """One ruling among one's own: yes, no or returned."""

    outcome: str
    put_at: datetime
    at: datetime

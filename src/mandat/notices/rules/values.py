"""What there is to tell, and what a person has chosen about being told."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

Kind = Literal[
    "case_waits",
    "case_returned",
    "hearing",
    "consent",
    "adoption",
    "proposal",
    "duty_voice",
    "agreement_due",
    "agreement_ends",
    "check",
    "trial_ends",
    "felt",
    "companion",
    "feedback_asked",
    "step",
    "experiment",
    "thanks_asked",
    "pulse",
    "case_answered",
    "trial_ended",
    "feedback",
    "taken_over",
    "trial_changed",
]
Rhythm = Literal["at_once", "daily", "never"]

KINDS: tuple[Kind, ...] = get_args(Kind)
RHYTHMS: tuple[Rhythm, ...] = get_args(Rhythm)

HAPPENED: frozenset[Kind] = frozenset(
    {"case_answered", "trial_ended", "feedback", "taken_over", "trial_changed"}
)
STANDING: frozenset[Kind] = frozenset(KINDS) - HAPPENED
"""Kinds that hold until something is done, by whomever; the others happen once."""

ASKED_FOR: frozenset[Kind] = frozenset({"pulse"})
"""Kinds that come by mail and nowhere else, and only to those who have asked for them."""

LINK_LASTS = timedelta(days=7)
"""How long a link in a mail can be used to answer."""

SEEN_FOR = timedelta(days=30)
"""How long what happened once is still listed."""

KEPT_FOR = timedelta(days=90)
"""How long a notice that is over, or a mail that was sent, is kept."""

_RESTS = timedelta(days=7)


@dataclass(frozen=True)
class Due:
    """One thing to tell one person, as a higher room hands it over.

    `key` is natural: the same thing has the same key however often it is gathered. `name` is what
    the organisation calls the matter, {} where it is under secrecy. `detail` is what an answer by
    link needs to know. `when` is the day the thing itself speaks of.
    """

    person: UUID
    kind: Kind
    key: str
    of: UUID
    path: str
    name: Mapping[str, str]
    since: datetime
    detail: str = ""
    when: datetime | None = None
    secret: bool = False

    @property
    def identity(self) -> tuple[UUID, str, str]:
        return self.person, self.kind, self.key


@dataclass(frozen=True)
class Quiet:
    """Hours without mail, on the clock of the wall; the same begin and end is none."""

    begins: time = time(18)
    ends: time = time(7)
    weekends: bool = True


@dataclass(frozen=True)
class Choices:
    """How one person wants to be told. `language` empty: the organisation's."""

    rhythm: Rhythm = "daily"
    quiet: Quiet = field(default_factory=Quiet)
    language: str = ""
    off_app: frozenset[str] = frozenset()
    off_mail: frozenset[str] = ASKED_FOR

    def by_mail(self, kind: str) -> bool:
        return self.rhythm != "never" and kind not in self.off_mail and kind not in self.off_app


def again(over_at: datetime, at: datetime) -> bool:
    """Return whether what was over for a while and is due once more is worth telling anew."""
    return over_at + _RESTS <= at


def check_choices(rhythm: str, kinds: Collection[str], language: str) -> tuple[Refusal, ...]:
    """Return what is wrong with choices that came in."""
    found = []
    if rhythm not in RHYTHMS:
        found.append(Refusal("notices.unknown_rhythm", field="rhythm"))
    if not set(kinds) <= set(KINDS):
        found.append(Refusal("notices.unknown_kind", field="kinds"))
    if language not in ("", "sv", "en"):
        found.append(Refusal("notices.unknown_language", field="language"))
    return tuple(found)

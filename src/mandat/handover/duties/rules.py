"""Which duties a change waits for, who may say that one is met, and who is heard. Pure."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power.rules import Duty

How = Literal["done", "not_needed"]
HOWS: tuple[How, ...] = get_args(How)
Stance = Literal["agree", "concern", "against"]
STANCES: tuple[Stance, ...] = get_args(Stance)

ASKED_OF_RECEIVER = ("time", "competence", "pay", "load")
"""What whoever receives something is asked about (DESIGN §7: no pressure)."""
LONGEST_WORDS = 4_000

Refusals = tuple[Refusal, ...]


@dataclass(frozen=True)
class Said:
    """Somebody said that a duty is done or not needed, and why."""

    how: How
    words: str
    on: date | None = None
    answers: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Voice:
    """Somebody asked to speak; `stance` None until heard."""

    person: UUID
    stance: Stance | None = None


@dataclass(frozen=True)
class DutyNow:
    """One duty of one change as it stands."""

    duty: Duty
    said: Said | None = None
    voices: tuple[Voice, ...] = ()

    @property
    def unheard(self) -> bool:
        """Whether somebody who was asked has not answered yet."""
        return any(v.stance is None for v in self.voices)

    @property
    def stopped(self) -> bool:
        """Whether a voice stops it: only where the rule says so. Silence is never a yes there."""
        return self.duty.stops and any(v.stance in (None, "against") for v in self.voices)

    @property
    def met(self) -> bool:
        """Whether the change need not wait for it."""
        return self.said is not None and not self.stopped


@dataclass(frozen=True)
class Around:
    """Who stands round a change as its duties go: holders of roles by the keys of those roles."""

    givers: frozenset[UUID]
    receivers: frozenset[UUID]
    holders: Mapping[str, frozenset[UUID]]

    def held(self, roles: Iterable[str]) -> frozenset[UUID]:
        """Return who holds any of some roles."""
        return frozenset[UUID]().union(*(self.holders.get(r, frozenset()) for r in roles))

    def sayers(self, duty: Duty) -> frozenset[UUID]:
        """Return who may say that a duty is done or not needed."""
        if duty.says == "receiver":
            return self.receivers
        return self.held(duty.roles) or self.givers

    def askers(self, duty: Duty) -> frozenset[UUID]:
        """Return who may ask somebody to speak: whoever answers for the change or the duty."""
        return self.givers | self.held(duty.roles)


def refused(code: str, field: str | None = None, **facts: str | int) -> Refusals:
    """Return one refusal of this room."""
    return (Refusal(f"duties.{code}", facts, field),)


def demanded(duties: Iterable[Duty], groups: Collection[str]) -> tuple[Duty, ...]:
    """Return the duties that come before a change of these groups."""
    return tuple(d for d in duties if set(d.when) & set(groups))


def waiting(found: Iterable[DutyNow]) -> tuple[Duty, ...]:
    """Return the duties that a change still waits for."""
    return tuple(one.duty for one in found if not one.met)


def say(now: DutyNow, said: Said, by: UUID, around: Around, at: datetime) -> Refusals:
    """Return why somebody may not say this of a duty; nothing where they may."""
    found = () if by in around.sayers(now.duty) else refused("not_yours", says=now.duty.says)
    if said.how not in HOWS:
        return found + refused("choose", "how")
    wordless = not said.words.strip() or len(said.words) > LONGEST_WORDS
    if said.how == "not_needed":
        return found + (refused("reason_missing", "words", longest=LONGEST_WORDS) * wordless)
    if now.duty.says == "receiver":
        given = said.answers or {}
        return found + tuple(
            r for name in ASKED_OF_RECEIVER if not given.get(name, "").strip()
            for r in refused("answer_missing", name)
        )  # fmt: skip
    found += refused("result_missing", "words", longest=LONGEST_WORDS) * wordless
    if said.on is None or said.on > at.date():
        found += refused("day_done", "on")
    if around.held(now.duty.voices) and not now.voices:
        found += refused("ask_first")
    return found


def ask(now: DutyNow, person: UUID, by: UUID, around: Around) -> Refusals:
    """Return why somebody may not ask a person to speak."""
    found = () if by in around.askers(now.duty) else refused("not_yours", says="giver")
    if any(v.person == person for v in now.voices):
        found += refused("asked_already", "person")
    return found


def hear(now: DutyNow, by: UUID, stance: str, words: str) -> Refusals:
    """Return why somebody cannot be heard so. One may change one's mind until it holds."""
    found = () if any(v.person == by for v in now.voices) else refused("not_asked")
    if stance not in STANCES:
        return found + refused("choose", "stance")
    if (stance != "agree" and not words.strip()) or len(words) > LONGEST_WORDS:
        found += refused("voice_needs_words", "words", longest=LONGEST_WORDS)
    return found

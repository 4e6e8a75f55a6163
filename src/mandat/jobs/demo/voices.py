"""How everybody else in the demo answers hand-overs: heard, shadowing, consenting, adopting."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from uuid import UUID

from mandat.handover import actions
from mandat.handover.actions.looking import View
from mandat.handover.queries.asked import Asked, asked_of_all
from mandat.jobs.demo.answers import at_work
from mandat.jobs.demo.deeds import Deed, Do, within
from mandat.jobs.demo.people import Resident
from mandat.jobs.demo.town.circles import CIRCLES

NAMES = {c.key: c.name["sv"] for c in CIRCLES}
ORDINARY_DAYS: Mapping[str, tuple[float, float]] = {
    "hearing": (0.2, 4),
    "shadow": (0.1, 2),
    "voice": (0.3, 5),
    "join": (0.5, 8),
    "adoption": (4, 9),
    "check": (0.5, 4),
}
"""What is asked → the fewest and most days it takes."""

GLADLY = (
    "Ja, gärna. Vi vet ju själva vad som behövs.",
    "Bra. Då slipper vi vänta på varandra.",
    "Gärna, om vi får prata om de första tillsammans.",
)
UNSURE = (
    "Jag vill se hur det går för de andra först.",
    "Vad gör vi om två tycker olika?",
)
CONCERNS = (
    "Jag är orolig för att det blir svårt att säga nej till en kollega.",
    "Vi behöver någon att fråga de första veckorna.",
)
OTHERWISE = (
    "Jag hade frågat en gång till innan jag sa ja.",
    "Jag hade valt en billigare.",
)
SHARES_GLADLY, SHARES_UNSURE = 0.75, 0.2
CONSENTS = 0.85
SILENT = 0.55
JOINS = 0.6
AGREES = 0.95
ALIKE = 0.92


def on_handovers(
    since: datetime, until: datetime, spare: UUID | None, town: Mapping[UUID, Resident], seed: int
) -> Iterator[Deed]:
    """Yield what everyone but `spare` answers to hand-overs in a stretch of time."""
    adopted: set[UUID] = set()
    for asked in asked_of_all(since):
        if asked.person == spare:
            continue
        draw = random.Random(f"{seed}-{asked.handover}-{asked.what}-{asked.person}-{asked.of}")
        least, most = ORDINARY_DAYS[asked.what]
        at = at_work(asked.since + timedelta(days=draw.uniform(least, most)), draw)
        if at >= until or (asked.what == "adoption" and not _is_to_adopt(asked, town, adopted)):
            continue
        do = ANSWERS[asked.what](asked, town, draw)
        if do is not None:
            yield Deed(within(at, since, until, draw), do)


def _is_to_adopt(asked: Asked, town: Mapping[UUID, Resident], adopted: set[UUID]) -> bool:
    """Let one of the body's people write it down, once: the secretary, unless they are spared."""
    writes = town.get(asked.person)
    if writes is None or asked.handover in adopted or not writes.role.endswith("-secretary"):
        return False
    adopted.add(asked.handover)
    return True


Answer = Callable[[Asked, Mapping[UUID, Resident], random.Random], Do | None]


def _hear(asked: Asked, _town: Mapping[UUID, Resident], draw: random.Random) -> Do:
    chance = draw.random()
    gladly = chance < SHARES_GLADLY
    unsure = chance < SHARES_GLADLY + SHARES_UNSURE
    view: View = "gladly" if gladly else "unsure" if unsure else "rather_not"
    words = draw.choice(GLADLY if gladly else UNSURE)

    def do(at: datetime) -> None:
        actions.answer_hearing(asked.person, handover=asked.handover, view=view, words=words, at=at)

    return do


def _shadow(asked: Asked, _town: Mapping[UUID, Resident], draw: random.Random) -> Do | None:
    case = asked.of
    if case is None:
        return None
    says = "yes" if draw.random() < AGREES else "ask"

    def do(at: datetime) -> None:
        actions.answer_shadow(asked.person, handover=asked.handover, case=case, says=says, at=at)
        actions.share_agreement(asked.person, handover=asked.handover, shares=True)

    return do


def _speak(asked: Asked, town: Mapping[UUID, Resident], draw: random.Random) -> Do | None:
    if asked.what == "voice" and asked.part != "giver" and _stays_silent(asked, town, draw):
        return None
    concern = draw.random() > CONSENTS and asked.part != "giver"
    words = draw.choice(CONCERNS) if concern else ""

    def do(at: datetime) -> None:
        actions.give_voice(
            asked.person,
            handover=asked.handover,
            kind="concern" if concern else "consent",
            words=words,
            at=at,
        )

    return do


def _stays_silent(asked: Asked, town: Mapping[UUID, Resident], draw: random.Random) -> bool:
    """Tell whether someone says nothing in the round. Those the demo names always answer."""
    resident = town.get(asked.person)
    return resident is not None and "-" in resident.key and draw.random() < SILENT


def _join(asked: Asked, town: Mapping[UUID, Resident], draw: random.Random) -> Do | None:
    if draw.random() < JOINS:
        return _speak(asked, town, draw)
    return lambda at: actions.decline(asked.person, handover=asked.handover, at=at)


def _adopt(asked: Asked, town: Mapping[UUID, Resident], draw: random.Random) -> Do:
    body = NAMES[town[asked.person].circle]
    paragraph = f"§ {draw.randint(12, 98)}"

    def do(at: datetime) -> None:
        actions.record_adoption(
            asked.person,
            handover=asked.handover,
            body=body,
            on=at.date(),
            paragraph=paragraph,
            adopted=True,
            at=at,
        )

    return do


def _check(asked: Asked, _town: Mapping[UUID, Resident], draw: random.Random) -> Do | None:
    of = asked.of
    if of is None:
        return None
    alike = draw.random() < ALIKE
    words = "" if alike else draw.choice(OTHERWISE)

    def do(at: datetime) -> None:
        actions.look_at_aftercheck(
            asked.person,
            handover=asked.handover,
            of=of,
            verdict="alike" if alike else "otherwise",
            words=words,
            at=at,
        )

    return do


ANSWERS: Mapping[str, Answer] = {
    "hearing": _hear,
    "shadow": _shadow,
    "voice": _speak,
    "join": _join,
    "adoption": _adopt,
    "check": _check,
}

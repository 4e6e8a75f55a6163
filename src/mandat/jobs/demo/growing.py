"""A winter of growth in Ekby: journeys, companions, steps, stories, obstacles and feedback.

Nobody whom the picker suggests has a past of their own here, so that a visitor begins afresh, but
for Kerstin: her companion is Maria.
"""

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

from mandat.growth.feedback.actions import ask_to_share, give_feedback, let_share, thank
from mandat.growth.feedback.queries import whole
from mandat.growth.feedback.rules import Said
from mandat.growth.journey.actions import (
    answer_asking,
    ask_companion,
    end_step,
    let_count,
    show_companion,
    start_journey,
    take_step,
    tell_story,
)
from mandat.growth.journey.queries import StepDue, steps_due
from mandat.growth.obstacles.actions import name_obstacle, show_obstacle
from mandat.jobs.demo.asks import HERE
from mandat.jobs.demo.deeds import Deed, Do, within
from mandat.jobs.demo.people import Resident, demo_id
from mandat.jobs.demo.town.circles import KNOWN
from mandat.jobs.demo.town.growing import (
    HELD,
    KERSTIN,
    KERSTIN_ASKS,
    KERSTIN_HELD,
    QUESTIONS,
    STORIES,
    TAPS,
    WAYS,
    WORDS,
    Way,
)
from mandat.jobs.demo.town.matters import MATTERS

JOURNEYS, STUCK, SPEAK = 44, 34, 48
"""How many are on a journey, say what holds them, and say something of somebody."""
COUNTS, HAS_COMPANION, SAYS_YES, SHARES = 0.85, 0.6, 0.8, 0.75
DONE, CHANGED = 0.75, 0.9
"""A step ends as done below the first, changed below the second, else let go."""
KINDS = (("habit",), ("habit",), ("power",), ("endurance",), ("habit", "endurance"))
QUARTERS = (
    (date(2026, 10, 1), date(2026, 12, 18)),
    (date(2027, 1, 7), date(2027, 2, 26)),
)
BEGINS = date(2026, 9, 14), date(2027, 2, 12)
MARIA, KERSTINS = demo_id("person", "maria"), demo_id("person", "kerstin")


def past_growth(people: Iterable[Resident], *, since: datetime, until: datetime, seed: int) -> None:
    """Let people grow from autumn until now; the same for the same seed.

    A past that begins later, as tests have it, holds Kerstin's journey alone.
    """
    draw = random.Random(f"growth-{seed}")
    _kerstin(until, draw)
    if since.date() <= BEGINS[0]:
        _everybody(people, until, draw)


def _everybody(people: Iterable[Resident], until: datetime, draw: random.Random) -> None:
    known = {demo_id("person", k.key) for k in KNOWN}
    others = [person.id for person in people if person.id not in known]
    draw.shuffle(others)
    walkers = others[:JOURNEYS]
    for place, person in enumerate(walkers):
        companion = draw.choice([other for other in others if other != person])
        _walk(person, companion, WAYS[place % len(WAYS)], until, draw)
    _stories(walkers, until, draw)
    stuck = [(person, period) for period in QUARTERS for person in draw.sample(others, STUCK)]
    for person, period in stuck:
        at = _at(_between(*period, draw), draw)
        kinds, words = draw.choice(KINDS), draw.choice(HELD)
        name_obstacle(person, kinds=kinds, words=words, counted=draw.random() < COUNTS, at=at)
    _feedback(others, until, draw)


# --- journeys -----------------------------------------------------------------------------------


def _walk(person: UUID, companion: UUID, way: Way, until: datetime, draw: random.Random) -> None:
    began = _at(_between(*BEGINS, draw), draw)
    journey = start_journey(person, today=way.today, tomorrow=way.tomorrow, at=began)
    if draw.random() < COUNTS:
        let_count(person, journey=journey, counts=True, at=began)
    if draw.random() < HAS_COMPANION:
        asked = began + timedelta(days=1)
        asking = ask_companion(
            person, journey=journey, whom=companion, question=draw.choice(QUESTIONS), at=asked
        )
        yes, answered = draw.random() < SAYS_YES, asked + timedelta(days=2)
        answer_asking(companion, asking=asking, yes=yes, at=answered)
        if yes:
            show_companion(person, journey=journey, parts=["tomorrow", "steps"])
    _steps(_Walker(person, journey, way), began, until, draw)


@dataclass(frozen=True)
class _Walker:
    person: UUID
    journey: UUID
    way: Way


def _steps(walker: _Walker, began: datetime, until: datetime, draw: random.Random) -> None:
    """Take one step after the other; the last is under way when the demo begins."""
    at = began
    for what, when, where in _again(walker.way.steps):
        takes = timedelta(days=draw.randint(4, 13))
        by = (at + takes).astimezone(HERE).date()
        step = take_step(
            walker.person, journey=walker.journey, what=what, when=when, where=where, by=by, at=at
        )
        if at + takes >= until:
            return
        end_step(walker.person, step=step, outcome=_outcome(draw), at=at + takes)
        at += takes + timedelta(days=draw.randint(1, 12))
        if at >= until:
            return


def _again(steps: Sequence[tuple[str, str, str]]) -> Iterator[tuple[str, str, str]]:
    while True:
        yield from steps


def _stories(walkers: Sequence[UUID], until: datetime, draw: random.Random) -> None:
    for teller, (held, words) in zip(walkers, STORIES, strict=False):
        at = until - timedelta(days=draw.randint(4, 50))
        journey = start_journey(teller, today="", tomorrow="Att det jag lärt mig syns.", at=at)
        tell_story(teller, journey=journey, words=words, held=held, at=at)


def _kerstin(until: datetime, draw: random.Random) -> None:
    """Kerstin, new as head, walks with Maria beside her, who sees what holds her."""
    began = until - timedelta(days=33)
    journey = start_journey(KERSTINS, today=KERSTIN.today, tomorrow=KERSTIN.tomorrow, at=began)
    asking = ask_companion(KERSTINS, journey=journey, whom=MARIA, question=KERSTIN_ASKS, at=began)
    answer_asking(MARIA, asking=asking, yes=True, at=began + timedelta(days=1))
    show_companion(KERSTINS, journey=journey, parts=["today", "tomorrow", "steps"])
    let_count(KERSTINS, journey=journey, counts=True, at=began)
    _steps(_Walker(KERSTINS, journey, KERSTIN), began, until, draw)
    held = name_obstacle(
        KERSTINS, kinds=["power"], words=KERSTIN_HELD, at=until - timedelta(days=3)
    )
    show_obstacle(KERSTINS, obstacle=held, to=MARIA)


# --- feedback -----------------------------------------------------------------------------------


def _feedback(others: Sequence[UUID], until: datetime, draw: random.Random) -> None:
    """Let people say something: by name, in confidence or anonymously."""
    for number in range(SPEAK):
        giver, to = draw.sample(others, 2)
        at = min(_at((until - timedelta(days=draw.randint(2, 60))).date(), draw), until)
        if number < len(WORDS):
            _words(giver, to, WORDS[number], at, draw)
        else:
            _short(giver, to, at, draw)


def _words(giver: UUID, to: UUID, words: str, at: datetime, draw: random.Random) -> None:
    """Say something to somebody by name; most are thanked, and most let it be read by all."""
    feedback = give_feedback(
        giver, about="person", of=to, said=Said(words, "", None), openness="named", at=at
    )
    later = at + timedelta(hours=20)
    thank(to, feedback=feedback, at=later)
    if draw.random() < SHARES:
        ask_to_share(to, feedback=feedback, at=later)
        let_share(giver, feedback=feedback, yes=True)


def _short(giver: UUID, to: UUID, at: datetime, draw: random.Random) -> None:
    """Tap, or give a figure: about somebody, a service or the whole municipality."""
    services = [demo_id("service", matter.key) for matter in MATTERS]
    about, of = draw.choice(
        (("person", to), ("service", draw.choice(services)), ("organisation", whole() or to))
    )
    tap = draw.random() < 0.6
    said = Said("", draw.choice(TAPS) if tap else "", None if tap else draw.randint(2, 5))
    openness = draw.choice(("named", "confidential", "anonymous"))
    give_feedback(giver, about=about, of=of, said=said, openness=openness, at=at)


# --- while the clock goes ---------------------------------------------------------------------


def on_steps(since: datetime, until: datetime, spare: UUID | None, seed: int) -> Iterator[Deed]:
    """Yield how the steps of everyone but `spare` end in a stretch of time, and what comes next."""
    for due in steps_due(since):
        if due.owner != spare:
            draw = random.Random(f"{seed}-{due.id}")
            at = within(since + timedelta(hours=draw.uniform(0.1, 9)), since, until, draw)
            yield Deed(at, _ends(due, draw))


def _ends(due: StepDue, draw: random.Random) -> Do:
    def do(at: datetime) -> None:
        end_step(due.owner, step=due.id, outcome=_outcome(draw), at=at)
        ways = [way for way in (*WAYS, KERSTIN) if any(s[0] == due.what for s in way.steps)]
        steps = ways[0].steps if ways else ()
        nexts = [step for step in steps if step[0] != due.what]
        if not nexts:
            return
        what, when, where = draw.choice(nexts)
        by = (at + timedelta(days=draw.randint(4, 13))).astimezone(HERE).date()
        take_step(due.owner, journey=due.journey, what=what, when=when, where=where, by=by, at=at)

    return do


def _outcome(draw: random.Random) -> str:
    went = draw.random()
    return "done" if went < DONE else "changed" if went < CHANGED else "let_go"


# --- moments ------------------------------------------------------------------------------------


def _between(first: date, last: date, draw: random.Random) -> date:
    return first + timedelta(days=draw.randint(0, (last - first).days))


def _at(day: date, draw: random.Random) -> datetime:
    """Return a moment of a working day."""
    back = max(0, day.weekday() - 4)
    moment = time(draw.randrange(8, 16), draw.randrange(60))
    return datetime.combine(day - timedelta(days=back), moment, HERE).astimezone(UTC)

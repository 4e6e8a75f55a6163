"""How everyday life feels to those who live in the demo: the week's pulse, and hand-overs."""

import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta

from mandat.growth.around.actions import answer_around
from mandat.growth.around.queries import around_due
from mandat.growth.felt.actions import answer_felt
from mandat.growth.felt.queries import felt_due
from mandat.growth.pulse.actions import answer_pulse
from mandat.growth.pulse.queries import question_of
from mandat.growth.pulse.rules import week_of
from mandat.growth.rules import HIGHEST, LOWEST
from mandat.handover.queries.asked import any_came_into_force, any_under_way
from mandat.jobs.demo.asks import HERE
from mandat.jobs.demo.deeds import Deed, Do, within
from mandat.jobs.demo.people import Resident
from mandat.power.queries import mandates_of

ANSWERS_A_WEEK = 0.27
"""How many of all answer the question of a week."""
WEEKS = 50
"""How many weeks of answers there are from before the demo begins."""
USUAL = {"autonomy": 2.6, "competence": 3.6, "belonging": 3.9, "meaning": 4.0,
         "safety": 3.4}  # fmt: skip
"""What people usually answer, from 1 to 5: work has meaning, and little say over it."""
FELT = (3, 4, 4, 5, 5)
"""How a hand-over feels, two weeks on."""
RATHER_NOT, WITH_WORDS = 0.1, 0.2
MORE = {"receiver": 1.1, "asker": 0.5}
"""How much more people say that they can decide some weeks after a hand-over."""
WORDS = {
    "receiver": (
        "Det känns som att det är vårt nu.",
        "Ovant första veckan. Nu frågar vi varandra.",
        "Jag hjälpte en kollega samma dag. Det gjorde min dag också.",
        "Första gången kollade jag tre gånger. Nu räcker en.",
        "Vi har börjat tipsa varandra om bra kurser.",
        "Jag trodde att det skulle bli mer jobb. Det tar två minuter.",
        "Det svåraste är att säga nej. Det har vi pratat om.",
    ),
    "asker": (
        "Jag fick svar innan rasten var slut.",
        "Skönt att den som svarar vet vad det gäller.",
        "Jag hann anmäla mig innan platserna tog slut.",
        "Förr lät jag bli att fråga. Nu frågar jag.",
        "Det går fortare, och jag får höra vad andra har gått.",
        "Jag var osäker på vem jag skulle fråga först.",
        "Fick svar på rasten, av någon som själv har gått kursen.",
    ),
}


def past_pulses(people: Iterable[Resident], *, since: datetime, until: datetime, seed: int) -> None:
    """Let people answer the questions of the weeks in `[since, until)`, but not of too many."""
    draw = random.Random(f"pulse-{seed}")
    everyone = tuple(people)
    this = week_of(until.astimezone(HERE).date())
    for weeks_ago in range(min(WEEKS, (until - since).days // 7), -1, -1):
        day = this - timedelta(weeks=weeks_ago) + timedelta(days=1)
        for person in everyone:
            if draw.random() < ANSWERS_A_WEEK:
                at = datetime.combine(day, time(draw.randrange(7, 17)), HERE).astimezone(UTC)
                answer_pulse(person.id, value=_value(person, day, draw), at=min(at, until))


def _value(person: Resident, day: date, draw: random.Random) -> int:
    usual = USUAL.get(question_of(person.id, week_of(day)) or "", 3.5)
    return min(HIGHEST, max(LOWEST, round(draw.gauss(usual, 0.9))))


def on_feelings(
    since: datetime, until: datetime, people: Iterable[Resident], draw: random.Random
) -> Iterator[Deed]:
    """Yield what people say in a stretch of time of their week and of hand-overs they met."""
    day = since.astimezone(HERE).date()
    if day.weekday() >= 5:
        return
    someone_feels, something_comes = any_came_into_force(), any_under_way()
    for person in people:
        at = within(since + timedelta(hours=draw.uniform(0.1, 8)), since, until, draw)
        if draw.random() < ANSWERS_A_WEEK / 5:
            value = _value(person, day, draw)
            yield Deed(at, _tap(person, value))
        if (someone_feels or something_comes) and person.id.int % 5 == day.weekday():
            yield Deed(at, _feel(person, random.Random(f"{person.id}-{day}")))


def _tap(person: Resident, value: int) -> Do:
    return lambda at: answer_pulse(person.id, value=value, at=at)


def _feel(person: Resident, draw: random.Random) -> Do:
    def do(at: datetime) -> None:
        mandates = mandates_of(person.id, at)
        for due in felt_due(person.id, at, mandates):
            value = None if draw.random() < RATHER_NOT else draw.choice(FELT)
            words = ""
            if value is not None and draw.random() < WITH_WORDS:
                words = WORDS[due.part][person.id.int // 5 % len(WORDS[due.part])]
            answer_felt(
                person.id,
                handover=due.handover,
                part=due.part,
                value=value,
                words=words,
                by_name=bool(words),
                at=at,
            )
        for around in around_due(person.id, at, mandates):
            usual = USUAL["autonomy"] + (MORE[around.part] if around.moment == "after" else 0)
            value = min(HIGHEST, max(LOWEST, round(draw.gauss(usual, 0.9))))
            answer_around(
                person.id, handover=around.handover, moment=around.moment, value=value, at=at
            )

    return do

"""How everybody else in the demo acts where deciding takes more than one yes."""

import random
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from mandat.jobs.demo.answers import answered_at, at_work
from mandat.jobs.demo.deeds import Deed, Do
from mandat.jobs.demo.people import Resident
from mandat.jobs.demo.town.values import StageSpec
from mandat.power.actions import accept_substitution
from mandat.power.queries import asked_to_stand_in, open_challenges
from mandat.services.actions import say_in_body
from mandat.services.contested.actions import decide
from mandat.services.contested.queries import deciders
from mandat.services.queries import UndecidedCase

SAYS = (("yes", 0.9), ("abstain", 0.06), ("no", 0.04))
WHY_NO = "Vi har köpt något liknande i år. Jag tycker att vi väntar."
STEPS_ASIDE = 0.6
WHY_ASIDE = "Det är bättre att någon annan avgör det, för allas skull."
WHY_NOT = "Det som har sagts rör inte saken."


def voices(found: UndecidedCase, stage: StageSpec, spare: UUID | None, seed: int) -> Iterator[Deed]:
    """Yield what each member of a body says who has not said anything yet."""
    case, at_stage = found.case.id, found.case.stage
    for person in found.people:
        if person == spare:
            continue
        draw = random.Random(f"{seed}-{case}-{at_stage}-{person}")
        says = draw.choices([s for s, _ in SAYS], [w for _, w in SAYS])[0]
        at = answered_at(found.put_at, stage, draw)

        why = WHY_NO if says == "no" else ""
        answer = partial(say_in_body, person, case=case, says=says, reason=why, stage=at_stage)
        yield Deed(at, _at(answer))


def on_closeness(since: datetime, spare: UUID | None, seed: int) -> Iterator[Deed]:
    """Yield what is decided of whether somebody is too close to a case."""
    for challenge in open_challenges():
        able = [p for p in deciders(challenge, since) if p != spare]
        if not able:
            continue
        draw = random.Random(f"{seed}-{challenge.id}")
        by, upheld = draw.choice(able), draw.random() < STEPS_ASIDE
        at = at_work(challenge.at + timedelta(days=draw.uniform(2.02, 2.3)), draw)
        why = WHY_ASIDE if upheld else WHY_NOT
        answer = partial(decide, by, challenge=challenge.id, upheld=upheld, reason=why)
        yield Deed(at, _at(answer))


def _at(act: Callable[..., object]) -> Do:
    """Return an act that is told the moment by name."""
    return lambda now: act(at=now)


def on_standing_in(
    since: datetime, spare: UUID | None, town: Mapping[UUID, Resident], seed: int
) -> Iterator[Deed]:
    """Yield the yes of each who is asked to stand in for somebody, within a day."""
    for asked in asked_to_stand_in(since):
        if asked.person.id == spare or asked.person.id not in town:
            continue
        draw = random.Random(f"{seed}-{asked.id}")
        at = at_work(since + timedelta(hours=draw.uniform(1, 8)), draw)

        yield Deed(at, _at(partial(accept_substitution, asked.person.id, substitution=asked.id)))

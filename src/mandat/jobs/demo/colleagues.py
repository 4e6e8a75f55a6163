"""Everybody else in the demo, one stretch of time: they ask, complete, rule and hand over.

They never act for the one person who is spared: whoever the visitor is just now.
"""

import logging
import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from mandat.common.refusals import RefusedError
from mandat.growth.feedback.actions import give_feedback
from mandat.growth.feedback.rules import Said
from mandat.jobs.demo.answers import Judgement, answered_at, at_work, gives_up, judge
from mandat.jobs.demo.asks import HERE, Ask, asks_on, retyped
from mandat.jobs.demo.beside import on_closeness, on_standing_in, voices
from mandat.jobs.demo.deeds import Deed, within
from mandat.jobs.demo.feelings import on_feelings
from mandat.jobs.demo.founding import stage_id
from mandat.jobs.demo.growing import on_steps
from mandat.jobs.demo.people import Resident, demo_id, residents
from mandat.jobs.demo.town.matters import MATTERS
from mandat.jobs.demo.town.values import MatterSpec, StageSpec, Waits, both
from mandat.jobs.demo.voices import on_handovers
from mandat.power.rules import Mandate
from mandat.services.actions import open_case, rule_on_case, send_again, withdraw_case
from mandat.services.queries import UndecidedCase, undecided_cases
from mandat.web.demo import clock

logger = logging.getLogger(__name__)

STAGES = {stage_id(m.key, s.key): s for m in MATTERS for s in m.stages}
BY_KEY = {m.key: m for m in MATTERS}
UNKNOWN_STAGE = StageSpec("unknown", both("", ""), "unit_head", Waits(2.5))
"""For what a visitor brought in: answered in ordinary time, and mostly with yes."""
NEAR = Waits(0.3, 0.5)
"""How long it takes where a hand-over has brought the decision near."""
THANKS_A_COLLEAGUE, THANKS_A_HEAD = 0.12, 0.015
THANKS = (
    "Tack för snabbt svar.",
    "Bra att du frågade vad det skulle användas till.",
    "Det betydde mycket för passet i helgen. Tack.",
)
URGENT = "Det kan inte vänta till nästa möte."
EXTRA = {f"extra-{n}": "Som vi kom överens om." for n in range(10)}
"""What is written in fields that safeguards have added."""


def live_through(since: datetime, until: datetime, spare: UUID | None) -> None:
    """Let everyone but `spare` live from one moment to another; whole or not at all."""
    seed = clock.seed()
    town = {r.id: r for r in residents(seed)}
    draw = random.Random(f"{seed}-{until.isoformat()}")
    others = [r for r in town.values() if r.id != spare]
    deeds = [
        *_asks(since, until, others, draw),
        *on_feelings(since, until, others, draw),
        *_on_cases(since, until, spare, town, seed),
        *on_handovers(since, until, spare, town, seed),
        *on_steps(since, until, spare, seed),
        *_beside(since, until, spare, town, seed),
    ]
    with transaction.atomic():
        for deed in sorted(deeds, key=lambda d: d.at):
            _try(deed)


def _beside(
    since: datetime,
    until: datetime,
    spare: UUID | None,
    town: Mapping[UUID, Resident],
    seed: int,
) -> Iterator[Deed]:
    draw = random.Random(f"{seed}-beside-{since.isoformat()}")
    for deed in (*on_closeness(since, spare, seed), *on_standing_in(since, spare, town, seed)):
        if deed.at < until:
            yield replace(deed, at=within(deed.at, since, until, draw))


def _try(deed: Deed) -> None:
    """Do it, unless what happened meanwhile speaks against it."""
    try:
        with transaction.atomic():
            deed.do(deed.at)
    except RefusedError as refused:
        logger.info("A colleague was refused: %s", refused)


# --- asking -------------------------------------------------------------------------------------


def _asks(
    since: datetime, until: datetime, people: list[Resident], draw: random.Random
) -> Iterator[Deed]:
    day = since.astimezone(HERE).date()
    if day.weekday() >= 5:
        return
    for ask in asks_on(day, people, draw):
        at = within(ask.at, since, until, draw)
        yield Deed(at, lambda now, ask=ask: _ask(ask, now))  # type: ignore[misc]


def _ask(ask: Ask, at: datetime) -> None:
    service = demo_id("service", ask.matter.key)
    given = {**ask.given(), **EXTRA}
    open_case(ask.by.id, service=service, given=given, title=ask.title, at=at)


# --- ruling, and completing what was returned ---------------------------------------------------


def _on_cases(
    since: datetime,
    until: datetime,
    spare: UUID | None,
    town: Mapping[UUID, Resident],
    seed: int,
) -> Iterator[Deed]:
    for found in undecided_cases(since):
        draw = random.Random(f"{seed}-{found.case.id}-{found.case.stage}-{found.put_at}")
        if found.case.state == "returned":
            deeds = [_complete(found, spare, town, draw)]
        elif found.mandate is not None and found.mandate.body is not None:
            deeds = list(voices(found, _stage_of(found), spare, seed))
        else:
            deeds = [_rule(found, spare, town, draw)]
        for deed in deeds:
            if deed is not None and deed.at < until:
                yield replace(deed, at=within(deed.at, since, until, draw))


def _stage_of(found: UndecidedCase) -> StageSpec:
    return STAGES.get(found.case.stage or UUID(int=0), UNKNOWN_STAGE)


def _as_ask(found: UndecidedCase, town: Mapping[UUID, Resident]) -> Ask:
    asker = found.case.asker
    by = town.get(asker) or Resident(str(asker), "", "elsewhere-team")
    matter = BY_KEY.get(found.matter_key) or _unknown(found.matter_key)
    return Ask(matter, by, found.put_at, found.title, found.case.facts)


def _unknown(key: str) -> MatterSpec:
    blank = both("", "")
    noes = ("Det ryms inte just nu.",)
    return MatterSpec(key, blank, blank, "", "", "", (), (UNKNOWN_STAGE,), (), noes, 0)


def _rule(
    found: UndecidedCase, spare: UUID | None, town: Mapping[UUID, Resident], draw: random.Random
) -> Deed | None:
    people = [p for p in found.people if p != spare]
    stage = _stage_of(found)
    if not people or found.mandate is None:
        return None
    if found.mandate.narrows:
        stage = replace(stage, waits=NEAR)
    at = answered_at(found.put_at, stage, draw)
    judged = judge(_as_ask(found, town), stage, draw)
    ruler = draw.choice(people)
    thanks = found.case.asker != spare and gives_thanks(found.mandate, judged, draw)

    def do(now: datetime) -> None:
        ruling = rule_on_case(
            ruler,
            case=found.case.id,
            outcome=judged.outcome,
            reason=judged.reason,
            stage=found.case.stage,
            written={"urgency": URGENT} if found.mandate and found.mandate.urgent else {},
            at=now,
        )
        if thanks:
            said = Said(draw.choice(THANKS))
            give_feedback(
                found.case.asker, about="ruling", of=ruling, said=said, openness="named", at=now
            )

    return Deed(at, do)


def gives_thanks(mandate: Mandate, judged: Judgement, draw: random.Random) -> bool:
    """Tell whether the asker says something of a yes; more do when a colleague gave it."""
    often = THANKS_A_COLLEAGUE if mandate.narrows else THANKS_A_HEAD
    return judged.outcome == "yes" and draw.random() < often


def _complete(
    found: UndecidedCase, spare: UUID | None, town: Mapping[UUID, Resident], draw: random.Random
) -> Deed | None:
    asker = found.case.asker
    if asker == spare or found.returned_at is None:
        return None
    at = at_work(found.returned_at + timedelta(hours=draw.uniform(2, 60)), draw)
    if gives_up(_as_ask(found, town), draw):
        return Deed(at, lambda now: withdraw_case(asker, case=found.case.id, at=now))
    given = {**retyped(found.case.facts), **EXTRA}
    return Deed(
        at,
        lambda now: send_again(asker, case=found.case.id, given=given, title=found.title, at=now),
    )

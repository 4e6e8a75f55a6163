"""Some in the demo have practised on past cases, so that one is not the first."""

import random
from collections.abc import Sequence
from datetime import datetime, timedelta

from mandat.common.refusals import RefusedError
from mandat.growth.practice.actions.sets import MANY, answer_case, begin_set
from mandat.jobs.demo.founding import stage_id
from mandat.jobs.demo.people import Resident, demo_id

PRACTISED = 15
"""How many residents have been through a set on course fees."""
SAID = ("yes",) * 17 + ("ask",) * 2 + ("no",)
"""What they say, as often."""
BEFORE = timedelta(days=1)


def past_practice(people: Sequence[Resident], *, until: datetime, seed: int) -> None:
    """Let some whom the demo does not name practise on course fees, where that is open."""
    draw = random.Random(f"practice-{seed}")
    unnamed = [p for p in people if "-" in p.key]
    matter, stage = demo_id("matter", "course"), stage_id("course", "head")
    for person in draw.sample(unnamed, min(PRACTISED, len(unnamed))):
        try:
            of_set = begin_set(person.id, matter=matter, stage=stage, at=until - BEFORE)
            for number in range(1, MANY + 1):
                answer_case(
                    person.id,
                    of_set=of_set,
                    number=number,
                    said=draw.choice(SAID),
                    why="",
                    at=until - BEFORE,
                )
        except RefusedError:
            continue  # closed, or too small a past

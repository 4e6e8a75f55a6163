"""Far goals, and experiments with an end and a learning. Of circles, never of persons. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal, get_args
from uuid import UUID

from mandat.common.refusals import Refusal

LONGEST_GOAL = 300
LONGEST_LINE = 300
LONGEST_WORDS = 2000

SHORTEST_EXPERIMENT = timedelta(days=7)
"""Shorter, and nobody has had time to notice anything."""
LONGEST_EXPERIMENT = timedelta(days=62)
"""Two months, as a trial: longer, and it has become the way things are without anyone deciding."""
USUAL_EXPERIMENT = timedelta(days=28)
MOST_UNDER_WAY = 3
"""Experiments under way in a circle at once; with more nobody can tell what did what."""

Outcome = Literal["keep", "change", "drop"]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True)
class Trying:
    """An experiment as it is begun: what, what for, how one will know, and until when."""

    what: str
    hope: str
    """What people are hoped to notice."""
    how: str
    """How those who try it will know."""
    until: date | None


def circles_of_ones_own(
    own: Collection[UUID], parents: Mapping[UUID, UUID | None]
) -> frozenset[UUID]:
    """Return the circles that are somebody's: where they have a role, and those above.

    The outermost circle is everyone's, also theirs who have no role yet.
    """
    found = {circle for circle, parent in parents.items() if parent is None}
    for circle in own:
        here: UUID | None = circle
        while here is not None and here not in found:
            found.add(here)
            here = parents.get(here)
    return frozenset(found)


def check_goal(words: str) -> tuple[Refusal, ...]:
    """Return what is wrong with a far goal."""
    return _needed(words, "words", LONGEST_GOAL)


def check_experiment(trying: Trying, *, today: date, under_way: int) -> tuple[Refusal, ...]:
    """Return what is wrong with a new experiment, `under_way` in its circle besides it."""
    refusals = [
        *_needed(trying.what, "what", LONGEST_LINE),
        *_needed(trying.hope, "hope", LONGEST_LINE),
        *_needed(trying.how, "how", LONGEST_LINE),
    ]
    ends = trying.until
    if ends is None or not today + SHORTEST_EXPERIMENT <= ends <= today + LONGEST_EXPERIMENT:
        days = {"fewest": SHORTEST_EXPERIMENT.days, "most": LONGEST_EXPERIMENT.days}
        refusals.append(Refusal("growth.experiment_length", days, "until"))
    if under_way >= MOST_UNDER_WAY:
        refusals.append(Refusal("growth.experiments_enough", {"most": MOST_UNDER_WAY}))
    return tuple(refusals)


def check_learning(learned: str, outcome: str) -> tuple[Refusal, ...]:
    """Return what is wrong with how an experiment is ended: it needs words and a way on."""
    refusals = list(_needed(learned, "learned", LONGEST_WORDS))
    if outcome not in OUTCOMES:
        refusals.append(Refusal("growth.outcome_missing", field="outcome"))
    return tuple(refusals)


def _needed(text: str, field: str, most: int) -> tuple[Refusal, ...]:
    if not text.strip():
        return (Refusal("growth.missing_words", field=field),)
    return (Refusal("growth.too_long", {"most": most}, field),) if len(text) > most else ()

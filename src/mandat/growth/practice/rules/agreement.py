"""How often answers come out alike: one's own with what was ruled, and those who rule among them.

Both are plain shares of answers alike, so that they can be read beside each other.
"""

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from mandat.common.shares import Z_95, Counted, tenths, wilson
from mandat.growth.practice.rules.anonymous import ALIKE, ANSWERS, NOES, Answer, Ruled
from mandat.growth.rules import FEWEST

RULINGS_EACH = 5
"""Rulings on cases that others have ruled on too, below which a ruler is not counted."""

Outcome = Hashable


# --- one's own ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Answered:
    """What somebody said of one case, and how it went."""

    said: Answer
    ruled: Ruled

    @property
    def alike(self) -> bool:
        """Whether it came out as what was ruled first."""
        return ALIKE[self.ruled] == self.said


def with_rulings(answers: Iterable[Answered]) -> Counted:
    """Return how often one's answers came out as what was ruled."""
    answers = tuple(answers)
    return Counted(sum(a.alike for a in answers), len(answers))


def always_yes(answers: Iterable[Answered]) -> int:
    """Return how many of the same cases somebody who always says yes would have had alike.

    Where nearly all are granted, being alike is easy: the plain counterpart of correcting for
    agreement by chance.
    """
    return sum(ALIKE[a.ruled] == "yes" for a in answers)


Noticed = Literal["all_yes", "all_alike", "more_careful", "more_open", "asked_more", "mixed"]


def noticed(answers: Sequence[Answered]) -> Noticed:
    """Return one thing worth noticing in some answers. A pattern, never a mark."""
    if all(a.alike for a in answers):
        return "all_yes" if all(a.said == "yes" for a in answers) else "all_alike"
    differ = [a for a in answers if not a.alike]
    careful = sum(ALIKE[a.ruled] == "yes" for a in differ)
    asked = sum(a.said == "ask" for a in differ)
    opened = sum(a.said == "yes" and a.ruled in NOES for a in differ)
    if asked * 2 > len(differ):
        return "asked_more"
    if careful * 2 > len(differ):
        return "more_careful"
    return "more_open" if opened * 2 > len(differ) else "mixed"


# --- others who practised -----------------------------------------------------------------------


@dataclass(frozen=True)
class Others:
    """How others who practised answered on cases like one: how many said what."""

    yes: int
    no: int
    ask: int

    @property
    def count(self) -> int:
        return self.yes + self.no + self.ask


def others_or_hidden(firsts: Sequence[Answer]) -> Others | None:
    """Return the answers of a group, one a person, oldest first; in steps of five, else hidden."""
    kept = firsts[: len(firsts) - len(firsts) % FEWEST]
    if not kept:
        return None
    count = Counter(kept)
    return Others(*(count[answer] for answer in ANSWERS))


# --- those who rule -----------------------------------------------------------------------------


@dataclass(frozen=True)
class Among:
    """How often two who rule would rule alike on cases that look alike.

    `share`, `low` and `high` 0–1: 95 per cent. `rulers` and `rulings` are what it is made of.
    """

    share: float
    low: float
    high: float
    rulers: int
    rulings: int

    @property
    def tenths(self) -> int:
        return round(self.share * 10)

    @property
    def low_tenths(self) -> int:
        return tenths(self.low, self.high)[0]

    @property
    def high_tenths(self) -> int:
        return tenths(self.low, self.high)[1]


Table = dict[Hashable, dict[UUID, Counter[Outcome]]]


def among_rulers(rulings: Iterable[tuple[Hashable, UUID, Outcome]]) -> Among | None:
    """Return the agreement among those who rule, or None where fewer than five can be counted.

    `rulings`: (what the case looks like, who ruled, what). The share is the chance that a ruling
    and one by somebody else on a case that looks the same are alike, the same weight for every
    ruling: Fleiss's observed agreement (Psychological Bulletin 76, 1971) with pairs of the same
    ruler left out, so that nobody counts as agreeing with themself. The interval is Wilson's with
    as many cases as a jackknife over rulers says the rulings are worth: see `_interval`.
    """
    table = _counted(rulings)
    rulers = sorted({r for cell in table.values() for r in cell})
    if len(rulers) < FEWEST:
        return None
    share, weight = observed(table)
    low, high = _interval(table, rulers, share, weight)
    return Among(share, low, high, len(rulers), weight)


def _counted(rulings: Iterable[tuple[Hashable, UUID, Outcome]]) -> Table:
    """Return counts by cell and ruler, of cells with two or more who each have ruled enough."""
    table: Table = {}
    for cell, ruler, outcome in rulings:
        table.setdefault(cell, {}).setdefault(ruler, Counter())[outcome] += 1
    while True:
        table = {cell: by for cell, by in table.items() if len(by) > 1}
        made = Counter[UUID]()
        for by in table.values():
            for ruler, outcomes in by.items():
                made[ruler] += outcomes.total()
        few = {ruler for ruler, count in made.items() if count < RULINGS_EACH}
        if not few:
            return table
        table = {c: {r: o for r, o in by.items() if r not in few} for c, by in table.items()}


def observed(table: Mapping[Hashable, Mapping[UUID, Counter[Outcome]]]) -> tuple[float, int]:
    """Return the share of alike answers over pairs by different rulers, and how many rulings.

    Within a cell every such pair counts the same; cells count by their rulings. Where each ruler
    has ruled once on each case, and each case is a cell, it is Fleiss's P̄.
    """
    total, weight = 0.0, 0
    for by in table.values():
        every = Counter[Outcome]()
        for outcomes in by.values():
            every.update(outcomes)
        own = sum(outcomes.total() ** 2 for outcomes in by.values())
        pairs = every.total() ** 2 - own
        if pairs:
            own_alike = sum(n * n for outcomes in by.values() for n in outcomes.values())
            alike = sum(n * n for n in every.values()) - own_alike
            total += every.total() * alike / pairs
            weight += every.total()
    return (total / weight if weight else 0.0), weight


def _interval(
    table: Table, rulers: Sequence[UUID], share: float, weight: int
) -> tuple[float, float]:
    """Return a 95 % interval for rulers like these and cases like these.

    Each ruler is left out in turn (Tukey's jackknife; for such statistics Arvesen, Annals of
    Mathematical Statistics 40, 1969), which says how far the share would move with other rulers.
    That variance is turned into a number of independent cases, never more than there are rulings,
    and given to Wilson's interval, which stays inside 0–1; with Student's quantile, since rulers
    are few.
    """
    without = [
        observed({c: {r: o for r, o in by.items() if r != left} for c, by in table.items()})[0]
        for left in rulers
    ]
    many = len(rulers)
    mean = sum(without) / many
    variance = (many - 1) / many * sum((one - mean) ** 2 for one in without)
    spread = share * (1 - share)
    worth = float(weight) if variance <= 0 else min(float(weight), spread / variance)
    return wilson(share, max(worth, 1.0), student(many - 1))


def student(degrees: int) -> float:
    """Return Student's 97.5th percentile, to 0.01 from four degrees of freedom up.

    Cornish and Fisher's expansion round the normal's (Abramowitz and Stegun 26.7.5).
    """
    z = Z_95
    return (
        z
        + (z**3 + z) / (4 * degrees)
        + (5 * z**5 + 16 * z**3 + 3 * z) / (96 * degrees**2)
        + (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / (384 * degrees**3)
    )

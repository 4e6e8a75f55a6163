"""A total and one index for each part of a quarter, from nothing but the months that show.

Each person answers one question a week, so the figures of a quarter come from different people in
different weeks, and the same people in several. How their answers hang together is not known, and
nobody could find out without tying answers to persons. The ends of the interval are therefore the
means of the ends of what they are made of: right however answers hang together (standard errors
of figures that move as one add up; of others they add up to less), and so rather too wide.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from mandat.growth.rules import HIGHEST, LOWEST, Group


@dataclass(frozen=True)
class ShownMonth:
    """What one month shows of one question for the whole organisation."""

    month: date
    question: str
    group: Group


@dataclass(frozen=True)
class PartIndex:
    """An index from 0 to 100 and where it lies; `part` is empty for the total."""

    part: str
    index: int
    low: int
    high: int


@dataclass(frozen=True)
class QuarterIndex:
    """The indices of a quarter, and how many answers its questions had, fewest and most."""

    quarter: date
    total: PartIndex
    parts: tuple[PartIndex, ...]
    fewest: int
    most: int


_Three = tuple[float, float, float]
"""Mean, and the ends of its interval, from 1 to 5."""


def quarter_of(month: date) -> date:
    """Return the first day of a day's quarter."""
    return month.replace(month=month.month - (month.month - 1) % 3, day=1)


def quarter_indices(
    months: Iterable[ShownMonth],
    parts: Mapping[str, Sequence[str]],
    *,
    since: date,
    until: date,
) -> tuple[QuarterIndex, ...]:
    """Return the quarters that lie whole in `[since, until)` and heard of every question.

    Newest first. A quarter in which some question never had five answers in a month has none.
    """
    found: dict[date, dict[str, list[Group]]] = {}
    for shown in months:
        quarter = quarter_of(shown.month)
        if since <= quarter and _next(quarter) <= until:
            found.setdefault(quarter, {}).setdefault(shown.question, []).append(shown.group)
    questions = [question for each in parts.values() for question in each]
    return tuple(
        _index(quarter, found[quarter], parts)
        for quarter in sorted(found, reverse=True)
        if all(question in found[quarter] for question in questions)
    )


def _next(quarter: date) -> date:
    far = quarter.month == 10
    return quarter.replace(year=quarter.year + far, month=1 if far else quarter.month + 3)


def _index(
    quarter: date, groups: Mapping[str, Sequence[Group]], parts: Mapping[str, Sequence[str]]
) -> QuarterIndex:
    items = {question: _over_months(groups[question]) for each in parts.values()
             for question in each}  # fmt: skip
    counts = [sum(group.count for group in groups[question]) for question in items]
    own = tuple(
        _part(part, [items[question] for question in each])
        for part, each in parts.items()
        if len(parts) > 1
    )
    return QuarterIndex(quarter, _part("", list(items.values())), own, min(counts), max(counts))


def _over_months(groups: Sequence[Group]) -> _Three:
    """Return one question over the months that show, each weighing as many as answered."""
    count = sum(group.count for group in groups)
    return (
        sum(group.mean * group.count for group in groups) / count,
        sum(group.between.low * group.count for group in groups) / count,
        sum(group.between.high * group.count for group in groups) / count,
    )


def _part(part: str, items: Sequence[_Three]) -> PartIndex:
    mean, low, high = (sum(ends) / len(items) for ends in zip(*items, strict=True))
    return PartIndex(part, _whole(mean), _whole(low), _whole(high))


def _whole(mean: float) -> int:
    return round((mean - LOWEST) / (HIGHEST - LOWEST) * 100)

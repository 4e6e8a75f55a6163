"""Questions that go further than one person's yes: who may, on what it hangs, and what if. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from mandat.common.money import Money
from mandat.power.rules.acting import ways
from mandat.power.rules.authority import answer, is_reached, routes, usable_by, waiver_for
from mandat.power.rules.conditions import Condition
from mandat.power.rules.limits import Limit, Limits
from mandat.power.rules.organisation import Mandate, Slice, Stage
from mandat.power.rules.question import Answer, Question, Route, Yes
from mandat.power.rules.reasons import review_edges
from mandat.power.rules.weighing import is_mere_execution


@dataclass(frozen=True)
class StageWho:
    """One stage a case comes to: the waiver under which it is passed, or who may rule there."""

    stage: Stage
    waived_by: UUID | None
    routes: tuple[Route, ...]


@dataclass(frozen=True)
class Suppose:
    """A mandate as it is not: with other limits, or (`limits` None) withdrawn."""

    mandate: UUID
    limits: Limits | None


def suppose(org: Slice, changes: Sequence[Suppose], at: datetime) -> Slice:
    """Return the slice as it would be; nothing is written (rule 32).

    A limit replaces one on the same fact with the same sign; others stay.
    """
    by_id = {change.mandate: change for change in changes}
    changed = tuple(_supposed(m, by_id[m.id], at) if m.id in by_id else m for m in org.mandates)
    return replace(org, mandates=changed)


def _supposed(mandate: Mandate, change: Suppose, at: datetime) -> Mandate:
    if change.limits is None:
        return replace(mandate, until=min(at, mandate.until or at))
    new = {(limit.fact, limit.op) for limit in change.limits}
    kept = tuple(limit for limit in mandate.limits if (limit.fact, limit.op) not in new)
    return replace(mandate, limits=(*kept, *change.limits))


def who_may(org: Slice, question: Question) -> tuple[StageWho, ...]:
    """Return, for each stage the facts lead to, who may say what is asked, nearest first.

    The question's actor plays no part.
    """
    if is_mere_execution(org, question):
        return ()
    stages = (
        s
        for s in org.matter.stages
        if (s.id == question.stage if question.stage else is_reached(org, s, question))
    )
    return tuple(_who_at(org, question, stage) for stage in stages)


def _who_at(org: Slice, question: Question, stage: Stage) -> StageWho:
    waiver = waiver_for(org, question, stage)
    if waiver is not None:
        return StageWho(stage, waiver.id, ())
    if question.verb == "yes":
        return StageWho(stage, None, routes(org, question, stage.id))
    return StageWho(stage, None, tuple(_who_may_refuse(org, question, stage)))


def _who_may_refuse(org: Slice, question: Question, stage: Stage) -> Iterator[Route]:
    """A case is put to those who may say yes; a no can lie with others, asked for one by one."""
    for mandate in org.mandates:
        if mandate.stage != stage.id or not mandate.may_no:
            continue
        asked = replace(question, stage=stage.id)
        if mandate.body is not None:
            people = usable_by(org, mandate, asked)
        else:
            people = tuple(
                way.person
                for way in ways(org, mandate, question)
                if _rests_on(answer(org, replace(asked, actor=way.person)), mandate)
            )
        if people:
            yield Route(stage.id, mandate, people)


def _rests_on(found: Answer, mandate: Mandate) -> bool:
    return isinstance(found, Yes) and found.chain[0] == mandate


def facts_that_matter(org: Slice, at: datetime) -> frozenset[str]:
    """Return the facts that some limit or condition in force speaks of."""
    conditions = [s.condition for s in org.matter.stages]
    conditions += [org.matter.execution] if org.matter.execution else []
    links = [m.limits for m in org.mandates if m.holds_at(at)]
    waived = [w.limits for w in org.waivers]
    return frozenset(limit.fact for lim in (*conditions, *links, *waived) for limit in lim)


def changes_at(org: Slice, at: datetime) -> datetime | None:
    """Return the first moment after `at` when a period begins or ends, and the answer may change.

    None when the clock alone changes nothing. No answer may be kept past it (rule 8).
    """
    groups = (
        org.mandates, org.holdings, org.acceptances, org.waivers, org.substitutions,
        org.conflicts, org.pauses, org.handed_back,
    )  # fmt: skip
    edges = [
        edge for group in groups for item in group for edge in (item.since, item.until) if edge
    ]
    edges += (row.since for row in org.rates.rows)
    edges += (adopted.since for adopted in org.books)
    edges += (edge for m in org.mandates for edge in review_edges(m, org.book_at(at)))
    return min((edge for edge in edges if edge > at), default=None)


def conditions_of(chain: Sequence[Mandate]) -> tuple[Condition, ...]:
    """Return what whoever rules under a chain must confirm: the conditions of every link."""
    return tuple(dict.fromkeys(c for link in chain for c in link.conditions))


def narrowest(chain: Sequence[Mandate]) -> Limits:
    """Return the limits that all links together leave, the narrowest of each kind (rule 2)."""
    found: dict[tuple[str, str], Limit] = {}
    others: dict[Limit, None] = {}
    for limit in (limit for link in chain for limit in link.limits):
        key = (limit.fact, limit.op)
        known = found.get(key)
        if limit.op not in ("<=", ">=") or (known is not None and not _comparable(known, limit)):
            others[limit] = None
        elif known is None or _narrower(limit, known):
            found[key] = limit
    return (*found.values(), *others)


def _comparable(a: Limit, b: Limit) -> bool:
    currencies = [v.currency if isinstance(v, Money) else "" for v in (a.value, b.value)]
    return type(a.value) is type(b.value) and currencies[0] == currencies[1]


def _narrower(a: Limit, b: Limit) -> bool:
    low, high = (a.value, b.value) if a.op == "<=" else (b.value, a.value)
    return low < high  # type: ignore[operator]  # compared only when comparable

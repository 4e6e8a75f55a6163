"""What is judged: a case's amount, and with it other parts of the same purchase (rule 18). Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from mandat.common.money import Money
from mandat.power.rules.conditions import is_execution
from mandat.power.rules.facts import Facts
from mandat.power.rules.limits import Limit, Limits, outside, within
from mandat.power.rules.organisation import Slice
from mandat.power.rules.parts import Part, Splitting, months_before, purchase_of
from mandat.power.rules.question import Question
from mandat.power.rules.rates import InForce


@dataclass(frozen=True)
class Weighed:
    """A case's facts with the sum in place of its own amount, and what the sum is made of.

    `unknown` are pairs of currencies without a recorded rate: then there is no sum to judge.
    """

    facts: Facts = field(hash=False)
    own: Facts = field(hash=False)
    rates: InForce
    fact: str = ""
    parts: tuple[Part, ...] = ()
    unknown: tuple[tuple[str, str], ...] = ()
    splitting: Splitting = "stop"

    @property
    def sum(self) -> Money | None:
        """The sum, where there is more than the case's own part."""
        found = self.facts.get(self.fact) if self.parts else None
        return found if isinstance(found, Money) else None

    def outside(self, limits: Limits) -> Limits:
        """Return the limits that the sum does not lie inside."""
        return outside(limits, self.facts, self.rates)

    def within(self, limits: Limits) -> bool:
        """Tell whether the sum lies inside every limit."""
        return not self.unknown and within(limits, self.facts, self.rates)

    def alone_within(self, limits: Limits) -> bool:
        """Tell whether the case would lie inside every limit if it stood alone."""
        return within(limits, self.own, self.rates)

    def reaches(self, condition: Limits) -> bool:
        """Tell whether a case comes to a stage; without a rate to tell by, it does."""
        return all(self._may_hold(limit) for limit in condition)

    def _may_hold(self, limit: Limit) -> bool:
        return limit.holds(self.facts, self.rates) or limit.lacks_rate(self.facts, self.rates)


def weigh(org: Slice, question: Question) -> Weighed:
    """Return what of a question is judged: the sum over the window, where the matter sums."""
    rates = org.rates.at(question.at)
    if not org.matter.same:
        return Weighed(question.facts, question.facts, rates)
    book = org.book_at(question.at)
    splitting = org.matter.splitting or book.splitting
    parts = counted(org, question, months_before(question.at, book.sum_months))
    fact = next((p.fact for p in parts), "")
    own = question.facts.get(fact)
    if not parts or not isinstance(own, Money):
        return Weighed(question.facts, question.facts, rates, splitting=splitting)
    total, unknown = own.minor, []
    for part in parts:
        amount = rates.convert(part.amount, own.currency, up=True)
        if amount is None:
            unknown.append((part.amount.currency, own.currency))
        else:
            total += amount.minor
    facts: Mapping[str, object] = {**question.facts, fact: Money(total, own.currency)}
    return Weighed(
        facts,  # type: ignore[arg-type]  # one amount in place of another
        question.facts, rates, fact, parts, tuple(dict.fromkeys(unknown)), splitting,
    )  # fmt: skip


def counted(org: Slice, question: Question, since: datetime) -> tuple[Part, ...]:
    """Return the other parts of the same purchase in the window that ends at the question."""
    purchase = purchase_of(question.facts, org.matter.same)
    return tuple(
        part
        for part in org.parts_of(purchase)
        if part.case != question.case
        and since < part.at <= question.at
        and (part.released is None or part.released > question.at)
    )


def is_mere_execution(org: Slice, question: Question) -> bool:
    """Tell whether a case is nobody's decision, judged by the sum it is part of (rule 28)."""
    if org.matter.execution is None:
        return False
    weighed = weigh(org, question)
    return not weighed.unknown and is_execution(org.matter.execution, weighed.facts, weighed.rates)

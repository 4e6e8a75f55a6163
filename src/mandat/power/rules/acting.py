"""Who acts under a mandate in a case: its holders, or those who stand in for them (rule 22)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

from mandat.power.rules.conflicts import in_conflict
from mandat.power.rules.organisation import Mandate, Slice, Substitution, holds_now
from mandat.power.rules.question import Question


@dataclass(frozen=True)
class Way:
    """How a person comes to act: as a holder (`standing_in` empty), or through substitutions.

    The first substitution names the holder; each later one who stood in before.
    """

    person: UUID
    standing_in: tuple[Substitution, ...] = ()

    @property
    def people(self) -> frozenset[UUID]:
        """Everyone this way of acting goes through."""
        return frozenset({self.person, *(s.of for s in self.standing_in if s.of is not None)})


def is_away(org: Slice, mandate: Mandate, person: UUID, question: Question) -> bool:
    """Tell whether someone has said that they are away, as far as this mandate goes."""
    return any(
        s.of == person
        and s.ground == "away"
        and holds_now(s, question.at)
        and s.counts_under(mandate)
        for s in org.substitutions
    )


def _can(org: Slice, sub: Substitution, mandate: Mandate, question: Question) -> bool:
    """Tell whether a substitution is good for a mandate just now."""
    still = sub.by_role is None or org.holds(sub.person, sub.by_role, question.at)
    return still and sub.counts_under(mandate) and holds_now(sub, question.at)


def ways(org: Slice, mandate: Mandate, question: Question) -> tuple[Way, ...]:
    """Return who acts under the mandate in this case, each once: holders first, as they came."""
    if mandate.automat is not None:
        return (Way(mandate.automat),)
    found: dict[UUID, Way] = {}
    holders = org.users(mandate, question.at)
    for holder in holders:
        for way in _for(org, mandate, question, Way(holder), frozenset({holder})):
            found.setdefault(way.person, way)
    if not holders and mandate.role is not None:
        for sub in org.substitutions:
            if sub.of_role == mandate.role and _can(org, sub, mandate, question):
                first = Way(sub.person, (sub,))
                for way in _for(org, mandate, question, first, frozenset({sub.person})):
                    found.setdefault(way.person, way)
    return tuple(found.values())


def _for(
    org: Slice, mandate: Mandate, question: Question, way: Way, seen: frozenset[UUID]
) -> Iterator[Way]:
    """Yield the person, or, when they are kept from acting, those who stand in for them.

    A cycle ends where it comes back to someone already gone by, and a chain at the rule book's
    length.
    """
    away = is_away(org, mandate, way.person, question)
    despite = question.despite_conflict and way.person == question.actor
    if not away and (despite or not in_conflict(org, way.person, question)):
        yield way
        return
    if len(way.standing_in) >= org.book_at(question.at).substitute_steps:
        return
    ground = "away" if away else "conflict"
    for sub in org.substitutions:
        own = sub.of == way.person and sub.ground == ground
        ready = not way.standing_in and _stands_ready(sub, mandate)
        if (own or ready) and sub.person not in seen and _can(org, sub, mandate, question):
            further = Way(sub.person, (*way.standing_in, replace(sub, of=way.person)))
            yield from _for(org, mandate, question, further, seen | {sub.person})


def _stands_ready(sub: Substitution, mandate: Mandate) -> bool:
    """Tell whether an order names the substitute for every holder of the mandate's role."""
    return sub.of is None and sub.by_role is not None and sub.of_role == mandate.role


def stands_in_for(org: Slice, mandate: Mandate, person: UUID, question: Question) -> bool:
    """Tell whether a person is a substitute for some holder, needed just now or not."""
    holders = org.users(mandate, question.at)
    return any(
        s.person == person
        and (s.of in holders or _stands_ready(s, mandate))
        and _can(org, s, mandate, question)
        for s in org.substitutions
    )

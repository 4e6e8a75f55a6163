"""How a body decides jointly (rule 5): by a rule of its own, never by whoever came first. Pure.

Quorum: Local Government Act (2017:725) 6:27, more than half of the members; casting vote: 4:25;
one vote each and the right to abstain: 4:24–27. Whoever is in conflict is not counted as present,
and the number of members stays what it is (6:27; the exception of 5:46 is for the council alone).
"""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args
from uuid import UUID

How = Literal["majority", "all", "at_least"]
Say = Literal["yes", "no", "abstain"]
SAYS: tuple[Say, ...] = get_args(Say)


@dataclass(frozen=True)
class Jointly:
    """A body's rule: a majority of those who say yes or no, all who take part, or at least `count`.

    `quorum`: how many must take part; None is more than half of the members. `casting`: the role
    whose holder decides a tie; without one a tie is no. `roles`: whose holders are members; none
    is every role of the body.
    """

    how: How = "majority"
    count: int = 0
    quorum: int | None = None
    casting: UUID | None = None
    roles: frozenset[UUID] = frozenset()


def jointly_from_json(value: Mapping[str, Any]) -> Jointly:
    """Read a rule as the record keeps it. Raises ValueError naming what cannot be understood."""
    how = next((h for h in get_args(How) if h == value.get("rule")), None)
    if how is None:
        raise ValueError(f"rule: {value.get('rule')}")
    casting = value.get("casting")
    return Jointly(
        how,
        value.get("count") or 0,
        value.get("quorum"),
        UUID(casting) if casting else None,
        frozenset(map(UUID, value.get("roles") or ())),
    )


def jointly_to_json(rule: Jointly) -> dict[str, Any]:
    """Return a rule as the record keeps it."""
    return {
        "rule": rule.how,
        "count": rule.count,
        "quorum": rule.quorum,
        "casting": str(rule.casting) if rule.casting else None,
        "roles": sorted(map(str, rule.roles)),
    }


def quorum_of(rule: Jointly, members: int) -> int:
    """Return how many of the members must take part."""
    return members // 2 + 1 if rule.quorum is None else rule.quorum


def enough(rule: Jointly, members: int) -> int:
    """Return how many must be able to take part for a yes to be possible at all."""
    least = rule.count if rule.how == "at_least" else 1
    return max(quorum_of(rule, members), least)


def decided(
    rule: Jointly,
    members: int,
    able: Collection[UUID],
    voices: Mapping[UUID, Say],
    chair: UUID | None = None,
) -> Literal["yes", "no"] | None:
    """Return the outcome as soon as no voice still to come can change it, and the quorum is there.

    `able` are those who may take part in this very case; others' voices do not count. Since only
    what nothing can change is decided, the order in which voices come plays no part.
    """
    said = {person: say for person, say in voices.items() if person in able}
    if len(said) < quorum_of(rule, members):
        return None
    silent = set(able) - said.keys()
    waits_for_chair = chair in silent
    rest = len(silent) - waits_for_chair
    counts = Counter(said.values())
    casts = SAYS if waits_for_chair else (said.get(chair) if chair else None,)
    outcomes = {
        _outcome(
            rule,
            len(able),
            counts["yes"] + yes + (waits_for_chair and cast == "yes"),
            counts["no"] + no + (waits_for_chair and cast == "no"),
            cast,
        )
        for yes in range(rest + 1)
        for no in range(rest - yes + 1)
        for cast in casts
    }
    return outcomes.pop() if len(outcomes) == 1 else None


def _outcome(rule: Jointly, able: int, yes: int, no: int, cast: Say | None) -> Literal["yes", "no"]:
    if rule.how == "all":
        agreed = yes == able
    elif rule.how == "at_least":
        agreed = yes >= rule.count
    else:
        agreed = yes > no or (yes == no and cast == "yes")
    return "yes" if agreed else "no"

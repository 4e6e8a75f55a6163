"""The question anyone can ask, in the words people use: addresses, keys and typed facts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.common.refusals import BadInputError, Refusal
from mandat.power import rules
from mandat.power.queries.people import matter as find_matter
from mandat.power.queries.people import people, person_by_email
from mandat.power.queries.slices import load_slice
from mandat.power.queries.views import MatterView

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class MayAnswer:
    """An answer with people's names and stages' keys.

    `chain` pairs each mandate used with the decision it rests on (empty but for the root); `who`
    pairs a stage with those who could rule there.
    """

    answer: Literal["yes", "needs_also", "no"]
    chain: tuple[tuple[UUID, str], ...] = ()
    reasons: tuple[Refusal, ...] = ()
    who: tuple[tuple[str, tuple[str, ...]], ...] = ()


def ask_may(
    *,
    person: str,
    verb: rules.Verb,
    matter: str,
    given: Mapping[str, str],
    asker: str | None,
    for_whom: str | None,
    stage: str | None,
    at: datetime,
) -> MayAnswer:
    """Answer whether a person may rule. Raises BadInputError for names and facts unknown."""
    view = find_matter(matter)
    if view is None:
        raise BadInputError(Refusal("power.matter_unknown", {"given": matter}, "matter"))
    facts, refusals = rules.read_facts(view.facts, given)
    wrong = [r for r in refusals if not r.code.startswith("power.missing_")]
    if wrong:
        raise BadInputError(*wrong)
    actor = _person(person)
    asking = _person(asker) if asker else NOBODY
    target = _person(for_whom) if for_whom else asking
    question = rules.Question(actor, verb, facts, asking, target, at, _stage(view, stage))
    org = load_slice(view.id, {actor, asking, target})
    return _in_names(view, rules.answer(org, question))


def _person(email: str) -> UUID:
    found = person_by_email(email)
    if found is None:
        raise BadInputError(Refusal("power.person_unknown", {"given": email}, "person"))
    return found.id


def _stage(view: MatterView, key: str | None) -> UUID | None:
    if key is None:
        return None
    try:
        return view.stage(key).id
    except KeyError:
        known = ", ".join(s.key for s in view.stages)
        raise BadInputError(
            Refusal("power.no_such_stage", {"given": key, "known": known}, "stage")
        ) from None


def _in_names(view: MatterView, found: rules.Answer) -> MayAnswer:
    if isinstance(found, rules.Yes):
        return MayAnswer("yes", tuple((m.id, m.source_decision) for m in found.chain))
    routes = found.whom if isinstance(found, rules.NeedsAlso) else found.who_could
    names = people({p for r in routes for p in r.people})
    who = tuple((view.stage(r.stage).key, tuple(names[p].name for p in r.people)) for r in routes)
    if isinstance(found, rules.NeedsAlso):
        return MayAnswer("needs_also", (), found.why, who)
    return MayAnswer("no", (), found.reasons, who)

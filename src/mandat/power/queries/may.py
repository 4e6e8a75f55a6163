"""The question anyone can ask, in the words people use: addresses, keys and typed facts.

Pages, the REST API and `mandat may` all ask here, and get the same frozen answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db.models import Q

from mandat.common.formats import local
from mandat.common.refusals import BadInputError, Refusal, refuse
from mandat.power import models, rules
from mandat.power.queries.naming import LinkView, Naming
from mandat.power.queries.people import matter as find_matter
from mandat.power.queries.rulebooks import basis_at
from mandat.power.queries.slices import load_slices
from mandat.power.queries.views import MatterView, PersonView, StageView

NOBODY = UUID(int=0)
MOST_NAMES = 25
"""How many people and mandates an answer names at each place; it says how many more there are."""


_OF_OTHERS = {
    "power.no_mandate": "power.they_no_mandate",
    "power.not_accepted": "power.they_not_accepted",
}


@dataclass(frozen=True)
class WhatIf:
    """A mandate as it is not: withdrawn, or with other limits (fact → what a person typed)."""

    mandate: UUID
    limits: Mapping[str, str] | None = None


@dataclass(frozen=True)
class Asked:
    """May `person` (an address or identity; None: whoever it is) say `verb` in a matter?

    `at` is the time asked about, `known_at` what the record had been told by then.
    """

    matter: str
    at: datetime
    verb: rules.Verb = "yes"
    given: Mapping[str, str] = field(default_factory=dict)
    person: str | None = None
    asker: str | None = None
    for_whom: str | None = None
    stage: str | None = None
    known_at: datetime | None = None
    what_if: tuple[WhatIf, ...] = ()


@dataclass(frozen=True)
class WhoView:
    """A mandate that covers the case with its sources, and who may use it: `more` unnamed."""

    chain: tuple[LinkView, ...]
    people: tuple[PersonView, ...]
    more: int


Word = Literal["yes", "needs_also", "no", "someone", "nobody", "not_needed"]


@dataclass(frozen=True)
class StageAnswer:
    """One stage the case comes to: passed under a waiver, or who may rule there."""

    stage: StageView
    waived_by: UUID | None
    who: tuple[WhoView, ...]


@dataclass(frozen=True)
class MayAnswer:
    """An answer, the same for pages, JSON and the command line.

    `answer` is someone or nobody when no person was named, and not_needed where it is mere
    execution. `missing` are facts that limits speak
    of and that were not given. `weighed` is what is judged, also of other cases about the same
    purchase. `changes_at`: no later may the answer be kept. `standing_in`: the
    holders for whom the person acts as a substitute.
    """

    asked: Asked
    matter: MatterView
    person: PersonView | None
    facts: rules.Facts
    answer: Word
    chain: tuple[LinkView, ...]
    standing_in: tuple[PersonView, ...]
    reasons: tuple[Refusal, ...]
    stages: tuple[StageAnswer, ...]
    missing: tuple[str, ...]
    weighed: rules.Weighed
    changes_at: datetime | None
    conditions: tuple[rules.Condition, ...] = ()
    """What the person must confirm when they rule."""
    urgent: bool = False
    """Whether somebody may decide it when the board's decision cannot be awaited."""

    @property
    def reasons_told(self) -> tuple[Refusal, ...]:
        """The reasons as they are told to somebody else than the one refused."""
        return tuple(self._of_others(r) for r in self.reasons)

    def _of_others(self, reason: Refusal) -> Refusal:
        code = _OF_OTHERS.get(reason.code)
        if code is None or self.person is None:
            return reason
        return Refusal(code, {**reason.facts, "person": self.person.name}, reason.field)

    @property
    def standing_in_names(self) -> str:
        """The names of those the person stands in for."""
        return ", ".join(p.name for p in self.standing_in)

    @property
    def missing_facts(self) -> tuple[rules.FactType, ...]:
        """The facts not told on which the answer may hang."""
        return tuple(t for t in self.matter.facts if t.key in self.missing)


def ask_may(asked: Asked) -> MayAnswer:
    """Answer; a constant number of queries. Raises BadInputError for names and facts unknown."""
    view, facts = _matter_and_facts(asked)
    found = _people_named(asked)
    actor = found[asked.person].id if asked.person else NOBODY
    asking = found[asked.asker].id if asked.asker else NOBODY
    target = found[asked.for_whom].id if asked.for_whom else asking
    stage = _stage(view, asked.stage)
    question = rules.Question(actor, asked.verb, facts, asking, target, asked.at, stage)
    org = load_slices([view.id], {actor, asking, target}, asked.known_at, [facts]).get(view.id)
    if org is None:
        raise BadInputError(Refusal("power.matter_unknown_then", {"given": asked.matter}, "matter"))
    # Whoever is in conflict steps aside in the case itself. Were it told here, anybody could find
    # out who is close to whom by asking again and again.
    org = replace(org, conflicts=())
    org = rules.suppose(org, [_supposed(w, org, view) for w in asked.what_if], asked.at)
    return _answer(asked, view, org, question, found.get(asked.person or ""))


def _answer(
    asked: Asked,
    view: MatterView,
    org: rules.Slice,
    question: rules.Question,
    person: PersonView | None,
) -> MayAnswer:
    mere = rules.is_mere_execution(org, question)
    stages = rules.who_may(org, question)
    given = rules.answer(org, question) if person else None
    chain = given.chain if isinstance(given, rules.Yes) else ()
    instead_of = [s.of for s in given.standing_in if s.of] if isinstance(given, rules.Yes) else []
    routes = [r for s in stages for r in s.routes[:MOST_NAMES]]
    naming = Naming(
        (*chain, *(m for r in routes for m in org.chain(r.mandate))),
        {*instead_of, *(p for r in routes for p in r.people[:MOST_NAMES])},
    )
    return MayAnswer(
        asked=asked,
        matter=view,
        person=person,
        facts=question.facts,
        answer="not_needed" if mere else _word(given, stages),
        chain=naming.links(chain),
        standing_in=tuple(naming.people[p] for p in instead_of),
        reasons=(rules.refusal("power.mere_execution"),) if mere else _reasons(given),
        stages=tuple(
            StageAnswer(
                view.stage(s.stage.id),
                s.waived_by,
                tuple(_who(org, r, naming) for r in s.routes[:MOST_NAMES]),
            )
            for s in stages
        ),
        missing=tuple(sorted(rules.facts_that_matter(org, question.at) - question.facts.keys())),
        weighed=rules.weigh(org, question),
        changes_at=rules.changes_at(org, question.at),
        conditions=rules.conditions_of(chain),
        urgent=any(m.urgent and m.holds_at(question.at) for m in org.mandates),
    )


def _word(given: rules.Answer | None, stages: tuple[rules.StageWho, ...]) -> Word:
    if isinstance(given, rules.Yes):
        return "yes"
    if isinstance(given, rules.NeedsAlso):
        return "needs_also"
    if isinstance(given, rules.No):
        return "no"
    open_to_someone = [s.waived_by is not None or bool(s.routes) for s in stages]
    return "someone" if stages and all(open_to_someone) else "nobody"


def _reasons(given: rules.Answer | None) -> tuple[Refusal, ...]:
    if isinstance(given, rules.NeedsAlso):
        return rules.as_others_see(given.why)
    return rules.as_others_see(given.reasons) if isinstance(given, rules.No) else ()


def _who(org: rules.Slice, route: rules.Route, naming: Naming) -> WhoView:
    named = tuple(naming.people[p] for p in route.people[:MOST_NAMES])
    return WhoView(naming.links(org.chain(route.mandate)), named, len(route.people) - len(named))


# --- reading the question -----------------------------------------------------------------------


def _matter_and_facts(asked: Asked) -> tuple[MatterView, rules.Facts]:
    view = find_matter(asked.matter)
    if view is None:
        raise BadInputError(Refusal("power.matter_unknown", {"given": asked.matter}, "matter"))
    facts, refusals = rules.read_facts(view.facts, asked.given, basis_at(asked.at))
    refuse([r for r in refusals if not r.code.startswith("power.missing_")])
    # What is told beside an amount counts as given with it.
    return view, {k: v for k, v in facts.items() if k in asked.given or k not in _keys(view)}


def _keys(view: MatterView) -> set[str]:
    return {t.key for t in view.facts}


def _people_named(asked: Asked) -> dict[str, PersonView]:
    """Return those the question names, by what it calls them; an automat by its key."""
    named = {
        name: text
        for name in ("person", "asker", "for_whom")
        if (text := getattr(asked, name)) is not None
    }
    where = Q()
    for text in named.values():
        identity = _identity(text)
        where |= Q(uuid=identity) if identity else Q(email__iexact=text)
    rows = models.Person.objects.filter(where) if named else models.Person.objects.none()
    found: dict[str, PersonView] = {}
    for uuid, name, email in rows.values_list("uuid", "name", "email"):
        found[str(uuid)] = found[email.casefold()] = PersonView(uuid, name)
    lost = {text for text in named.values() if _plain(text) not in found}
    automats = models.Automat.objects.filter(key__in=lost) if lost else ()
    found.update((a.key.casefold(), PersonView(a.uuid, local(a.name))) for a in automats)
    missing = [name for name, text in named.items() if _plain(text) not in found]
    if missing:
        raise BadInputError(
            *(Refusal("power.person_unknown", {"given": named[n]}, n) for n in missing)
        )
    return {text: found[_plain(text)] for text in named.values()}


def _plain(text: str) -> str:
    identity = _identity(text)
    return str(identity) if identity else text.casefold()


def _identity(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


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


def _supposed(what_if: WhatIf, org: rules.Slice, view: MatterView) -> rules.Suppose:
    mandate = org.by_id.get(what_if.mandate)
    if mandate is None:
        raise BadInputError(
            Refusal("power.mandate_not_here", {"given": str(what_if.mandate)}, "what_if")
        )
    if what_if.limits is None:
        return rules.Suppose(mandate.id, None)
    values, refusals = rules.read_facts(view.facts, what_if.limits)
    refuse([r for r in refusals if not r.code.startswith("power.missing_")])
    ops = {t.key: "<=" if t.kind in ("amount", "number", "date") else "=" for t in view.facts}
    limits = tuple(
        rules.Limit(key, ops[key], values[key])  # type: ignore[arg-type]  # two of the signs
        for key in what_if.limits
    )
    return rules.Suppose(mandate.id, limits)

"""How a case goes, and who may rule on it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import Literal
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power.rules import (
    Condition,
    Facts,
    Mandate,
    Question,
    Slice,
    Stage,
    Yes,
    after_yes,
    answer,
    automat_at,
    conditions_of,
    in_conflict,
    route,
    stage_after,
    waiver_for,
)

State = Literal["open", "returned", "granted", "refused", "withdrawn"]
Outcome = Literal["yes", "no", "returned"]
OUTCOMES: tuple[Outcome, ...] = ("yes", "no", "returned")
UNDECIDED: frozenset[str] = frozenset({"open", "returned"})
"""`returned`: with the asker, who completes it and sends it again, or withdraws it."""

LONGEST_WORDS = 2000
LONGEST_TITLE = 200


@dataclass(frozen=True)
class CaseView:
    """What of a case bears on who may rule and where it goes."""

    id: UUID
    matter: UUID
    asker: UUID
    for_whom: UUID
    facts: Facts
    opened_at: datetime
    state: str
    stage: UUID | None
    ruled: frozenset[UUID] = frozenset()
    """Who has ruled on it at other stages."""
    left: frozenset[UUID] = frozenset()
    """Mandates it was handed back from, or taken over from."""
    urgent: bool = False
    """Whether the asker has said why the board's decision cannot be awaited."""
    voiced: frozenset[UUID] = frozenset()
    """Members of the body it is put to who have said something already."""

    def question(self, actor: UUID, at: datetime, verb: Literal["yes", "no"] = "yes") -> Question:
        """Return the question of authority that ruling on this case, here and now, asks."""
        return Question(
            actor,
            verb,
            self.facts,
            self.asker,
            self.for_whom,
            at,
            self.stage,
            self.opened_at,
            self.id,
            self.ruled,
            self.left,
            urgent=self.urgent,
        )


@dataclass(frozen=True)
class Passed:
    """A stage the case need not wait at."""

    stage: UUID
    waiver: UUID


@dataclass(frozen=True)
class OwnYes:
    """A stage at which the asker themself may say yes, and so does there and then."""

    stage: UUID
    mandate: UUID
    substitution: UUID | None = None


@dataclass(frozen=True)
class AutomatYes:
    """A stage at which an automat is nearest, and says yes there and then (rule 6)."""

    stage: UUID
    mandate: UUID


@dataclass(frozen=True)
class Ruler:
    """The mandate under which somebody rules, and by which substitution, if any."""

    mandate: Mandate
    substitution: UUID | None = None


@dataclass(frozen=True)
class Progress:
    """What happens to a case at once, and the stage it then is put to."""

    steps: tuple[Passed | OwnYes | AutomatYes, ...]
    stage: UUID | None
    """None: nobody is left to ask, so the case is granted."""


def advance(
    org: Slice, case: CaseView, at: datetime, *, after: UUID | None, asker_decides: bool
) -> Progress:
    """Return where a case goes after its opening (`after` None) or after a yes at a stage.

    `org` knows of that yes (`after_yes`), and each yes said here bears on the next.
    """
    steps: list[Passed | OwnYes | AutomatYes] = []
    stage = stage_after(org, after, case.question(case.asker, at))
    while stage is not None:
        step = _at_once(org, replace(case, stage=stage.id), at, stage, asker_decides=asker_decides)
        if step is None:
            break
        steps.append(step)
        if not isinstance(step, Passed):
            org = after_yes(org, org.by_id[step.mandate], case.facts, at)
        stage = stage_after(org, stage.id, case.question(case.asker, at))
    return Progress(tuple(steps), stage.id if stage else None)


def _at_once(
    org: Slice, case: CaseView, at: datetime, stage: Stage, *, asker_decides: bool
) -> Passed | OwnYes | AutomatYes | None:
    """Return what takes the case past a stage without waiting, if anything does."""
    question = case.question(case.asker, at)
    waiver = waiver_for(org, question, stage)
    if waiver is not None:
        return Passed(stage.id, waiver.id)
    ruler = None
    if asker_decides:
        ruler, _ = ruler_for(org, case, case.asker, "yes", at, why=NOTHING)
    if ruler is not None and not to_confirm(org, ruler.mandate, "yes"):
        # what is to be confirmed is confirmed on the case's page
        return OwnYes(stage.id, ruler.mandate.id, ruler.substitution)
    mandate = automat_at(org, question, stage.id)
    # nor can an automat confirm anything, or write what a decision here must hold
    if mandate is None or to_confirm(org, mandate, "yes") or org.matter.asks:
        return None
    return AutomatYes(stage.id, mandate.id)


@dataclass(frozen=True)
class Why:
    """What whoever rules writes down: why, and why the board's decision cannot be awaited."""

    reasoned: bool = True
    urgent: bool = True


ANYTHING, NOTHING = Why(), Why(reasoned=False, urgent=False)


def ruler_for(
    org: Slice, case: CaseView, actor: UUID, outcome: Outcome, at: datetime, *, why: Why = ANYTHING
) -> tuple[Ruler | None, tuple[Refusal, ...]]:
    """Return under what the actor may give this outcome, or every reason against.

    To return a case is neither yes nor no: whoever may say either may return it. An urgent mandate
    is used only where no other can be.
    """
    verbs: tuple[Literal["yes", "no"], ...] = ("yes", "no") if outcome == "returned" else (outcome,)
    reasons: dict[Refusal, None] = {}
    for verb in verbs:
        asked = replace(case.question(actor, at, verb), reasoned=why.reasoned, urgent=False)
        found = answer(org, asked)
        if why.urgent and not isinstance(found, Yes):
            found = answer(org, replace(asked, urgent=True))
        if isinstance(found, Yes):
            last = found.standing_in[-1].id if found.standing_in else None
            return Ruler(found.chain[0], last), ()
        reasons.update(dict.fromkeys(getattr(found, "reasons", ())))
    return None, tuple(reasons)


def to_confirm(org: Slice, mandate: Mandate, outcome: Outcome) -> tuple[Condition, ...]:
    """Return what whoever rules under a mandate must confirm; to return a case needs nothing."""
    return () if outcome == "returned" else conditions_of(org.chain(mandate))


def may_rule(
    org: Slice, case: CaseView, actor: UUID, outcome: Outcome, at: datetime, *, why: Why = ANYTHING
) -> tuple[Ruler | None, tuple[Refusal, ...]]:
    """Return the same for a case that lies with somebody.

    Who gave a mandate onward and kept one of their own takes a case over before ruling on it, so
    that those it lies with are told (rule 12).
    """
    ruler, reasons = ruler_for(org, case, actor, outcome, at, why=why)
    if ruler is not None and _lies_below(org, case, actor, ruler.mandate, at):
        return None, (Refusal("services.lies_with_holder", {"rule": 12}),)
    return ruler, reasons


def _lies_below(org: Slice, case: CaseView, actor: UUID, mandate: Mandate, at: datetime) -> bool:
    """Tell whether a case waits for others under what came from this mandate."""
    if not org.children.get(mandate.id):
        return False
    if any(mandate in org.chain(org.by_id[m])[1:] for m in case.left if m in org.by_id):
        return False
    waits_at, people = waits_for(org, case, at)
    return waits_at is not None and actor not in people and mandate in org.chain(waits_at)[1:]


def despite_conflict(
    org: Slice, case: CaseView, actor: UUID, outcome: Outcome, at: datetime
) -> Ruler | None:
    """Return under what somebody in conflict may rule, since nobody else can (rule 20)."""
    verb: Literal["yes", "no"] = "no" if outcome == "no" else "yes"
    asked = replace(case.question(actor, at, verb), despite_conflict=True)
    if case.state != "open" or not in_conflict(org, actor, asked):
        return None
    found = answer(org, asked)
    if not isinstance(found, Yes):
        return None
    return Ruler(found.chain[0], found.standing_in[-1].id if found.standing_in else None)


def outcomes_open_to(
    org: Slice, case: CaseView, actor: UUID, at: datetime
) -> tuple[tuple[Outcome, ...], Mandate | None]:
    """Return what the actor may answer just now, and the mandate that is used."""
    if case.state != "open":
        return (), None
    found = {o: may_rule(org, case, actor, o, at)[0] for o in OUTCOMES}
    able = tuple(o for o in OUTCOMES if found[o] is not None)
    return able, next((r.mandate for o in able if (r := found[o]) is not None), None)


def to_hand_back(org: Slice, case: CaseView, actor: UUID, at: datetime) -> Mandate | None:
    """Return the mandate from which the actor may hand this case back to its giver (rule 10)."""
    able, mandate = outcomes_open_to(org, case, actor, at)
    return mandate if able and mandate is not None and mandate.source is not None else None


def to_take_over(org: Slice, case: CaseView, actor: UUID, at: datetime) -> Mandate | None:
    """Return the mandate from which the actor, a giver of it, may take this case over (rule 12).

    It is the link under the actor's own in the chain of the mandate the case waits at. Whoever may
    rule already has nothing to take over, and nobody takes over what is their own.
    """
    waits_at, people = waits_for(org, case, at)
    if waits_at is None or actor in people or outcomes_open_to(org, case, actor, at)[0]:
        return None
    chain = org.chain(waits_at)
    for below, link in pairwise(chain):
        left = replace(case, left=case.left | {below.id})
        able, mandate = outcomes_open_to(org, left, actor, at)
        if able and mandate is not None and mandate.id == link.id:
            return below
    return None


def waits_for(org: Slice, case: CaseView, at: datetime) -> tuple[Mandate | None, tuple[UUID, ...]]:
    """Return the nearest mandate an open case waits for, and all who may rule under it.

    Worked out anew each time, so a hand-over that ends needs no job to move its cases.
    """
    if case.state != "open" or case.stage is None:
        return None, ()
    found = route(org, case.question(case.asker, at), case.stage)
    return (None, ()) if found is None else (found.mandate, found.people)

"""How a case goes, who decides a service, how long it usually takes, and search. Pure."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from mandat.common.money import Money
from mandat.common.refusals import Refusal
from mandat.power.rules import (
    Facts,
    FactType,
    FactValue,
    Limit,
    Mandate,
    Question,
    Slice,
    Stage,
    Yes,
    answer,
    route,
    stage_after,
    stages_needed,
    waiver_for,
)

State = Literal["open", "returned", "granted", "refused", "withdrawn"]
Outcome = Literal["yes", "no", "returned"]
OUTCOMES: tuple[Outcome, ...] = ("yes", "no", "returned")
UNDECIDED: frozenset[str] = frozenset({"open", "returned"})
"""`returned`: with the asker, who completes it and sends it again, or withdraws it."""

LOOK_BACK = timedelta(days=90)
FEWEST = 5
"""Cases below which "usually within …" is not shown."""

LONGEST_WORDS = 2000
LONGEST_TITLE = 200


# --- a case -------------------------------------------------------------------------------------


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


@dataclass(frozen=True)
class Progress:
    """What happens to a case at once, and the stage it then is put to."""

    steps: tuple[Passed | OwnYes, ...]
    stage: UUID | None
    """None: nobody is left to ask, so the case is granted."""


def advance(
    org: Slice, case: CaseView, at: datetime, *, after: UUID | None, asker_decides: bool
) -> Progress:
    """Return where a case goes after its opening (`after` None) or after a yes at a stage."""
    steps: list[Passed | OwnYes] = []
    stage = stage_after(org, after, case.facts)
    while stage is not None:
        waiver = waiver_for(org, stage, case.facts, at)
        mandate = None
        if waiver is not None:
            steps.append(Passed(stage.id, waiver.id))
        elif asker_decides:
            here = replace(case, stage=stage.id)
            mandate, _ = ruling_mandate(org, here, case.asker, "yes", at)
            if mandate is not None:
                steps.append(OwnYes(stage.id, mandate.id))
        if waiver is None and mandate is None:
            break
        stage = stage_after(org, stage.id, case.facts)
    return Progress(tuple(steps), stage.id if stage else None)


def ruling_mandate(
    org: Slice, case: CaseView, actor: UUID, outcome: Outcome, at: datetime
) -> tuple[Mandate | None, tuple[Refusal, ...]]:
    """Return the mandate under which the actor may give this outcome, or every reason against.

    To return a case is neither yes nor no: whoever may say either may return it.
    """
    verbs: tuple[Literal["yes", "no"], ...] = ("yes", "no") if outcome == "returned" else (outcome,)
    reasons: dict[Refusal, None] = {}
    for verb in verbs:
        found = answer(org, case.question(actor, at, verb))
        if isinstance(found, Yes):
            return found.chain[0], ()
        reasons.update(dict.fromkeys(getattr(found, "reasons", ())))
    return None, tuple(reasons)


def outcomes_open_to(
    org: Slice, case: CaseView, actor: UUID, at: datetime
) -> tuple[tuple[Outcome, ...], Mandate | None]:
    """Return what the actor may answer just now, and the mandate that is used."""
    if case.state != "open":
        return (), None
    found = {o: ruling_mandate(org, case, actor, o, at)[0] for o in OUTCOMES}
    able = tuple(o for o in OUTCOMES if found[o] is not None)
    return able, next((found[o] for o in able), None)


def waits_for(org: Slice, case: CaseView, at: datetime) -> tuple[Mandate | None, tuple[UUID, ...]]:
    """Return the nearest mandate an open case waits for, and all who may rule under it.

    Worked out anew each time, so a hand-over that ends needs no job to move its cases.
    """
    if case.state != "open" or case.stage is None:
        return None, ()
    found = route(org, case.question(case.asker, at), case.stage)
    return (None, ()) if found is None else (found.mandate, found.people)


# --- who decides --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Decider:
    """Who decides at one stage, as one reader sees it.

    `own` the reader, `colleague` another holder of a role the reader has, `other` somebody else,
    `nobody` no one can just now.
    """

    kind: Literal["own", "colleague", "other", "nobody"]
    stage: UUID
    role: UUID | None = None
    people: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Level:
    """Who decides up to and including an amount; `up_to` None means without upper end."""

    up_to: FactValue | None
    deciders: tuple[Decider, ...]


def deciders(
    org: Slice, facts: Facts, asker: UUID, for_whom: UUID, at: datetime
) -> tuple[Decider, ...]:
    """Return who would decide at each stage a case with these facts needs, in order."""
    question = Question(asker, "yes", facts, asker, for_whom, at)
    return tuple(
        _decider(org, replace(question, stage=stage.id), stage)
        for stage in stages_needed(org, facts, at)
    )


def _decider(org: Slice, question: Question, stage: Stage) -> Decider:
    if isinstance(answer(org, question), Yes):
        return Decider("own", stage.id, None, (question.actor,))
    found = route(org, question, stage.id)
    if found is None:
        return Decider("nobody", stage.id)
    mine = org.is_holder(found.mandate, question.actor, question.at)
    kind: Literal["colleague", "other"] = "colleague" if mine else "other"
    return Decider(kind, stage.id, found.mandate.role, found.people)


def levels(org: Slice, types: Sequence[FactType], reader: UUID, at: datetime) -> tuple[Level, ...]:
    """Return who decides in each band of the amount that limits speak of, lowest first.

    Before a form is filled in nothing but the amount is tried: limits on other facts count as not
    met, so that the page never promises too much.
    """
    fact = _scale(org, types)
    if fact is None:
        return (Level(None, deciders(org, {}, reader, reader, at)),)
    found: list[Level] = []
    for end, sample in _bands(org, fact):
        level = Level(end, deciders(org, {fact: sample}, reader, reader, at))
        if found and found[-1].deciders == level.deciders:
            found.pop()
        found.append(level)
    return tuple(found)


def _scale(org: Slice, types: Sequence[FactType]) -> str | None:
    spoken = {limit.fact for limit in _limits(org)}
    return next((t.key for t in types if t.kind in ("amount", "number") and t.key in spoken), None)


def _limits(org: Slice) -> Iterable[Limit]:
    for mandate in org.mandates:
        yield from mandate.limits
    for waiver in org.waivers:
        yield from waiver.limits
    for stage in org.matter.stages:
        yield from stage.condition


def _bands(org: Slice, fact: str) -> list[tuple[FactValue | None, FactValue]]:
    """Return (upper end, a value inside) for each band between the limits on one fact."""
    ends = set()
    for limit in _limits(org):
        if limit.fact == fact and not isinstance(limit.value, tuple):
            ends.add(limit.value if limit.op != ">=" else _step(limit.value, -1))
    ordered: list[Any] = sorted(ends)
    if not ordered:
        return []
    return [*((end, end) for end in ordered), (None, _step(ordered[-1], 1))]


def _step(value: Any, by: int) -> Any:
    return Money(value.minor + by, value.currency) if isinstance(value, Money) else value + by


def usually_within(waits: Sequence[float]) -> int | None:
    """Return the median wait in whole days, rounded up; None under five cases.

    `waits` are days of the last 90 days.
    """
    if len(waits) < FEWEST:
        return None
    return max(1, math.ceil(statistics.median(waits)))


# --- safeguards ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Safeguard:
    """What catches an error without an approval.

    `recent_alike` shows recent alike cases in the form; `extra_field` asks one field more, called
    `label`; `own_words` reminds of what people agreed, in `words`.
    """

    kind: Literal["recent_alike", "extra_field", "own_words"]
    label: str = ""
    words: str = ""


def safeguards_from_json(value: Sequence[Mapping[str, Any]]) -> tuple[Safeguard, ...]:
    """Read a service's safeguards as the record keeps them; other keys are left alone."""
    return tuple(Safeguard(s["kind"], s.get("label", ""), s.get("words", "")) for s in value)


def extra_labels(safeguards: Sequence[Safeguard]) -> tuple[str, ...]:
    """Return the extra fields that the safeguards ask for, each once."""
    return tuple(dict.fromkeys(s.label for s in safeguards if s.kind == "extra_field" and s.label))


def read_extra(
    labels: Sequence[str], given: Mapping[str, str]
) -> tuple[dict[str, str], tuple[Refusal, ...]]:
    """Read answers to the extra fields, by label; all are required."""
    found, refusals = {}, []
    for n, label in enumerate(labels):
        text = given.get(f"extra-{n}", "").strip()
        if not text:
            refusals.append(Refusal("services.missing_extra", {"label": label}, f"extra-{n}"))
        elif len(text) > LONGEST_WORDS:
            refusals.append(Refusal("services.too_long", {"most": LONGEST_WORDS}, f"extra-{n}"))
        else:
            found[label] = text
    return found, tuple(refusals)


def is_alike(types: Sequence[FactType], a: Facts, b: Facts) -> bool:
    """Tell whether two cases are alike: same choices, amounts within a quarter of each other.

    Free text, dates and facts that only one of them has are not compared.
    """
    for fact_type in types:
        one, other = a.get(fact_type.key), b.get(fact_type.key)
        if one is None or other is None:
            continue
        if fact_type.kind in ("choice", "yesno") and one != other:
            return False
        if isinstance(one, Money) and isinstance(other, Money):
            if one.currency != other.currency:
                return False
            if abs(one.minor - other.minor) * 4 > max(one.minor, other.minor):
                return False
    return True


# --- what evidence reads ------------------------------------------------------------------------


@dataclass(frozen=True)
class RulingRow:
    """One ruling of the log (DESIGN §6). Identities are UUIDs, times aware UTC."""

    case: UUID
    matter: UUID
    step: UUID
    asked_by: UUID
    asked_at: datetime
    put_at: datetime
    ruled_by: UUID
    ruled_at: datetime
    outcome: Literal["granted", "changed", "returned", "refused"]
    ended: Literal["granted", "refused", "withdrawn", "cancelled", "open"]
    facts: Facts


_OUTCOME: Mapping[str, Literal["granted", "returned", "refused"]] = {
    "yes": "granted",
    "no": "refused",
    "returned": "returned",
}


def row_outcome(outcome: str) -> Literal["granted", "returned", "refused"]:
    """Return a ruling's outcome in the words of the log."""
    return _OUTCOME[outcome]


def row_ended(
    state: str, last_outcome: str
) -> Literal["granted", "refused", "withdrawn", "cancelled", "open"]:
    """Return how a case ended in the words of the log.

    The asker's own step after a no (a return is one) leaves it refused.
    """
    if state in UNDECIDED:
        return "open"
    if state == "withdrawn":
        return "refused" if last_outcome in ("no", "returned") else "withdrawn"
    return "granted" if state == "granted" else "refused"

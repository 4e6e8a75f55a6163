"""How a case goes, and who may rule on it. Pure."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power.rules import (
    Facts,
    Mandate,
    Question,
    Slice,
    Yes,
    answer,
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
        waiver = waiver_for(org, case.question(case.asker, at), stage)
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

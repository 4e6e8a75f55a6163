"""Ruling on a case. Authority is checked in the writing's own transaction."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.refusals import BadInputError, Fact, Refusal, RefusedError
from mandat.power.rules import Condition, Slice, after_yes, conditions_to_json
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.services import rules
from mandat.services.actions.contents import NOTHING, contents_of
from mandat.services.actions.shared import (
    Said,
    case_row,
    end_case,
    first_refusal,
    keep_secret,
    slice_for,
    write_progress,
    write_ruling,
)
from mandat.services.queries.shared import case_view
from mandat.services.rules import CaseView


def rule_on_case(
    actor: UUID,
    *,
    case: UUID,
    outcome: rules.Outcome,
    reason: str = "",
    stage: UUID | None = None,
    written: Mapping[str, str] = NOTHING,
    confirmed: Collection[str] = (),
    exception: str = "",
    at: datetime,
) -> UUID:
    """Say yes or no, or return a case; return the ruling. `exception`: why in spite of a conflict.

    `stage` is where the actor saw the case; had someone else ruled there meanwhile, the answer is
    refused and says who was first. A no and a return need a reason. `written` is what else is
    written down, as typed (`contents.contents_of`); a matter may ask for some of it.
    `confirmed` are the words of the mandate's conditions: a yes and a no need every one of them.
    """
    given = _read(outcome, reason, written, exception)
    with writing(by=actor, at=at) as door:
        row = case_row(case)
        keep_secret(door, row)
        view, org = case_view(row), slice_for(row, actor)
        if view.state != "open" or (stage is not None and stage != view.stage):
            raise RefusedError(first_refusal(row))
        ruler, excepted = _ruler(org, view, actor, given, at)
        conditions = rules.to_confirm(org, ruler.mandate, outcome)
        check_confirmed(conditions, confirmed)
        _check_asked(org, given)
        words = outcome, given.reason, given.contents
        said = Said(actor, ruler.mandate.id, ruler.substitution, *words)
        ruling = write_ruling(door, org, view, said, put_at=row.put_at or row.opened_at, at=at)
        _note(door, ruling, conditions, given.exception if excepted else "")
        if ruler.mandate.urgent:
            why_now = {"urgency": given.urgency}
            door.append("ruling.hastened", of=ruling, data={"urgent": True}, personal=why_now)
        follow(door, org, view, said, at)
    return ruling


@dataclass(frozen=True)
class _Given:
    """What whoever rules has written, read and found to be of a fair length."""

    outcome: rules.Outcome
    reason: str
    contents: rules.Contents
    exception: str
    urgency: str

    @property
    def why(self) -> rules.Why:
        return rules.Why(reasoned=bool(self.reason), urgent=bool(self.urgency))


def _read(
    outcome: rules.Outcome, reason: str, written: Mapping[str, str], exception: str
) -> _Given:
    reason = _checked_answer(outcome, reason)
    urgency = written.get("urgency", "").strip()
    for words, field in ((exception.strip(), "exception"), (urgency, "urgency")):
        _check_length(words, field)
    return _Given(outcome, reason, contents_of(written), exception.strip(), urgency)


def _check_asked(org: Slice, given: _Given) -> None:
    lacks = rules.missing(org.matter.asks, given.reason, given.contents)
    if lacks and given.outcome != "returned":
        raise BadInputError(*lacks)


def _ruler(
    org: Slice, case: CaseView, actor: UUID, given: _Given, at: datetime
) -> tuple[rules.Ruler, bool]:
    """Return under what the actor rules, and whether in spite of a conflict of interest."""
    ruler, reasons = rules.may_rule(org, case, actor, given.outcome, at, why=given.why)
    if ruler is not None:
        return ruler, False
    if given.exception:
        apart = rules.despite_conflict(org, case, actor, given.outcome, at)
        if apart:
            return apart, True
    raise RefusedError(*reasons)


def _note(door: Door, ruling: UUID, conditions: Sequence[Condition], exception: str) -> None:
    """Write beside a ruling what was confirmed, and why it was made in spite of a conflict."""
    write_confirmed(door, ruling, conditions)
    if exception:
        told = {"exception": exception}
        door.append("ruling.excepted", of=ruling, data={"excepted": True}, personal=told)


def write_confirmed(door: Door, ruling: UUID, conditions: Sequence[Condition]) -> None:
    """Write what was confirmed when it was ruled."""
    if conditions:
        words = conditions_to_json(conditions)
        door.append("ruling.confirmed", of=ruling, data={}, personal={"confirmed": words})  # type: ignore[dict-item]  # JSON by shape


def check_confirmed(conditions: Collection[Condition], confirmed: Collection[str]) -> None:
    """Refuse, naming every condition that has not been confirmed."""
    left = [c.words for c in conditions if c.words not in confirmed]
    if left:
        facts: dict[str, Fact] = {"rule": 2, "words": "; ".join(left)}
        raise RefusedError(Refusal("services.not_confirmed", facts, "confirmed"))


def follow(door: Door, org: Slice, case: CaseView, said: Said, at: datetime) -> None:
    """Write what an answer leads to."""
    if said.outcome == "returned":
        door.append("case.returned", of=case.id, data={"state": "returned"})
    elif said.outcome == "no":
        end_case(door, case.id, "refused", at)
    else:
        org = after_yes(org, org.by_id[said.mandate], case.facts, at)
        progress = rules.advance(org, case, at, after=case.stage, asker_decides=False)
        write_progress(door, org, case, progress, at)
        if progress.stage is not None:
            data = {"stage": str(progress.stage), "put_at": stamp(at)}
            door.append("case.put", of=case.id, data=data)


def _checked_answer(outcome: str, reason: str) -> str:
    reason = reason.strip()
    if outcome not in rules.OUTCOMES:
        raise BadInputError(Refusal("services.unknown_outcome", field="outcome"))
    if outcome != "yes" and not reason:
        raise BadInputError(Refusal("services.missing_reason", field="reason"))
    _check_length(reason, "reason")
    return reason


def _check_length(text: str, field: str) -> None:
    if len(text) > rules.LONGEST_WORDS:
        most = {"most": rules.LONGEST_WORDS}
        raise BadInputError(Refusal("services.too_long", most, field=field))

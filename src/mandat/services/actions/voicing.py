"""What the members of a body say of a case, and what the body decided at a meeting (rule 5)."""

from collections import Counter
from collections.abc import Collection
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.utils import timezone

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power.rules import Condition, Mandate, Slice, reasons_in_mandate
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json
from mandat.services import rules
from mandat.services.actions.ruling import check_confirmed, follow, write_confirmed
from mandat.services.actions.shared import (
    Said,
    case_row,
    first_refusal,
    keep_secret,
    slice_for,
    write_ruling,
)
from mandat.services.models import Case
from mandat.services.queries.shared import case_view, voices_of
from mandat.services.rules import CaseView

Outcome = Literal["yes", "no"]


def say_in_body(
    actor: UUID,
    *,
    case: UUID,
    says: str,
    reason: str = "",
    stage: UUID | None = None,
    confirmed: Collection[str] = (),
    at: datetime,
) -> UUID | None:
    """Say yes, no or neither as a member of the body a case is put to.

    Return the ruling if that decided it: as soon as no voice still to come can change the outcome.
    Until then one may say something else; the last counts. A no needs a reason.
    """
    reason = _checked(says, reason)
    with writing(by=actor, at=at) as door:
        row = case_row(case)
        keep_secret(door, row)
        view, org = case_view(row), slice_for(row, actor)
        if view.state != "open" or (stage is not None and stage != view.stage):
            raise RefusedError(first_refusal(row))
        mandate = rules.voices_in(org, view, actor, at)
        if mandate is None:
            raise RefusedError(*_why_not(org, view, actor, at))
        conditions: tuple[Condition, ...] = ()
        if says != "abstain":
            _check_verb(org, view, mandate, "yes" if says == "yes" else "no", at)
            conditions = rules.to_confirm(org, mandate, "yes" if says == "yes" else "no")
            check_confirmed(conditions, confirmed)
        _voice(door, view, mandate, (actor, says, reason))
        door.flush()
        return _settle(door, org, row, mandate, conditions)


def record_joint_decision(
    actor: UUID,
    *,
    case: UUID,
    outcome: str,
    on: date | None,
    paragraph: str,
    reason: str = "",
    stage: UUID | None = None,
    at: datetime,
) -> UUID:
    """Write down what a body decided at a meeting, with its day and paragraph; return the ruling.

    Whoever has a role in the body may: its chair or secretary, whether they vote or not.
    `stage` is where the actor saw the case: sent twice, it never decides the next stage too.
    """
    reason = _checked(outcome, reason)
    if outcome == "abstain":
        raise BadInputError(Refusal("services.unknown_outcome", field="outcome"))
    if on is None or on > timezone.localdate(at):
        raise BadInputError(Refusal("services.meeting_day", field="on"))
    if not paragraph.strip() or len(paragraph) > 40:
        raise BadInputError(Refusal("services.meeting_paragraph", field="paragraph"))
    with writing(by=actor, at=at) as door:
        row = case_row(case)
        keep_secret(door, row)
        view, org = case_view(row), slice_for(row, actor)
        if view.state != "open" or (stage is not None and stage != view.stage):
            raise RefusedError(first_refusal(row))
        mandate = rules.may_minute(org, view, actor, at)
        if mandate is None:
            raise RefusedError(Refusal("services.not_in_body", {"rule": 5}))
        said: Outcome = "yes" if outcome == "yes" else "no"
        _check_verb(org, view, mandate, said, at)
        joint: dict[str, Json] = {
            "on": on.isoformat(),
            "paragraph": paragraph.strip().removeprefix("§").strip(),
        }
        return _rule(door, org, row, mandate, (said, reason, joint))


def _checked(says: str, reason: str) -> str:
    reason = reason.strip()
    if says not in ("yes", "no", "abstain"):
        raise BadInputError(Refusal("services.unknown_outcome", field="outcome"))
    if says == "no" and not reason:
        raise BadInputError(Refusal("services.missing_reason", field="reason"))
    if len(reason) > rules.LONGEST_WORDS:
        most = {"most": rules.LONGEST_WORDS}
        raise BadInputError(Refusal("services.too_long", most, field="reason"))
    return reason


def _why_not(org: Slice, view: CaseView, actor: UUID, at: datetime) -> tuple[Refusal, ...]:
    _, reasons = rules.ruler_for(org, view, actor, "yes", at)
    return reasons or (Refusal("services.not_in_body", {"rule": 5}),)


def _check_verb(org: Slice, view: CaseView, mandate: Mandate, verb: Outcome, at: datetime) -> None:
    reasons = reasons_in_mandate(org, mandate, view.question(view.asker, at, verb))
    if reasons:
        raise RefusedError(*reasons)


def _voice(door: Door, view: CaseView, mandate: Mandate, said: tuple[UUID, str, str]) -> None:
    person, says, reason = said
    door.append(
        "body.voiced",
        of=new_id(),
        data={
            "case": str(view.id),
            "stage": str(view.stage),
            "mandate": str(mandate.id),
            "person": str(person),
            "at": stamp(door.at),
        },
        personal={"says": says, "reason": reason},
    )


def _settle(
    door: Door, org: Slice, row: Case, mandate: Mandate, conditions: tuple[Condition, ...]
) -> UUID | None:
    """Write the ruling if the voices so far decide it."""
    view = case_view(row)
    _, able = rules.waits_for(org, view, door.at)
    voices = [v for v in voices_of(row) if v.person.uuid in able]
    outcome = rules.joint_outcome(org, view, mandate, {v.person.uuid: v for v in voices}, door.at)
    if outcome is None or (outcome == "no" and not mandate.may_no):
        return None
    counts = Counter(v.says for v in voices)
    joint: dict[str, Json] = {
        "yes": counts["yes"],
        "no": counts["no"],
        "abstain": counts["abstain"],
        "members": len(org.users(mandate, door.at)),
    }
    reasons = (v.reason for v in voices if v.says == outcome and v.reason)
    why = "\n\n".join(dict.fromkeys(reasons))
    ruling = _rule(door, org, row, mandate, (outcome, why, joint))
    write_confirmed(door, ruling, conditions)
    return ruling


def _rule(
    door: Door,
    org: Slice,
    row: Case,
    mandate: Mandate,
    ruled: tuple[Outcome, str, dict[str, Json]],
) -> UUID:
    outcome, reason, joint = ruled
    view, at = case_view(row), door.at
    said = Said(None, mandate.id, None, outcome, reason)
    ruling = write_ruling(door, org, view, said, put_at=row.put_at or row.opened_at, at=at)
    door.append("ruling.jointly_made", of=ruling, data={"joint": joint})
    follow(door, org, view, said, at)
    return ruling

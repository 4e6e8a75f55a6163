"""Loading a case under the lock, and writing what happens to it."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from mandat.common.ids import new_id
from mandat.common.money import Money
from mandat.common.refusals import Refusal, RefusedError
from mandat.power import actions as power_actions
from mandat.power import queries as power
from mandat.power.rules import Slice, facts_to_json, judged_of
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.services import rules
from mandat.services.models import Case, Ruling
from mandat.services.queries.shared import bearing, case_view
from mandat.services.rules import CaseView, OwnYes, Passed, Progress


def case_row(case: UUID) -> Case:
    """Return a case with all that bears on who may rule on it."""
    return bearing(Case.objects.all()).get(uuid=case)


def keep_secret(door: Door, row: Case) -> None:
    """Seal what is written of a case whose matter is under secrecy."""
    if row.matter.secrecy:
        door.seal()


def slice_for(row: Case, actor: UUID) -> Slice:
    people = {actor, row.asker.uuid, row.for_whom.uuid}
    return power.load_slice(row.matter.uuid, people, told=[case_view(row).facts])


def first_refusal(row: Case) -> Refusal:
    """Say who was first, and what came of it."""
    if row.state == "withdrawn":
        return Refusal("services.withdrawn", {"who": row.asker.name})
    last = row.rulings.select_related("person").order_by("-pk").first()
    if last is None:
        return Refusal("services.case_moved_on")
    if last.person is None:
        return Refusal("services.case_moved_on")
    return Refusal(f"services.someone_was_first_{last.outcome}", {"who": last.person.name})


def check_someone_can(org: Slice, case: CaseView, progress: Progress, at: datetime) -> None:
    if progress.stage is None:
        return
    _, people = rules.waits_for(org, replace(case, stage=progress.stage), at)
    if people:
        return
    matter = power.matter(case.matter)
    name = dict(matter.stage(progress.stage).name) if matter else {}
    facts = {"stage": json.dumps(name, ensure_ascii=False)}
    raise RefusedError(Refusal("services.nobody_can", facts))


def text(uuid: UUID | None) -> str | None:
    return None if uuid is None else str(uuid)


def write_progress(
    door: Door, org: Slice, case: CaseView, progress: Progress, at: datetime
) -> None:
    """Write what happens at once: stages passed, the asker's or an automat's yes, and the end."""
    for step in progress.steps:
        if isinstance(step, Passed):
            door.append(
                "stage.passed",
                of=new_id(),
                data={
                    "case": str(case.id),
                    "stage": str(step.stage),
                    "waiver": str(step.waiver),
                    "at": stamp(at),
                },
            )
        else:
            here = replace(case, stage=step.stage)
            by_asker = isinstance(step, OwnYes)
            standing_in = step.substitution if isinstance(step, OwnYes) else None
            said = Said(case.asker if by_asker else None, step.mandate, standing_in, "yes")
            write_ruling(door, org, here, said, put_at=at, at=at)
    if progress.stage is None:
        end_case(door, case.id, "granted", at)


@dataclass(frozen=True)
class Said:
    """A ruling as it is written: by whom, under what, and standing in by what.

    `by` is None where a body or an automat rules.
    """

    by: UUID | None
    mandate: UUID
    substitution: UUID | None
    outcome: str
    reason: str = ""
    contents: rules.Contents = rules.BARE


def write_ruling(
    door: Door, org: Slice, case: CaseView, said: Said, *, put_at: datetime, at: datetime
) -> UUID:
    """Write a ruling on a case where it stands; a yes draws on the frames above it."""
    ruling = new_id()
    door.append(
        "ruling.made",
        of=ruling,
        data={
            "case": str(case.id),
            "stage": text(case.stage),
            "person": text(said.by),
            "mandate": str(said.mandate),
            "outcome": said.outcome,
            "put_at": stamp(put_at),
            "at": stamp(at),
            **rules.contents_data(said.contents, _number(door, said.outcome)),
        },
        personal={"reason": said.reason, **_personal(org, case, said.contents, at)},
    )
    if said.substitution is not None:
        door.append("ruling.stood_in", of=ruling, data={"substitution": str(said.substitution)})
    mandate = org.by_id[said.mandate]
    judged = judged_of(org, mandate, case.question(said.by or case.asker, at))
    if judged and said.outcome != "returned":
        door.append("ruling.weighed", of=ruling, data={}, personal={"judged": judged})
    if said.outcome == "yes":
        power_actions.draw_on_frames(door, org, mandate, case=case.id, facts=case.facts)
    return ruling


def _number(door: Door, outcome: str) -> int | None:
    """Return the next running number; none where a case is sent back, which decides nothing.

    Mere execution has none either: it is never ruled on (rule 28).
    """
    if outcome == "returned":
        return None
    door.flush()
    last = Ruling.objects.aggregate(most=Max("number"))["most"] or 0
    return int(last) + 1


def _personal(org: Slice, case: CaseView, contents: rules.Contents, at: datetime) -> dict[str, Any]:
    amounts = {k: v for k, v in case.facts.items() if isinstance(v, Money)}
    conflict = any(c.case == case.id and c.since <= at for c in org.conflicts)
    return rules.contents_personal(contents, amounts=facts_to_json(amounts), conflict=conflict)


def end_case(door: Door, case: UUID, state: str, at: datetime) -> None:
    """Write how a case ended; what it had taken from frames is given back unless it was granted."""
    door.append("case.ended", of=case, data={"state": state, "stage": None, "ended_at": stamp(at)})
    if state != "granted":
        power_actions.give_back_to_frames(door, case=case)
        power_actions.release_parts(door, case=case)

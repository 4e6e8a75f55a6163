"""Offering services, asking, and ruling. Authority is checked in the writing's own transaction."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from mandat.common.ids import id_from, new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import actions as founding
from mandat.power import queries as power
from mandat.power.rules import (
    FactType,
    FactValue,
    Slice,
    fact_types_from_json,
    facts_from_json,
    facts_to_json,
    read_facts,
)
from mandat.power.rules.tables import MatterDraft
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json
from mandat.services import rules
from mandat.services.models import Case, Service
from mandat.services.rules import CaseView, OwnYes, Passed, Progress

Names = Mapping[str, str]


def offer_service(
    door: Door,
    *,
    key: str,
    name: Names,
    description: Names,
    words: str,
    area: Names,
    matter: UUID,
    source: str,
) -> UUID:
    """Put a service in the catalogue, inside a door that the caller has authorised and opened."""
    service = new_id()
    door.append(
        "service.offered",
        of=service,
        data={
            "key": key,
            "name": dict(name),
            "description": dict(description),
            "words": words,
            "area": dict(area),
            "matter": str(matter),
            "source": source,
        },
    )
    return service


def set_up_matters(actor: UUID, *, matters: Sequence[MatterDraft], at: datetime) -> int:
    """Set up matters, and offer each as a service so that people can ask for it. All or none."""
    with writing(by=actor, at=at) as door:
        count = founding.add_matters(actor, matters=matters, at=at)
        for draft in matters:
            offer_service(
                door,
                key=draft.key,
                name=draft.name,
                description=draft.description,
                words=draft.words,
                area=draft.area,
                matter=id_from("matter", draft.key),
                source=founding.FOUNDING,
            )
    return count


def safeguard_service(
    door: Door, *, service: UUID, safeguards: Sequence[Mapping[str, Json]]
) -> None:
    """Set what catches errors in a service's form; a hand-over calls it inside its own door.

    `safeguards` as `services.rules.Safeguard`, each a JSON object that may have more keys.
    """
    door.append(
        "service.safeguarded",
        of=service,
        data={"safeguards": [dict(s) for s in safeguards]},
    )


def open_case(
    actor: UUID,
    *,
    service: UUID,
    for_whom: UUID | str = "",
    given: Mapping[str, str],
    title: str = "",
    at: datetime,
) -> UUID:
    """Ask for a service; return the case.

    `for_whom` is an identity, or a name or address as typed; empty for oneself. `given` is what
    was typed, by fact key, and `extra-0`, `extra-1` … for safeguards' fields. Where
    the asker may say yes themself they do so at once; else the case is put to the nearest who can.
    Raises BadInputError with every error by field, RefusedError when nobody can decide.
    """
    row = Service.objects.select_related("matter").get(uuid=service)
    types = fact_types_from_json(row.matter.facts)
    whom, wrong = _find_person(actor, for_whom)
    facts, extra = _read(types, row, given, title, at=at, wrong=wrong)
    case = CaseView(new_id(), row.matter.uuid, actor, whom, facts, at, "open", None)
    with writing(by=actor, at=at) as door:
        org = power.load_slice(case.matter, {actor, whom})
        progress = rules.advance(org, case, at, after=None, asker_decides=True)
        _check_someone_can(org, case, progress, at)
        data = _opened(case, service, progress.stage)
        personal = _personal(types, facts, extra, title)
        door.append("case.opened", of=case.id, data=data, personal=personal)
        _write(door, case, progress, at)
    return case.id


def rule_on_case(
    actor: UUID,
    *,
    case: UUID,
    outcome: rules.Outcome,
    reason: str = "",
    stage: UUID | None = None,
    at: datetime,
) -> UUID:
    """Say yes or no, or return a case; return the ruling.

    `stage` is where the actor saw the case; had someone else ruled there meanwhile, the answer is
    refused and says who was first. A no and a return need a reason.
    """
    reason = _checked_answer(outcome, reason)
    with writing(by=actor, at=at) as door:
        row = _row(case)
        view, org = _view(row), _slice_for(row, actor)
        if view.state != "open" or (stage is not None and stage != view.stage):
            raise RefusedError(_first_refusal(row))
        mandate, reasons = rules.ruling_mandate(org, view, actor, outcome, at)
        if mandate is None:
            raise RefusedError(*reasons)
        put_at = row.put_at or row.opened_at
        ruling = _rule(door, view, (actor, mandate.id, outcome, reason), put_at=put_at, at=at)
        _follow(door, org, view, outcome, at)
    return ruling


def _follow(door: Door, org: Slice, case: CaseView, outcome: str, at: datetime) -> None:
    """Write what an answer leads to."""
    if outcome == "returned":
        door.append("case.returned", of=case.id, data={"state": "returned"})
    elif outcome == "no":
        _end(door, case.id, "refused", at)
    else:
        progress = rules.advance(org, case, at, after=case.stage, asker_decides=False)
        _write(door, case, progress, at)
        if progress.stage is not None:
            data = {"stage": str(progress.stage), "put_at": stamp(at)}
            door.append("case.put", of=case.id, data=data)


def send_again(
    actor: UUID, *, case: UUID, given: Mapping[str, str], title: str = "", at: datetime
) -> None:
    """Complete a returned case and send it again.

    With other facts than before it goes from the first stage, since what was ruled on has changed.
    """
    with writing(by=actor, at=at) as door:
        row = _own_row(actor, case)
        if row.state != "returned":
            raise RefusedError(_first_refusal(row))
        types = fact_types_from_json(row.matter.facts)
        facts, extra = _read(types, row.service, given, title, at=at)
        old = _view(row)
        view = replace(old, facts=facts, state="open")
        org = _slice_for(row, actor)
        if facts == old.facts:
            progress = Progress((), old.stage)
        else:
            progress = rules.advance(org, view, at, after=None, asker_decides=True)
        _check_someone_can(org, view, progress, at)
        door.append(
            "case.sent_again",
            of=case,
            data={"state": "open", "stage": _text(progress.stage), "put_at": stamp(at)},
            personal=_personal(types, facts, extra, title),
        )
        _write(door, view, progress, at)


def withdraw_case(actor: UUID, *, case: UUID, at: datetime) -> None:
    """Take back one's own case while nobody has decided it."""
    with writing(by=actor, at=at) as door:
        row = _own_row(actor, case)
        if row.state not in rules.UNDECIDED:
            raise RefusedError(_first_refusal(row))
        _end(door, case, "withdrawn", at)


# --- reading what was given ---------------------------------------------------------------------


def _find_person(actor: UUID, typed: UUID | str) -> tuple[UUID, tuple[Refusal, ...]]:
    """Return who a case is for, and what is wrong with how they were named."""
    if isinstance(typed, UUID):
        found = tuple(power.people([typed]).values())
    elif typed.strip():
        found = power.people_called(typed.strip())
    else:
        return actor, ()
    if len(found) == 1:
        return found[0].id, ()
    code = "services.several_people" if found else "services.unknown_person"
    return actor, (Refusal(code, field="for_whom"),)


def _read(
    types: tuple[FactType, ...],
    service: Service,
    given: Mapping[str, str],
    title: str,
    *,
    at: datetime,
    wrong: tuple[Refusal, ...] = (),
) -> tuple[Mapping[str, FactValue], dict[str, str]]:
    typed = {k: v for k, v in given.items() if not k.startswith("extra-")}
    facts, refusals = read_facts(types, typed)
    safeguards = rules.safeguards_from_json(service.safeguards, at)
    extra, more = rules.read_extra(rules.extra_labels(safeguards), given)
    if len(title.strip()) > rules.LONGEST_TITLE:
        more = (*more, Refusal("services.too_long", {"most": rules.LONGEST_TITLE}, "title"))
    if refusals or more or wrong:
        raise BadInputError(*refusals, *more, *wrong)
    return facts, extra


def _checked_answer(outcome: str, reason: str) -> str:
    reason = reason.strip()
    if outcome not in rules.OUTCOMES:
        raise BadInputError(Refusal("services.unknown_outcome", field="outcome"))
    if outcome != "yes" and not reason:
        raise BadInputError(Refusal("services.missing_reason", field="reason"))
    if len(reason) > rules.LONGEST_WORDS:
        raise BadInputError(
            Refusal("services.too_long", {"most": rules.LONGEST_WORDS}, field="reason")
        )
    return reason


def _personal(
    types: tuple[FactType, ...],
    facts: Mapping[str, FactValue],
    extra: Mapping[str, str],
    title: str,
) -> dict[str, Json]:
    texts = (str(facts[t.key]) for t in types if t.kind == "text" and t.key in facts)
    shown = title.strip() or next(texts, "")
    return {
        "title": shown[: rules.LONGEST_TITLE],
        "facts": facts_to_json(facts),
        "extra": dict(extra),
    }


# --- loading ------------------------------------------------------------------------------------


def _row(case: UUID) -> Case:
    related = ("service", "matter", "stage", "asker", "for_whom")
    return Case.objects.select_related(*related).get(uuid=case)


def _own_row(actor: UUID, case: UUID) -> Case:
    row = _row(case)
    if row.asker.uuid != actor:
        raise RefusedError(Refusal("services.not_yours"))
    return row


def _view(row: Case) -> CaseView:
    return CaseView(
        row.uuid,
        row.matter.uuid,
        row.asker.uuid,
        row.for_whom.uuid,
        facts_from_json(fact_types_from_json(row.matter.facts), row.facts),
        row.opened_at,
        row.state,
        row.stage.uuid if row.stage else None,
    )


def _slice_for(row: Case, actor: UUID) -> Slice:
    return power.load_slice(row.matter.uuid, {actor, row.asker.uuid, row.for_whom.uuid})


def _first_refusal(row: Case) -> Refusal:
    """Say who was first, and what came of it."""
    if row.state == "withdrawn":
        return Refusal("services.withdrawn", {"who": row.asker.name})
    last = row.rulings.select_related("person").order_by("-pk").first()
    if last is None:
        return Refusal("services.case_moved_on")
    return Refusal(f"services.someone_was_first_{last.outcome}", {"who": last.person.name})


def _check_someone_can(org: Slice, case: CaseView, progress: Progress, at: datetime) -> None:
    if progress.stage is None:
        return
    _, people = rules.waits_for(org, replace(case, stage=progress.stage), at)
    if people:
        return
    matter = power.matter(case.matter)
    name = dict(matter.stage(progress.stage).name) if matter else {}
    facts = {"stage": json.dumps(name, ensure_ascii=False)}
    raise RefusedError(Refusal("services.nobody_can", facts))


# --- writing ------------------------------------------------------------------------------------


def _text(uuid: UUID | None) -> str | None:
    return None if uuid is None else str(uuid)


def _opened(case: CaseView, service: UUID, stage: UUID | None) -> dict[str, Json]:
    most = Case.objects.aggregate(most=Max("number"))["most"] or 0
    return {
        "number": most + 1,
        "service": str(service),
        "matter": str(case.matter),
        "asker": str(case.asker),
        "for_whom": str(case.for_whom),
        "opened_at": stamp(case.opened_at),
        "state": "open",
        "stage": _text(stage),
        "put_at": stamp(case.opened_at),
    }


def _write(door: Door, case: CaseView, progress: Progress, at: datetime) -> None:
    """Write what happens at once: stages passed, the asker's own yeses, and perhaps the end."""
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
        elif isinstance(step, OwnYes):
            here = replace(case, stage=step.stage)
            _rule(door, here, (case.asker, step.mandate, "yes", ""), put_at=at, at=at)
    if progress.stage is None:
        _end(door, case.id, "granted", at)


def _rule(
    door: Door,
    case: CaseView,
    answer: tuple[UUID, UUID, str, str],
    *,
    put_at: datetime,
    at: datetime,
) -> UUID:
    by, mandate, outcome, reason = answer
    ruling = new_id()
    door.append(
        "ruling.made",
        of=ruling,
        data={
            "case": str(case.id),
            "stage": _text(case.stage),
            "person": str(by),
            "mandate": str(mandate),
            "outcome": outcome,
            "put_at": stamp(put_at),
            "at": stamp(at),
        },
        personal={"reason": reason},
    )
    return ruling


def _end(door: Door, case: UUID, state: str, at: datetime) -> None:
    door.append("case.ended", of=case, data={"state": state, "stage": None, "ended_at": stamp(at)})

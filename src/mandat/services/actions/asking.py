"""Asking for a service, completing a returned case, taking it back."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.power import queries as power
from mandat.power.actions import count_part, give_back_to_frames, release_parts
from mandat.power.rules import (
    Facts,
    FactType,
    FactValue,
    Slice,
    fact_types_from_json,
    facts_to_json,
    is_mere_execution,
    read_facts,
)
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json
from mandat.services import rules
from mandat.services.actions.shared import (
    case_row,
    check_someone_can,
    end_case,
    first_refusal,
    keep_secret,
    text,
    write_progress,
)
from mandat.services.models import Case, Service
from mandat.services.queries.shared import case_view
from mandat.services.rules import CaseView, Progress


def open_case(
    actor: UUID,
    *,
    service: UUID,
    for_whom: UUID | str = "",
    given: Mapping[str, str],
    title: str = "",
    urgency: str = "",
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
    urgency = _checked_urgency(urgency)
    case = replace(case, urgent=bool(urgency))
    with writing(by=actor, at=at) as door:
        if row.matter.secrecy:
            door.seal()
        org = power.load_slice(case.matter, {actor, whom}, told=[facts])
        _check_needed(org, case, at)
        # Where the matter asks for more than a yes, the asker too writes it down in the answer.
        progress = rules.advance(org, case, at, after=None, asker_decides=not org.matter.asks)
        check_someone_can(org, case, progress, at)
        data = _opened(case, service, progress.stage)
        personal = _personal(types, facts, extra, title)
        door.append("case.opened", of=case.id, data=data, personal=personal)
        _count(door, org, case.id, types, facts)
        if case.urgent:
            door.append("case.hastened", of=case.id, data={}, personal={"urgency": urgency})
        write_progress(door, org, case, progress, at)
    return case.id


def send_again(
    actor: UUID, *, case: UUID, given: Mapping[str, str], title: str = "", at: datetime
) -> None:
    """Complete a returned case and send it again.

    With other facts than before it goes from the first stage, since what was ruled on has changed.
    """
    with writing(by=actor, at=at) as door:
        row = _own_row(actor, case)
        keep_secret(door, row)
        if row.state != "returned":
            raise RefusedError(first_refusal(row))
        types = fact_types_from_json(row.matter.facts)
        facts, extra = _read(types, row.service, given, title, at=at)
        old = case_view(row)
        view = replace(old, facts=facts, state="open")
        if facts != old.facts:
            give_back_to_frames(door, case=case)
            release_parts(door, case=case)
            door.flush()
        people = {actor, row.asker.uuid, row.for_whom.uuid}
        org = power.load_slice(row.matter.uuid, people, told=[facts])
        _check_needed(org, view, at)
        if facts != old.facts:
            _count(door, org, case, types, facts)
        if facts == old.facts:
            progress = Progress((), old.stage)
        else:
            decides = not org.matter.asks
            progress = rules.advance(org, view, at, after=None, asker_decides=decides)
        check_someone_can(org, view, progress, at)
        door.append(
            "case.sent_again",
            of=case,
            data={"state": "open", "stage": text(progress.stage), "put_at": stamp(at)},
            personal=_personal(types, facts, extra, title),
        )
        write_progress(door, org, view, progress, at)


def _count(door: Door, org: Slice, case: UUID, types: tuple[FactType, ...], facts: Facts) -> None:
    fact = next((t.key for t in types if t.kind == "amount"), "")
    count_part(door, org, case=case, fact=fact, facts=facts)


def _checked_urgency(urgency: str) -> str:
    if len(urgency) > rules.LONGEST_WORDS:
        most = {"most": rules.LONGEST_WORDS}
        raise BadInputError(Refusal("services.too_long", most, field="urgency"))
    return urgency.strip()


def _check_needed(org: Slice, case: CaseView, at: datetime) -> None:
    """Mere execution is nobody's decision, so there is nothing to ask for (rule 28)."""
    if is_mere_execution(org, case.question(case.asker, at)):
        raise RefusedError(Refusal("services.mere_execution", {"rule": 28}))


def withdraw_case(actor: UUID, *, case: UUID, at: datetime) -> None:
    """Take back one's own case while nobody has decided it."""
    with writing(by=actor, at=at) as door:
        row = _own_row(actor, case)
        keep_secret(door, row)
        if row.state not in rules.UNDECIDED:
            raise RefusedError(first_refusal(row))
        end_case(door, case, "withdrawn", at)


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
    facts, refusals = read_facts(types, typed, power.basis_at(at))
    safeguards = rules.safeguards_from_json(service.safeguards, at)
    extra, more = rules.read_extra(rules.extra_labels(safeguards), given)
    if len(title.strip()) > rules.LONGEST_TITLE:
        more = (*more, Refusal("services.too_long", {"most": rules.LONGEST_TITLE}, "title"))
    if refusals or more or wrong:
        raise BadInputError(*refusals, *more, *wrong)
    return facts, extra


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


def _own_row(actor: UUID, case: UUID) -> Case:
    row = case_row(case)
    if row.asker.uuid != actor:
        raise RefusedError(Refusal("services.not_yours"))
    return row


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
        "stage": text(stage),
        "put_at": stamp(case.opened_at),
    }

"""One case, for those it concerns and nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from mandat.common.units import days_between
from mandat.power import queries as power
from mandat.power.queries import Names, PersonView
from mandat.power.rules import (
    Condition,
    Mandate,
    Slice,
    Yes,
    answer,
    conditions_from_json,
    conditions_of,
    keep_of,
)
from mandat.services import rules
from mandat.services.models import Case, Passage, Ruling
from mandat.services.queries.catalogue import recent_alike
from mandat.services.queries.joint import had_a_voice, joint_view, said_before
from mandat.services.queries.judged import Judged, judged, typed_beside
from mandat.services.queries.shared import (
    bearing,
    case_view,
    fact_lines,
    holder_name,
    recent_waits,
    same_in_all,
    types_of,
)
from mandat.services.queries.views import Alike, CaseEvent, CasePage, Waiting, Written

RULED_BY = (
    "person", "stage", "mandate__body", "mandate__automat__role", "presenter",
    "substitution__of_person", "substitution__of_role", "case__matter",
)  # fmt: skip
"""What a ruling is told by."""


def case_page(reader: UUID, case: UUID, at: datetime) -> CasePage | None:
    """Return a case to its asker, the one it is for, and those who may rule or have ruled on it.

    Who could have ruled when somebody else did may still see what came of it. None for everybody
    else, as if there were no such case.
    """
    row = bearing(Case.objects.filter(uuid=case)).first()
    if row is None:
        return None
    view = case_view(row)
    org = power.load_slice(view.matter, {reader, view.asker, view.for_whom}, told=[view.facts])
    may, mandate = rules.outcomes_open_to(org, view, reader, at)
    joint = joint_view(reader, row, view, org, at)
    rulings = list(row.rulings.select_related(*RULED_BY).order_by("pk"))
    alone = not may and rules.despite_conflict(org, view, reader, "yes", at) is not None
    concerned = bool(may) or alone or joint is not None or reader in {view.asker, view.for_whom}
    if not concerned and not any(_could_rule(org, view, reader, r) for r in rulings):
        return None
    shown = _shown(row, view, org, at)
    return replace(
        shown,
        events=_events(row, rulings, frozenset(r for r in rulings if had_a_voice(org, reader, r))),
        may=may,
        why=power.mandate(mandate.id) if mandate else None,
        mine=reader == view.asker,
        hand_back=rules.to_hand_back(org, view, reader, at) is not None,
        stands_in_for=_stands_in_for(org, view, reader, at) if may else (),
        only_you=alone,
        judged=_judged(row, view, org, reader, at),
        typed=typed_beside(types_of(row), view.facts),
        urgent=mandate.urgent if mandate else False,
        may_ask_about=_may_ask_about(shown, reader, can_rule=bool(may)),
        conditions=_conditions(org, view, mandate, at),
        joint=joint,
        then=_after_yes(org, view, at) if "yes" in may else None,
        asked_about=power.challenges_raised(reader, case),
    )


def _conditions(
    org: Slice, view: rules.CaseView, mandate: Mandate | None, at: datetime
) -> tuple[Condition, ...]:
    """Return what the reader, or the body the case waits for, must confirm."""
    waits_at = mandate or rules.waits_for(org, view, at)[0]
    return conditions_of(org.chain(waits_at)) if waits_at else ()


def _shown(row: Case, view: rules.CaseView, org: Slice, at: datetime) -> CasePage:
    """Return what everyone whom the case concerns is shown of it."""
    return CasePage(
        id=row.uuid,
        number=row.number,
        service=row.service.uuid,
        service_key=row.service.key,
        service_name=row.service.name,
        matter=view.matter,
        matter_name=row.matter.name,
        legal_ref=row.matter.legal_ref,
        title=row.title,
        asker=PersonView(view.asker, row.asker.name),
        for_whom=PersonView(view.for_whom, row.for_whom.name),
        facts=fact_lines(types_of(row), view.facts),
        extra=row.extra,
        state=row.state,
        opened_at=row.opened_at,
        ended_at=row.ended_at,
        waits=_waiting(row, view, org, at),
        events=(),
        may=(),
        why=None,
        mine=False,
        alike=_alike(row, view, at),
        asks=tuple(row.matter.asks),
        keep_until=_keep_until(row, at),
        urgency=row.urgency,
    )


def _judged(row: Case, view: rules.CaseView, org: Slice, reader: UUID, at: datetime) -> Judged:
    """Return what is judged now, or, of a case that has ended, what was."""
    then = row.ended_at or at
    return judged(org, types_of(row), view.question(reader, then), reader)


def _may_ask_about(shown: CasePage, reader: UUID, *, can_rule: bool) -> tuple[PersonView, ...]:
    """Return whom the reader may say to be too close: those it waits for, of whom they know."""
    known = can_rule or reader in {shown.asker.id, shown.for_whom.id}
    people = shown.waits.people if known and shown.waits else ()
    return tuple(p for p in people if p.id != reader)


def _stands_in_for(
    org: Slice, view: rules.CaseView, reader: UUID, at: datetime
) -> tuple[Names, ...]:
    """Return for whom the reader would answer as a substitute: people, or roles nobody holds."""
    found = (answer(org, view.question(reader, at, verb)) for verb in ("yes", "no"))
    given = next((a for a in found if isinstance(a, Yes)), None)
    if given is None or not given.standing_in:
        return ()
    people = power.people({s.of for s in given.standing_in if s.of})
    names = [same_in_all(p.name) for p in people.values()]
    seats = {s.of_role for s in given.standing_in if s.of is None and s.of_role}
    roles = power.role_names() if seats else {}
    return (*names, *(roles[role] for role in seats))


def _after_yes(org: Slice, view: rules.CaseView, at: datetime) -> Names | None:
    """Return to whom a case goes on if the stage it waits at says yes."""
    progress = rules.advance(org, view, at, after=view.stage, asker_decides=False)
    if progress.stage is None:
        return None
    mandate, _ = rules.waits_for(org, replace(view, stage=progress.stage), at)
    return holder_name(mandate, power.role_names()) if mandate else None


def _could_rule(org: Slice, view: rules.CaseView, reader: UUID, ruling: Ruling) -> bool:
    if ruling.person is not None and ruling.person.uuid == reader:
        return True
    if ruling.case.matter.secrecy:  # there, only who did rule
        return False
    then = replace(view, state="open", stage=ruling.stage.uuid)
    if ruling.mandate.body is not None:
        return had_a_voice(org, reader, ruling)
    return bool(rules.outcomes_open_to(org, then, reader, ruling.at)[0])


def _waiting(row: Case, view: rules.CaseView, org: Slice, at: datetime) -> Waiting | None:
    if view.state != "open" or row.stage is None:
        return None
    mandate, people = rules.waits_for(org, view, at)
    usual = recent_waits(at, {row.stage.uuid}).get(row.stage.uuid, ())
    return Waiting(
        row.stage.uuid,
        row.stage.name,
        holder_name(mandate, power.role_names()) if mandate else None,
        tuple(power.people(people).values()) if people else (),
        max(0.0, days_between(row.put_at or row.opened_at, at)),
        rules.usually_within(usual),
    )


def _alike(row: Case, view: rules.CaseView, at: datetime) -> tuple[Alike, ...]:
    if not any(s["kind"] == "recent_alike" for s in row.service.safeguards):
        return ()
    return recent_alike(row.service.uuid, view.facts, at, but=row.uuid)


def _holder(ruling: Ruling) -> Names | None:
    """Return for whom, or for which role, the one who ruled stood in."""
    sub = ruling.substitution
    if sub is None:
        return None
    if sub.of_person is not None:
        return same_in_all(sub.of_person.name)
    return dict(sub.of_role.name) if sub.of_role is not None else None


def _written(ruling: Ruling, people: Mapping[UUID, PersonView]) -> Written:
    names = (people[UUID(one)].name for one in ruling.participants if UUID(one) in people)
    return Written(
        ruling.number,
        ruling.text,
        ruling.alternatives,
        ruling.advice,
        ruling.presenter.name if ruling.presenter else "",
        tuple(names),
        ruling.corrects is not None,
    )


def _keep_until(row: Case, at: datetime) -> date | None:
    """Return until when what the case was about is kept; None: not ended, or for good."""
    if row.ended_at is None:
        return None
    until = keep_of(power.rules_page(at).book.keep, "cases").until(row.ended_at)
    return until.date() if until else None


def _ruled(
    row: Case, ruling: Ruling, people: Mapping[UUID, PersonView], *, told: bool
) -> CaseEvent:
    """Return a ruling as an event; `told` also who said what in the body that made it."""
    person, body, automat = ruling.person, ruling.mandate.body, ruling.mandate.automat
    return CaseEvent(
        ruling.outcome,
        ruling.at,
        ruling.uuid,
        PersonView(person.uuid, person.name) if person else None,
        ruling.stage.name,
        ruling.reason,
        ruling.mandate.uuid,
        ruling.mandate.handover,
        _holder(ruling),
        conditions_from_json(ruling.confirmed),
        ruling.exception if ruling.excepted else None,
        written=_written(ruling, people),
        urgency=ruling.urgency if ruling.urgent else None,
        body=body.name if body else None,
        joint=ruling.joint,
        voices=tuple(said_before(row, ruling)) if told else (),
        automat=automat.name if automat else None,
        answerable=automat.role.name if automat else None,
        answerable_role=automat.role.key if automat else "",
    )


def _events(row: Case, rulings: list[Ruling], told: frozenset[Ruling]) -> tuple[CaseEvent, ...]:
    asker = PersonView(row.asker.uuid, row.asker.name)
    taking_part = {UUID(one) for r in rulings for one in r.participants}
    people = power.people(taking_part) if taking_part else {}
    events = [CaseEvent("opened", row.opened_at, who=asker)]
    passages = Passage.objects.filter(case=row).select_related("stage", "waiver").order_by("pk")
    events.extend(
        CaseEvent("passed", p.at, p.uuid, stage=p.stage.name, handover=p.waiver.handover)
        for p in passages
    )
    events.extend(_ruled(row, r, people, told=r in told) for r in rulings)
    left = row.departures.select_related("by").order_by("pk")
    events.extend(
        CaseEvent(d.how, d.at, d.uuid, PersonView(d.by.uuid, d.by.name), reason=d.reason)
        for d in left
    )
    events.sort(key=lambda e: e.at)
    # A granted case that nobody ruled on last passed its last stages, or came to none.
    passed = row.state == "granted" and events[-1].what in ("passed", "opened")
    if row.ended_at is not None and (passed or row.state == "withdrawn"):
        events.append(CaseEvent(row.state, row.ended_at))
    return tuple(events)


@dataclass(frozen=True)
class CaseWaiting:
    """A case that waits under a mandate, as whoever gave it sees it: that there is one."""

    id: UUID
    number: int
    put_at: datetime


def cases_to_take_over(reader: UUID, mandate: UUID, at: datetime) -> tuple[CaseWaiting, ...]:
    """Return the undecided cases that a giver may take over from a mandate, oldest first.

    Nothing of what they are about: whoever handed it over does not look over shoulders.
    """
    rows = bearing(Case.objects.filter(state="open", stage__mandates__uuid=mandate))
    found = list(rows.order_by("put_at", "pk"))
    if not found:
        return ()
    org = power.load_slice(found[0].matter.uuid, {reader, *(r.asker.uuid for r in found)})
    waiting = []
    for row in found:
        link = rules.to_take_over(org, case_view(row), reader, at)
        if link is not None and link.id == mandate:
            waiting.append(CaseWaiting(row.uuid, row.number, row.put_at or row.opened_at))
    return tuple(waiting)

"""The answer to "may this person say yes or no here?", and where a case goes.

Rules by number: `authority-and-consent.md` §3.4, see docs/reference/authority.md.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.power.rules.acting import Way, ways
from mandat.power.rules.bodies import enough
from mandat.power.rules.holding import PLAIN_RULE, jointly_refusal
from mandat.power.rules.numbered import refusal
from mandat.power.rules.organisation import FAR, Mandate, Slice, Stage, Waiver, holds_now
from mandat.power.rules.question import Answer, NeedsAlso, No, Question, Route, Yes
from mandat.power.rules.reasons import reasons_in_mandate, reasons_in_person, why_not_acting
from mandat.power.rules.weighing import is_mere_execution, weigh

# --- stages -------------------------------------------------------------------------------------


def waiver_for(org: Slice, question: Question, stage: Stage) -> Waiver | None:
    """Return the waiver under which a case passes the stage; never for the last stage.

    Who gives up a stage gives up their own: only cases that would have been put to the waiver's
    source, or to someone it was handed on to, pass. Other holders' cases stop as before.
    """
    if stage == org.matter.stages[-1]:
        return None
    here = [
        w
        for w in org.waivers
        if w.stage == stage.id
        and holds_now(w, question.at)
        and org.pause_of(w.id, question.at) is None
    ]
    open_now = [w for w in here if weigh(org, question).within(w.limits)]
    asked = next(iter(routes(org, question, stage.id)), None) if open_now else None
    if asked is None:
        return None
    sources = {link.id for link in org.chain(asked.mandate)}
    return next((w for w in open_now if w.source in sources), None)


def is_reached(org: Slice, stage: Stage, question: Question) -> bool:
    """Tell whether a case comes to the stage at all, judged by the sum it is part of."""
    return not stage.condition or weigh(org, question).reaches(stage.condition)


def stages_needed(org: Slice, question: Question) -> tuple[Stage, ...]:
    """Return the stages at which somebody must rule on the asker's case, in order.

    None where it is mere execution.
    """
    if is_mere_execution(org, question):
        return ()
    return tuple(
        s
        for s in org.matter.stages
        if is_reached(org, s, question) and waiver_for(org, question, s) is None
    )


def stage_after(org: Slice, stage: UUID | None, question: Question) -> Stage | None:
    """Return the stage a case comes to next (waived or not), or None after the last."""
    last = next((s.position for s in org.matter.stages if s.id == stage), -1)
    later = (s for s in org.matter.stages if s.position > last)
    return next((s for s in later if is_reached(org, s, question)), None)


# --- the answer ---------------------------------------------------------------------------------


def answer(org: Slice, question: Question) -> Answer:
    """Answer a question of authority, with every reason."""
    if is_mere_execution(org, question):
        return No((refusal("power.mere_execution"),), ())
    if question.stage is not None:
        return _at_stage(org, question, question.stage)
    needed = stages_needed(org, question)
    if not needed:
        return No((refusal("power.no_stage"),), ())
    answers = [_at_stage(org, question, s.id) for s in needed]
    able = [a for a in answers if isinstance(a, Yes)]
    unable = [a for a in answers if isinstance(a, No)]
    if not able:
        return No(unable[0].reasons, unable[0].who_could)
    if not unable or question.verb == "no":
        return able[0]
    whom = tuple(a.who_could[0] for a in unable if a.who_could)
    return NeedsAlso(whom, tuple(dict.fromkeys(r for a in unable for r in a.reasons)))


def _at_stage(org: Slice, question: Question, stage: UUID) -> Yes | No:
    if question.despite_conflict:
        plainly = replace(question, despite_conflict=False)
        question = question if route(org, plainly, stage) is None else plainly
    reasons: list[Refusal] = []
    for mandate in _mandates_at(org, stage):
        acting = {w.person: w for w in ways(org, mandate, question)}
        way = acting.get(question.actor)
        if way is None:
            kept_from = why_not_acting(org, mandate, question)
            found = [*reasons_in_mandate(org, mandate, question), *kept_from] if kept_from else []
        else:
            found = _reasons_against(org, mandate, way, question)
            if not found:
                return Yes(org.chain(mandate), way.standing_in)
        reasons.extend(r for r in found if r not in reasons)
    return No(tuple(reasons) or (refusal("power.no_mandate"),), routes(org, question, stage))


def _mandates_at(org: Slice, stage: UUID) -> tuple[Mandate, ...]:
    return tuple(m for m in org.mandates if m.stage == stage)


def _reasons_against(org: Slice, mandate: Mandate, way: Way, question: Question) -> list[Refusal]:
    """Return everything that keeps the actor from using this mandate for this question."""
    reasons = reasons_in_mandate(org, mandate, question)
    reasons += reasons_in_person(org, mandate, way, question)
    if not reasons and _handed_over(org, mandate, question) is not None:
        reasons.append(refusal("power.handed_over"))
    if not reasons and mandate.body is not None:
        reasons.append(jointly_refusal(org, mandate, question))
    return reasons


def _handed_over(org: Slice, mandate: Mandate, question: Question) -> Mandate | None:
    """Return the child that has taken this case from the mandate, if someone can use it."""
    return next(
        (
            child
            for child in org.children.get(mandate.id, ())
            if child.narrows
            and child.stage == mandate.stage
            and child.since <= question.opened
            and usable_by(org, child, replace(question, verb="yes", reasoned=True))
        ),
        None,
    )


def usable_by(org: Slice, mandate: Mandate, question: Question) -> tuple[UUID, ...]:
    """Return who may use the mandate for this question, if it covers it at all."""
    if reasons_in_mandate(org, mandate, question):
        return ()
    acting = ways(org, mandate, question)
    people = tuple(w.person for w in acting if not reasons_in_person(org, mandate, w, question))
    if mandate.body is not None:
        members = len(org.users(mandate, question.at))
        if len(people) < enough(mandate.jointly or PLAIN_RULE, members):
            return ()  # too few can take part for the body to decide
    return people


# --- where a case goes --------------------------------------------------------------------------


def routes(org: Slice, question: Question, stage: UUID) -> tuple[Route, ...]:
    """Return every mandate the case can be put to at the stage, nearest first.

    Nearest: fewest circle steps from the asker, then deepest in the chain, then first granted.
    """
    if is_mere_execution(org, question):
        return ()
    asked = replace(question, verb="yes", despite_conflict=False, reasoned=True)
    homes = org.circles_of(question.asker, question.at)
    found = []
    for mandate in _mandates_at(org, stage):
        people = usable_by(org, mandate, asked)
        if people and _handed_over(org, mandate, asked) is None:
            steps = _steps_from(org, mandate, homes, asked.at)
            key = (not mandate.urgent, steps, -len(org.chain(mandate)), mandate.order)
            # An automat is nobody to put a case to: what it may say yes to it has said yes to.
            route_people = () if mandate.automat is not None else people
            found.append((key, Route(stage, mandate, route_people)))
    return tuple(r for _, r in sorted(found, key=lambda pair: pair[0]))


def route(org: Slice, question: Question, stage: UUID) -> Route | None:
    """Return the nearest mandate the case can be put to, or None when nobody can rule."""
    return next((r for r in routes(org, question, stage) if r.people), None)


def automat_at(org: Slice, question: Question, stage: UUID) -> Mandate | None:
    """Return the mandate under which an automat says yes at once: only when none is nearer."""
    nearest = next(iter(routes(org, question, stage)), None)
    if nearest is None or nearest.mandate.automat is None or nearest.mandate.urgent:
        return None
    # It says yes, and cannot write why: what needs a reason goes to people.
    asked = replace(question, verb="yes", reasoned=False)
    return None if reasons_in_mandate(org, nearest.mandate, asked) else nearest.mandate


def nearest_to(org: Slice, circle: UUID, stage: UUID, at: datetime) -> Mandate | None:
    """Return the mandate that cases from a circle come to at a stage, whatever their facts."""
    found = [
        (_steps_from(org, mandate, frozenset({circle}), at), -len(org.chain(mandate)), mandate)
        for mandate in _mandates_at(org, stage)
        if all(link.holds_at(at) for link in org.chain(mandate))
        and org.pause_of(mandate.id, at) is None
        and org.users(mandate, at)
        and not mandate.urgent
    ]
    return min(found, key=lambda f: (f[0], f[1], f[2].order))[2] if found else None


def circles_of_mandate(org: Slice, mandate: Mandate, at: datetime) -> frozenset[UUID]:
    """Return where a mandate lies: a body's or a role's circle, or those of who has it.

    An automat lies where the role answerable for it does.
    """
    if mandate.body is not None:
        return frozenset({mandate.body})
    role = org.automats.get(mandate.automat) if mandate.automat else mandate.role
    if role is not None and role in org.role_circles:
        return frozenset({org.role_circles[role]})
    return frozenset().union(*(org.circles_of(p, at) for p in org.users(mandate, at)))


def _steps_from(org: Slice, mandate: Mandate, homes: frozenset[UUID], at: datetime) -> int:
    targets = circles_of_mandate(org, mandate, at)
    return min((org.steps_between(a, b) for a in homes for b in targets), default=FAR)

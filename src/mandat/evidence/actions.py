"""Bringing a log into the organisation."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from mandat.common.refusals import BadInputError, Refusal, RefusedError, refuse
from mandat.evidence.models import PastRuling
from mandat.evidence.rules.plan import Plan, key_of, make_plan, typed_facts
from mandat.evidence.rules.rows import CaseLog, Log, RulingRow
from mandat.evidence.rules.statistics import StepKey
from mandat.power import actions as power_actions
from mandat.power import queries as power
from mandat.power.queries import CircleView, MatterView
from mandat.power.rules import facts_to_json
from mandat.power.rules.tables import CircleDraft
from mandat.services.actions import set_up_matters

BATCH = 500


@dataclass(frozen=True)
class Imported:
    """What an import added. `known_before` rulings were there already."""

    matters: int
    roles: int
    appointed: int
    added: int
    known_before: int
    unknown_role: int


def import_log(
    actor: UUID,
    *,
    log: Log,
    must_pass: Sequence[str],
    holders: Mapping[str, str] | None = None,
    people: Mapping[str, str] | None = None,
    circle: str = "",
    currency: str = "",
    at: datetime,
) -> Imported:
    """Bring a log's matters, stages, roles and past rulings into the organisation, or nothing.

    `must_pass` names the steps that every case must pass: they become stages. The other known steps
    become roles without routing. `holders` is role → e-mail address, `people` the log's person →
    e-mail address. What is there already is left as it is. Raises BadInputError for what cannot be,
    RefusedError for who may not.
    """
    with transaction.atomic():
        _authorise(actor)
        home = _circle(actor, circle, at)
        plan, refusals = make_plan(log, must_pass=must_pass, circle=home, currency=currency)
        refuse(refusals)
        addresses = _people({*(holders or {}).values(), *(people or {}).values()})
        matters, roles = _set_up(actor, plan, at)
        appointed = _appoint(actor, plan, holders or {}, addresses, at=at)
        by_name = {name: addresses[email] for name, email in (people or {}).items()}
        added, before, unknown = _keep(log, plan, by_name, at)
    return Imported(matters, roles, appointed, added, before, unknown)


def _authorise(actor: UUID) -> None:
    founded = power.organisation()
    if founded is None:
        raise RefusedError(Refusal("power.not_founded"))
    if actor != founded.founded_by:
        raise RefusedError(Refusal("power.only_founder"))


def _circle(actor: UUID, given: str, at: datetime) -> str:
    """Return the key of the circle the log's matters lie in: the one named, or the outermost."""
    tree = power.map_page(at).circles
    outermost, keys = [circle.key for circle in tree], set(_circle_keys(tree))
    if given and given not in keys:
        facts = {"given": given, "known": ", ".join(sorted(keys))}
        raise BadInputError(Refusal("evidence.circle_unknown", facts, "circle"))
    if given:
        return given
    if len(outermost) > 1:
        facts = {"known": ", ".join(sorted(outermost))}
        raise BadInputError(Refusal("evidence.circle_needed", facts, "circle"))
    if outermost:
        return outermost[0]
    organisation = power.organisation()
    name = organisation.name if organisation else ""
    draft = CircleDraft(key_of(name), {"sv": name, "en": name}, "")
    power_actions.add_circles(actor, circles=[draft], at=at)
    return draft.key


def _circle_keys(circles: Iterable[CircleView]) -> Iterator[str]:
    for circle in circles:
        yield circle.key
        yield from _circle_keys(circle.circles)


def _people(emails: Iterable[str]) -> dict[str, UUID]:
    found = {email: power.person_by_email(email) for email in sorted(emails)}
    unknown = [email for email, person in found.items() if person is None]
    if unknown:
        raise BadInputError(*(Refusal("power.person_unknown", {"given": e}) for e in unknown))
    return {email: person.id for email, person in found.items() if person is not None}


def _set_up(actor: UUID, plan: Plan, at: datetime) -> tuple[int, int]:
    """Add the matters and roles that are not there yet; return how many of each."""
    here = {matter.key: matter for matter in power.matters()}
    _check_stages(plan, here)
    taken = {role.key for role in power.all_roles(at)}
    new = [matter for matter in plan.matters if matter.key not in here]
    roles = [role for role in plan.roles if role.key not in taken]
    power_actions.add_roles(actor, roles=roles, at=at)
    set_up_matters(actor, matters=new, at=at)
    keys = {matter.key for matter in new}
    mandates = [mandate for mandate in plan.mandates if mandate.matter in keys]
    power_actions.add_mandates(actor, mandates=mandates, at=at)
    return len(new), len(roles)


def _check_stages(plan: Plan, here: Mapping[str, MatterView]) -> None:
    """Refuse a log whose matter is here already with other stages than the log's."""
    for draft in plan.matters:
        matter = here.get(draft.key)
        lacking = {s.key for s in draft.stages} - {s.key for s in matter.stages} if matter else None
        if lacking:
            facts = {"matter": draft.key, "stages": ", ".join(sorted(lacking))}
            raise BadInputError(Refusal("evidence.matter_differs", facts, "must_pass"))


def _appoint(
    actor: UUID,
    plan: Plan,
    holders: Mapping[str, str],
    addresses: Mapping[str, UUID],
    *,
    at: datetime,
) -> int:
    """Appoint holders of the log's roles; who holds one already is left."""
    count = 0
    for name, email in holders.items():
        keys = [key for (_, step), key in plan.role_keys.items() if name in (step, key)]
        if not keys:
            known = ", ".join(sorted({step for _, step in plan.role_keys}))
            facts = {"given": name, "known": known}
            raise BadInputError(Refusal("evidence.role_unknown", facts, "holder"))
        for role in filter(None, (power.role(key, at) for key in keys)):
            if addresses[email] not in power.holders_at(role.id, at):
                power_actions.appoint(actor, role=role.id, person=addresses[email], at=at)
                count += 1
    return count


def _keep(log: Log, plan: Plan, people: Mapping[str, UUID], at: datetime) -> tuple[int, int, int]:
    """Keep the rulings not kept before; return added, known before, and with an unknown role."""
    matters = {matter.key: matter for matter in power.matters()}
    ids = {role.key: role.id for role in power.all_roles(at)}
    roles = {step: ids[key] for step, key in plan.role_keys.items()}
    kept = set(PastRuling.objects.values_list("identity", flat=True))
    rows = [
        _row(log, case, ruling, matters[key_of(ruling.matter)], roles=roles, people=people)
        for case in log.cases
        for ruling in case.rulings
    ]
    new = [row for row in rows if row.identity not in kept]
    PastRuling.objects.bulk_create(new, batch_size=BATCH)
    return len(new), len(rows) - len(new), sum(not row.known for row in new)


def _row(
    log: Log,
    case: CaseLog,
    ruling: RulingRow,
    matter: MatterView,
    *,
    roles: Mapping[StepKey, UUID],
    people: Mapping[str, UUID],
) -> PastRuling:
    step = key_of(ruling.step)
    stage = next((stage.id for stage in matter.stages if stage.key == step), None)
    return PastRuling(
        identity=hashlib.sha256("\x1f".join(ruling.identity).encode()).hexdigest(),
        log=log.name[:200],
        matter=matter.id,
        stage=stage if ruling.known else None,
        role=roles.get((ruling.matter, ruling.step)),
        person=people.get(ruling.ruled_by or ""),
        step=ruling.step[:200],
        known=ruling.known,
        case=ruling.case[:200],
        case_started=case.started_at,
        put_at=ruling.put_at,
        previous_at=ruling.previous_at,
        ruled_at=ruling.ruled_at,
        outcome=ruling.outcome,
        ended=ruling.ended,
        facts=facts_to_json(typed_facts(ruling, matter.facts)),
        original=dict(ruling.facts),
    )

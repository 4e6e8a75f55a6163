"""Answers as JSON, the same in the REST API and on the command line.

Times are ISO 8601 in UTC; amounts are strings of minor units with a currency; names the
organisation has given stand in each of its languages; sentences in the reader's. No address of a
person is ever told.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from mandat.common import formats
from mandat.common.phrases import lift, say
from mandat.common.refusals import Refusal
from mandat.power import rules
from mandat.power.queries import (
    Differences,
    HolderView,
    LinkView,
    MandateView,
    MatterView,
    MayAnswer,
    PersonView,
    Sheet,
    StageAnswer,
    WhoView,
)
from mandat.power.rules import facts_to_json, limits_to_json

Json = dict[str, Any]


def moment(at: datetime | None) -> str | None:
    """Return a time as `2026-09-01T08:00:00Z`."""
    return None if at is None else at.astimezone(UTC).isoformat().replace("+00:00", "Z")


def may_json(found: MayAnswer) -> Json:
    """Return an answer: what was asked, the answer, why, and who could."""
    asked = found.asked
    return {
        "question": {
            "matter": found.matter.key,
            "matter_name": dict(found.matter.name),
            "verb": asked.verb,
            "person": person_json(found.person),
            "facts": facts_to_json(found.facts),
            "stage": asked.stage,
            "at": moment(asked.at),
            "known_at": moment(asked.known_at),
            "supposed": bool(asked.what_if),
        },
        "answer": found.answer,
        "chain": [link_json(link, found.matter.facts) for link in found.chain],
        "standing_in": [person_json(p) for p in found.standing_in],
        "conditions": [condition_json(c) for c in found.conditions],
        "reasons": [
            reason_json(*pair) for pair in zip(found.reasons, found.reasons_told, strict=True)
        ],
        "stages": [_stage_json(s, found.matter.facts) for s in found.stages],
        "missing_facts": list(found.missing),
        "same_purchase": _sum_json(found.weighed),
        "changes_at": moment(found.changes_at),
    }


def _sum_json(weighed: rules.Weighed) -> Json | None:
    """Return what is judged with other cases about the same purchase, of which it says no more."""
    money = weighed.sum
    if money is None:
        return None
    found = {"minor": str(money.minor), "currency": money.currency}
    return {**found, "others": len(weighed.parts)}


def reason_json(refusal: Refusal, spoken: Refusal) -> Json:
    """Return a reason: code, number of the rule behind it, sentence, what would lift it."""
    return {
        "code": refusal.code,
        "rule": refusal.facts.get("rule"),
        "text": say(spoken),
        "lift": lift(spoken),
    }


def person_json(person: PersonView | None) -> Json | None:
    """Return a person by identity and name."""
    return None if person is None else {"id": str(person.id), "name": person.name}


def holder_json(holder: HolderView) -> Json:
    """Return a mandate's holder: a person, a role in a circle, a body or an automat."""
    if holder.person is not None:
        name = {"sv": holder.person.name, "en": holder.person.name}
        return {"kind": "person", "id": str(holder.person.id), "name": name, "circle": None}
    shape: Json = {
        "kind": holder.kind,
        "id": str(holder.role or holder.body or holder.automat),
        "name": dict(holder.role_name or {}),
        "circle": dict(holder.circle_name or {}) if holder.kind == "role" else None,
    }
    if holder.jointly is not None:
        shape["jointly"] = rules.jointly_to_json(holder.jointly)
    if holder.automat is not None:
        name = dict(holder.circle_name or {})
        shape["answerable"] = {"role": holder.answerable, "name": name}
    return shape


def limits_json(limits: rules.Limits, facts: Sequence[rules.FactType]) -> Json:
    """Return limits to compute with, and in words."""
    return {"each": limits_to_json(limits), "text": formats.limits(limits, facts)}


def condition_json(condition: rules.Condition) -> Json:
    """Return what whoever rules must confirm first."""
    return {"kind": condition.kind, "words": condition.words}


def link_json(link: LinkView, facts: Sequence[rules.FactType]) -> Json:
    """Return one mandate of a chain."""
    return {
        "mandate": str(link.mandate),
        "holder": holder_json(link.holder),
        "limits": limits_json(link.limits, facts),
        "since": moment(link.since),
        "until": moment(link.until),
        "decision": link.source_decision,
        "conditions": [condition_json(c) for c in link.conditions],
    }


def matter_json(matter: MatterView) -> Json:
    """Return a matter with its stages and the facts a question can tell."""
    return {
        "key": matter.key,
        "name": dict(matter.name),
        "description": dict(matter.description),
        "facts": [
            {
                "key": f.key,
                "kind": f.kind,
                "label": dict(f.label),
                "required": f.required,
                "choices": {k: dict(v) for k, v in f.choices.items()},
                "currency": f.currency,
            }
            for f in matter.facts
        ],
        "stages": [
            {
                "key": s.key,
                "name": dict(s.name),
                "condition": limits_json(s.condition, matter.facts),
            }
            for s in matter.stages
        ],
        "legal_ref": matter.legal_ref,
        "reserved": matter.reserved,
        "own_cost": matter.own_cost,
    }


def mandate_json(mandate: MandateView) -> Json:
    """Return a mandate as anyone in the organisation may read it."""
    return {
        "mandate": str(mandate.id),
        "matter": mandate.matter_key,
        "matter_name": dict(mandate.matter_name),
        "stage_name": dict(mandate.stage_name),
        "holder": holder_json(mandate.holder),
        "limits": limits_json(mandate.limits, mandate.facts),
        "may_yes": mandate.may_yes,
        "may_no": mandate.may_no,
        "since": moment(mandate.since),
        "until": moment(mandate.until),
        "review_on": moment(mandate.review_on),
        "source": str(mandate.source) if mandate.source else None,
        "decision": mandate.source_decision,
    }


def differences_json(found: Differences) -> Json:
    """Return what differs between two times."""
    return {
        "since": moment(found.since),
        "until": moment(found.until),
        "added": [mandate_json(m) for m in found.added],
        "ended": [mandate_json(m) for m in found.ended],
        "changed": [
            {"before": mandate_json(c.before), "after": mandate_json(c.after)}
            for c in found.changed
        ],
        "held": [
            {"role": dict(h.role), "person": person_json(h.person), "came": h.came}
            for h in found.held
        ],
    }


def sheet_json(found: Sheet, known_at: datetime | None) -> Json:
    """Return everything one person may decide, within what all links leave of it."""
    return {
        "at": moment(found.at),
        "known_at": moment(known_at),
        "person": person_json(found.person),
        "roles": [dict(role) for role in found.roles],
        "mandates": [
            {
                **mandate_json(line.mandate),
                "limits": limits_json(line.within, line.mandate.facts),
                "until": moment(line.until),
                "decision": line.decision,
            }
            for line in found.lines
        ],
    }


def _stage_json(stage: StageAnswer, facts: Sequence[rules.FactType]) -> Json:
    return {
        "stage": stage.stage.key,
        "name": dict(stage.stage.name),
        "waived_by": str(stage.waived_by) if stage.waived_by else None,
        "who": [_who_json(w, facts) for w in stage.who],
    }


def _who_json(who: WhoView, facts: Sequence[rules.FactType]) -> Json:
    return {
        "chain": [link_json(link, facts) for link in who.chain],
        "people": [person_json(p) for p in who.people],
        "more_people": who.more,
    }

"""While it is in force: taking back, handing back, keeping, widening."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, taken
from mandat.handover.actions.committing import answer_commitments
from mandat.handover.actions.drafts import save_step, start_draft, start_wider
from mandat.handover.actions.enacting import Scene, enact, load
from mandat.handover.actions.telling import tell_of_change
from mandat.handover.actions.voicing import speak
from mandat.handover.queries.commitments import answered_by, touching
from mandat.handover.rules import machine, values
from mandat.handover.rules.commitments import Answer
from mandat.record.actions import writing
from mandat.record.codec import stamp


def take_back(actor: UUID, *, handover: UUID, reason: str, at: datetime) -> None:
    """End it, or withdraw the proposal, in one step with a reason. Rulings made stand."""
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        step = taken(machine.take_back(scene.value, actor, reason, scene.parties, at))
        enact(door, scene, step, reason=reason.strip())
        if scene.value.since is not None:
            tell_of_change(scene, actor, at)


def hand_back(actor: UUID, *, handover: UUID, at: datetime) -> None:
    """Stop using it oneself; with the last who does, it ends."""
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        enact(door, scene, taken(machine.hand_back(scene.value, actor, at)))


def keep_handover(
    actor: UUID,
    *,
    handover: UUID,
    review_on: datetime,
    way_back: values.WayBack,
    answers: tuple[Answer, ...] = (),
    at: datetime,
) -> None:
    """Propose to keep it for good: the actor's yes, and a question to the others.

    `answers`: to commitments it touches that have been made since the trial was proposed.
    """
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        keep = values.Keep(review_on, way_back, answers)
        must = touching(scene.value.terms, at, but=answered_by(handover))
        subject = replace(scene.subject, commitments=must)
        step = taken(machine.keep_handover(scene.value, keep, actor, scene.parties, subject, at=at))
        round_ = step.handover.round
        answer_commitments(door, handover=handover, round_=round_, must=must, answers=answers)
        door.append(
            "handover.keeping_asked",
            of=handover,
            data={
                "round": step.handover.round,
                "review_on": stamp(review_on),
                "way_back": way_back,
            },
        )
        door.flush()
        speak(door, handover, values.Voice(new_id(), actor, "giver", "consent", at), at)


def widen_handover(actor: UUID, *, handover: UUID, at: datetime) -> UUID:
    """Begin a walk towards wider limits with everything else as it is; return the draft."""
    scene = load(handover, at)
    if actor not in scene.parties.givers:
        raise RefusedError(Refusal("handover.not_giver"))
    taken(
        machine.widen_handover(scene.value, new_id(), scene.value.terms, actor, wider=True, at=at)
    )
    return start_wider(actor, choices=_choices(scene), at=at)


def begin_again(actor: UUID, *, handover: UUID, at: datetime) -> UUID:
    """Begin a new walk with the terms of one that has ended; return the draft."""
    scene = load(handover, at)
    if actor not in scene.parties.givers:
        raise RefusedError(Refusal("handover.not_giver"))
    if machine.state_at(scene.value, at) not in values.ENDED:
        raise RefusedError(Refusal("handover.wrong_state", {"state": scene.value.state}))
    draft = start_draft(actor, mandate=scene.value.terms.source_mandate, at=at)
    save_step(actor, draft=draft, values={**_choices(scene), "previous": None}, at=at)
    return draft


def _choices(scene: Scene) -> dict[str, object]:
    terms = scene.value.terms
    to = f"person:{terms.to_person}" if terms.to_person else f"role:{terms.to_role}"
    return {
        "mandate": str(terms.source_mandate),
        "matter": str(terms.matter),
        "stage": str(terms.stage),
        "kind": terms.kind,
        "to": "" if terms.kind == "remove" else to,
        "limits": [dict(limit) for limit in terms.limits],
        "safeguards": [s.as_json() for s in terms.safeguards],
        "trial_days": terms.trial_days,
        "check_share": terms.check_share,
        "previous": str(scene.value.uuid),
        "conditions": dict(scene.row.conditions),
    }

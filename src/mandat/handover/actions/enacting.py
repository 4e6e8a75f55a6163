"""Writing down what a step led to: entries for each event, power granted and ended with them."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError
from mandat.handover import models
from mandat.handover.duties.queries.waiting import HANDOVER, duties_wait
from mandat.handover.queries.around import as_value, parties_of, subject_of
from mandat.handover.queries.cases import services_of
from mandat.handover.rules import looking, machine, values
from mandat.power import queries as power
from mandat.power.actions import Terms, set_terms
from mandat.record.actions import Door
from mandat.record.codec import stamp
from mandat.services.actions import safeguard_service


@dataclass(frozen=True)
class Scene:
    """A hand-over with everything a step is decided on, loaded under the lock."""

    row: models.Handover
    value: values.Handover
    parties: values.Parties
    subject: values.Subject


def load(handover: UUID, at: datetime) -> Scene:
    """Load a hand-over and who stands round it now. Refuses when there is none."""
    related = (
        "matter__circle",
        "stage",
        "source_mandate",
        "to_person",
        "to_role",
        "previous",
        "owner",
    )
    row = models.Handover.objects.select_related(*related).filter(uuid=handover).first()
    if row is None:
        raise RefusedError(Refusal("handover.not_found"))
    value = as_value(row)
    org = power.load_slice(value.terms.matter, ())
    duties = duties_wait(row.uuid, HANDOVER, org.book_at(at))
    subject = replace(subject_of(value.terms, org, at), duties=duties)
    return Scene(row, value, parties_of(value.terms, org, at, row), subject)


def enact(door: Door, scene: Scene, step: values.Step, *, reason: str = "", how: str = "") -> None:
    """Write the entries that a step's events call for, in order."""
    for event in step.events:
        if isinstance(event, values.Moved):
            door.append("handover.moved", of=scene.row.uuid, data={"state": event.to})
        elif isinstance(event, values.Entered):
            _start(door, scene, event)
        elif isinstance(event, values.Joined):
            _join(door, scene, event.person)
        elif isinstance(event, values.Left):
            _leave(door, scene, event.person)
        elif isinstance(event, values.KeptOn):
            _keep(door, scene, event)
        elif isinstance(event, values.Ended):
            _end(door, scene, event, reason)
        else:
            _settle(door, event, how)


def _start(door: Door, scene: Scene, event: values.Entered) -> None:
    row, until = scene.row, stamp(event.until)
    seed = secrets.token_bytes(32)
    models.DrawSeed.objects.create(handover=row, value=seed.hex())
    door.append(
        "handover.started",
        of=row.uuid,
        data={
            "state": "trial",
            "since": stamp(event.since),
            "until": until,
            "review_on": until,
            "seed_hash": looking.seed_hash(seed),
        },
    )
    period = {"since": stamp(event.since), "until": until, "review_on": until}
    if row.kind == "remove":
        door.append("waiver.granted", of=new_id(), data={**_common(scene), **period})
    else:
        _grant(door, scene, event, period)
    if row.safeguards:
        _put_safeguards(door, row, until)
        door.flush()
    if row.previous is not None:
        _supersede(door, row.previous, event.since)


def _common(scene: Scene) -> dict[str, Any]:
    row = scene.row
    adopted = next((a for a in reversed(scene.value.adoptions) if a.adopted), None)
    return {
        "matter": str(row.matter.uuid),
        "stage": str(row.stage.uuid),
        "limits": row.limits,
        "source_mandate": str(row.source_mandate.uuid),
        "source_decision": f"{adopted.body} {adopted.on} {adopted.paragraph}" if adopted else "",
        "handover": str(row.uuid),
    }


def _grant(door: Door, scene: Scene, event: values.Entered, period: Mapping[str, str]) -> None:
    row, mandate = scene.row, new_id()
    data = {
        **_common(scene),
        **period,
        "person": str(row.to_person.uuid) if row.to_person else None,
        "role": str(row.to_role.uuid) if row.to_role else None,
        "may_yes": row.source_mandate.may_yes,
        "may_no": row.source_mandate.may_no,
        "narrows": True,
        "by_acceptance": row.to_role is not None,
    }
    door.append("mandate.granted", of=mandate, data=data)
    if row.to_person is not None:
        circle = row.matter.circle.uuid
        assignment = power.assignment_of(row.to_person.uuid, circle, event.since)
        if assignment is not None:
            set_terms(door, mandate, Terms(while_role=assignment))
    if row.to_role is not None:
        for person in sorted(event.users):
            _accept(door, mandate, person, event.since)


def _accept(door: Door, mandate: UUID, person: UUID, since: datetime) -> None:
    data = {"mandate": str(mandate), "person": str(person), "since": stamp(since), "until": None}
    door.append("acceptance.given", of=new_id(), data=data)


def _supersede(door: Door, previous: models.Handover, at: datetime) -> None:
    scene = load(previous.uuid, at)
    outcome = machine.supersede(scene.value, at)
    if isinstance(outcome, values.Step):  # otherwise it had already ended by itself
        enact(door, scene, outcome)


def _put_safeguards(door: Door, row: models.Handover, until: str | None) -> None:
    """Let the safeguards go along into the forms that lead to the matter, for as long."""
    tag = {"handover": str(row.uuid), **({"until": until} if until else {})}
    for service, there in services_of(row):
        others = [s for s in there if s.get("handover") != str(row.uuid)]
        mine = [{**s, **tag} for s in row.safeguards]
        safeguard_service(door, service=service, safeguards=[*others, *mine])


def _take_safeguards(door: Door, row: models.Handover) -> None:
    for service, there in services_of(row):
        left = [s for s in there if s.get("handover") != str(row.uuid)]
        if left != there:
            safeguard_service(door, service=service, safeguards=left)


def _join(door: Door, scene: Scene, person: UUID) -> None:
    for mandate in power.mandates_under(scene.row.uuid):
        if mandate.by_acceptance:
            _accept(door, mandate.id, person, door.at)


def _leave(door: Door, scene: Scene, person: UUID) -> None:
    for voice in scene.value.voices:
        if voice.person == person and voice.is_yes:
            _settle(door, values.Settled(voice.uuid, "left"), "")
    for acceptance, who, until in power.acceptances_under(scene.row.uuid):
        if who == person and until is None:
            door.append("acceptance.ended", of=acceptance, data={"until": stamp(door.at)})


def _keep(door: Door, scene: Scene, event: values.KeptOn) -> None:
    door.append("handover.kept", of=scene.row.uuid, data={"state": "kept", "until": None})
    data = {"until": None, "review_on": stamp(event.review_on)}
    for kind, of in _granted(scene):
        door.append(f"{kind}.prolonged", of=of, data=data)
    if scene.row.safeguards:
        _put_safeguards(door, scene.row, None)


def _end(door: Door, scene: Scene, event: values.Ended, reason: str) -> None:
    door.append(
        "handover.ended",
        of=scene.row.uuid,
        data={
            "state": event.how,
            "ended_at": stamp(event.at),
            "ended_by": str(door.by) if door.by else None,
        },
        personal={"end_reason": reason},
    )
    for kind, of in _granted(scene):
        door.append(f"{kind}.ended", of=of, data={"until": stamp(event.at)})
    # A walk whose hearing was withdrawn is over, too.
    for draft in models.HandoverDraft.objects.filter(uuid=scene.row.uuid, sent_at=None):
        draft.sent_at = event.at
        draft.save()
    door.flush()
    _take_safeguards(door, scene.row)


def _granted(scene: Scene) -> list[tuple[str, UUID]]:
    if scene.row.kind == "remove":
        return [("waiver", w) for w in power.waivers_under(scene.row.uuid)]
    return [("mandate", m.id) for m in power.mandates_under(scene.row.uuid)]


def _settle(door: Door, event: values.Settled, how: str) -> None:
    door.append(
        "voice.settled",
        of=event.voice,
        data={"settled": event.how, "settled_at": stamp(door.at)},
        personal={"how": how if event.how == "resolved" else ""},
    )

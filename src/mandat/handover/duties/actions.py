"""Saying that a duty is met, asking somebody to speak, and being heard."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import Refusal, RefusedError, refuse
from mandat.handover.actions import enacting
from mandat.handover.duties import rules
from mandat.handover.duties.models import DutyVoice
from mandat.handover.duties.queries.page import Subject, now_of, subject_of
from mandat.handover.proposals.actions import scene as proposals
from mandat.handover.proposals.rules import machine as proposing
from mandat.handover.rules import machine
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp


def say_duty(
    actor: UUID,
    *,
    of: UUID,
    duty: str,
    how: rules.How,
    words: str = "",
    on: date | None = None,
    answers: Mapping[str, str] | None = None,
    at: datetime,
) -> None:
    """Say that a duty is done, or why it is not needed. The last one that was needed may decide."""
    with writing(by=actor, at=at) as door:
        subject, now = _load(of, duty, at)
        said = rules.Said(how, words, on, answers)
        refuse(rules.say(now, said, actor, subject.around, at))
        told = {n: (answers or {}).get(n, "").strip() for n in rules.ASKED_OF_RECEIVER}
        answered = now.duty.says == "receiver" and how == "done"
        door.append(
            "duty.said",
            of=new_id(),
            data={
                "of": str(of),
                "duty": duty,
                "how": how,
                "on": on.isoformat() if on and how == "done" else "",
                "ref": now.duty.ref,
                "by": str(actor),
                "at": stamp(at),
            },
            personal={"words": words.strip(), "answers": dict(told) if answered else {}},
        )
        door.flush()
        _go_on(door, subject, at)


def _load(of: UUID, duty: str, at: datetime) -> tuple[Subject, rules.DutyNow]:
    subject = subject_of(of, at)
    now = None if subject is None else _one(subject, duty, at)
    if subject is None or now is None:
        raise RefusedError(Refusal("duties.not_found"))
    if subject.ended:
        raise RefusedError(Refusal("duties.over"))
    return subject, now


def _one(subject: Subject, duty: str, at: datetime) -> rules.DutyNow | None:
    return next((one for one in now_of(subject, at) if one.duty.key == duty), None)


def _go_on(door: Door, subject: Subject, at: datetime) -> None:
    """Let what waited for the duty alone go on."""
    if subject.is_handover:
        scene = enacting.load(subject.id, at)
        step = machine.go_on(scene.value, scene.parties, scene.subject, at)
        enacting.enact(door, scene, step)
        return
    found = proposals.load(subject.id, at)
    if proposing.state_at(found.value, at) == "consent":
        proposals.write(door, found, proposing.go_on(found.value, found.parties, at))


def ask_voice(actor: UUID, *, of: UUID, duty: str, person: UUID, at: datetime) -> None:
    """Ask somebody to speak for the employees or for safety."""
    with writing(by=actor, at=at) as door:
        subject, now = _load(of, duty, at)
        if not subject.begun:
            raise RefusedError(Refusal("duties.not_found"))
        refuse(rules.ask(now, person, actor, subject.around))
        data = {"of": str(of), "duty": duty, "person": str(person)}
        data |= {"asked_by": str(actor), "asked_at": stamp(at)}
        door.append("duty.asked", of=new_id(), data=data)


def hear_voice(
    actor: UUID, *, of: UUID, duty: str, stance: str, words: str = "", at: datetime
) -> None:
    """Say what one thinks as the one who was asked. It is kept, and stops nothing by itself."""
    with writing(by=actor, at=at) as door:
        subject, now = _load(of, duty, at)
        refuse(rules.hear(now, actor, stance, words))
        voice = DutyVoice.objects.get(of=of, duty=duty, person__uuid=actor)
        data = {"heard_at": stamp(at), "stance": stance}
        door.append("duty.heard", of=voice.uuid, data=data, personal={"words": words.strip()})
        door.flush()
        _go_on(door, subject, at)

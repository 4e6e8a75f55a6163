"""Consent, concern and objection; solving an objection; what the adopting body decided."""

from datetime import date, datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, refuse, taken
from mandat.handover.actions.enacting import enact, load
from mandat.handover.models import Invitation
from mandat.handover.rules import machine, values
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp

LONGEST_WORDS = 4000


def give_voice(
    actor: UUID,
    *,
    handover: UUID,
    kind: values.VoiceKind,
    words: str = "",
    safe_enough: str = "",
    at: datetime,
) -> None:
    """Say what one thinks. The last yes that was needed brings it into force there and then."""
    long = [
        Refusal("handover.words_too_long", {"longest": LONGEST_WORDS}, field)
        for field, text in (("words", words), ("safe_enough", safe_enough))
        if len(text) > LONGEST_WORDS
    ]
    refuse(long)
    with writing(by=actor, at=at) as door:
        # Whoever answers has changed their mind about standing aside.
        Invitation.objects.filter(handover__uuid=handover, person=actor).update(declined_at=None)
        voice = values.Voice(
            new_id(), actor, "touched", kind, at, words=words, safe_enough=safe_enough
        )
        speak(door, handover, voice, at)


def speak(door: Door, handover: UUID, voice: values.Voice, at: datetime) -> None:
    """Write a voice inside a door that is open, with all that follows from it."""
    scene = load(handover, at)
    step = taken(machine.give_voice(scene.value, voice, scene.parties, scene.subject, at))
    said = step.handover.voices[-1]
    door.append(
        "voice.given",
        of=said.uuid,
        data={
            "handover": str(handover),
            "person": str(said.person),
            "part": said.part,
            "kind": said.kind,
            "round": said.round,
            "at": stamp(at),
        },
        personal={"words": said.words, "safe_enough": said.safe_enough},
    )
    enact(door, scene, step)


def resolve_objection(actor: UUID, *, handover: UUID, voice: UUID, how: str, at: datetime) -> None:
    """Say that one's own objection is solved, and how."""
    if not how.strip():
        raise BadInputError(Refusal("handover.how_missing", field="how"))
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        step = taken(
            machine.resolve_objection(
                scene.value, voice, actor, scene.parties, scene.subject, at=at
            )
        )
        enact(door, scene, step, how=how)


def record_adoption(
    actor: UUID,
    *,
    handover: UUID,
    body: str,
    on: date,
    paragraph: str,
    adopted: bool,
    at: datetime,
) -> None:
    """Write down what the adopting body decided, as its minutes have it."""
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        circle = scene.subject.adopted_by or scene.value.terms.matter
        note = values.Adoption(circle, body.strip(), on, paragraph.strip(), adopted)
        step = taken(
            machine.record_adoption(scene.value, note, actor, scene.parties, scene.subject, at=at)
        )
        noted = step.handover.adoptions[-1]
        door.append(
            "adoption.recorded",
            of=new_id(),
            data={
                "handover": str(handover),
                "circle": str(noted.circle),
                "round": noted.round,
                "body": noted.body,
                "on": noted.on.isoformat(),
                "paragraph": noted.paragraph,
                "adopted": noted.adopted,
                "by": str(actor),
                "at": stamp(at),
            },
        )
        door.flush()
        enact(door, load(handover, at), step, reason=f"{noted.body} {noted.paragraph}")

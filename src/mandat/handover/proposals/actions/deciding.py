"""Speaking, judging, integrating and deciding."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import taken
from mandat.handover.proposals.actions.scene import (
    Scene,
    check_lengths,
    load,
    settle,
    write,
    write_settled,
)
from mandat.handover.proposals.queries.around import changes_of
from mandat.handover.proposals.rules import integration, machine, values
from mandat.handover.proposals.rules.machine import Outcome
from mandat.record.actions import Door, writing
from mandat.record.codec import stamp
from mandat.record.rules import Json

_LONGEST_BODY = 200
_LONGEST_PARAGRAPH = 80


def speak(
    actor: UUID,
    *,
    proposal: UUID,
    kind: values.VoiceKind,
    words: str = "",
    watch: str = "",
    argument: values.Argument | None = None,
    at: datetime,
) -> None:
    """Ask, react, or answer the question of consent. The last answer that was needed decides."""
    check_lengths(words=words, watch=watch, **(vars(argument) if argument else {}))
    voice = values.Voice(
        new_id(), actor, kind, at, words=words.strip(), watch=watch.strip(),
        argument=argument if kind == "objection" else None,
    )  # fmt: skip
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        step = taken(machine.speak(scene.value, voice, scene.parties, at))
        said = next(v for v in step.proposal.voices if v.uuid == voice.uuid)
        _write_voice(door, proposal, said)
        write_settled(door, scene.value, step.proposal)
        write(door, scene, step)


def _write_voice(door: Door, proposal: UUID, said: values.Voice) -> None:
    door.append(
        "proposal.spoken",
        of=said.uuid,
        data={
            "proposal": str(proposal),
            "person": str(said.person),
            "kind": said.kind,
            "round": said.round,
            "at": stamp(said.at),
        },
        personal={
            "words": said.words,
            "watch": said.watch,
            "argument": dict(vars(said.argument)) if said.argument else {},
        },
    )


def answer_question(
    actor: UUID, *, proposal: UUID, question: UUID, words: str, at: datetime
) -> None:
    """Answer a question about one's own proposal."""
    check_lengths(how=words)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        taken(machine.answer_question(scene.value, question, actor, words, at))
        settle(door, question, "answered", words.strip())


def _step(
    door: Door, scene: Scene, outcome: Outcome, *, how: str = "", reason: str = ""
) -> values.Step:
    step = taken(outcome)
    write_settled(door, scene.value, step.proposal, how)
    return write(door, scene, step, reason=reason)


def end_round(actor: UUID, *, proposal: UUID, at: datetime) -> None:
    """Go on before the time is up, when everyone has had their say."""
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        _step(door, scene, machine.end_round(scene.value, actor, scene.parties, at))


def ask_consent(actor: UUID, *, proposal: UUID, at: datetime) -> None:
    """Put one's proposal to everyone asked."""
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        _step(door, scene, machine.ask_consent(scene.value, actor, scene.parties, at))


def close_round(actor: UUID, *, proposal: UUID, at: datetime) -> None:
    """Finish a round whose time is up and in which nothing is missing."""
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        _step(door, scene, machine.close_round(scene.value, actor, scene.parties, at))


def withdraw_proposal(actor: UUID, *, proposal: UUID, reason: str, at: datetime) -> None:
    """Take one's own proposal away."""
    check_lengths(reason=reason)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        outcome = machine.withdraw(scene.value, actor, reason, at)
        _step(door, scene, outcome, reason=reason.strip())


def record_adoption(
    actor: UUID,
    *,
    proposal: UUID,
    body: str,
    on: date,
    paragraph: str,
    adopted: bool,
    at: datetime,
) -> None:
    """Write down what the adopting body decided, as its minutes have it."""
    check_lengths(longest=_LONGEST_BODY, body=body)
    check_lengths(longest=_LONGEST_PARAGRAPH, paragraph=paragraph)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        circle = scene.parties.body or scene.row.circle.uuid
        note = values.Minuted(circle, body.strip(), on, paragraph.strip(), adopted)
        outcome = machine.record_adoption(scene.value, note, actor, scene.parties, at)
        step = taken(outcome)
        door.append(
            "proposal.minuted",
            of=new_id(),
            data={
                "proposal": str(proposal),
                "circle": str(circle),
                "body": note.body,
                "on": on.isoformat(),
                "paragraph": note.paragraph,
                "adopted": adopted,
                "by": str(actor),
                "at": stamp(at),
            },
        )
        decision = f"{note.body} {on.isoformat()} {note.paragraph}"
        write(door, scene, step, reason="" if adopted else decision, decision=decision)


# --- objections -----------------------------------------------------------------------------------


def take_lead(actor: UUID, *, proposal: UUID, at: datetime) -> None:
    """Take it on to guide the round."""
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        _step(door, scene, integration.lead(scene.value, actor, scene.parties, at))


def judge_objection(
    actor: UUID,
    *,
    proposal: UUID,
    voice: UUID,
    answered: Collection[values.Criterion],
    reason: str,
    at: datetime,
) -> None:
    """Say which of the four questions an objection answers; not if the answers are right."""
    check_lengths(reason=reason)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        outcome = integration.judge(
            scene.value, voice, actor, answered, reason=reason, parties=scene.parties, at=at
        )
        step = _step(door, scene, outcome, how=reason.strip())
        now = next(v for v in step.proposal.voices if v.uuid == voice)
        if now.returned_at == at:
            data: dict[str, Json] = {"returned_at": stamp(at), "returns": now.returns}
            door.append("proposal.tested", of=voice, data=data, personal={"test": reason.strip()})


def argue_again(
    actor: UUID, *, proposal: UUID, voice: UUID, argument: values.Argument, at: datetime
) -> None:
    """Answer what was sent back of one's objection."""
    check_lengths(**vars(argument))
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        _step(door, scene, integration.argue_again(scene.value, voice, actor, argument, at))
        personal = {"argument": dict(vars(argument))}
        door.append("proposal.argued", of=voice, data={"returned_at": None}, personal=personal)


def withdraw_objection(
    actor: UUID, *, proposal: UUID, voice: UUID, how: str = "", at: datetime
) -> None:
    """Say that one's own objection no longer stops the round."""
    check_lengths(how=how)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        outcome = integration.withdraw_objection(scene.value, voice, actor, scene.parties, at)
        _step(door, scene, outcome, how=how.strip())


def accept_offer(actor: UUID, *, proposal: UUID, at: datetime) -> None:
    """Say yes to the wording that the other side offers."""
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        changes = changes_of(scene.offered) if scene.offered else scene.changes
        parties = scene.parties_for(changes, at)
        outcome = integration.accept_offer(scene.value, actor, parties, at)
        how = scene.offered.why if scene.offered else ""
        _step(door, scene, outcome, how=how)


def decline_offer(actor: UUID, *, proposal: UUID, reason: str, at: datetime) -> None:
    """Say, by an example, why the offered wording would not do."""
    check_lengths(reason=reason)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        outcome = integration.decline_offer(scene.value, actor, reason, at)
        write(door, scene, taken(outcome), declined=reason.strip())


def call_help(actor: UUID, *, proposal: UUID, at: datetime) -> None:
    """Ask the wider circle in, when it stands still or a judgement is in dispute."""
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        _step(door, scene, integration.call_help(scene.value, actor, scene.parties, at))


def drop_side(actor: UUID, *, proposal: UUID, reason: str, at: datetime) -> None:
    """End what one side has let lie for longer than the circle gives."""
    check_lengths(reason=reason)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        outcome = integration.drop(scene.value, actor, reason, scene.parties, at)
        _step(door, scene, outcome, how=reason.strip(), reason=reason.strip())

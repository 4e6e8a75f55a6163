"""What is said before and looked at after: hearing, shadowing, after-checks."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.handover import models
from mandat.handover.actions.enacting import load
from mandat.handover.queries.checks import checks_for
from mandat.handover.queries.shadow import cases_to_answer
from mandat.handover.rules import looking, machine
from mandat.record.actions import writing
from mandat.record.codec import stamp

View = Literal["gladly", "unsure", "rather_not"]
Verdict = Literal["alike", "otherwise"]


def answer_hearing(actor: UUID, *, handover: UUID, view: View, words: str, at: datetime) -> None:
    """Tell the giver how one sees it; only the giver reads it."""
    if view not in ("gladly", "unsure", "rather_not"):
        raise BadInputError(Refusal("handover.view_missing", field="view"))
    row = _invitation(actor, handover)
    row.view, row.words, row.answered_at, row.declined_at = view, words.strip(), at, None
    row.save()


def decline(actor: UUID, *, handover: UUID, at: datetime) -> None:
    """Stand aside, without reason; nobody is told and nothing follows. Can be undone by answering.

    Who can already use it hands it back instead.
    """
    row = _invitation(actor, handover)
    if actor in load(handover, at).value.users:
        raise RefusedError(Refusal("handover.hand_back_instead"))
    row.declined_at = at
    row.save()


def share_agreement(actor: UUID, *, handover: UUID, shares: bool) -> None:
    """Let the agreement between one's shadow answers and the rulings be shown in the grounds.

    It is shown only when giver and receiver both let it.
    """
    row = _invitation(actor, handover)
    row.shares_agreement = shares
    row.save()


def answer_shadow(actor: UUID, *, handover: UUID, case: UUID, says: str, at: datetime) -> None:
    """Say what one would have ruled, before the giver has. One answer a case."""
    if says not in looking.SAYS:
        raise BadInputError(Refusal("handover.shadow_answer", field="said"))
    _check_open_case(actor, handover, case, at)
    models.ShadowAnswer.objects.update_or_create(
        handover=_invitation(actor, handover).handover,
        person=actor,
        case=case,
        defaults={"says": says, "at": at},
    )


def note_needed_me(actor: UUID, *, handover: UUID, case: UUID, needed: bool, at: datetime) -> None:
    """Note, before ruling, whether a case needed one at all. For a removal."""
    scene = load(handover, at)
    if actor not in scene.parties.givers or scene.row.kind != "remove":
        raise RefusedError(Refusal("handover.not_giver"))
    _check_open_case(actor, handover, case, at)
    models.NeededNote.objects.update_or_create(
        handover=scene.row, person=actor, case=case, defaults={"needed": needed, "at": at}
    )


def _check_open_case(actor: UUID, handover: UUID, case: UUID, at: datetime) -> None:
    scene = load(handover, at)
    if machine.state_at(scene.value, at) != "shadowing":
        raise RefusedError(Refusal("handover.wrong_state", {"state": scene.value.state}))
    if scene.parties.part_of(actor) not in ("giver", "receiver"):
        raise RefusedError(Refusal("handover.not_found"))
    if case not in {c.id for c in cases_to_answer(scene.row, actor)}:
        raise RefusedError(Refusal("handover.case_decided"))


def look_at_aftercheck(
    actor: UUID, *, handover: UUID, of: UUID, verdict: Verdict, words: str, at: datetime
) -> None:
    """Look at a drawn ruling: would one have ruled alike? Changes nothing of the ruling."""
    if verdict not in ("alike", "otherwise"):
        raise BadInputError(Refusal("handover.verdict_missing", field="verdict"))
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        if actor not in scene.parties.givers:
            raise RefusedError(Refusal("handover.not_giver"))
        if of not in {c.of for c in checks_for(scene.row) if c.verdict is None}:
            raise RefusedError(Refusal("handover.not_drawn"))
        door.append(
            "aftercheck.made",
            of=new_id(),
            data={
                "handover": str(handover),
                "of": str(of),
                "by": str(actor),
                "at": stamp(at),
                "verdict": verdict,
            },
            personal={"words": words.strip()},
        )


def _invitation(actor: UUID, handover: UUID) -> models.Invitation:
    row = models.Invitation.objects.filter(handover__uuid=handover, person=actor).first()
    if row is None:
        raise RefusedError(Refusal("handover.no_voice"))
    return row

"""A proposal loaded under the lock, and what a step writes."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, RefusedError
from mandat.handover.duties.queries.waiting import duties_wait, groups_of
from mandat.handover.proposals import models
from mandat.handover.proposals.actions.making import make
from mandat.handover.proposals.queries.around import as_value, changes_of, now_at, parties_of
from mandat.handover.proposals.rules import values
from mandat.handover.proposals.rules.changes import Change, Now, to_json
from mandat.record.actions import Door
from mandat.record.codec import stamp

LONGEST_WORDS = 4_000


@dataclass(frozen=True)
class Scene:
    """A proposal with everything a step is decided on, loaded under the lock."""

    row: models.Proposal
    value: values.Proposal
    changes: tuple[Change, ...]
    now: Now
    parties: values.Parties
    offered: models.ProposalWording | None

    def parties_for(self, changes: Sequence[Change], at: datetime) -> values.Parties:
        """Return who would have a say about another wording."""
        return _with_duties(self.row, changes, now_at(at, changes), at)


def load(proposal: UUID, at: datetime) -> Scene:
    """Load a proposal and who stands round it now. Refuses when there is none."""
    related = ("proposer", "facilitator", "circle")
    row = models.Proposal.objects.select_related(*related).filter(uuid=proposal).first()
    if row is None:
        raise RefusedError(Refusal("proposals.not_found"))
    wordings = row.wordings.select_related("by")
    wording = wordings.get(version=row.version, declined_at=None)
    offered = wordings.filter(uuid=row.offer).first() if row.offer else None
    value, changes = as_value(row, offered), changes_of(wording)
    now = now_at(at, changes)
    return Scene(row, value, changes, now, _with_duties(row, changes, now, at), offered)


def _with_duties(
    row: models.Proposal, changes: Sequence[Change], now: Now, at: datetime
) -> values.Parties:
    duties = duties_wait(row.uuid, groups_of(changes), now.book)
    return replace(parties_of(changes, now, at), duties=duties)


def check_lengths(*, longest: int = LONGEST_WORDS, **texts: str) -> None:
    """Refuse what is too long, each by its field."""
    long = [
        Refusal("proposals.words_too_long", {"longest": longest}, field)
        for field, text in texts.items()
        if len(text) > longest
    ]
    if long:
        raise BadInputError(*long)


def kept(value: values.Proposal, offer: UUID | None) -> dict[str, Any]:
    """Return the columns that say where a proposal is."""
    return {
        "state": value.state,
        "stage_at": stamp(value.since),
        "round": value.round,
        "version": value.version,
        "asked_version": value.asked_version,
        "turn": value.turn,
        "facilitator": str(value.facilitator) if value.facilitator else None,
        "helped": value.helped,
        "offer": str(offer) if offer else None,
    }


def write(
    door: Door,
    scene: Scene,
    step: values.Step,
    *,
    reason: str = "",
    decision: str = "",
    declined: str = "",
) -> values.Step:
    """Write where a step led, and make what was adopted.

    An offered wording that was not taken up is put away, with what was `declined` about it.
    """
    after, offer = step.proposal, scene.row.offer if step.proposal.offer else None
    data = kept(after, offer)
    if data != kept(scene.value, scene.row.offer):
        door.append("proposal.moved", of=scene.row.uuid, data=data)
    if scene.offered and not after.offer and after.version != scene.offered.version:
        decline(door, scene.offered, declined)
    if after.state in values.ENDED:
        ended = {"ended_at": stamp(door.at)}
        personal = {"end_reason": reason}
        door.append("proposal.ended", of=scene.row.uuid, data=ended, personal=personal)
    if step.adopted:
        door.flush()
        wording = scene.row.wordings.get(version=after.version, declined_at=None)
        make(door, scene.row, changes_of(wording), scene.now, decision)
    return step


def write_wording(
    door: Door,
    proposal: UUID,
    version: int,
    *,
    title: str,
    changes: Sequence[Change],
    why: str,
    objection: UUID | None = None,
) -> UUID:
    """Write one version; return its identity."""
    wording = new_id()
    door.append(
        "proposal.worded",
        of=wording,
        data={
            "proposal": str(proposal),
            "version": version,
            "by": str(door.by),
            "at": stamp(door.at),
            "objection": str(objection) if objection else None,
        },
        personal={"title": title, "changes": [to_json(c) for c in changes], "why": why},
    )
    return wording


def settle(door: Door, voice: UUID, how: values.Settlement, words: str = "") -> None:
    """Write that a voice no longer waits, or no longer blocks."""
    data = {
        "settled": how,
        "settled_at": stamp(door.at),
        "settled_by": str(door.by) if door.by else None,
    }
    door.append("proposal.settled", of=voice, data=data, personal={"how": words})


def write_settled(
    door: Door, before: values.Proposal, after: values.Proposal, words: str = ""
) -> None:
    """Write each voice that a step settled."""
    was = {v.uuid: v.settled for v in before.voices}
    for voice in after.voices:
        if voice.uuid in was and voice.settled is not None and was[voice.uuid] is None:
            settle(door, voice.uuid, voice.settled, words)


def decline(door: Door, wording: models.ProposalWording, reason: str) -> None:
    """Write that an offered wording will not do, and why."""
    data = {"declined_at": stamp(door.at)}
    personal = {"decline_reason": reason}
    door.append("proposal.wording_declined", of=wording.uuid, data=data, personal=personal)

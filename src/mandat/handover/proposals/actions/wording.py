"""Opening a proposal, and wording it anew."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from mandat.common.ids import new_id
from mandat.common.refusals import BadInputError, Refusal, taken
from mandat.handover.proposals import models
from mandat.handover.proposals.actions.scene import (
    check_lengths,
    decline,
    kept,
    load,
    write,
    write_wording,
)
from mandat.handover.proposals.queries.around import homes_of, now_at, parties_of, ways_for
from mandat.handover.proposals.rules import integration, machine, values
from mandat.handover.proposals.rules.changes import Change
from mandat.record.actions import writing
from mandat.record.codec import stamp

LONGEST_TITLE = 200


def _check_title(title: str) -> None:
    if len(title) > LONGEST_TITLE:
        raise BadInputError(
            Refusal("proposals.words_too_long", {"longest": LONGEST_TITLE}, "title")
        )


def open_proposal(
    actor: UUID, *, title: str, why: values.Tension, changes: Sequence[Change], at: datetime
) -> UUID:
    """Put a proposal to the circles it concerns; it begins with clarifying. Return its identity."""
    _check_title(title)
    check_lengths(**vars(why))
    with writing(by=actor, at=at) as door:
        now = now_at(at, changes)
        parties = parties_of(changes, now, at)
        homes = homes_of(changes, now)
        ways = ways_for(homes[0], now) if homes else values.Ways()
        new = values.Proposal(new_id(), actor, at, ways)
        step = taken(machine.open_proposal(new, why, title, parties))
        number = models.Proposal.objects.aggregate(last=Max("number"))["last"] or 0
        door.append(
            "proposal.opened",
            of=new.uuid,
            data={
                "number": number + 1,
                "circle": str(homes[0]),
                "proposer": str(actor),
                "opened_at": stamp(at),
                "ways": ways.as_json(),
                **kept(step.proposal, None),
            },
            personal={k: v.strip() for k, v in vars(why).items()},
        )
        write_wording(door, new.uuid, 1, title=title.strip(), changes=changes, why="")
    return new.uuid


def amend_proposal(
    actor: UUID, *, proposal: UUID, title: str, changes: Sequence[Change], why: str, at: datetime
) -> None:
    """Word it anew after the reactions."""
    _check_title(title)
    check_lengths(why=why)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        parties = scene.parties_for(changes, at)
        step = taken(machine.amend(scene.value, actor, parties, at))
        version = step.proposal.version
        write_wording(door, proposal, version, title=title.strip(), changes=changes, why=why)
        write(door, scene, step)


def offer_wording(
    actor: UUID, *, proposal: UUID, title: str, changes: Sequence[Change], why: str, at: datetime
) -> None:
    """Offer a wording that answers the objection at hand; the other side says yes or why not."""
    _check_title(title)
    check_lengths(why=why)
    with writing(by=actor, at=at) as door:
        scene = load(proposal, at)
        parties = scene.parties_for(changes, at)
        step = taken(integration.offer(scene.value, actor, parties, at))
        made = step.proposal.offer
        if scene.offered is not None:
            decline(door, scene.offered, "")
        wording = write_wording(
            door, proposal, made.version if made else 0, title=title.strip(), changes=changes,
            why=why, objection=made.objection if made else None,
        )  # fmt: skip
        door.append("proposal.moved", of=proposal, data=kept(step.proposal, wording))

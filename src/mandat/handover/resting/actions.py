"""Letting a hand-over rest, taking a break from it, and going on."""

from datetime import datetime
from uuid import UUID

from mandat.common.refusals import refuse
from mandat.handover.actions.enacting import load
from mandat.handover.actions.telling import tell_of_change
from mandat.handover.resting import rules
from mandat.handover.resting.queries import resting
from mandat.power import actions as power
from mandat.power.queries import breaks_under
from mandat.record.actions import writing


def pause_handover(
    actor: UUID, *, handover: UUID, until: datetime, reason: str, at: datetime
) -> None:
    """Take it back for a while: the giver decides again, until it holds again by itself."""
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        now = resting(handover, at)
        refuse(rules.pause(scene.value, now, until, actor, scene.parties, reason=reason, at=at))
        power.begin_pause(door, handover=handover, by=actor, until=until, reason=reason.strip())
        tell_of_change(scene, actor, at)


def resume_handover(actor: UUID, *, handover: UUID, at: datetime) -> None:
    """Let it hold again before the pause is over."""
    with writing(by=actor, at=at) as door:
        scene = load(handover, at)
        refuse(rules.resume(scene.value, resting(handover, at), actor, scene.parties, at))
        power.end_pause(door, handover=handover, by=actor)
        tell_of_change(scene, actor, at)


def take_break(actor: UUID, *, handover: UUID, until: datetime, at: datetime) -> None:
    """Leave it unused for a while oneself. Who takes a break is not in the record's open part."""
    with writing(by=None, at=at) as door:
        scene = load(handover, at)
        away = breaks_under(handover, at).get(actor)
        refuse(rules.take_break(scene.value, away, until, actor, at))
        power.begin_break(door, handover=handover, person=actor, until=until)
        tell_of_change(scene, actor, at)


def end_break(actor: UUID, *, handover: UUID, at: datetime) -> None:
    """Use it again before the break is over."""
    with writing(by=None, at=at) as door:
        scene = load(handover, at)
        refuse(rules.end_break(scene.value, breaks_under(handover, at).get(actor), actor, at))
        power.end_break(door, handover=handover, person=actor)
        tell_of_change(scene, actor, at)

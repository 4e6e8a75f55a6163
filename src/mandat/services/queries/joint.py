"""A case and the body it is put to, for those with a voice in it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from mandat.power import queries as power
from mandat.power.queries import PersonView
from mandat.power.rules import PLAIN_RULE, SAYS, Slice, quorum_of
from mandat.services import rules
from mandat.services.models import BodyVoice, Case, Ruling
from mandat.services.queries.shared import voices_of
from mandat.services.queries.views import JointView, SaidLine


def joint_view(
    reader: UUID, row: Case, view: rules.CaseView, org: Slice, at: datetime
) -> JointView | None:
    """Return how a body stands in a case; None for those without a part in it."""
    mandate, _ = rules.waits_for(org, view, at)
    if mandate is None or mandate.body is None:
        return None
    may_say = rules.voices_in(org, view, reader, at) is not None
    may_minute = rules.may_minute(org, view, reader, at) is not None
    if not may_say and not may_minute:
        return None
    rule = mandate.jointly or PLAIN_RULE
    members = len(org.users(mandate, at))
    said = {v.person.uuid: v.says for v in voices_of(row)}
    return JointView(
        name=power.names_of_bodies([mandate.body])[mandate.body],
        rule=rule,
        quorum=quorum_of(rule, members),
        members=members,
        said=len(said),
        mine=said.get(reader, ""),
        may_say=may_say,
        may_minute=may_minute,
        says=tuple(s for s in SAYS if s != "no" or mandate.may_no),
    )


def had_a_voice(org: Slice, reader: UUID, ruling: Ruling) -> bool:
    """Tell whether someone sat in the body that ruled jointly, when it did."""
    mandate = org.by_id.get(ruling.mandate.uuid)
    if mandate is None or mandate.body is None:
        return False
    return mandate.body in org.circles_of(reader, ruling.at)


def said_before(row: Case, ruling: Ruling) -> Sequence[SaidLine]:
    """Return what each member had said last when the body ruled; nothing for a meeting's ruling."""
    if ruling.joint is None or "on" in ruling.joint:
        return ()
    said: dict[UUID, BodyVoice] = {}
    for voice in row.voices.all():
        if voice.stage_id == ruling.stage_id and ruling.put_at <= voice.at <= ruling.at:
            said[voice.person.uuid] = voice
    return [
        SaidLine(PersonView(v.person.uuid, v.person.name), v.says, v.reason) for v in said.values()
    ]

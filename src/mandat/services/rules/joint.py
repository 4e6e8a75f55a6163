"""A case that is put to a body: who has a voice in it, and what the voices come to. Pure."""

from collections.abc import Mapping
from datetime import datetime
from typing import Literal, Protocol
from uuid import UUID

from mandat.power.rules import PLAIN_RULE, Mandate, Say, Slice, decided, in_conflict
from mandat.services.rules.cases import CaseView, waits_for


class Voice(Protocol):
    """What a member has said."""

    @property
    def says(self) -> str:
        """Return yes, no or abstain."""


def voices_in(org: Slice, case: CaseView, actor: UUID, at: datetime) -> Mandate | None:
    """Return the body's mandate that the case waits at, if the actor has a voice in it."""
    mandate, people = waits_for(org, case, at)
    return mandate if mandate is not None and mandate.body and actor in people else None


def may_minute(org: Slice, case: CaseView, actor: UUID, at: datetime) -> Mandate | None:
    """Return the body's mandate, if the actor may write down what the body decided at a meeting.

    Whoever has a role in the body, but for those it concerns and those in conflict.
    """
    mandate, _ = waits_for(org, case, at)
    if mandate is None or mandate.body is None or actor in {case.asker, case.for_whom}:
        return None
    sits = mandate.body in org.circles_of(actor, at)
    return mandate if sits and not in_conflict(org, actor, case.question(actor, at)) else None


def joint_outcome(
    org: Slice, case: CaseView, mandate: Mandate, voices: Mapping[UUID, Voice], at: datetime
) -> Literal["yes", "no"] | None:
    """Return what the voices come to, if no voice still to come can change it."""
    waits_at, able = waits_for(org, case, at)
    if waits_at is None or waits_at.id != mandate.id:
        return None
    said = {person: _say(voice) for person, voice in voices.items()}
    rule = mandate.jointly or PLAIN_RULE
    members = len(org.users(mandate, at))
    return decided(rule, members, able, said, org.chair(mandate, at))


def _say(voice: Voice) -> Say:
    says: Mapping[str, Say] = {"yes": "yes", "no": "no"}
    return says.get(voice.says, "abstain")

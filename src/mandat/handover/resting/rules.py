"""Taking back for a while: who may, until when, and that it ends by itself. Pure.

A pause is no state of the hand-over: it follows from the clock, like lapsing. While it lasts the
giver decides again; when its day comes the hand-over holds as before, and nobody has to act.
"""

from datetime import datetime, timedelta
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.rules import machine
from mandat.handover.rules.values import IN_FORCE, Handover, Parties

LONGEST_PAUSE = 92
"""Days: three months. What should rest for longer is taken back for good, and begun again."""

Refusals = tuple[Refusal, ...]


def pause(
    handover: Handover,
    rests_until: datetime | None,
    until: datetime,
    by: UUID,
    parties: Parties,
    *,
    reason: str,
    at: datetime,
) -> Refusals:
    """Return why it cannot rest from now until a time; nobody but who may take it back can."""
    found = [*_in_force(handover, at), *machine.may_take_back(handover, by, parties)]
    if not reason.strip():
        found.append(_no("reason_missing", "reason"))
    if rests_until is not None:
        found.append(_no("rests_already"))
    return (*found, *_day(handover, until, at))


def resume(
    handover: Handover, rests_until: datetime | None, by: UUID, parties: Parties, at: datetime
) -> Refusals:
    """Return why it cannot hold again before its day; who may pause it may end the pause."""
    found = [*_in_force(handover, at), *machine.may_take_back(handover, by, parties)]
    if rests_until is None:
        found.append(_no("rests_not"))
    return tuple(found)


def take_break(
    handover: Handover, away_until: datetime | None, until: datetime, by: UUID, at: datetime
) -> Refusals:
    """Return why one who uses it cannot leave it unused until a time. It needs no reason."""
    found = [*_in_force(handover, at), *_uses(handover, by)]
    if away_until is not None:
        found.append(_no("break_already"))
    return (*found, *_day(handover, until, at))


def end_break(handover: Handover, away_until: datetime | None, by: UUID, at: datetime) -> Refusals:
    """Return why someone cannot use it again before their day."""
    found = [*_in_force(handover, at), *_uses(handover, by)]
    if away_until is None:
        found.append(_no("break_not"))
    return tuple(found)


def _in_force(handover: Handover, at: datetime) -> Refusals:
    now = machine.state_at(handover, at)
    return () if now in IN_FORCE else (Refusal("handover.wrong_state", {"state": now}),)


def _uses(handover: Handover, by: UUID) -> Refusals:
    """Of a removal nobody uses anything: who no longer agrees to it hands their yes back."""
    uses = handover.terms.kind == "move" and by in handover.users
    return () if uses else (_no("not_user"),)


def _day(handover: Handover, until: datetime, at: datetime) -> Refusals:
    if not at < until <= at + timedelta(days=LONGEST_PAUSE):
        return (Refusal("handover.rests_day", {"longest": LONGEST_PAUSE}, "until"),)
    if handover.until is not None and until >= handover.until:
        return (_no("rests_past_end", "until"),)
    return ()


def _no(code: str, field: str | None = None) -> Refusal:
    return Refusal(f"handover.{code}", {}, field)

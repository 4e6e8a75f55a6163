"""What a mandate's page shows, composed of power and what hand-overs gave."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.common.money import Money
from mandat.common.switches import is_on
from mandat.growth.around.queries import AroundPage, around_for
from mandat.growth.felt.queries import FeltPage, felt_for
from mandat.growth.practice.queries.sets import Offer, offer_for
from mandat.handover.queries.given import Given, given_back
from mandat.power import queries as power
from mandat.power.orders.queries import Beside, beside_limits
from mandat.power.queries import Answers, MandateView, PersonView, Said
from mandat.power.rules import Frame
from mandat.services.queries import (
    CaseWaiting,
    UseOfMandate,
    cases_to_take_over,
    urgent_uses,
    use_of_mandate,
)


@dataclass(frozen=True)
class MandatePage:
    """A mandate with its chain, and whether the reader may hand it over."""

    mandate: MandateView
    chain: tuple[MandateView, ...]
    children: tuple[MandateView, ...]
    users: tuple[PersonView, ...]
    in_force: bool
    mine: bool
    onward: int
    on_review: str
    rests: bool
    frame: Frame | None
    left: Money | None
    giver: bool
    """Whether the reader gave it, and so may look it over or withdraw it."""
    said: Said
    """Where the reader stands to it, when it did not come with a hand-over (rule 10)."""
    answers: Answers | None
    """What its holders have said, for whoever gave it."""
    used: UseOfMandate | None
    """How it is used: for whoever gave it and those who use it, the same for all (rule 13)."""
    waiting: tuple[CaseWaiting, ...]
    """Undecided cases that the reader, who gave it, may take over."""
    given: Given | None
    """What the hand-over behind it has given, when there is one."""
    felt: FeltPage | None
    """How it feels, from five answers up."""
    practise: Offer | None
    """For one who has just received it, or is asked to receive a part of it."""
    around: AroundPage | None
    """How much people can decide, before and after, from five answers up."""
    urgent: int | None
    """How often it has been used in the last twelve months; None where it is not urgent."""
    beside: Beside
    """What the order behind it says beside the limits."""


def mandate_page(reader: UUID, mandate: UUID, at: datetime) -> MandatePage | None:
    """Return a mandate's page, or None when there is none."""
    found = power.mandate_page(mandate, at)
    if found is None:
        return None
    holds = found.stands
    giver = found.mandate.holds_at(at) and power.is_giver(reader, mandate, at)
    return MandatePage(
        found.mandate,
        found.chain,
        tuple(c for c in found.children if c.holds_at(at)),
        found.users,
        holds,
        holds and reader in {u.id for u in found.users},
        found.onward,
        found.on_review,
        found.rests,
        found.frame,
        found.left,
        giver,
        power.said_of(reader, found.mandate, at),
        power.answers_to(found.mandate, at) if giver and not found.mandate.handover else None,
        _used(found, reader, giver=giver, at=at),
        cases_to_take_over(reader, mandate, at) if giver else (),
        _given(found.mandate, at),
        felt_for(found.mandate.handover) if found.mandate.handover else None,
        offer_for(reader, found.mandate.handover, at),
        _around(found.mandate, at),
        urgent_uses(mandate, at),
        beside_limits(found.mandate, found.chain),
    )


def _used(
    found: power.MandatePage, reader: UUID, *, giver: bool, at: datetime
) -> UseOfMandate | None:
    seen = giver or reader in {u.id for u in found.users}
    return use_of_mandate(found.mandate.id, at) if seen and is_on("use_of_mandate") else None


def _around(mandate: MandateView, at: datetime) -> AroundPage | None:
    return around_for(mandate.handover, at) if mandate.handover else None


def _given(mandate: MandateView, at: datetime) -> Given | None:
    if mandate.handover is None:
        return None
    return next((g for g in given_back(at) if g.handover == mandate.handover), None)

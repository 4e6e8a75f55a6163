"""What growth shows on one person's Today, one next small step among it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from mandat.growth.around.queries import AroundDue, around_due
from mandat.growth.feedback.queries import has_unread
from mandat.growth.felt.queries import FeltDue, Mandates, felt_due
from mandat.growth.journey import queries as journeys
from mandat.growth.next_step import rules
from mandat.growth.next_step.models import PutAside
from mandat.growth.practice.queries.sets import offers
from mandat.growth.pulse.queries import PulsePage, pulse_page
from mandat.handover.queries.lists import drafts_of
from mandat.power import queries as power
from mandat.services import queries as services


def next_step(
    person: UUID,
    at: datetime,
    felt: tuple[FeltDue, ...],
    mandates: Mandates,
    practise: UUID | None,
) -> str | None:
    """Return one gentle next thing for a person, or None; seen by nobody else.

    `felt` is what is asked of them now, `practise` a hand-over to practise for.
    """
    used = services.mandates_used(person)
    asked, own_step = journeys.asks_or_due(person, at)
    today = rules.Today(
        felt_due=bool(felt),
        unread=has_unread(person, at),
        draft=bool(drafts_of(person)),
        received=any(m.handover is not None and m.id not in used for m in mandates),
        mandates=any(m.handover is None for m in mandates),
        rulings=sum(used.values()),
        waits=services.waits_for_others(person),
        asked=asked,
        practise=practise is not None,
        own_step=own_step,
    )
    aside = PutAside.objects.filter(person__uuid=person, until__gt=at)
    return rules.next_small_step(today, frozenset(aside.values_list("step", flat=True)))


@dataclass(frozen=True)
class TodayBlock:
    """What growth shows on Today; parts that are switched off or not due are empty."""

    pulse: PulsePage | None
    felt: tuple[FeltDue, ...]
    around: tuple[AroundDue, ...]
    step: str | None
    practise: UUID | None
    """A hand-over for which the reader, its receiver, has not begun to practise."""


def today_block(person: UUID, at: datetime, mandates: Mandates | None = None) -> TodayBlock:
    """Return this week's question, what is asked of one, and one next small step."""
    mandates = power.mandates_of(person, at) if mandates is None else mandates
    felt = felt_due(person, at, mandates)
    practise = next((o.handover for o in offers(person, at) if not o.begun), None)
    step = next_step(person, at, felt, mandates, practise)
    around = around_due(person, at, mandates)
    return TodayBlock(pulse_page(person, at), felt, around, step, practise)

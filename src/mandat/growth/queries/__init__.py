"""Reads of growth. One's own answers are for oneself; others appear as groups only."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.utils import timezone

from mandat.growth import rules
from mandat.growth.journey import queries as journeys
from mandat.growth.measures import is_on
from mandat.growth.models import Feedback, FeltAnswer, PulseAnswer, PutAside
from mandat.growth.queries.feedback import (
    FeedbackLine,
    GivenFeedback,
    Target,
    feedback_for,
    feedback_from,
    feedback_given,
    feedback_target,
    reports_for,
    reports_go_to,
    shared_feedback,
    whole,
)
from mandat.growth.tokens import drawn, token
from mandat.handover.queries import felt as handovers
from mandat.handover.queries.lists import drafts_of
from mandat.power import queries as power
from mandat.power.queries import MandateView, Names, PersonView
from mandat.services import queries as services

__all__ = [
    "FeedbackLine",
    "GivenFeedback",
    "Target",
    "feedback_for",
    "feedback_from",
    "feedback_given",
    "feedback_target",
    "reports_for",
    "reports_go_to",
    "shared_feedback",
    "whole",
]

KNOWN = tuple(question for questions in rules.PULSES.values() for question in questions)


def cell_of(person: UUID, at: datetime) -> UUID | None:
    """Return the circle right under the outermost one in which the person has a role."""
    return power.branch_of(person, at)


# --- pulse --------------------------------------------------------------------------------------


@dataclass(frozen=True)
class PulsePage:
    """The question of the week, and one's own answer if one has given it."""

    question: str
    mine: int | None


@dataclass(frozen=True)
class PulseMonth:
    """One question in one month that has ended: the whole, and each branch or None if hidden."""

    month: date
    question: str
    whole: rules.Group | None
    """Like every figure of the pulse, blurred a little: see `rules.blur`."""
    branches: tuple[tuple[Names, rules.Group | None], ...]


def question_of(person: UUID, week: date) -> str:
    """Return a person's question of a week, of the pulse the organisation has chosen."""
    return rules.question_for(week, person, settings.PULSE)


def pulse_page(person: UUID, at: datetime) -> PulsePage:
    """Return this week's question for one person."""
    week = rules.week_of(timezone.localtime(at).date())
    question = question_of(person, week)
    key = token(person, question, week.isoformat())
    found = PulseAnswer.objects.filter(token=key).values_list("value", flat=True).first()
    return PulsePage(question, found)


def organisation_pulse(at: datetime, months: int = 6) -> tuple[PulseMonth, ...]:
    """Return each question's figures in the last months that have ended, newest first.

    The month under way is left out, so that no single answer shows by coming last, and so is one
    whose last week can still be answered.
    """
    if not is_on("pulse"):
        return ()
    this = rules.pulse_ended(timezone.localtime(at).date())
    first = this
    for _ in range(months):
        first = (first - timedelta(days=1)).replace(day=1)
    rows = PulseAnswer.objects.filter(week__gte=first, week__lt=this)
    found: dict[tuple[date, str], dict[UUID | None, list[int]]] = {}
    for week, question, cell, value in rows.values_list("week", "question", "cell", "value"):
        key = (week.replace(day=1), question)
        if question not in KNOWN:
            continue
        found.setdefault(key, {}).setdefault(cell, []).append(value)
    names = power.circle_names()
    order = sorted(found, key=lambda k: (-k[0].toordinal(), KNOWN.index(k[1])))
    return tuple(_month(month, question, found[month, question], names)
                 for month, question in order)  # fmt: skip


def _month(
    month: date,
    question: str,
    cells: Mapping[UUID | None, list[int]],
    names: Mapping[UUID, Names],
) -> PulseMonth:
    def blurred(cell: str, group: rules.Group | None, values: Sequence[int]) -> rules.Group | None:
        return rules.blurred(group, sum(values), drawn(month.isoformat(), question, cell))

    every = [value for values in cells.values() for value in values]
    whole = blurred("whole", rules.group_or_hidden(every), every)
    safe = rules.safe_cells(cells)
    branches = tuple(
        (names[c], blurred(str(c), safe[c], cells[c]))
        for c in cells
        if c is not None and c in names
    )
    return PulseMonth(month, question, whole, branches)


# --- felt effect --------------------------------------------------------------------------------


@dataclass(frozen=True)
class FeltDue:
    """A question to one person: how does this hand-over feel, as receiver or as asker?"""

    handover: UUID
    part: rules.Part
    matter: Names


@dataclass(frozen=True)
class FeltWords:
    """What somebody said and shares by name."""

    who: PersonView
    part: str
    words: str
    at: datetime


@dataclass(frozen=True)
class FeltPage:
    """How a hand-over feels; a group is None while too few to show have answered."""

    receivers: rules.Group | None
    askers: rules.Group | None
    words: tuple[FeltWords, ...]


Mandates = Sequence[MandateView]


def felt_due(person: UUID, at: datetime, mandates: Mandates | None = None) -> tuple[FeltDue, ...]:
    """Return what to ask a person now; a constant number of queries.

    `mandates` are theirs, where the caller has read them already.
    """
    if not is_on("felt"):
        return ()
    since = at - rules.ASK_DURING - rules.ASK_AFTER
    mandates = power.mandates_of(person, at) if mandates is None else mandates
    touched = [
        rules.Touched(m.handover, "receiver", m.since, m.since)
        for m in mandates
        if m.handover is not None
    ]
    touched += _under_waivers(mandates, at)
    asked = services.decided_for(person, since, at)
    touched += [rules.Touched(h, "asker", began, when) for h, began, when in asked]
    if not touched:
        return ()
    keys = {token(person, str(t.handover), t.part): (t.handover, t.part) for t in touched}
    done = FeltAnswer.objects.filter(token__in=keys).values_list("token", flat=True)
    due = rules.felt_due(touched, frozenset(keys[t] for t in done), at)
    names = handovers.matter_names({d.handover for d in due})
    return tuple(FeltDue(d.handover, d.part, names[d.handover]) for d in due if d.handover in names)


def _under_waivers(mandates: Sequence[MandateView], at: datetime) -> list[rules.Touched]:
    """Return the removals that leave more to those who decide at the stages that remain."""
    own = {m.id for m in mandates}
    stages = {(m.matter, m.stage) for m in mandates}
    return [
        rules.Touched(w.handover, "receiver", w.since, w.since)
        for w in power.waivers_in({m.matter for m in mandates}, at)
        if w.handover is not None
        and w.source not in own
        and any(matter == w.matter and stage != w.stage for matter, stage in stages)
    ]


def felt_for(handover: UUID) -> FeltPage:
    """Return how a hand-over feels, as anyone may see it."""
    if not is_on("felt"):
        return FeltPage(None, None, ())
    rows = FeltAnswer.objects.filter(handover=handover, value__isnull=False).order_by("at", "pk")
    values: dict[str, list[int]] = {"receiver": [], "asker": []}
    words = []
    for row in rows.select_related("shared_by"):
        values[row.part].append(row.value or 0)
        if row.shared_by is not None:
            who = PersonView(row.shared_by.uuid, row.shared_by.name)
            words.append(FeltWords(who, row.part, row.words, row.at))
    groups = {p: rules.group_or_hidden(rules.in_fives(v)) for p, v in values.items()}
    return FeltPage(groups["receiver"], groups["asker"], tuple(words))


# --- one next small step ------------------------------------------------------------------------


def next_step(
    person: UUID, at: datetime, felt: tuple[FeltDue, ...], mandates: Mandates
) -> str | None:
    """Return one gentle next thing for a person, or None; seen by nobody else.

    `felt` is what is asked of them now.
    """
    used = services.mandates_used(person)
    asked, own_step = journeys.asks_or_due(person, at)
    today = rules.Today(
        felt_due=bool(felt),
        unread=is_on("feedback")
        and Feedback.objects.filter(to__uuid=person, thanked_at=None).exists(),
        draft=bool(drafts_of(person)),
        received=any(m.handover is not None and m.id not in used for m in mandates),
        mandates=any(m.handover is None for m in mandates),
        rulings=sum(used.values()),
        waits=services.waits_for_others(person),
        asked=asked,
        own_step=own_step,
    )
    aside = PutAside.objects.filter(person__uuid=person, until__gt=at)
    return rules.next_small_step(today, frozenset(aside.values_list("step", flat=True)))


@dataclass(frozen=True)
class TodayBlock:
    """What growth shows on Today; parts that are switched off or not due are empty."""

    pulse: PulsePage | None
    felt: tuple[FeltDue, ...]
    step: str | None


def today_block(person: UUID, at: datetime, mandates: Mandates | None = None) -> TodayBlock:
    """Return this week's question, what is asked of one, and one next small step."""
    mandates = power.mandates_of(person, at) if mandates is None else mandates
    felt = felt_due(person, at, mandates)
    pulse = pulse_page(person, at) if is_on("pulse") else None
    return TodayBlock(pulse, felt, next_step(person, at, felt, mandates))

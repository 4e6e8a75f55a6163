"""Reads of before and after: what is asked of one, and what two groups answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mandat.growth.around import rules
from mandat.growth.around.models import AroundAnswer
from mandat.growth.felt.queries import Mandates, touched_by
from mandat.growth.measures import is_on
from mandat.growth.rules import Group, blurred, group_or_hidden
from mandat.growth.tokens import drawn, token
from mandat.handover.queries import felt as handovers
from mandat.power import queries as power
from mandat.power.queries import Names
from mandat.services import queries as services

ASKED_LATELY = timedelta(days=90)
"""Who had something decided at the stage so lately is asked before, as one of those who ask."""


@dataclass(frozen=True)
class AroundDue:
    """The question to one person before or after one hand-over; `mine` is what one answered."""

    handover: UUID
    moment: rules.Moment
    part: rules.Part
    matter: Names
    answered: bool
    mine: int | None


@dataclass(frozen=True)
class AroundPage:
    """Before and after side by side, or the day from which it shows."""

    receivers: rules.Pair
    askers: rules.Pair
    shows_on: datetime | None


def key_of(person: UUID, handover: UUID, moment: str) -> str:
    """Return the token of one person's answer: one before and one after, in whatever part."""
    return token(person, "around", str(handover), moment)


def around_asked(
    person: UUID, at: datetime, mandates: Mandates | None = None
) -> tuple[AroundDue, ...]:
    """Return what a person may answer now, answered or not; a constant number of queries."""
    if not is_on("before_after"):
        return ()
    mandates = power.mandates_of(person, at) if mandates is None else mandates
    decided = services.stages_decided_for(person, at - ASKED_LATELY, at)
    own = [(m.id, m.matter, m.stage) for m in mandates]
    coming = handovers.coming_to(person, mandates=own, decided=decided, at=at)
    found: list[tuple[UUID, rules.Moment, rules.Part]] = [(h, "before", p) for h, p in coming]
    touched = touched_by(person, at, mandates)
    after = rules.asked_after(touched, handovers.began({t.handover for t in touched}), at)
    found += [(h, "after", part) for h, part in after.items()]
    return _with_answers(person, found) if found else ()


def _with_answers(
    person: UUID, found: Sequence[tuple[UUID, rules.Moment, rules.Part]]
) -> tuple[AroundDue, ...]:
    keys = {(h, moment): key_of(person, h, moment) for h, moment, _ in found}
    rows = AroundAnswer.objects.filter(token__in=keys.values())
    mine: Mapping[str, int | None] = dict(rows.values_list("token", "value"))
    names = handovers.matter_names({h for h, _, _ in found})
    return tuple(
        AroundDue(h, moment, part, names[h], keys[h, moment] in mine, mine.get(keys[h, moment]))
        for h, moment, part in found
        if h in names
    )


def around_due(
    person: UUID, at: datetime, mandates: Mandates | None = None
) -> tuple[AroundDue, ...]:
    """Return what is asked of a person and not answered yet."""
    return tuple(due for due in around_asked(person, at, mandates) if not due.answered)


def around_for(handover: UUID, at: datetime) -> AroundPage | None:
    """Return before and after, as anyone may see it; None when it is off or not in force yet.

    All figures come at once, when none can change any more, and never change after that.
    """
    since = handovers.began({handover}).get(handover) if is_on("before_after") else None
    if since is None:
        return None
    none = rules.Pair(None, None)
    if at < since + rules.CLOSES:
        return AroundPage(none, none, since + rules.CLOSES)
    values: dict[tuple[str, str], list[int]] = {}
    rows = AroundAnswer.objects.filter(handover=handover, value__isnull=False)
    for part, moment, value in rows.values_list("part", "moment", "value"):
        values.setdefault((part, moment), []).append(value or 0)

    def group(part: rules.Part, moment: rules.Moment) -> Group | None:
        found = values.get((part, moment), [])
        chance = drawn("around", str(handover), part, moment)
        return blurred(group_or_hidden(found), sum(found), chance)

    pairs = [rules.Pair(group(p, "before"), group(p, "after")) for p in ("receiver", "asker")]
    return AroundPage(pairs[0], pairs[1], None)

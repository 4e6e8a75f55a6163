"""Reads of practising on past cases. One's own answers are for oneself; others only as a group."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from mandat.common.money import Money, to_minor
from mandat.common.shares import Counted
from mandat.growth.measures import is_on
from mandat.growth.practice.models import PracticeCase, PracticeSet, PracticeStage, PracticeTurn
from mandat.growth.practice.queries.open import matter_open, matters_open, receiving_open
from mandat.growth.practice.rules import agreement
from mandat.growth.practice.rules.agreement import Among, Answered, Noticed, Others
from mandat.growth.practice.rules.anonymous import Shown
from mandat.growth.practice.rules.shown import shown_from_json
from mandat.power.queries import MatterView, Names
from mandat.power.rules import FactType


@dataclass(frozen=True)
class FactShown:
    """One coarse fact with its label: a span up to and with `high`, or a value."""

    label: Names
    kind: str
    low: Any
    high: Any
    value: str | bool | None
    choices: Mapping[str, Names]


@dataclass(frozen=True)
class SetPlace:
    """Which matter and stage a set is of."""

    matter: UUID
    matter_name: Names
    stage: UUID
    stage_name: Names
    several: bool
    """The matter has more than one stage, so that the stage needs naming."""


@dataclass(frozen=True)
class CaseLine:
    """A matter's stage in the list: to practise on, and how far oneself has come."""

    place: SetPlace
    under_way: UUID | None
    own: Counted | None
    none_yet: bool
    """Looked through this far, and too few cases are alike."""


@dataclass(frozen=True)
class TurnPage:
    """One case of a set: the question, and once it is answered what was ruled."""

    of_set: UUID
    place: SetPlace
    number: int
    count: int
    answered: int
    shown: tuple[FactShown, ...]
    said: str
    why: str
    ruled: str
    """Empty until one has answered."""
    alike: bool
    others: Others | None

    @property
    def done(self) -> bool:
        """Whether every case of the set is answered."""
        return self.answered >= self.count

    @property
    def next(self) -> int:
        """The number of the case after this one."""
        return self.number + 1


@dataclass(frozen=True)
class TurnLine:
    """An answered case in the end's list."""

    shown: tuple[FactShown, ...]
    said: str
    why: str
    ruled: str
    alike: bool


@dataclass(frozen=True)
class EndPage:
    """The end of a set: one's own answers beside the rulings, and how to read that."""

    of_set: UUID
    place: SetPlace
    handover: UUID | None
    turns: tuple[TurnLine, ...]
    own: Counted
    every: Counted
    """All one's answers at this stage, of this set and others."""
    always_yes: int
    noticed: Noticed
    among: Among | None


# --- the list -----------------------------------------------------------------------------------


def practice_lines(person: UUID) -> tuple[CaseLine, ...]:
    """Return the stages that may be practised; three queries however many, one for none."""
    matters = matters_open()
    if not matters:
        return ()
    turns = PracticeTurn.objects.filter(of_set__person__uuid=person).order_by("pk")
    rows = turns.values_list("of_set__stage", "of_set__uuid", "said", "case__ruled")
    begun: dict[UUID, UUID] = {}
    answers: dict[UUID, list[Answered]] = {}
    for stage, of_set, said, ruled in rows:
        if said:
            answers.setdefault(stage, []).append(Answered(said, ruled))  # type: ignore[arg-type]  # as below
        else:
            begun[stage] = of_set
    seen = set(PracticeStage.objects.values_list("stage", flat=True))
    filled = set(PracticeCase.objects.values_list("stage", flat=True).distinct())
    return tuple(
        CaseLine(
            place,
            begun.get(place.stage),
            agreement.with_rulings(answers[place.stage]) if place.stage in answers else None,
            place.stage in seen and place.stage not in filled,
        )
        for matter in matters
        for place in _places(matter)
    )


def _places(matter: MatterView) -> tuple[SetPlace, ...]:
    several = len(matter.stages) > 1
    return tuple(SetPlace(matter.id, matter.name, s.id, s.name, several) for s in matter.stages)


# --- one set ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Set:
    row: PracticeSet
    matter: MatterView
    place: SetPlace
    turns: Sequence[PracticeTurn]


def _own_set(person: UUID, of_set: UUID) -> _Set | None:
    """Return a set with its turns, if it is the person's and its matter may still be practised."""
    row = PracticeSet.objects.filter(uuid=of_set, person__uuid=person).first()
    matter = matter_open(row.matter) if row else None
    if row is None or matter is None:
        return None
    place = next((p for p in _places(matter) if p.stage == row.stage), None)
    if place is None:
        return None
    turns = list(row.turns.select_related("case").order_by("number"))
    return _Set(row, matter, place, turns)


def turn_page(person: UUID, of_set: UUID, number: int) -> TurnPage | None:
    """Return one case of a set of one's own; how it went only once one has answered."""
    found = _own_set(person, of_set)
    turn = next((t for t in found.turns if t.number == number), None) if found else None
    if found is None or turn is None:
        return None
    said = turn.said
    return TurnPage(
        of_set=of_set,
        place=found.place,
        number=number,
        count=len(found.turns),
        answered=sum(bool(t.said) for t in found.turns),
        shown=_facts(found.matter.facts, turn.case.shown),
        said=said,
        why=turn.why,
        ruled=turn.case.ruled if said else "",
        alike=bool(said) and _answered(turn).alike,
        others=_others(person, turn.case) if said else None,
    )


def end_page(person: UUID, of_set: UUID) -> EndPage | None:
    """Return the end of a set of one's own, or None while nothing in it is answered."""
    found = _own_set(person, of_set)
    turns = [t for t in found.turns if t.said] if found else []
    if found is None or not turns:
        return None
    answers = [_answered(t) for t in turns]
    return EndPage(
        of_set=of_set,
        place=found.place,
        handover=found.row.handover,
        turns=tuple(_line(found.matter.facts, t) for t in turns),
        own=agreement.with_rulings(answers),
        every=_every(person, found.row.stage),
        always_yes=agreement.always_yes(answers),
        noticed=agreement.noticed(answers),
        among=_among(found.row.stage),
    )


def next_unanswered(person: UUID, of_set: UUID) -> int | None:
    """Return the number of the first case one has not answered; None when all are."""
    turns = PracticeTurn.objects.filter(of_set__uuid=of_set, of_set__person__uuid=person, said="")
    return turns.order_by("number").values_list("number", flat=True).first()


def practised_for(person: UUID, handovers: Sequence[UUID]) -> frozenset[UUID]:
    """Return the hand-overs for which one has begun a set."""
    mine = PracticeSet.objects.filter(person__uuid=person, handover__in=handovers)
    return frozenset(h for h in mine.values_list("handover", flat=True) if h is not None)


def _answered(turn: PracticeTurn) -> Answered:
    return Answered(turn.said, turn.case.ruled)  # type: ignore[arg-type]  # only these are kept


def _line(types: Sequence[FactType], turn: PracticeTurn) -> TurnLine:
    shown = _facts(types, turn.case.shown)
    return TurnLine(shown, turn.said, turn.why, turn.case.ruled, _answered(turn).alike)


def _every(person: UUID, stage: UUID) -> Counted:
    turns = PracticeTurn.objects.filter(of_set__person__uuid=person, of_set__stage=stage)
    rows = turns.exclude(said="").values_list("said", "case__ruled")
    return agreement.with_rulings(Answered(said, ruled) for said, ruled in rows)  # type: ignore[arg-type]  # as above


def _others(person: UUID, case: PracticeCase) -> Others | None:
    """Return how others answered on cases that look like this one: each one's first answer."""
    turns = PracticeTurn.objects.filter(case__stage=case.stage, case__cell=case.cell)
    rows = turns.exclude(of_set__person__uuid=person).exclude(said="").order_by("at", "pk")
    firsts: dict[UUID, str] = {}
    for who, said in rows.values_list("of_set__person__uuid", "said"):
        firsts.setdefault(who, said)
    return agreement.others_or_hidden(list(firsts.values()))  # type: ignore[arg-type]  # as above


def _among(stage: UUID) -> Among | None:
    row = PracticeStage.objects.filter(stage=stage, share__isnull=False).first()
    if row is None or not is_on("ruled_alike"):
        return None
    return Among(row.share or 0.0, row.low or 0.0, row.high or 0.0, row.rulers, row.rulings)


# --- facts --------------------------------------------------------------------------------------


def _facts(types: Sequence[FactType], shown: Sequence[Mapping[str, Any]]) -> tuple[FactShown, ...]:
    by_key = {t.key: t for t in types}
    return tuple(
        _fact(by_key[one.fact], one) for one in shown_from_json(shown) if one.fact in by_key
    )


def _fact(fact: FactType, shown: Shown) -> FactShown:
    low, high = (
        Money(to_minor(end, shown.currency), shown.currency)
        if shown.currency and end is not None
        else end
        for end in (shown.low, shown.high)
    )
    return FactShown(fact.label, fact.kind, low, high, shown.value, fact.choices)


# --- for a mandate --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Offer:
    """A set that one may practise on for a mandate; `begun`: one has."""

    handover: UUID
    matter_name: Names
    begun: bool


def offers(person: UUID, at: datetime) -> tuple[Offer, ...]:
    """Return the hand-overs one can practise for, newest first; no query where none is open."""
    found = receiving_open(person, at)
    begun = practised_for(person, [r.handover for r in found]) if found else frozenset()
    return tuple(Offer(r.handover, r.matter_name, r.handover in begun) for r in found)


def offer_for(person: UUID, handover: UUID | None, at: datetime) -> Offer | None:
    """Return the offer of one hand-over to its receiver; to everyone else there is none."""
    found = offers(person, at) if handover else ()
    return next((offer for offer in found if offer.handover == handover), None)

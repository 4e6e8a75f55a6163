"""Fourteen months of asks and rulings, lived case by case under the mandates as they stand."""

import random
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count
from uuid import UUID

from mandat.common.money import Money
from mandat.jobs.demo.answers import answered_at, at_work, gives_up, judge
from mandat.jobs.demo.asks import Ask, asks_on, working_days
from mandat.jobs.demo.founding import stage_id
from mandat.jobs.demo.people import Resident, demo_id
from mandat.jobs.demo.town.values import StageSpec
from mandat.power.rules import Mandate, Slice, facts_to_json, within
from mandat.record.codec import stamp
from mandat.record.rules import Values
from mandat.services.rules import (
    CaseView,
    OwnYes,
    Progress,
    advance,
    contents_data,
    contents_personal,
    waits_for,
)


@dataclass(frozen=True)
class Event:
    """One entry to be written."""

    at: datetime
    kind: str
    of: UUID
    by: UUID
    data: Values
    personal: Values | None = None


def history(
    people: Sequence[Resident],
    slices: Mapping[UUID, Slice],
    *,
    since: datetime,
    until: datetime,
    seed: int,
    share: float = 1.0,
) -> list[Event]:
    """Return every entry about cases in `[since, until)`, in the order they were written."""
    draw = random.Random(f"history-{seed}")
    asks = [
        ask
        for day in working_days(since.date(), until.date())
        for ask in asks_on(day, people, draw, share)
    ]
    asks.sort(key=lambda a: a.at)
    events: list[Event] = []
    ways = {matter: _Ways(org) for matter, org in slices.items()}
    for number, ask in enumerate(asks, start=1):
        way = ways[demo_id("matter", ask.matter.key)]
        life = _Life(ask, number, way, until, random.Random(f"{seed}-{number}"))
        life.live()
        events.extend(life.events)
    return _numbered(sorted(events, key=lambda e: e.at))


def _numbered(events: Iterable[Event]) -> list[Event]:
    """Give decisions their running number in the order they were made."""
    numbers = count(1)
    return [
        replace(e, data={**e.data, "number": next(numbers)})
        if e.kind == "ruling.made" and e.data["outcome"] != "returned"
        else e
        for e in events
    ]


@dataclass
class _Ways:
    """Where cases of a matter go. Mandates stand still in the past, so alike cases go alike."""

    org: Slice
    _known: dict[Hashable, tuple[Mandate | None, tuple[UUID, ...]]] = field(default_factory=dict)

    def decides(self, person: Resident, at: datetime) -> bool:
        """Tell whether someone holds any mandate in the matter."""
        return any(self.org.is_holder(m, person.id, at) for m in self.org.mandates)

    def waits_for(
        self, view: CaseView, asker: Resident, at: datetime
    ) -> tuple[Mandate | None, tuple[UUID, ...]]:
        """Return what `services.rules.waits_for` says, worked out once for cases that are alike."""
        inside = tuple(within(m.limits, view.facts) for m in self.org.mandates)
        who = asker.key if self.decides(asker, at) else asker.role
        key = (view.stage, who, inside)
        if key not in self._known:
            self._known[key] = waits_for(self.org, view, at)
        return self._known[key]


@dataclass
class _Life:
    """One case from its opening to its end, or until the demo's today."""

    ask: Ask
    number: int
    ways: _Ways
    until: datetime
    draw: random.Random
    events: list[Event] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.id = demo_id("case", str(self.number))
        self.org = self.ways.org
        self.at = self.put_at = self.ask.at
        asker = self.ask.by.id
        self.view = CaseView(
            self.id, self.org.matter.id, asker, asker, self.ask.facts, self.at, "open", None
        )
        self.stages = {stage_id(self.ask.matter.key, s.key): s for s in self.ask.matter.stages}

    def live(self) -> None:
        """Open the case, and let one after the other rule on it."""
        decides = self.ways.decides(self.ask.by, self.at)
        progress = advance(self.org, self.view, self.at, after=None, asker_decides=decides)
        self._open(progress)
        self._own_yeses(progress)
        if progress.stage is None:
            self._end("granted", self.ask.by.id)
        self.view = replace(self.view, stage=progress.stage)
        while self.view.stage is not None and self._is_ruled(self.view.stage):
            pass

    def _is_ruled(self, stage: UUID) -> bool:
        """Let whoever the case waits for answer; False when that lies after today."""
        spec = self.stages[stage]
        mandate, people = self.ways.waits_for(self.view, self.ask.by, self.at)
        ruled_at = answered_at(self.put_at, spec, self.draw)
        if mandate is None or ruled_at >= self.until:
            return False
        self.at = ruled_at
        ruler = self.draw.choice(people)
        return self._rule(spec, ruler, mandate.id)

    def _rule(self, spec: StageSpec, ruler: UUID, mandate: UUID) -> bool:
        judged = judge(self.ask, spec, self.draw)
        self._ruling(ruler, mandate, judged.outcome, judged.reason)
        if judged.outcome == "no":
            self._end("refused", ruler)
        elif judged.outcome == "returned":
            return self._is_sent_again(ruler)
        else:
            progress = advance(
                self.org, self.view, self.at, after=self.view.stage, asker_decides=False
            )
            self._go_on(progress, ruler)
        return True

    def _is_sent_again(self, ruler: UUID) -> bool:
        """Let the asker complete the case or give up; False when that lies after today."""
        self._event("case.returned", ruler, {"state": "returned"})
        again = at_work(self.at + timedelta(hours=self.draw.uniform(2, 60)), self.draw)
        if again >= self.until:
            return False
        self.at = self.put_at = again
        if gives_up(self.ask, self.draw):
            self._end("withdrawn", self.ask.by.id)
            return True
        self._event(
            "case.sent_again",
            self.ask.by.id,
            {"state": "open", "stage": str(self.view.stage), "put_at": stamp(self.put_at)},
            self._personal(),
        )
        return True

    def _go_on(self, progress: Progress, ruler: UUID) -> None:
        if progress.stage is None:
            self._end("granted", ruler)
            return
        self.put_at = self.at
        self.view = replace(self.view, stage=progress.stage)
        self._event("case.put", ruler, {"stage": str(progress.stage), "put_at": stamp(self.put_at)})

    # --- entries --------------------------------------------------------------------------------

    def _event(self, kind: str, by: UUID, data: Values, personal: Values | None = None) -> None:
        self.events.append(Event(self.at, kind, self.id, by, data, personal))

    def _personal(self) -> Values:
        return {"title": self.ask.title, "facts": facts_to_json(self.ask.facts), "extra": {}}

    def _open(self, progress: Progress) -> None:
        asker = str(self.ask.by.id)
        data: Values = {
            "number": self.number,
            "service": str(demo_id("service", self.ask.matter.key)),
            "matter": str(self.view.matter),
            "asker": asker,
            "for_whom": asker,
            "opened_at": stamp(self.at),
            "state": "open",
            "stage": str(progress.stage) if progress.stage else None,
            "put_at": stamp(self.at),
        }
        self._event("case.opened", self.ask.by.id, data, self._personal())

    def _own_yeses(self, progress: Progress) -> None:
        for step in progress.steps:
            if isinstance(step, OwnYes):
                self.view = replace(self.view, stage=step.stage)
                self._ruling(self.ask.by.id, step.mandate, "yes", "")

    def _ruling(self, ruler: UUID, mandate: UUID, outcome: str, reason: str) -> None:
        data: Values = {
            "case": str(self.id),
            "stage": str(self.view.stage),
            "person": str(ruler),
            "mandate": str(mandate),
            "outcome": outcome,
            "put_at": stamp(self.put_at),
            "at": stamp(self.at),
            **contents_data(),
        }
        ruling = demo_id("ruling", str(self.number), str(len(self.events)))
        amounts = {k: v for k, v in self.ask.facts.items() if isinstance(v, Money)}
        personal = {"reason": reason, **contents_personal(amounts=facts_to_json(amounts))}
        self.events.append(Event(self.at, "ruling.made", ruling, ruler, data, personal))

    def _end(self, state: str, by: UUID) -> None:
        self._event("case.ended", by, {"state": state, "stage": None, "ended_at": stamp(self.at)})
        self.view = replace(self.view, state=state, stage=None)

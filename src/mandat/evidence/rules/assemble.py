"""From a case's events to its rulings."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from mandat.evidence.rules.mapping import LogMap
from mandat.evidence.rules.rows import CaseLog, Log, Outcome, RulingRow, Skipped
from mandat.evidence.rules.words import Activity

DONE = frozenset({"", "complete"})


@dataclass(frozen=True, slots=True)
class Event:
    """One line of an event log; `facts` holds only what may condition a limit."""

    activity: str
    at: datetime
    id: str | None = None
    role: str | None = None
    person: str | None = None
    lifecycle: str = ""
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Actor:
    role: str | None
    person: str | None

    def same(self, other: "_Actor") -> bool:
        """Tell whether they are the same as far as the log tells: every name both have agrees."""
        pairs = [
            (mine, theirs)
            for mine, theirs in ((self.role, other.role), (self.person, other.person))
            if mine and theirs
        ]
        return bool(pairs) and all(mine == theirs for mine, theirs in pairs)


@dataclass
class LogBuilder:
    """Gathers cases as they are read, and counts what did not become a ruling."""

    name: str
    map: LogMap
    cases: list[CaseLog] = field(default_factory=list)
    skipped: Counter[tuple[str, str]] = field(default_factory=Counter)
    seen: set[tuple[str, str, str, str]] = field(default_factory=set)

    def add_case(self, case: str, events: Sequence[Event]) -> None:
        """Add a case from its events, in any order; a case without events has no place in time."""
        if not events:
            self.skipped["cases", "no_events"] += 1
            return
        ordered = sorted(events, key=lambda event: event.at)
        read = [(event, self.map.activity(event.activity)) for event in ordered]
        asker, start = self._asker(read), ordered[0].at
        rulings: list[RulingRow] = []
        stopped: tuple[datetime, bool] | None = None
        previous: datetime | None = None
        for event, said in read:
            actor = _actor(event, said)
            own = (asker is not None and actor.same(asker)) or actor.role in self.map.askers
            outcome = said.outcome if event.lifecycle.casefold() in DONE else None
            if said.stops or (own and outcome in {"refused", "returned"}):
                stopped = (event.at, own)
            if outcome and own:
                self.skipped["events", "askers_own_step"] += 1
            elif outcome:
                row = self._ruling(
                    case, event, said, outcome, asker=asker, asked_at=start, previous=previous
                )
                self._keep(row, rulings)
            previous = event.at
        self._finish(
            CaseLog(
                case=case,
                started_at=ordered[0].at,
                last_at=ordered[-1].at,
                rulings=tuple(rulings),
                stopped_at=stopped[0] if stopped else None,
                stopped_by_asker=stopped[1] if stopped else True,
            )
        )

    def add_rows(self, case: str, rows: Sequence[RulingRow], *, told: bool) -> None:
        """Add a case from rows of the plain table; `told`: the rows say how it ended."""
        ordered = sorted(rows, key=lambda row: row.ruled_at)
        kept: list[RulingRow] = []
        for row in ordered:
            if row.asked_by and row.asked_by == row.ruled_by:
                self.skipped["events", "askers_own_step"] += 1
            else:
                self._keep(row, kept)
        starts = [t for row in ordered for t in (row.asked_at, row.put_at, row.ruled_at) if t]
        self._finish(
            CaseLog(
                case=case,
                started_at=min(starts),
                last_at=ordered[-1].ruled_at,
                rulings=tuple(kept),
                told_end=ordered[-1].ended if told else None,
            )
        )

    def log(self) -> Log:
        """Return what was gathered."""
        put = any(row.put_at for case in self.cases for row in case.rulings)
        return Log(
            name=self.name,
            cases=tuple(self.cases),
            skipped=tuple(
                Skipped(what, count, why) for (what, why), count in sorted(self.skipped.items())
            ),
            basis="since_put" if put else "since_previous_event",
        )

    def _keep(self, row: RulingRow, rulings: list[RulingRow]) -> None:
        if row.identity in self.seen:
            self.skipped["events", "same_twice"] += 1
        else:
            self.seen.add(row.identity)
            rulings.append(row)

    def _finish(self, case: CaseLog) -> None:
        if not case.rulings:
            self.skipped["cases", "no_ruling"] += 1
        self.cases.append(case.settled())

    def _asker(self, read: Sequence[tuple[Event, Activity]]) -> _Actor | None:
        """Whoever submits the case."""
        for event, said in read:
            if said.submits:
                return _actor(event, said)
        return None

    def _ruling(
        self,
        case: str,
        event: Event,
        said: Activity,
        outcome: Outcome,
        *,
        asker: _Actor | None,
        asked_at: datetime,
        previous: datetime | None,
    ) -> RulingRow:
        role = said.role or event.role
        step = (
            self.map.steps.get(event.activity)
            or self.map.steps.get(role or "")
            or role
            or said.rest
            or "?"
        )
        return RulingRow(
            case=case,
            matter=self.map.matter or said.document or self.name,
            step=step,
            ruled_at=event.at,
            outcome=outcome,
            asked_by=(asker.person or asker.role) if asker else None,
            asked_at=asked_at,
            previous_at=previous,
            ruled_by=event.person,
            event=event.id,
            known=not self.map.is_unknown(step),
            facts=event.facts,
        )


def _actor(event: Event, said: Activity) -> _Actor:
    return _Actor(role=said.role or event.role, person=event.person)

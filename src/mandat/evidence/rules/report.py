"""The mirror of a log: for each step its rulings, its noes, the waiting, and certified limits."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from mandat.evidence.rules.bounds import rounded_up
from mandat.evidence.rules.certify import Certified, Reason, Sample, certify, split_day
from mandat.evidence.rules.rows import Basis, CaseLog, Log, RulingRow, Skipped
from mandat.evidence.rules.statistics import (
    First,
    Harm,
    NoCounts,
    StepKey,
    Waiting,
    by_step,
    count_noes,
    counts_at,
    first_rulings,
    is_harm,
    upstream,
    waiting,
)

Json = dict[str, object]
Period = tuple[date, date]


@dataclass(frozen=True)
class Terms:
    """What is asked of a limit: at most this share of harm, with this confidence."""

    tolerance: float = 0.02
    confidence: float = 0.95
    harm: Harm = "stopped"


@dataclass(frozen=True)
class Backtest:
    """How a limit found before a day did on the cases that started from that day on."""

    cases: int
    harm: int
    refused: int
    wait_days_back: float


@dataclass(frozen=True)
class Suggestion:
    """A certified limit. Its figures are those of the cases it was certified on."""

    fact: str
    value: Decimal
    terms: Terms
    upper_bound: float
    cases_inside: int
    share_inside: float
    harm_inside: int
    refused_inside: int
    wait_days_back: float
    learned_on: Period
    certified_on: Period
    holds_while: tuple[str, ...]
    backtest: Backtest | None = None


@dataclass(frozen=True)
class StepReport:
    matter: str
    step: str
    known: bool
    rulings: int
    cases: int
    noes: NoCounts
    waiting: Waiting
    basis: Basis
    suggestions: tuple[Suggestion, ...]
    reason: Reason | None


@dataclass(frozen=True)
class MirrorReport:
    name: str
    cases: int
    rulings: int
    period: tuple[datetime, datetime] | None
    steps: tuple[StepReport, ...]
    skipped: tuple[Skipped, ...]
    terms: Terms
    backtest_from: date | None = None


def mirror(log: Log, terms: Terms, *, backtest: date | None = None) -> MirrorReport:
    """Mirror a log. With `backtest`, limits are sought among what was known before that day."""
    suggestions, reasons = _seek(log, terms, backtest)
    steps = []
    for key, rows in by_step(log.cases).items():
        steps.append(
            StepReport(
                matter=key[0],
                step=key[1],
                known=rows[0].known,
                rulings=len(rows),
                cases=len({row.case for row in rows}),
                noes=count_noes(rows),
                waiting=waiting(rows),
                basis=log.basis,
                suggestions=tuple(suggestions.get(key, ())),
                reason=reasons.get(key, "too_few") if not suggestions.get(key) else None,
            )
        )
    return MirrorReport(
        name=log.name,
        cases=len(log.cases),
        rulings=sum(step.rulings for step in steps),
        period=log.period,
        steps=tuple(sorted(steps, key=lambda s: (not s.known, -s.rulings, s.matter, s.step))),
        skipped=log.skipped,
        terms=terms,
        backtest_from=backtest,
    )


def sample_of(firsts: Sequence[First], harm: Harm) -> Sample:
    """Return first rulings as arrays, a row a case."""
    facts = sorted({fact for first in firsts for fact in first.row.facts})
    return Sample(
        started=np.array([first.started for first in firsts], dtype=np.float64),
        values={fact: _numbers(firsts, fact) for fact in facts},
        harm=np.array([is_harm(first.row, harm) for first in firsts], dtype=np.bool_),
        known=all(first.row.known for first in firsts),
    )


def _numbers(firsts: Sequence[First], fact: str) -> NDArray[np.float64]:
    numbers = (first.row.number(fact) for first in firsts)
    return np.array([np.nan if n is None else float(n) for n in numbers], dtype=np.float64)


def _seek(
    log: Log, terms: Terms, backtest: date | None
) -> tuple[dict[StepKey, list[Suggestion]], dict[StepKey, Reason | None]]:
    day = None if backtest is None else datetime.combine(backtest, datetime.min.time(), UTC)
    known = list(log.cases) if day is None else _before(log.cases, day)
    firsts = first_rulings(known)
    samples = {step: sample_of(rows, terms.harm) for step, rows in firsts.items()}
    findings = certify(samples, tolerance=terms.tolerance, confidence=terms.confidence)
    split = split_day(list(samples.values()))
    later = {} if day is None else first_rulings(c for c in log.cases if c.started_at >= day)
    before = {step: tuple(upstream(known, step)) for step, f in findings.items() if f.limits}
    suggestions = {
        step: [
            _suggestion(
                limit,
                terms,
                firsts[step],
                split=split,
                before=before[step],
                backtest=None if day is None else _backtest(limit, terms, later.get(step, [])),
            )
            for limit in finding.limits
        ]
        for step, finding in findings.items()
    }
    return suggestions, {step: finding.reason for step, finding in findings.items()}


def _before(cases: Sequence[CaseLog], day: datetime) -> list[CaseLog]:
    return [case.until(day) for case in cases if case.started_at < day]


def _suggestion(
    limit: Certified,
    terms: Terms,
    firsts: Sequence[First],
    *,
    split: float,
    before: tuple[str, ...],
    backtest: Backtest | None,
) -> Suggestion:
    learned = [first.started for first in firsts if first.started < split]
    certified = [first for first in firsts if first.started >= split]
    counts = counts_at([first.row for first in certified], limit.fact, limit.value)
    return Suggestion(
        fact=limit.fact,
        value=limit.value,
        terms=terms,
        upper_bound=rounded_up(limit.bound),
        cases_inside=limit.cases,
        share_inside=limit.cases / len(certified),
        harm_inside=limit.harm,
        refused_inside=counts.refused_inside,
        wait_days_back=counts.wait_days_inside,
        learned_on=_days(learned),
        certified_on=_days([first.started for first in certified]),
        holds_while=before,
        backtest=backtest,
    )


def _backtest(limit: Certified, terms: Terms, firsts: Sequence[First]) -> Backtest:
    rows: list[RulingRow] = []
    for first in firsts:
        number = first.row.number(limit.fact)
        if number is not None and number <= limit.value:
            rows.append(first.row)
    return Backtest(
        cases=len(rows),
        harm=sum(is_harm(row, terms.harm) for row in rows),
        refused=sum(row.is_no for row in rows),
        wait_days_back=sum(row.wait_days or 0.0 for row in rows),
    )


def _days(starts: Sequence[float]) -> Period:
    first, last = min(starts), max(starts)
    return datetime.fromtimestamp(first, UTC).date(), datetime.fromtimestamp(last, UTC).date()


def as_json(report: MirrorReport) -> Json:
    """Return the report in the shape of DESIGN §6."""
    period = report.period
    return {
        "log": {
            "cases": report.cases,
            "rulings": report.rulings,
            "from": period[0].isoformat() if period else None,
            "to": period[1].isoformat() if period else None,
        },
        "steps": [_step_json(step) for step in report.steps],
        "skipped": [{"what": s.what, "count": s.count, "why": s.why} for s in report.skipped],
    }


def _step_json(step: StepReport) -> Json:
    return {
        "matter": step.matter,
        "step": step.step,
        "known": step.known,
        "rulings": step.rulings,
        "refused": step.noes.refused,
        "returned_then_granted": step.noes.returned_then_granted,
        "stopped_for_good": step.noes.stopped_for_good,
        "open": step.noes.open,
        "cases": step.cases,
        "wait_days": {
            "median": _shown(step.waiting.median),
            "p90": _shown(step.waiting.p90),
            "sum": _shown(step.waiting.sum),
            "basis": step.basis,
        },
        "everyday_days": None,
        "suggestions": [_suggestion_json(suggestion) for suggestion in step.suggestions],
        "no_suggestion_because": step.reason,
    }


def _suggestion_json(suggestion: Suggestion) -> Json:
    backtest = suggestion.backtest
    return {
        "limits": [{"fact": suggestion.fact, "op": "<=", "value": f"{suggestion.value:f}"}],
        "harm": suggestion.terms.harm,
        "tolerance": suggestion.terms.tolerance,
        "confidence": suggestion.terms.confidence,
        "upper_bound": suggestion.upper_bound,
        "cases_inside": suggestion.cases_inside,
        "share_inside": round(suggestion.share_inside, 4),
        "harm_inside": suggestion.harm_inside,
        "refused_inside": suggestion.refused_inside,
        "wait_days_back": _shown(suggestion.wait_days_back),
        "learned_on": [day.isoformat() for day in suggestion.learned_on],
        "certified_on": [day.isoformat() for day in suggestion.certified_on],
        "holds_while": list(suggestion.holds_while),
        "backtest": None if backtest is None else _backtest_json(backtest),
    }


def _backtest_json(backtest: Backtest) -> Mapping[str, object]:
    return {
        "cases": backtest.cases,
        "harm": backtest.harm,
        "refused": backtest.refused,
        "wait_days_back": _shown(backtest.wait_days_back),
    }


def _shown(days: float | None) -> float | None:
    return None if days is None else round(days, 2)

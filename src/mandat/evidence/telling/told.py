"""The mirror of a log in words: the same sentences for the terminal and for the page."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from math import ceil

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from mandat.common.formats import day, number, percent
from mandat.evidence.rules.report import MirrorReport, StepReport, Suggestion, Terms
from mandat.evidence.rules.rows import Skipped

HARM = {
    "stopped": gettext_lazy("a case that got a no and was never granted"),
    "any-no": gettext_lazy("a case whose first answer was a no"),
}
BASIS = {
    "since_put": gettext_lazy("Waiting is counted from when the case came to the step."),
    "since_previous_event": gettext_lazy(
        "The log does not say when a case came to a step, so waiting is counted from the case's "
        "previous event."
    ),
}
REASONS = {
    "too_few": gettext_lazy("No limit: the log has too few cases to be sure."),
    "too_risky": gettext_lazy("No limit: too many cases got a no, small and large alike."),
    "no_number": gettext_lazy("No limit: the log has no amount to set one by."),
    "unknown_role": gettext_lazy("No limit: the log does not say who ruled here."),
    "drift": gettext_lazy("No limit: the noes became more common during the period."),
}
SKIPPED = {
    ("cases", "no_ruling"): gettext_lazy("Cases without any ruling, still open: %(count)s."),
    ("cases", "no_events"): gettext_lazy("Cases without any event: %(count)s."),
    ("events", "askers_own_step"): gettext_lazy(
        "The asker's own steps, which are not rulings: %(count)s."
    ),
    ("events", "no_time"): gettext_lazy("Events without a time that can be read: %(count)s."),
    ("events", "same_twice"): gettext_lazy("Rulings that stood twice, counted once: %(count)s."),
}


@dataclass(frozen=True)
class ToldStep:
    """One step: `columns` and `rows` are its certified limits, empty where there are none."""

    title: str
    matter: str
    lines: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Told:
    title: str
    lead: str
    steps: tuple[ToldStep, ...]
    notes: tuple[str, ...]


def tell(report: MirrorReport) -> Told:
    """Put a report into words, in the language that is active."""
    basis = {str(BASIS[step.basis]) for step in report.steps}
    return Told(
        title=_("Mirror of %(log)s") % {"log": report.name},
        lead=_lead(report),
        steps=tuple(_step(step) for step in report.steps),
        notes=(
            *(_skipped(skipped) for skipped in report.skipped),
            *sorted(basis),
            *_terms(report),
            _("The mirror shows what has happened, not what will. A limit is no more than a place "
              "to start: try it small, with a safeguard and a day to look again."),
        ),
    )  # fmt: skip


def amount(value: Decimal) -> str:
    """Return a limit as people write it, without needless decimals."""
    decimals = max(0, -int(value.normalize().as_tuple().exponent))
    return number(value, decimals=decimals)


def _date(moment: datetime | date) -> str:
    return day(moment, form="full")


def _lead(report: MirrorReport) -> str:
    facts = {"cases": number(report.cases), "rulings": number(report.rulings)}
    if report.period is None:
        return _("%(cases)s cases, %(rulings)s rulings.") % facts
    facts |= {"from": _date(report.period[0]), "to": _date(report.period[1])}
    return _("%(cases)s cases, %(rulings)s rulings, %(from)s to %(to)s.") % facts


def _step(step: StepReport) -> ToldStep:
    yes = step.rulings - step.noes.refused
    lines = [
        _("Said yes %(yes)s of %(all)s times.") % {"yes": number(yes), "all": number(step.rulings)},
        _noes(step),
    ]
    if step.waiting.median is not None and step.waiting.p90 is not None:
        lines.append(
            _("The cases waited %(sum)s days together; half of them at most %(median)s days, "
              "nine in ten at most %(p90)s.")
            % {
                "sum": number(step.waiting.sum),
                "median": _at_most(step.waiting.median),
                "p90": _at_most(step.waiting.p90),
            }
        )  # fmt: skip
    if step.reason:
        lines.append(str(REASONS[step.reason]))
    backtested = any(s.backtest for s in step.suggestions)
    return ToldStep(
        title=step.step if step.known else _("%(step)s (role not known)") % {"step": step.step},
        matter=step.matter,
        lines=tuple(line for line in lines if line),
        columns=_columns(backtested=backtested) if step.suggestions else (),
        rows=tuple(_row(s) for s in step.suggestions),
        notes=_notes(step.suggestions),
    )


def _at_most(days: float) -> str:
    """Return days to one decimal, rounded up."""
    return number(ceil(days * 10 - 1e-9) / 10, decimals=1)


def _noes(step: StepReport) -> str:
    if not step.noes.refused:
        return _("No case got a no here.")
    text = ngettext(
        "%(noes)s no: %(later)s granted later, %(stopped)s stopped for good, %(open)s still open.",
        "%(noes)s noes: %(later)s granted later, %(stopped)s stopped for good, %(open)s still "
        "open.",
        step.noes.refused,
    )
    return text % {
        "noes": number(step.noes.refused),
        "later": number(step.noes.returned_then_granted),
        "stopped": number(step.noes.stopped_for_good),
        "open": number(step.noes.open),
    }


def _columns(*, backtested: bool) -> tuple[str, ...]:
    columns = (
        _("Limit"),
        _("Would not have waited"),
        _("Noes that would have been yeses"),
        _("Stopped in the end"),
        _("At most"),
        _("Days given back"),
    )
    return (*columns, _("Cases since then")) if backtested else columns


def _row(suggestion: Suggestion) -> tuple[str, ...]:
    cells = (
        _("%(fact)s up to %(limit)s")
        % {"fact": suggestion.fact, "limit": amount(suggestion.value)},
        _("%(cases)s (%(share)s)")
        % {"cases": number(suggestion.cases_inside), "share": _part(suggestion.share_inside)},
        number(suggestion.refused_inside),
        number(suggestion.harm_inside) if suggestion.terms.harm == "stopped" else "",
        percent(suggestion.upper_bound, decimals=2),
        number(suggestion.wait_days_back),
    )
    back = suggestion.backtest
    if back is None:
        return cells
    tested = _("%(cases)s, of them %(harm)s harm")
    return (*cells, tested % {"cases": number(back.cases), "harm": number(back.harm)})


def _part(share: float) -> str:
    """Return a share rounded down, so that 100 % means all."""
    return percent(int(share * 100) / 100)


def _notes(suggestions: tuple[Suggestion, ...]) -> tuple[str, ...]:
    if not suggestions:
        return ()
    first = suggestions[0]
    notes = [
        _("Looked for among cases from %(a)s to %(b)s, proved on those from %(c)s to %(d)s; the "
          "figures are from the latter.")
        % {
            "a": _date(first.learned_on[0]),
            "b": _date(first.learned_on[1]),
            "c": _date(first.certified_on[0]),
            "d": _date(first.certified_on[1]),
        }
    ]  # fmt: skip
    if first.holds_while:
        steps = ", ".join(first.holds_while)
        notes.append(_("It holds while these still rule before it: %(steps)s.") % {"steps": steps})
    return tuple(notes)


def _terms(report: MirrorReport) -> tuple[str, ...]:
    terms: Terms = report.terms
    text = _(
        "A limit is shown when at most %(tolerance)s of the cases under it are harm, here "
        "%(harm)s. At %(confidence)s confidence no limit on this page is wrong, provided cases "
        "go on as before. Where noes come in clumps the cases count as fewer."
    )
    told = text % {
        "tolerance": percent(terms.tolerance, decimals=_decimals(terms.tolerance)),
        "harm": str(HARM[terms.harm]),
        "confidence": percent(terms.confidence, decimals=_decimals(terms.confidence)),
    }
    if report.backtest_from is None:
        return (told,)
    since = _("Limits were sought as if it were %(day)s, and tried on the cases that came after.")
    return (told, since % {"day": _date(report.backtest_from)})


def _decimals(share: float) -> int:
    exponent = (Decimal(str(share)) * 100).normalize().as_tuple().exponent
    return max(0, -int(exponent))


def _skipped(skipped: Skipped) -> str:
    text = SKIPPED.get((skipped.what, skipped.why))
    count = {"count": number(skipped.count)}
    return str(text) % count if text else f"{skipped.what}, {skipped.why}: {skipped.count}"

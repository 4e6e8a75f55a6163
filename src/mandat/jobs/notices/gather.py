"""What there is to tell, gathered from every room. Gathering twice tells nothing twice."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from mandat.growth.asking.queries import asks_due
from mandat.growth.celebrate.queries import thanks_waiting
from mandat.growth.feedback.queries import feedback_given
from mandat.growth.felt.queries import felt_due
from mandat.growth.felt.rules import ASK_AFTER, ASK_DURING
from mandat.growth.journey import queries as journeys
from mandat.growth.pulse.queries import BY_MAIL, question_of, this_week
from mandat.growth.purpose.queries import all_experiments_due
from mandat.handover.agreements.queries import agreements_waiting
from mandat.handover.duties.queries.page import asked_to_speak
from mandat.handover.proposals.queries import asked_by_proposals
from mandat.handover.queries.asked import Asked, asked_of_all
from mandat.handover.queries.trials import asked_how_it_feels, matters_of, trials_ending
from mandat.notices.actions import forget_old, note_run, tell
from mandat.notices.queries import last_run, who_asked_for
from mandat.notices.rules import KINDS, Due, Kind
from mandat.power import queries as power
from mandat.power.queries import MatterView
from mandat.services import queries as services
from mandat.web.pulse_words import question_texts

LOOK_BACK = timedelta(days=3)
"""How far back what happened once is looked for; a worker that stood still longer tells less."""
SOON = timedelta(days=7)
SLOWLY = timedelta(hours=6)
"""How often what takes longer is gathered. Feedback is among it, so that the time of a notice
says little about when confidential words were written."""

SLOW: tuple[Kind, ...] = ("felt", "feedback")
QUICK: tuple[Kind, ...] = tuple(kind for kind in KINDS if kind not in SLOW)

_ASKED: Mapping[str, Kind] = {
    "hearing": "hearing",
    "voice": "consent",
    "adoption": "adoption",
    "check": "check",
}
"""What hand-overs ask → how it is told. Shadowing and joining are not told: nothing waits there."""


@dataclass(frozen=True)
class _Matters:
    """Names of matters, none for those under secrecy."""

    views: Mapping[UUID, MatterView]

    def named(self, matter: UUID | None) -> tuple[Mapping[str, str], bool]:
        view = self.views.get(matter) if matter else None
        return ({}, True) if view is None or view.secrecy else (view.name, False)


def gather(at: datetime) -> int:
    """Tell everyone what is due; return how many notices are new."""
    run = last_run()
    slowly = run is None or run.slowly_at is None or run.slowly_at + SLOWLY <= at
    matters = _Matters({m.id: m for m in power.matters()})
    own = (
        *_proposals(at),
        *_agreements(at),
        *_duties(at),
        *_journeys(at),
        *_purpose(at),
        *_pulse(at),
    )
    quick = (*_cases(matters, at), *_handovers(matters, at), *own)
    found = tell(quick, looked_at=QUICK, at=at)
    if slowly:
        slow = (*_felt(matters, at), *_feedback(matters, at))
        found += tell(slow, looked_at=SLOW, at=at)
        forget_old(at=at)
    note_run(at=at, slowly=slowly)
    return found


def _cases(matters: _Matters, at: datetime) -> Iterator[Due]:
    for found in services.undecided_cases(at):
        case = found.case
        name, secret = matters.named(case.matter)
        path = f"/cases/{case.id}/"
        if found.returned_at is not None:
            key = f"{case.id}:{found.returned_at:%Y%m%dT%H%M%S}"
            yield Due(case.asker, "case_returned", key, case.id, path, name,
                      found.returned_at, secret=secret)  # fmt: skip
            continue
        key = f"{case.id}:{found.put_at:%Y%m%dT%H%M%S}"
        for person in found.people:
            yield Due(person, "case_waits", key, case.id, path, name, found.put_at,
                      detail=str(case.stage or ""), secret=secret)  # fmt: skip
    for ended in services.answered_cases(at - LOOK_BACK, at):
        name, secret = matters.named(ended.matter)
        for person in ended.people:
            yield Due(person, "case_answered", str(ended.case), ended.case,
                      f"/cases/{ended.case}/", name, ended.at, secret=secret)  # fmt: skip


def _handovers(matters: _Matters, at: datetime) -> Iterator[Due]:
    for asked in asked_of_all(at):
        if asked.what in _ASKED:
            yield _asked(asked, matters)
    for end in trials_ending(at - LOOK_BACK, at + SOON):
        name, secret = matters.named(end.matter)
        kind: Kind = "trial_ended" if end.until <= at else "trial_ends"
        for person in end.people:
            yield Due(person, kind, f"{end.handover}:{end.last:%Y%m%d}", end.handover,
                      f"/proposals/{end.handover}/", name, end.since, when=end.last,
                      secret=secret)  # fmt: skip


def _asked(asked: Asked, matters: _Matters) -> Due:
    name, secret = matters.named(asked.matter)
    return Due(
        asked.person,
        _ASKED[asked.what],
        f"{asked.handover}:{asked.round}",
        asked.handover,
        f"/proposals/{asked.handover}/",
        name,
        asked.since,
        detail=str(asked.round),
        secret=secret,
    )


def _proposals(at: datetime) -> Iterator[Due]:
    """What proposals ask of people, without the words anybody wrote."""
    for proposal, person, ask, since in asked_by_proposals(at):
        key = f"{proposal}:{ask}:{since:%Y%m%dT%H%M%S}"
        path = f"/proposals/change/{proposal}/"
        yield Due(person, "proposal", key, proposal, path, {}, since, secret=True)


def _duties(at: datetime) -> Iterator[Due]:
    """Changes of work on which somebody is asked to speak for the employees or for safety."""
    for of, person, since in asked_to_speak(at):
        yield Due(person, "duty_voice", str(of), of, f"/duties/{of}/", {}, since, secret=True)


def _agreements(at: datetime) -> Iterator[Due]:
    """Agreements to look over, and those that end soon, to everyone in their circle."""
    for one in agreements_waiting(at):
        kind: Kind = "agreement_due" if one.what == "due" else "agreement_ends"
        key, path = f"{one.id}:{one.day.isoformat()}", f"/agreements/{one.id}/"
        when = None if one.what == "due" else one.until
        for person in sorted(one.people):
            yield Due(person, kind, key, one.id, path, {}, at, when=when, secret=True)


def _journeys(at: datetime) -> Iterator[Due]:
    """Steps whose day has come, and what people ask each other: never the words anybody wrote."""
    for step in journeys.steps_due(at):
        yield Due(
            step.owner, "step", str(step.id), step.journey, f"/journey/{step.journey}/", {}, at
        )
    for asking, person, asked_at in journeys.askings_waiting(at):
        yield Due(
            person, "companion", str(asking), asking, f"/journey/beside/{asking}/", {}, asked_at
        )
    for ask in asks_due(at):
        yield Due(ask.person, "feedback_asked", str(ask.ask), ask.ask, "/feedback/", {}, ask.at)


def _purpose(at: datetime) -> Iterator[Due]:
    """Experiments whose end has come, to the one who began each, and thanks that wait for a yes."""
    for one, person in all_experiments_due(at):
        yield Due(person, "experiment", str(one), one, f"/purpose/experiments/{one}/", {}, at)
    for one, person, told_at in thanks_waiting():
        yield Due(person, "thanks_asked", str(one), one, "/well/", {}, told_at)


def _felt(matters: _Matters, at: datetime) -> Iterator[Due]:
    since = at - ASK_AFTER - ASK_DURING
    people = asked_how_it_feels(at) | services.askers_under_handovers(since, at)
    found = [(person, due) for person in sorted(people) for due in felt_due(person, at)]
    matter = matters_of({due.handover for _, due in found})
    for person, due in found:
        name, secret = matters.named(matter.get(due.handover))
        yield Due(person, "felt", f"{due.handover}:{due.part}", due.handover,
                  f"/felt/{due.handover}/{due.part}/", name, at, detail=due.part,
                  secret=secret)  # fmt: skip


def _feedback(matters: _Matters, at: datetime) -> Iterator[Due]:
    for given in feedback_given(at - LOOK_BACK, at):
        name, secret = matters.named(given.matter)
        yield Due(given.to, "feedback", str(given.id), given.id, "/feedback/", name,
                  given.at, secret=secret)  # fmt: skip


def _pulse(at: datetime) -> Iterator[Due]:
    """The week's question, for those who have asked for it by mail, until the week is over.

    It stays due when it is answered: else the moment it was over would tell who answered when.
    """
    week = this_week(at)
    texts: dict[str, Mapping[str, str]] = {}
    for person in who_asked_for(BY_MAIL):
        question = question_of(person, week)
        if question is not None:
            if question not in texts:
                texts[question] = question_texts(question)
            yield Due(person, BY_MAIL, week.isoformat(), person, "/#pulse", texts[question], at,
                      detail=week.isoformat())  # fmt: skip

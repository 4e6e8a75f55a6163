"""From draft to kept or taken back. Every step is (hand-over, facts, at) → Step or refusals."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta, tzinfo
from uuid import UUID

from mandat.common.refusals import Refusal
from mandat.handover.rules.commitments import unanswered
from mandat.handover.rules.values import (
    ENDED,
    IN_FORCE,
    LONGEST_TO_REVIEW,
    LONGEST_TRIAL,
    OPEN,
    ROUND_LASTS,
    SHORTEST_TRIAL,
    Adoption,
    Ended,
    Entered,
    Event,
    Handover,
    Joined,
    Keep,
    KeptOn,
    Left,
    Moved,
    Parties,
    Settled,
    Settlement,
    State,
    Step,
    Subject,
    Terms,
    Voice,
)

Refusals = tuple[Refusal, ...]
Outcome = Step | Refusals


def _no(code: str, field: str | None = None, **facts: str | int | bool | None) -> Refusals:
    return (Refusal(f"handover.{code}", facts, field),)


def state_at(handover: Handover, at: datetime) -> State:
    """Return the state that holds at a time. Lapsing needs no job: it follows from the clock."""
    if handover.state in IN_FORCE and handover.until is not None and handover.until <= at:
        return "lapsed"
    opened = handover.opened_at
    if handover.state in OPEN and opened and opened + timedelta(days=ROUND_LASTS) <= at:
        return "lapsed"
    return handover.state


def in_force(handover: Handover, at: datetime) -> bool:
    """Return whether those who said yes may use it at that time."""
    return state_at(handover, at) in IN_FORCE


def _must_be(handover: Handover, at: datetime, *states: State) -> Refusals:
    now = state_at(handover, at)
    return () if now in states else _no("wrong_state", state=now)


# --- what may be proposed at all ------------------------------------------------------------------


def faults(terms: Terms, subject: Subject) -> Refusals:
    """Return everything that makes these terms impossible, each with its field."""
    found = [*_faults_of_source(terms, subject)]
    if terms.kind == "remove" and subject.last_stage:
        found += _no("last_stage", "kind")
    if terms.kind == "move" and (terms.to_person is None) == (terms.to_role is None):
        found += _no("no_receiver_named", "to")
    if not SHORTEST_TRIAL <= terms.trial_days <= LONGEST_TRIAL:
        found += _no("trial_length", "trial_days", shortest=SHORTEST_TRIAL, longest=LONGEST_TRIAL)
    if not 0 <= terms.check_share <= 100:
        found += _no("check_share", "check_share")
    for safeguard in terms.safeguards:
        if safeguard.kind == "extra_field" and not safeguard.label.strip():
            found += _no("safeguard_label", "safeguards")
    return tuple(found)


def _faults_of_source(terms: Terms, subject: Subject) -> Refusals:
    """Return why the giver's own mandate cannot give this."""
    found: list[Refusal] = []
    if subject.reserved:
        found += _no("reserved", "matter")
    if subject.too_far and terms.kind == "move":
        found += _no("too_far", "matter")
    if not subject.source_holds:
        found += _no("no_source", "matter")
    if not subject.within_source:
        found += _no("outside_own", "limits")
    return tuple(found)


# --- before consent -------------------------------------------------------------------------------


def open_hearing(handover: Handover, subject: Subject, by: UUID, at: datetime) -> Outcome:
    """Ask those who would receive it, and those it touches, how they see it. May be skipped."""
    refusals = (*_must_be(handover, at, "draft"), *_only_owner(handover, by))
    refusals += faults(handover.terms, subject)
    if refusals:
        return refusals
    return Step(replace(handover, state="hearing", opened_at=at), (Moved("hearing"),))


def start_shadowing(handover: Handover, subject: Subject, by: UUID, at: datetime) -> Outcome:
    """Let receivers answer real cases beside the giver. May be skipped; never in secret matters."""
    refusals = (*_must_be(handover, at, "draft", "hearing"), *_only_owner(handover, by))
    refusals += faults(handover.terms, subject)
    if subject.secret:
        refusals += _no("secret_not_shadowed")
    if refusals:
        return refusals
    opened = handover.opened_at or at
    return Step(replace(handover, state="shadowing", opened_at=opened), (Moved("shadowing"),))


def ask_consent(
    handover: Handover, terms: Terms, subject: Subject, by: UUID, at: datetime
) -> Outcome:
    """Put the finished terms to everyone in the round, the giver among them.

    Every commitment that they touch must have its answer.
    """
    refusals = _must_be(handover, at, "draft", "hearing", "shadowing")
    refusals += (*_only_owner(handover, by), *faults(terms, subject))
    refusals += unanswered(subject.commitments, terms.answers)
    if refusals:
        return refusals
    asked = replace(
        handover, terms=terms, state="consent", opened_at=handover.opened_at or at, round=1
    )
    return Step(asked, (Moved("consent"),))


def _only_owner(handover: Handover, by: UUID) -> Refusals:
    return () if by == handover.owner else _no("not_giver")


# --- voices ---------------------------------------------------------------------------------------


def give_voice(
    handover: Handover, voice: Voice, parties: Parties, subject: Subject, at: datetime
) -> Outcome:
    """Hear a consent, a concern or an objection, and go on if that was the last yes needed.

    A new answer replaces one's earlier one; a yes after one's own objection withdraws it.
    """
    refusals = _must_be(handover, at, "consent", "awaiting_adoption", "trial", "kept")
    part = parties.part_of(voice.person)
    if part is None:
        refusals += _no("no_voice")
    refusals += _voice_faults(voice)
    if refusals or part is None:
        return refusals
    said = replace(voice, part=part, round=handover.round, at=at)
    kept, events = _replace_earlier(handover, voice.person)
    after = replace(handover, voices=(*kept, said))
    if said.person in after.users - handover.users:
        events += (Joined(said.person),)
    return _go_on(after, events, parties, subject, at)


def _voice_faults(voice: Voice) -> Refusals:
    found: Refusals = ()
    if voice.kind == "objection" and not voice.words.strip():
        found += _no("objection_needs_words", "words")
    if voice.kind == "objection" and not voice.safe_enough.strip():
        found += _no("objection_needs_safe_enough", "safe_enough")
    if voice.kind == "concern" and not voice.words.strip():
        found += _no("concern_needs_words", "words")
    return found


def _replace_earlier(
    handover: Handover, person: UUID
) -> tuple[tuple[Voice, ...], tuple[Event, ...]]:
    """Settle what a new answer replaces; a yes that is in use stays until it is handed back."""
    kept: list[Voice] = []
    events: list[Event] = []
    for v in handover.voices:
        how: Settlement | None = None
        if v.person == person and v.open_objection:
            how = "withdrawn"
        elif v.person == person and v.is_yes and handover.since is None:
            how = "left"
        kept.append(v if how is None else replace(v, settled=how))
        if how is not None:
            events.append(Settled(v.uuid, how))
    return tuple(kept), tuple(events)


def resolve_objection(
    handover: Handover, voice: UUID, by: UUID, parties: Parties, subject: Subject, *, at: datetime
) -> Outcome:
    """The one who objected says that it is solved; nobody else can."""
    refusals = _must_be(handover, at, "consent", "awaiting_adoption", "trial", "kept")
    found = next((v for v in handover.voices if v.uuid == voice), None)
    if found is None or not found.open_objection:
        refusals += _no("no_open_objection")
    elif found.person != by:
        refusals += _no("not_your_objection")
    if refusals:
        return refusals
    voices = tuple(
        replace(v, settled="resolved") if v.uuid == voice else v for v in handover.voices
    )
    settled: tuple[Event, ...] = (Settled(voice, "resolved"),)
    return _go_on(replace(handover, voices=voices), settled, parties, subject, at)


def record_adoption(
    handover: Handover,
    adoption: Adoption,
    by: UUID,
    parties: Parties,
    subject: Subject,
    *,
    at: datetime,
) -> Outcome:
    """Someone with a role in the adopting circle writes down what it decided, yes or no."""
    keeping = handover.state == "trial" and handover.keep is not None
    refusals = () if keeping else _must_be(handover, at, "awaiting_adoption")
    if by not in parties.adopters or adoption.circle != subject.adopted_by:
        refusals += _no("not_adopting_body")
    if not adoption.body.strip():
        refusals += _no("adoption_needs_body", "body")
    if not adoption.paragraph.strip():
        refusals += _no("adoption_needs_paragraph", "paragraph")
    if adoption.on > at.date():
        refusals += _no("adoption_in_future", "on")
    if refusals:
        return refusals
    noted = replace(adoption, round=handover.round)
    after = replace(handover, adoptions=(*handover.adoptions, noted))
    if noted.adopted:
        return _go_on(after, (), parties, subject, at)
    if keeping:  # the trial runs to its end; only the keeping is off
        return Step(replace(after, keep=None), ())
    return _end(after, "taken_back", at)


# --- what is still missing, and going on ---------------------------------------------------------


def missing(handover: Handover, parties: Parties, subject: Subject) -> Refusals:
    """Return everything that keeps this round from going through."""
    found = list(faults(handover.terms, subject))
    round_ = handover.round
    waiting = parties.givers - handover.yes_from(parties.givers, round_)
    if waiting or not parties.givers:
        found += _no("giver_yes_missing", count=len(waiting))
    may_receive = handover.users if round_ > 1 else parties.receivers
    if not handover.yes_from(may_receive, round_):
        found += _no("receiver_yes_missing")
    if standing := handover.objections():
        found += _no("open_objection", count=len(standing))
    if subject.adopted_by is not None and handover.adoption() is None:
        found += _no("adoption_missing")
    return (*found, *subject.duties)


def go_on(handover: Handover, parties: Parties, subject: Subject, at: datetime) -> Step:
    """Go on after something outside the round was done, such as a duty to employees."""
    return _go_on(handover, (), parties, subject, at)


def _go_on(
    handover: Handover,
    events: tuple[Event, ...],
    parties: Parties,
    subject: Subject,
    at: datetime,
) -> Step:
    lacks = missing(handover, parties, subject)
    if handover.state in ("consent", "awaiting_adoption"):
        if not lacks:
            return _enter(handover, events, parties, subject, at=at)
        only_body = all(r.code == "handover.adoption_missing" for r in lacks)
        if only_body and handover.state == "consent":
            waiting = replace(handover, state="awaiting_adoption")
            return Step(waiting, (*events, Moved("awaiting_adoption")))
    if handover.state == "trial" and handover.keep is not None and not lacks:
        kept = replace(handover, state="kept", until=None)
        return Step(kept, (*events, KeptOn(handover.keep.review_on)))
    return Step(handover, events)


def trial_ends(at: datetime, days: int, zone: tzinfo) -> datetime:
    """Return the midnight after so many whole days: the last day counts to its end, local time."""
    last = at.astimezone(zone).date() + timedelta(days=days)
    return datetime.combine(last + timedelta(days=1), time(), zone).astimezone(UTC)


def _enter(
    handover: Handover,
    events: tuple[Event, ...],
    parties: Parties,
    subject: Subject,
    *,
    at: datetime,
) -> Step:
    until = trial_ends(at, handover.terms.trial_days, subject.zone)
    started = replace(handover, state="trial", since=at, until=until)
    return Step(started, (*events, Entered(at, until, started.users & parties.receivers)))


# --- while it is in force -------------------------------------------------------------------------


def take_back(handover: Handover, by: UUID, reason: str, parties: Parties, at: datetime) -> Outcome:
    """End it in one step with a reason: on trial by the giver, once kept the way agreed then.

    Before it came into force this withdraws the proposal.
    """
    refusals = _must_be(handover, at, *OPEN, *IN_FORCE)
    refusals += may_take_back(handover, by, parties)
    if not reason.strip():
        refusals += _no("reason_missing", "reason")
    return refusals or _end(handover, "taken_back", at)


def may_take_back(handover: Handover, by: UUID, parties: Parties) -> Refusals:
    """Return why somebody may not take it back: the giver may, once kept whoever was agreed on."""
    by_body = handover.state == "kept" and handover.keep and handover.keep.way_back == "body"
    allowed = parties.adopters if by_body else parties.givers | {handover.owner}
    return () if by in allowed else _no("way_back_is_body" if by_body else "not_giver")


def hand_back(handover: Handover, by: UUID, at: datetime) -> Outcome:
    """Let one who uses it stop, for whatever reason; with the last of them it ends."""
    refusals = _must_be(handover, at, *IN_FORCE)
    if by not in handover.users:
        refusals += _no("not_user")
    if refusals:
        return refusals
    voices = tuple(
        replace(v, settled="left") if v.person == by and v.is_yes else v for v in handover.voices
    )
    left = replace(handover, voices=voices)
    if left.users:
        return Step(left, (Left(by),))
    ended = _end(left, "taken_back", at)
    return Step(ended.handover, (Left(by), *ended.events))


def keep_handover(
    handover: Handover, keep: Keep, by: UUID, parties: Parties, subject: Subject, *, at: datetime
) -> Outcome:
    """Propose that the trial goes on for good; asks giver, users and adopting body once more."""
    refusals = _must_be(handover, at, "trial")
    if handover.keep is not None:
        refusals += _no("keeping_asked_already")
    if by not in parties.givers:
        refusals += _no("not_giver")
    if not at < keep.review_on <= at + timedelta(days=LONGEST_TO_REVIEW):
        refusals += _no("review_date", "review_on", longest=LONGEST_TO_REVIEW)
    if keep.way_back == "body" and subject.adopted_by is None:
        refusals += _no("no_body_for_way_back", "way_back")
    refusals += unanswered(subject.commitments, keep.answers)
    if refusals:
        return refusals
    return Step(replace(handover, keep=keep, round=handover.round + 1), ())


def widen_handover(
    handover: Handover, successor: UUID, terms: Terms, by: UUID, *, wider: bool, at: datetime
) -> Outcome:
    """Draft the next trial with wider limits. This one goes on until that one is in force."""
    refusals = _must_be(handover, at, *IN_FORCE)
    if not wider:
        refusals += _no("not_wider", "limits")
    if refusals:
        return refusals
    return Step(Handover(successor, by, replace(terms, previous=handover.uuid)))


def supersede(handover: Handover, at: datetime) -> Outcome:
    """End a hand-over because the wider one that follows it has come into force."""
    refusals = _must_be(handover, at, *IN_FORCE)
    return refusals or _end(handover, "widened", at)


def _end(handover: Handover, how: State, at: datetime) -> Step:
    if how not in ENDED:
        raise ValueError(how)
    return Step(replace(handover, state=how, ended_at=at), (Ended(at, how),))

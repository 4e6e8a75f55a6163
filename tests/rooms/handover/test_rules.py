"""The walk from draft to kept or taken back, without a database."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from mandat.common.refusals import RefusedError, taken
from mandat.handover.rules import looking, machine
from mandat.handover.rules.values import (
    Adoption,
    Ended,
    Entered,
    Handover,
    Joined,
    Keep,
    KeptOn,
    Moved,
    Parties,
    Safeguard,
    Settled,
    Step,
    Subject,
    Terms,
    Voice,
    safeguard_from,
)

AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)


def person(n: int) -> UUID:
    return UUID(int=n)


GIVER, OTHER_GIVER, RECEIVER, SECOND, TOUCHED, ADOPTER = (person(n) for n in range(1, 7))
BOARD = person(90)
TERMS = Terms("move", person(70), person(71), person(72), to_role=person(73))
PARTIES = Parties(
    frozenset({GIVER}),
    frozenset({RECEIVER, SECOND}),
    frozenset({TOUCHED}),
    frozenset({ADOPTER}),
)
FREE = Subject()
ADOPTED = Subject(adopted_by=BOARD)


def step(outcome: machine.Outcome) -> Step:
    return taken(outcome)


def codes(outcome: machine.Outcome) -> set[str]:
    assert not isinstance(outcome, Step)
    return {r.code.removeprefix("handover.") for r in outcome}


def asked(subject: Subject = FREE, terms: Terms = TERMS) -> Handover:
    draft = Handover(person(100), GIVER, terms)
    return step(machine.ask_consent(draft, terms, subject, GIVER, AT)).handover


def voice(who: UUID, kind: str = "consent", n: int = 200) -> Voice:
    return Voice(
        person(n + who.int),
        who,
        "touched",
        kind,
        AT,
        words="w",
        safe_enough="s",  # type: ignore[arg-type]
    )


def say(
    handover: Handover,
    who: UUID,
    kind: str = "consent",
    parties: Parties = PARTIES,
    *,
    subject: Subject = FREE,
    n: int = 200,
) -> Step:
    return step(machine.give_voice(handover, voice(who, kind, n), parties, subject, AT))


def on_trial() -> Handover:
    return say(say(asked(), GIVER).handover, RECEIVER).handover


def test_the_short_walk_ends_in_a_trial() -> None:
    first = say(asked(), GIVER)
    assert first.handover.state == "consent"
    last = say(first.handover, RECEIVER)
    until = machine.trial_ends(AT, 14, UTC)
    assert last.events == (Entered(AT, until, frozenset({RECEIVER})),)
    assert last.handover.users == {RECEIVER}


def test_the_long_walk_ends_in_a_trial_too() -> None:
    draft = Handover(person(100), GIVER, TERMS)
    hearing = step(machine.open_hearing(draft, FREE, GIVER, AT)).handover
    shadowing = step(machine.start_shadowing(hearing, FREE, GIVER, AT)).handover
    consent = step(machine.ask_consent(shadowing, TERMS, FREE, GIVER, AT)).handover
    assert consent.opened_at == AT
    assert say(say(consent, RECEIVER).handover, GIVER).handover.state == "trial"


def test_every_present_holder_of_a_giving_role_must_say_yes() -> None:
    two = replace(PARTIES, givers=frozenset({GIVER, OTHER_GIVER}))
    handover = say(say(asked(), GIVER, parties=two).handover, RECEIVER, parties=two).handover
    assert handover.state == "consent"
    assert machine.missing(handover, two, FREE)[0].facts == {"count": 1}
    assert say(handover, OTHER_GIVER, "concern", two).handover.state == "trial"


def test_a_giver_who_left_no_longer_has_to_answer_but_someone_must_give() -> None:
    handover = say(asked(), RECEIVER).handover
    nobody = replace(PARTIES, givers=frozenset())
    assert "giver_yes_missing" in codes(machine.missing(handover, nobody, FREE))


def test_an_objection_stops_it_until_the_objector_says_it_is_solved() -> None:
    handover = say(say(asked(), TOUCHED, "objection").handover, GIVER).handover
    handover = say(handover, RECEIVER).handover
    assert handover.state == "consent"
    standing = handover.objections()[0].uuid
    refused = machine.resolve_objection(handover, standing, GIVER, PARTIES, FREE, at=AT)
    assert codes(refused) == {"not_your_objection"}
    solved = step(machine.resolve_objection(handover, standing, TOUCHED, PARTIES, FREE, at=AT))
    assert solved.events[0] == Settled(standing, "resolved")
    assert solved.handover.state == "trial"
    again = machine.resolve_objection(solved.handover, standing, TOUCHED, PARTIES, FREE, at=AT)
    assert codes(again) == {"no_open_objection"}


def test_a_yes_after_ones_own_objection_withdraws_it() -> None:
    handover = say(say(asked(), GIVER).handover, RECEIVER, "objection").handover
    changed = say(handover, RECEIVER, n=300)
    assert isinstance(changed.events[0], Settled)
    assert changed.handover.state == "trial"


def test_a_yes_replaced_by_an_objection_does_not_carry_once_it_is_solved() -> None:
    handover = say(say(asked(), GIVER).handover, SECOND).handover
    assert handover.state == "trial"
    handover = say(say(asked(), RECEIVER).handover, RECEIVER, "objection", n=300).handover
    standing = handover.objections()[0].uuid
    solved = step(
        machine.resolve_objection(handover, standing, RECEIVER, PARTIES, FREE, at=AT)
    ).handover
    both = say(say(solved, GIVER).handover, SECOND).handover
    assert (both.state, both.users) == ("trial", {SECOND})


def test_what_an_objection_and_a_concern_must_say() -> None:
    empty = replace(voice(TOUCHED, "objection"), words=" ", safe_enough="")
    assert codes(machine.give_voice(asked(), empty, PARTIES, FREE, AT)) == {
        "objection_needs_words",
        "objection_needs_safe_enough",
    }
    concern = replace(voice(TOUCHED, "concern"), words="")
    assert codes(machine.give_voice(asked(), concern, PARTIES, FREE, AT)) == {"concern_needs_words"}


def test_who_is_not_asked_has_no_voice_and_a_draft_has_none() -> None:
    outsider = machine.give_voice(asked(), voice(person(55)), PARTIES, FREE, AT)
    assert codes(outsider) == {"no_voice"}
    draft = Handover(person(100), GIVER, TERMS)
    assert codes(machine.give_voice(draft, voice(GIVER), PARTIES, FREE, AT)) == {"wrong_state"}


ADOPTION = Adoption(BOARD, "Kommunstyrelsen", date(2026, 11, 20), "§ 112")


def test_where_a_board_must_adopt_it_waits_until_body_date_and_paragraph_are_there() -> None:
    handover = asked(ADOPTED)
    handover = say(handover, GIVER, subject=ADOPTED).handover
    waiting = say(handover, RECEIVER, subject=ADOPTED)
    assert waiting.events == (Moved("awaiting_adoption"),)
    empty = Adoption(BOARD, "", date(2027, 1, 1), " ")
    outcome = machine.record_adoption(waiting.handover, empty, GIVER, PARTIES, ADOPTED, at=AT)
    assert codes(outcome) == {
        "not_adopting_body",
        "adoption_needs_body",
        "adoption_needs_paragraph",
        "adoption_in_future",
    }
    done = machine.record_adoption(waiting.handover, ADOPTION, ADOPTER, PARTIES, ADOPTED, at=AT)
    assert step(done).handover.state == "trial"


def test_a_board_that_says_no_ends_it() -> None:
    handover = say(asked(ADOPTED), GIVER, subject=ADOPTED).handover
    handover = say(handover, RECEIVER, subject=ADOPTED).handover
    no = replace(ADOPTION, adopted=False)
    outcome = step(machine.record_adoption(handover, no, ADOPTER, PARTIES, ADOPTED, at=AT))
    assert outcome.handover.state == "taken_back"
    assert outcome.handover.since is None


@pytest.mark.parametrize(
    ("terms", "subject", "code"),
    [
        (TERMS, Subject(reserved=True), "reserved"),
        (TERMS, Subject(source_holds=False), "no_source"),
        (TERMS, Subject(within_source=False), "outside_own"),
        (replace(TERMS, kind="remove", to_role=None), Subject(last_stage=True), "last_stage"),
        (replace(TERMS, to_role=None), FREE, "no_receiver_named"),
        (replace(TERMS, trial_days=13), FREE, "trial_length"),
        (replace(TERMS, trial_days=63), FREE, "trial_length"),
        (replace(TERMS, check_share=101), FREE, "check_share"),
        (replace(TERMS, safeguards=(Safeguard("extra_field"),)), FREE, "safeguard_label"),
    ],
)
def test_what_cannot_be_proposed(terms: Terms, subject: Subject, code: str) -> None:
    draft = Handover(person(100), GIVER, terms)
    assert codes(machine.ask_consent(draft, terms, subject, GIVER, AT)) == {code}
    assert codes(machine.open_hearing(draft, subject, GIVER, AT)) == {code}


def test_what_changed_meanwhile_is_checked_again_before_it_enters_into_force() -> None:
    handover = say(asked(), GIVER).handover
    late = say(handover, RECEIVER, subject=Subject(reserved=True)).handover
    assert late.state == "consent"


def test_secret_matters_are_not_shadowed() -> None:
    draft = Handover(person(100), GIVER, TERMS)
    outcome = machine.start_shadowing(draft, Subject(secret=True), GIVER, AT)
    assert codes(outcome) == {"secret_not_shadowed"}


def test_others_can_join_later_and_the_last_who_hands_back_ends_it() -> None:
    joined = say(on_trial(), SECOND)
    assert joined.events == (Joined(SECOND),)
    one_left = step(machine.hand_back(joined.handover, RECEIVER, AT)).handover
    assert one_left.state == "trial"
    assert codes(machine.hand_back(one_left, RECEIVER, AT)) == {"not_user"}
    none_left = step(machine.hand_back(one_left, SECOND, AT))
    assert none_left.handover.state == "taken_back"
    assert none_left.events[-1] == Ended(AT, "taken_back")


def test_taking_back_is_one_step_with_a_reason() -> None:
    handover = on_trial()
    assert codes(machine.take_back(handover, RECEIVER, " ", PARTIES, AT)) == {
        "not_giver",
        "reason_missing",
    }
    back = step(machine.take_back(handover, GIVER, "Two went wrong", PARTIES, AT))
    assert back.events == (Ended(AT, "taken_back"),)
    again = machine.take_back(back.handover, GIVER, "Again", PARTIES, AT)
    assert codes(again) == {"wrong_state"}


def test_it_lapses_by_the_clock_alone() -> None:
    handover = on_trial()
    end = machine.trial_ends(AT, 14, UTC)
    assert machine.state_at(handover, end - timedelta(microseconds=1)) == "trial"
    assert machine.state_at(handover, end) == "lapsed"
    assert not machine.in_force(handover, end)
    assert machine.state_at(asked(), AT + timedelta(days=180)) == "lapsed"


def test_keeping_asks_giver_and_user_once_more() -> None:
    keep = Keep(AT + timedelta(days=200), "giver")
    handover = step(machine.keep_handover(on_trial(), keep, GIVER, PARTIES, FREE, at=AT)).handover
    handover = say(handover, GIVER, n=300).handover
    assert handover.state == "trial"
    kept = say(handover, RECEIVER, n=300)
    assert kept.events == (KeptOn(keep.review_on),)
    assert machine.state_at(kept.handover, AT + timedelta(days=9999)) == "kept"


def test_keeping_where_a_board_adopts_needs_it_once_more_and_goes_back_its_way() -> None:
    handover = say(asked(ADOPTED), GIVER, subject=ADOPTED).handover
    handover = say(handover, RECEIVER, subject=ADOPTED).handover
    args = (ADOPTER, PARTIES, ADOPTED)
    handover = step(machine.record_adoption(handover, ADOPTION, *args, at=AT)).handover
    keep = Keep(AT + timedelta(days=200), "body")
    handover = step(machine.keep_handover(handover, keep, GIVER, PARTIES, ADOPTED, at=AT)).handover
    handover = say(handover, GIVER, subject=ADOPTED, n=300).handover
    handover = say(handover, RECEIVER, subject=ADOPTED, n=300).handover
    assert handover.state == "trial"
    no = step(
        machine.record_adoption(handover, replace(ADOPTION, adopted=False), *args, at=AT)
    ).handover
    assert (no.state, no.keep) == ("trial", None)
    kept = step(machine.record_adoption(handover, ADOPTION, *args, at=AT)).handover
    assert kept.state == "kept"
    assert codes(machine.take_back(kept, GIVER, "No", PARTIES, AT)) == {"way_back_is_body"}
    back = machine.take_back(kept, ADOPTER, "§ 9", PARTIES, AT)
    assert step(back).handover.state == "taken_back"


def test_keeping_needs_a_review_within_a_year_and_a_way_back_that_exists() -> None:
    keep = Keep(AT + timedelta(days=400), "body")
    outcome = machine.keep_handover(on_trial(), keep, RECEIVER, PARTIES, FREE, at=AT)
    assert codes(outcome) == {"not_giver", "review_date", "no_body_for_way_back"}


def test_widening_drafts_a_successor_and_ends_the_first_when_it_is_in_force() -> None:
    first = on_trial()
    new = person(101)
    assert codes(machine.widen_handover(first, new, TERMS, GIVER, wider=False, at=AT)) == {
        "not_wider"
    }
    drafted = step(machine.widen_handover(first, new, TERMS, GIVER, wider=True, at=AT)).handover
    assert (drafted.state, drafted.terms.previous) == ("draft", first.uuid)
    ended = step(machine.supersede(first, AT))
    assert ended.events == (Ended(AT, "widened"),)


def test_a_refused_outcome_raises_where_an_action_reads_it() -> None:
    with pytest.raises(RefusedError):
        taken(machine.take_back(on_trial(), TOUCHED, "r", PARTIES, AT))


# --- looking ------------------------------------------------------------------------------------


def test_shadow_answers_beside_rulings() -> None:
    pairs = [
        looking.ShadowPair(person(1), "yes", "yes"),
        looking.ShadowPair(person(2), "yes", "returned"),
        looking.ShadowPair(person(3), "no", "no"),
        looking.ShadowPair(person(4), "no", None),
        looking.ShadowPair(person(5), "ask", "returned"),
        looking.ShadowPair(person(6), "no", "returned"),
    ]
    found = looking.agreement(pairs)
    assert found == looking.Agreement(3, 5, 1, (person(2), person(6)))
    assert (found.counted.low_tenths, found.counted.high_tenths) == (2, 9)


def test_an_answer_is_compared_with_the_first_ruling_after_it() -> None:
    rulings: list[tuple[datetime, looking.Ruled]] = [(AT, "returned"), (AT + 2 * DAY, "yes")]
    assert looking.first_after(AT, rulings) == "returned"
    assert looking.first_after(AT + DAY, rulings) == "yes"
    assert looking.first_after(AT + 3 * DAY, rulings) is None


def test_shadowing_ends_after_two_weeks() -> None:
    assert looking.shadowing_ends(AT) == AT + 14 * DAY
    assert looking.shadowing_ends(None) is None


@given(st.binary(min_size=32, max_size=32), st.uuids())
def test_the_draw_is_the_same_every_time_and_grows_with_the_share(seed: bytes, of: UUID) -> None:
    assert not looking.drawn(seed, of, 0)
    assert looking.drawn(seed, of, 100)
    hits = [looking.drawn(seed, of, share) for share in range(101)]
    assert hits == sorted(hits)


def test_the_draw_comes_near_its_share() -> None:
    hits = sum(looking.drawn(b"s" * 32, UUID(int=n), 20) for n in range(5000))
    assert 900 < hits < 1100


def test_a_sample_is_within_the_people_and_of_the_size() -> None:
    people = [person(n) for n in range(20)]
    chosen = looking.sample(b"s", people, 5)
    assert len(set(chosen)) == 5
    assert set(chosen) <= set(people)
    assert looking.sample(b"s", people[:3], 5) == looking.sample(b"s", people[2::-1], 5)


def test_days_given_back_is_not_floored_and_absent_without_past() -> None:
    assert looking.days_given_back([], [0.0]) is None
    assert looking.days_given_back([1, 4, 9], [0, 0, 7]) == 5


def test_grounds_and_safeguards_survive_the_record() -> None:
    certified = looking.Certified(({"fact": "amount"},), "0.02", "0.95", "0.019", 412, 3, "953")
    grounds = looking.Grounds(rulings=431, noes=3, certified=certified)
    assert looking.grounds_from(grounds.as_json()) == grounds
    assert looking.grounds_from(None) == looking.Grounds()
    safeguard = Safeguard("extra_field", "Supplier")
    assert safeguard_from(safeguard.as_json()) == safeguard


def test_a_stage_some_cases_skip_does_not_count_as_the_one_left() -> None:
    mine, conditional, waived, firm = (person(n) for n in (1, 2, 3, 4))
    others = [(mine, False, False), (conditional, True, False), (waived, False, True)]
    assert looking.remaining(mine, others) == ()
    assert looking.remaining(mine, [*others, (firm, False, False)]) == (firm,)


# --- anything, in any order ---------------------------------------------------------------------

PEOPLE = st.sampled_from([GIVER, OTHER_GIVER, RECEIVER, SECOND, TOUCHED, ADOPTER])
SOME = st.frozensets(PEOPLE, max_size=4)


class AnyOrder(RuleBasedStateMachine):
    """Whatever people do, in whatever order: what DESIGN promises holds in every state."""

    @initialize(
        givers=st.frozensets(PEOPLE, min_size=1, max_size=2),
        receivers=SOME,
        adopted=st.booleans(),
        removing=st.booleans(),
    )
    def start(
        self,
        givers: frozenset[UUID],
        receivers: frozenset[UUID],
        adopted: bool,  # noqa: FBT001
        removing: bool,  # noqa: FBT001
    ) -> None:
        self.at = AT
        self.n = 1000
        self.parties = Parties(givers, receivers, frozenset({TOUCHED}), frozenset({ADOPTER}))
        self.subject = Subject(adopted_by=BOARD if adopted else None)
        terms = replace(TERMS, kind="remove", to_role=None) if removing else TERMS
        self.owner = min(givers, key=lambda p: p.int)
        self.handover = Handover(person(100), self.owner, terms)
        self.entered: Step | None = None

    def go(self, outcome: machine.Outcome) -> None:
        if not isinstance(outcome, Step):
            assert outcome
            return
        before, self.handover = self.handover, outcome.handover
        for event in outcome.events:
            if isinstance(event, Entered | KeptOn):
                self.check_entry(isinstance(event, KeptOn))
            if isinstance(event, Entered):
                assert before.state in ("consent", "awaiting_adoption")

    def check_entry(self, keeping: bool) -> None:  # noqa: FBT001
        h, parties = self.handover, self.parties
        assert parties.givers
        for giver in parties.givers:
            latest = h.latest(giver, h.round)
            assert latest is not None
            assert latest.kind in ("consent", "concern")
        said_yes = {v.person for v in h.voices if v.round == h.round and v.kind != "objection"}
        assert said_yes & (h.users if keeping else parties.receivers)
        assert h.users <= parties.receivers | h.users
        assert not h.objections()
        assert not self.subject.reserved
        assert not (h.terms.kind == "remove" and self.subject.last_stage)
        if self.subject.adopted_by:
            assert h.adoption() is not None

    @rule()
    def hear(self) -> None:
        self.go(machine.open_hearing(self.handover, self.subject, self.owner, self.at))

    @rule()
    def shadow(self) -> None:
        self.go(machine.start_shadowing(self.handover, self.subject, self.owner, self.at))

    @rule()
    def ask(self) -> None:
        terms = self.handover.terms
        self.go(machine.ask_consent(self.handover, terms, self.subject, self.owner, self.at))

    @rule(who=PEOPLE, kind=st.sampled_from(["consent", "concern", "objection"]))
    def speak(self, who: UUID, kind: str) -> None:
        self.n += 1
        said = replace(voice(who, kind), uuid=person(self.n))
        self.go(machine.give_voice(self.handover, said, self.parties, self.subject, self.at))

    @precondition(lambda self: self.handover.objections())
    @rule(who=PEOPLE)
    def solve(self, who: UUID) -> None:
        standing = self.handover.objections()[0].uuid
        self.go(
            machine.resolve_objection(
                self.handover, standing, who, self.parties, self.subject, at=self.at
            )
        )

    @rule(who=PEOPLE, adopted=st.booleans())
    def adopt(self, who: UUID, adopted: bool) -> None:  # noqa: FBT001
        note = replace(ADOPTION, adopted=adopted)
        self.go(
            machine.record_adoption(
                self.handover, note, who, self.parties, self.subject, at=self.at
            )
        )

    @rule(who=PEOPLE)
    def keep(self, who: UUID) -> None:
        keep = Keep(self.at + timedelta(days=100), "giver")
        self.go(
            machine.keep_handover(self.handover, keep, who, self.parties, self.subject, at=self.at)
        )

    @rule(who=PEOPLE)
    def hand_back(self, who: UUID) -> None:
        self.go(machine.hand_back(self.handover, who, self.at))

    @rule(givers=SOME, receivers=SOME)
    def people_come_and_go(self, givers: frozenset[UUID], receivers: frozenset[UUID]) -> None:
        self.parties = replace(self.parties, givers=givers, receivers=receivers)

    @rule(reserved=st.booleans(), last=st.booleans(), holds=st.booleans())
    def the_world_changes(self, reserved: bool, last: bool, holds: bool) -> None:  # noqa: FBT001
        self.subject = replace(self.subject, reserved=reserved, last_stage=last, source_holds=holds)

    @rule(days=st.integers(0, 40))
    def time_goes(self, days: int) -> None:
        self.at += timedelta(days=days)

    @invariant()
    def there_is_always_a_way_out(self) -> None:
        if not hasattr(self, "handover"):
            return
        state = machine.state_at(self.handover, self.at)
        if state in ("draft", "widened", "taken_back", "lapsed"):
            return
        by = ADOPTER if self.handover.keep and self.handover.keep.way_back == "body" else self.owner
        outcome = machine.take_back(self.handover, by, "Enough", self.parties, self.at)
        assert step(outcome).handover.state == "taken_back"

    @invariant()
    def in_force_means_someone_may_use_it(self) -> None:
        if hasattr(self, "handover") and machine.in_force(self.handover, self.at):
            assert self.handover.users
            assert self.handover.since is not None


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=150, stateful_step_count=30, deadline=None)


def test_a_trial_holds_to_the_end_of_its_last_day_where_people_are() -> None:
    stockholm = ZoneInfo("Europe/Stockholm")
    spring = datetime(2027, 3, 20, 23, 30, tzinfo=UTC)  # already the 21st in Stockholm
    assert machine.trial_ends(spring, 14, stockholm) == datetime(2027, 4, 4, 22, tzinfo=UTC)
    assert machine.trial_ends(spring, 14, UTC) == datetime(2027, 4, 4, 0, tzinfo=UTC)

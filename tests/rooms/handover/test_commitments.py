"""Commitments: who makes and ends them, what they touch, and that a later proposal must answer."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.moments import local_day
from mandat.common.refusals import BadInputError, RefusedError
from mandat.handover import actions, models
from mandat.handover.queries import commitments as queries
from mandat.handover.queries.proposal import proposal_page
from mandat.handover.queries.walk import walk_page
from mandat.handover.rules import commitments as rules
from mandat.handover.rules.looking import Grounds
from mandat.record.models import EntryRow
from mandat.record.queries import verify
from tests.cast import DAY, NOW, Cast, an_id, found_ekby

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
BOARD = an_id("circle-board")
TODAY = local_day(NOW)
MADE = rules.Made(
    "I tio år fattar vi inga beslut om kurser utan dem som går dem.",
    date(2036, 6, 1),
    "Björkgårdens arbetsplatsträff",
    TODAY,
    "",
    together=True,
)
LIMIT = {"fact": "amount", "op": "<=", "value": {"minor": "500000", "currency": "SEK"}}
A, B, C, D = (uuid4() for _ in range(4))


def codes(error: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {r.code.removeprefix("handover.") for r in error.value.refusals}


# --- rules ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("circle", "matters", "does"),
    [
        (A, (), True),
        (A, (C,), True),
        (A, (C, D), True),
        (A, (D,), False),
        (B, (), False),
        (B, (C,), False),
    ],
)
def test_a_circle_binds_only_itself_and_the_matters_it_names(
    circle: UUID, matters: tuple[UUID, ...], *, does: bool
) -> None:
    one = rules.Commitment(uuid4(), circle, NOW, NOW + 400 * DAY, frozenset(matters))
    assert bool(rules.touched([one], rules.Reach(C, frozenset({A})), NOW)) is does


@given(st.integers(-5, 15), st.one_of(st.none(), st.integers(0, 12)))
def test_it_binds_in_its_period_and_until_it_is_ended(day: int, ended: int | None) -> None:
    at = NOW + day * DAY
    over = None if ended is None else NOW + ended * DAY
    one = rules.Commitment(uuid4(), A, NOW, NOW + 10 * DAY, ended_at=over)
    assert one.holds_at(at) == (0 <= day < 10 and (ended is None or day < ended))


@pytest.mark.parametrize(
    ("stance", "words", "missing"),
    [
        ("kept", "Den hålls: vi frågar dem.", set()),
        ("changed", "Den ändras, för vi är färre.", set()),
        ("kept", " ", {"answer_missing"}),
        ("", "Ord", {"stance_missing"}),
        ("whatever", "Ord", {"stance_missing"}),
        ("kept", "x" * 2001, {"words_too_long"}),
    ],
)
def test_an_answer_is_a_stance_and_words(stance: str, words: str, missing: set[str]) -> None:
    found = rules.unanswered([A], [rules.Answer(A, stance, words)])
    assert {r.code.removeprefix("handover.") for r in found} == missing


@given(st.sets(st.sampled_from([A, B, C, D])), st.sets(st.sampled_from([A, B, C, D])))
def test_each_that_is_touched_must_be_answered(must: set[UUID], answered: set[UUID]) -> None:
    answers = [rules.Answer(a, "kept", "Så här") for a in answered]
    fields = {r.field for r in rules.unanswered(must, answers)}
    assert fields == {f"{part}_{m}" for m in must - answered for part in ("stance", "words")}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"words": " "}, "words_missing"),
        ({"words": "x" * 501}, "words_too_long"),
        ({"last_day": None}, "too_short_horizon"),
        ({"last_day": TODAY + timedelta(days=364)}, "too_short_horizon"),
        ({"last_day": TODAY + timedelta(days=51 * 366)}, "too_short_horizon"),
        ({"body": ""}, "words_missing"),
        ({"on": None}, "decided_in_future"),
        ({"on": TODAY + timedelta(days=1)}, "decided_in_future"),
        ({"paragraph": "§" * 81}, "words_too_long"),
        ({"together": False}, "not_together"),
    ],
)
def test_what_a_commitment_needs(change: dict[str, object], code: str) -> None:
    found = rules.check_made(replace(MADE, **change), today=TODAY)  # type: ignore[arg-type]
    assert [r.code for r in found] == [f"handover.{code}"]
    assert rules.check_made(MADE, today=TODAY) == ()


# --- in the database ------------------------------------------------------------------------------


@pytest.fixture
def cast(db: None) -> Cast:
    return found_ekby()


def make(actor: UUID = AMIR, circle: UUID = Cast.home, **more: object) -> UUID:
    return actions.make_commitment(actor, circle=circle, made=MADE, at=NOW, **more)  # type: ignore[arg-type]


def drafted(cast: Cast, **more: object) -> UUID:
    draft = actions.start_draft(MARIA, mandate=cast.mandate, at=NOW)
    choices = {
        "kind": "move", "to": f"role:{cast.team}", "limits": [LIMIT], "trial_days": 14, **more,
    }  # fmt: skip
    actions.save_step(MARIA, draft=draft, values=choices, at=NOW)
    return draft


def answer(commitment: UUID, stance: str = "kept", words: str = "Vi frågar dem.") -> object:
    return {str(commitment): {"stance": stance, "words": words}}


def send(draft: UUID, at: datetime = NOW) -> None:
    actions.ask_consent(MARIA, draft=draft, at=at, grounds=Grounds())


def test_someone_with_a_role_in_the_circle_makes_it_by_name(cast: Cast) -> None:
    commitment = make()
    page = queries.commitment_page(commitment, AMIR, NOW)
    assert page
    assert page.commitment.made_by.id == AMIR
    assert (page.commitment.words, page.commitment.holds, page.may_end) == (MADE.words, True, True)
    other = queries.commitment_page(commitment, OLOF, NOW)
    assert other
    assert not other.may_end
    assert verify().agrees


@pytest.mark.parametrize("who", [OLOF, SARA])
def test_nobody_else_binds_a_circle(cast: Cast, who: UUID) -> None:
    with pytest.raises(RefusedError) as error:
        make(who)
    assert codes(error) == {"not_of_circle"}
    assert not models.Commitment.objects.exists()


def test_what_is_wrong_is_told_at_once_and_nothing_is_written(cast: Cast) -> None:
    made = rules.Made("", None, "", None, "", together=False)
    with pytest.raises(BadInputError) as error:
        actions.make_commitment(AMIR, circle=cast.home, made=made, at=NOW)
    assert codes(error) == {
        "words_missing", "too_short_horizon", "decided_in_future", "not_together",
    }  # fmt: skip
    with pytest.raises(BadInputError):
        make(matters=[an_id("no-matter")])
    assert not EntryRow.objects.filter(kind__startswith="commitment").exists()


def test_a_later_proposal_must_name_it_and_answer(cast: Cast) -> None:
    commitment = make()
    draft = drafted(cast)
    with pytest.raises(RefusedError) as error:
        send(draft)
    assert codes(error) == {"stance_missing", "answer_missing"}
    assert not models.Handover.objects.exists()
    walk = walk_page(draft, MARIA, NOW)
    assert walk
    assert [c.id for c in walk.commitments] == [commitment]
    assert {r.code.removeprefix("handover.") for r in walk.faults} == codes(error)
    actions.save_step(MARIA, draft=draft, values={"answers": answer(commitment)}, at=NOW)
    send(draft)
    page = proposal_page(draft, LENA, NOW)
    assert page
    assert [(a.stance, a.words) for a in page.answers] == [("kept", "Vi frågar dem.")]
    assert page.grounds.commitments == ({"commitment": str(commitment), "stance": "kept"},)
    told = queries.commitment_page(commitment, OLOF, NOW)
    assert told
    assert [a.handover for a in told.answers] == [draft]
    assert verify().agrees


@pytest.mark.parametrize("before", ["hearing", "shadowing"])
def test_the_rule_is_not_got_round_by_asking_first(cast: Cast, before: str) -> None:
    """One may hear and shadow freely; made meanwhile, it still must be answered."""
    draft = drafted(cast)
    if before == "hearing":
        actions.open_hearing(MARIA, draft=draft, at=NOW)
    else:
        actions.start_shadowing(MARIA, draft=draft, at=NOW)
    commitment = make()
    with pytest.raises(RefusedError):
        send(draft)
    assert models.Handover.objects.get().state == before
    for wrong in (
        {},
        answer(an_id("x")),
        answer(commitment, "maybe"),
        answer(commitment, words=""),
    ):
        actions.save_step(MARIA, draft=draft, values={"answers": wrong}, at=NOW)
        with pytest.raises(RefusedError):
            send(draft)
    grounds = Grounds(commitments=({"commitment": str(commitment), "stance": "kept"},))
    with pytest.raises(RefusedError):
        actions.ask_consent(MARIA, draft=draft, at=NOW, grounds=grounds)


def test_grounds_name_only_what_was_answered(cast: Cast) -> None:
    draft = drafted(cast, answers=answer(an_id("x")))
    forged = Grounds(commitments=({"commitment": str(an_id("y")), "stance": "kept"},))
    actions.ask_consent(MARIA, draft=draft, at=NOW, grounds=forged)
    page = proposal_page(draft, MARIA, NOW)
    assert page
    assert page.grounds.commitments == page.answers == ()


def test_widening_and_beginning_again_answer_anew(cast: Cast) -> None:
    commitment = make()
    draft = drafted(cast, answers=answer(commitment))
    send(draft)
    actions.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    wider = actions.widen_handover(MARIA, handover=draft, at=NOW + DAY)
    actions.save_step(MARIA, draft=wider, values={"limits": []}, at=NOW + DAY)
    with pytest.raises(RefusedError) as error:
        send(wider, NOW + DAY)
    assert codes(error) == {"stance_missing", "answer_missing"}
    actions.take_back(MARIA, handover=draft, reason="Vi väntar", at=NOW + DAY)
    again = actions.begin_again(MARIA, handover=draft, at=NOW + DAY)
    with pytest.raises(RefusedError):
        send(again, NOW + DAY)


def test_keeping_answers_what_was_promised_since(cast: Cast) -> None:
    draft = drafted(cast)
    send(draft)
    actions.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    commitment = make()
    review, at = NOW + 100 * DAY, NOW + DAY

    def keep(*answers: rules.Answer) -> None:
        actions.keep_handover(
            MARIA, handover=draft, review_on=review, way_back="giver", answers=answers, at=at
        )

    with pytest.raises(RefusedError) as error:
        keep()
    assert codes(error) == {"stance_missing", "answer_missing"}
    page = proposal_page(draft, MARIA, at)
    assert page
    assert [c.id for c in page.to_answer] == [commitment]
    keep(rules.Answer(commitment, "kept", "Vi frågar dem."))
    assert models.CommitmentAnswer.objects.get().round == 2
    page = proposal_page(draft, MARIA, at)
    assert page
    assert page.to_answer == ()
    assert verify().agrees


def test_a_proposal_sent_before_is_not_stopped_by_a_later_promise(cast: Cast) -> None:
    draft = drafted(cast)
    send(draft)
    make()
    actions.give_voice(AMIR, handover=draft, kind="consent", at=NOW)
    assert models.Handover.objects.get().state == "trial"


def test_whoever_made_it_is_asked_when_it_would_be_changed(cast: Cast) -> None:
    commitment = make(OLOF, BOARD)
    draft = drafted(cast)
    send(draft)
    assert not queries.answered_by(draft), "another circle is not bound"
    whole = make(FATIMA)
    second = drafted(cast, answers=answer(whole, "changed", "Vi prövar, för vi är färre."))
    send(second)
    asked = set(models.Invitation.objects.filter(handover__uuid=second).values_list("person"))
    assert (FATIMA,) in asked
    assert commitment not in queries.answered_by(second)


def test_it_ends_early_only_with_a_reason_and_what_holds_instead(cast: Cast) -> None:
    first = make()

    def end(actor: UUID, reason: str, made: rules.Made = MADE) -> UUID:
        return actions.replace_commitment(
            actor, commitment=first, reason=reason, made=made, at=NOW + DAY
        )

    for who, reason, made, code in (
        (OLOF, "Slut", MADE, "not_of_circle"),
        (AMIR, " ", MADE, "words_missing"),
        (AMIR, "Slut", replace(MADE, words=""), "words_missing"),
    ):
        with pytest.raises(RefusedError) as error:
            end(who, reason, made)
        assert codes(error) == {code}
    assert models.Commitment.objects.count() == 1
    second = end(AMIR, "Vi är färre nu.", replace(MADE, words="I fem år frågar vi alltid först."))
    old, new = queries.commitments_called([first, second], NOW + DAY)
    assert (old.holds, old.successor, old.end_reason) == (False, second, "Vi är färre nu.")
    assert (new.holds, new.previous) == (True, first)
    with pytest.raises(RefusedError) as error:
        end(AMIR, "Igen")
    assert codes(error) == {"not_holding"}
    draft = drafted(cast, answers=answer(first))
    with pytest.raises(RefusedError):
        send(draft, NOW + DAY)
    assert verify().agrees


def test_a_promise_changed_in_the_database_is_found(cast: Cast) -> None:
    make()
    with connection.cursor() as cursor:
        cursor.execute("update mandat_commitment set until = '2026-01-02 00:00:00'")
    found = verify()
    assert found.difference
    assert (found.difference.table, found.difference.column) == ("commitment", "until")


def test_reading_them_takes_as_many_queries_however_many(cast: Cast) -> None:
    counts = []
    for _ in range(2):
        for _ in range(3):
            make()
        with CaptureQueriesContext(connection) as seen:
            queries.commitments(NOW)
        counts.append(len(seen))
    assert counts[0] == counts[1]

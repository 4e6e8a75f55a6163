"""Practising on past cases: what is drawn, what is answered, what is seen."""

import re
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.common.refusals import BadInputError, RefusedError
from mandat.evidence.models import PastRuling
from mandat.growth.practice.actions import erase_walked
from mandat.growth.practice.actions.sets import answer_case, begin_set, begin_set_for
from mandat.growth.practice.models import PracticeCase, PracticeSet, PracticeTurn
from mandat.growth.practice.queries import practice_page
from mandat.growth.practice.queries.open import not_open
from mandat.growth.practice.queries.sets import end_page, next_unanswered, offers, turn_page
from mandat.handover import models as handover_models
from mandat.record.actions import writing
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.growth.cast import HANDOVER, hand_over_course_fees
from tests.rooms.growth.practised import Past, add_people
from tests.rooms.services.cast import Services, make_secret

AMIR, FATIMA, MARIA = (an_id(n) for n in ("amir", "fatima", "maria"))
MATTER, STAGE = Cast().matter, Cast().stage


@pytest.fixture
def past(services: Services, settings) -> Past:
    """Forty cases by twenty people, most of them granted."""
    settings.PRACTICE_MATTERS = frozenset({"course"})
    found = Past(services)
    people = add_people(20) * 2
    with found.writing():
        for number, person in enumerate(people):
            kronor = 2_500 if number % 2 else 8_000
            found.decide(person, kronor, "no" if number % 7 == 3 else "yes")
    return found


def begin(person: UUID = AMIR) -> UUID:
    return begin_set(person, matter=MATTER, stage=STAGE, at=NOW)


def answer_all(person: UUID, of_set: UUID, said: str = "yes") -> None:
    for turn in PracticeTurn.objects.filter(of_set__uuid=of_set):
        answer_case(person, of_set=of_set, number=turn.number, said=said, why="", at=NOW)


def refused(error: pytest.ExceptionInfo[RefusedError]) -> set[str]:
    return {r.code for r in error.value.refusals}


def test_ten_cases_are_drawn_and_a_set_begun_is_gone_on_with(past: Past) -> None:
    of_set = begin()
    assert PracticeTurn.objects.filter(of_set__uuid=of_set).count() == 10
    assert begin() == of_set
    answer_all(AMIR, of_set)
    assert begin() != of_set


def test_nobody_meets_the_same_case_twice_and_in_the_end_there_are_none(past: Past) -> None:
    for _ in range(10):
        try:
            answer_all(AMIR, begin())
        except RefusedError:
            break
    met = PracticeTurn.objects.values_list("case", flat=True)
    assert len(set(met)) == len(met) == PracticeCase.objects.count()
    with pytest.raises(RefusedError) as error:
        begin()
    assert refused(error) == {"growth.practice_too_few"}


def test_nothing_can_be_practised_unless_the_organisation_says_so(past: Past, settings) -> None:
    settings.PRACTICE_MATTERS = frozenset()
    with pytest.raises(RefusedError) as error:
        begin()
    assert refused(error) == {"growth.practice_closed"}
    assert practice_page(AMIR, NOW).cases == ()


def test_when_it_no_longer_does_what_was_begun_is_closed(past: Past, settings) -> None:
    of_set = begin()
    settings.PRACTICE_MATTERS = frozenset()
    assert turn_page(AMIR, of_set, 1) is None
    assert end_page(AMIR, of_set) is None
    with pytest.raises(RefusedError):
        answer_case(AMIR, of_set=of_set, number=1, said="yes", why="", at=NOW)


def test_a_matter_under_secrecy_is_never_practised_also_if_it_came_later(past: Past) -> None:
    of_set = begin()
    make_secret()
    assert turn_page(AMIR, of_set, 1) is None
    with pytest.raises(RefusedError):
        begin(FATIMA)
    assert as_member("amir").get(f"/practice/cases/{of_set}/1/").status_code == 404


def test_a_secret_matter_makes_no_cases(past: Past) -> None:
    make_secret()
    with pytest.raises(RefusedError):
        begin()
    assert not PracticeCase.objects.exists()


def test_how_it_went_is_seen_only_after_answering_and_the_first_answer_stands(past: Past) -> None:
    of_set = begin()
    before = turn_page(AMIR, of_set, 1)
    assert before is not None
    assert (before.ruled, before.alike, before.others) == ("", False, None)
    with pytest.raises(BadInputError):
        answer_case(AMIR, of_set=of_set, number=1, said="ask", why="a\0b", at=NOW)
    answer_case(AMIR, of_set=of_set, number=1, said="ask", why=" Vem går? ", at=NOW)
    answer_case(AMIR, of_set=of_set, number=1, said="yes", why="", at=NOW)
    after = turn_page(AMIR, of_set, 1)
    assert after is not None
    assert after.ruled
    assert (after.said, after.why) == ("ask", "Vem går?")
    assert next_unanswered(AMIR, of_set) == 2


@pytest.mark.parametrize("said", ["", "maybe", "granted"])
def test_an_odd_answer_is_refused(past: Past, said: str) -> None:
    with pytest.raises(BadInputError):
        answer_case(AMIR, of_set=begin(), number=1, said=said, why="", at=NOW)
    with pytest.raises(BadInputError):
        answer_case(AMIR, of_set=begin(), number=1, said="yes", why="x" * 501, at=NOW)


def test_a_set_is_its_owners_alone(past: Past) -> None:
    of_set = begin()
    assert turn_page(FATIMA, of_set, 1) is end_page(FATIMA, of_set) is None
    with pytest.raises(RefusedError):
        answer_case(FATIMA, of_set=of_set, number=1, said="yes", why="", at=NOW)
    fatima = as_member("fatima")
    for path in ("", "1/", "end/"):
        answer = fatima.get(f"/practice/cases/{of_set}/{path}", follow=True)
        assert answer.status_code == 404


def test_the_end_reads_the_answers_right(past: Past) -> None:
    of_set = begin()
    assert end_page(AMIR, of_set) is None
    answer_all(AMIR, of_set)
    page = end_page(AMIR, of_set)
    assert page is not None
    assert page.own.part == page.always_yes == sum(t.ruled == "granted" for t in page.turns)
    assert page.own.low < page.own.share < page.own.high or page.own.share == 1
    assert page.among is None  # one person alone rules here


def test_with_five_who_rule_their_agreement_is_shown_unless_switched_off(
    services: Services, settings
) -> None:
    settings.PRACTICE_MATTERS = frozenset({"course"})
    past = Past(services)
    rulers = add_people(6, "r")
    people = add_people(12) * 6
    with past.writing():
        for number, person in enumerate(people):
            said = "no" if number % 11 == 0 else "yes"
            past.decide(person, 2_500, said, ruler=rulers[number % 6])
    of_set = begin()
    answer_all(AMIR, of_set)
    page = end_page(AMIR, of_set)
    assert page is not None
    assert page.among is not None
    assert page.among.rulers >= 5
    assert 0 < page.among.low < page.among.share < page.among.high <= 1
    settings.MEASURES_OFF = frozenset({"ruled_alike"})
    hidden = end_page(AMIR, of_set)
    assert hidden is not None
    assert hidden.among is None


def test_others_who_practised_are_seen_as_five_or_not_at_all(past: Past) -> None:
    others = [an_id(f"p{n}") for n in range(11)]
    mine = begin()
    answer_all(AMIR, mine)
    for many, person in enumerate(others, start=1):
        try:
            answer_all(person, begin(person), "no")
        except RefusedError:
            continue
        seen = [turn_page(AMIR, mine, n) for n in range(1, 11)]
        counts = {page.others.count for page in seen if page and page.others}
        assert all(count % 5 == 0 and count <= many for count in counts)
    assert counts


def test_switched_off_nothing_is_asked_kept_or_shown(past: Past, settings) -> None:
    of_set = begin()
    settings.MEASURES_OFF = frozenset({"practice"})
    assert practice_page(AMIR, NOW).cases == ()
    assert turn_page(AMIR, of_set, 1) is None
    with pytest.raises(RefusedError):
        begin(FATIMA)
    with pytest.raises(RefusedError):
        answer_case(AMIR, of_set=of_set, number=1, said="yes", why="", at=NOW)
    assert as_member("amir").get("/practice/").status_code == 200


def test_a_key_that_opens_nothing_is_named(past: Past, settings) -> None:
    assert not_open() == ()
    settings.PRACTICE_MATTERS = frozenset({"course", "corse"})
    assert not_open() == ("corse",)
    make_secret()
    assert not_open() == ("corse", "course")


def test_what_one_has_practised_can_be_erased(past: Past) -> None:
    answer_all(AMIR, begin())
    answer_all(FATIMA, begin(FATIMA))
    assert practice_page(AMIR, NOW).anything_kept
    erase_walked(AMIR)
    assert not practice_page(AMIR, NOW).anything_kept
    assert PracticeSet.objects.count() == 1


def test_imported_rulings_can_be_practised_but_not_by_who_made_them(
    services: Services, settings
) -> None:
    settings.PRACTICE_MATTERS = frozenset({"course"})
    for number in range(12):
        PastRuling.objects.create(
            identity=str(number), log="gammal.csv", matter=MATTER, stage=STAGE,
            person=MARIA if number < 5 else None, step="Chef", known=True, case=f"c{number}",
            case_started=NOW - 200 * DAY, ruled_at=NOW - 190 * DAY, ended="granted",
            outcome="changed" if number % 3 else "granted", original={},
            facts={"amount": {"minor": "250000", "currency": "SEK"}, "course": "hemligt"},
        )  # fmt: skip
    begin()
    assert PracticeCase.objects.count() == 12 - 12 % 5
    of_set = begin(MARIA)
    assert PracticeTurn.objects.filter(of_set__uuid=of_set).count() == 5
    ruled = PracticeTurn.objects.filter(of_set__uuid=of_set).values_list("case__of", flat=True)
    assert not {f"gammal.csv\nc{n}" for n in range(5)} & set(ruled)


# --- for a mandate about to be received ---------------------------------------------------------


def ask_amir() -> None:
    """Let Amir be asked to receive course fees up to 5 000 kr."""
    hand_over_course_fees()
    with writing(by=MARIA, at=NOW) as door:
        door.append("handover.moved", of=HANDOVER, data={"state": "consent"})
    row = handover_models.Handover.objects.get(uuid=HANDOVER)
    handover_models.Invitation.objects.create(handover=row, person=AMIR, part="receiver", at=NOW)


def test_a_receiver_practises_within_the_mandates_limits(past: Past) -> None:
    ask_amir()
    with pytest.raises(RefusedError):
        begin_set_for(FATIMA, handover=HANDOVER, at=NOW)  # not asked
    assert [(o.handover, o.begun) for o in offers(AMIR, NOW)] == [(HANDOVER, False)]
    of_set = begin_set_for(AMIR, handover=HANDOVER, at=NOW)
    turns = PracticeTurn.objects.filter(of_set__uuid=of_set).select_related("case")
    assert {turn.case.shown[0]["high"] for turn in turns} == {"3000"}  # never the 8 000 ones
    assert [o.begun for o in offers(AMIR, NOW)] == [True]


def test_who_stands_aside_is_not_offered(past: Past) -> None:
    ask_amir()
    handover_models.Invitation.objects.filter(person=AMIR).update(declined_at=NOW)
    assert offers(AMIR, NOW) == ()


# --- pages --------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en"])
def test_ten_cases_page_by_page(past: Past, language: str) -> None:
    amir = as_member("amir")
    amir.get(f"/practice/?lang={language}")
    form = {"matter": str(MATTER), "stage": str(STAGE)}
    answer = amir.post("/practice/cases/begin/", form, follow=True)
    for number in range(1, 11):
        assert answer.status_code == 200
        address = answer.redirect_chain[-1][0]
        assert address.endswith(f"/{number}/")
        assert b'value="ask"' in answer.content
        if number == 1:
            wrong = amir.post(address, {"said": "", "why": "min tanke"})
            assert wrong.status_code == 422
            assert "min tanke" in wrong.content.decode()
        answer = amir.post(address, {"said": "yes", "why": "Bra kurs"}, follow=True)
        assert "Bra kurs" in answer.content.decode()
        answer = amir.get(address.rsplit("/", 2)[0] + "/", follow=True)
    assert answer.redirect_chain[-1][0].endswith("/end/")
    assert re.search(r"(av|of) 10", answer.content.decode())


@pytest.mark.parametrize(
    "form", [{}, {"matter": "x", "stage": "y"}, {"handover": "x"}, {"handover": str(HANDOVER)},
             {"matter": str(an_id("matter-shift")), "stage": str(an_id("stage-shift"))}],
)  # fmt: skip
def test_beginning_something_odd_says_so_and_makes_nothing(past: Past, form) -> None:
    answer = as_member("amir").post("/practice/cases/begin/", form)
    assert answer.headers["Location"] == "/practice/"
    assert not PracticeSet.objects.exists()


def queries_of(client: Client, path: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path).status_code == 200
    return len(asked)


def test_pages_ask_as_often_however_much_is_practised(past: Past) -> None:
    amir = as_member("amir")
    of_set = begin()
    answer_all(AMIR, of_set)
    pages = ("/practice/", f"/practice/cases/{of_set}/1/", f"/practice/cases/{of_set}/end/")
    few = [queries_of(amir, path) for path in pages]
    answer_all(AMIR, begin())
    for person in (an_id(f"p{n}") for n in range(6)):
        answer_all(person, begin(person))
    assert [queries_of(amir, path) for path in pages] == few

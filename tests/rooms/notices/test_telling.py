"""What is kept of notices: each thing once, over when it is over, one mail at a time."""

from datetime import datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mandat.common.refusals import BadInputError, RefusedError
from mandat.notices import actions, queries, tokens
from mandat.notices.models import Letter, Notice, OneTap
from mandat.notices.rules import KEPT_FOR, KINDS, LINK_LASTS, Choices, Due, Kind
from tests.cast import DAY, NOW, an_id

pytestmark = pytest.mark.django_db

HERE = ZoneInfo("Europe/Stockholm")
MARIA, AMIR = an_id("maria"), an_id("amir")


def due(key: str = "a", kind: Kind = "case_waits", person: UUID = MARIA, **more: object) -> Due:
    names = {"sv": "Kursavgift", "en": "Course fee"}
    return Due(person, kind, key, an_id(key), f"/cases/{an_id(key)}/", names, NOW, **more)  # type: ignore[arg-type]


def tell(*dues: Due, at: datetime = NOW) -> int:
    return actions.tell(dues, looked_at=KINDS, at=at)


def letters(at: datetime = NOW) -> int:
    return actions.make_letters(at=at, zone=HERE)


def page(person: UUID = MARIA, at: datetime = NOW) -> queries.NoticesPage:
    return queries.notices_page(person, at)


def test_the_same_thing_is_told_once() -> None:
    assert tell(due(), due("b"), due(person=AMIR)) == 3
    assert tell(due(), due("b"), due(person=AMIR), at=NOW + DAY) == 0
    assert [len(page(p).standing) for p in (MARIA, AMIR, an_id("lena"))] == [2, 1, 0]


def test_what_somebody_else_has_done_is_over() -> None:
    tell(due(), due("b"))
    tell(due("b"), at=NOW + DAY)
    assert [line.key for line in page().standing] == ["b"]
    assert queries.count_unseen(MARIA, NOW) == 1


def test_what_was_not_looked_for_is_not_over() -> None:
    tell(due(kind="felt"))
    actions.tell((), looked_at=["case_waits"], at=NOW)
    assert len(page().standing) == 1


def test_what_happened_once_stays_for_a_month() -> None:
    tell(due(kind="case_answered"))
    tell(at=NOW + DAY)
    assert len(page(at=NOW + DAY).happened) == 1
    assert len(page(at=NOW + 31 * DAY).happened) == 0


def test_what_comes_back_after_a_week_is_told_anew_and_before_that_quietly() -> None:
    for gone, letters_made in ((DAY, 0), (8 * DAY, 1)):
        Notice.objects.all().delete()
        Letter.objects.all().delete()
        tell(due())
        letters()
        actions.mark_seen(MARIA, at=NOW)
        tell(at=NOW + DAY)
        tell(due(), at=NOW + DAY + gone)
        assert len(page(at=NOW + DAY + gone).standing) == 1
        assert letters(NOW + DAY + gone) == letters_made


def test_seen_is_counted_no_more_but_still_listed() -> None:
    tell(due(), due("b"))
    actions.mark_seen(MARIA, at=NOW)
    tell(due(), due("b"), due("c"), at=NOW + DAY)
    assert (page().unseen, queries.count_unseen(MARIA, NOW + DAY)) == (1, 1)
    assert len(page().standing) == 3


def test_the_name_of_a_secret_matter_is_not_kept() -> None:
    tell(due(secret=True))
    assert (page().standing[0].name, page().standing[0].secret) == ({}, True)


def test_one_mail_gathers_what_came_and_the_next_comes_the_next_day() -> None:
    tell(due(), due("b"))
    assert letters() == 1
    assert letters() == 0
    tell(due(), due("b"), due("c"), at=NOW + timedelta(hours=1))
    assert letters(NOW + timedelta(hours=1)) == 0
    assert letters(NOW + DAY) == 1
    assert [len(letter.lines) for letter in queries.letters_to_send(NOW + DAY)] == [2, 1]


def test_what_is_over_before_the_mail_goes_is_not_in_it() -> None:
    tell(due(), due("b"))
    letters()
    tell(due("b"), at=NOW)
    (letter,) = queries.letters_to_send(NOW)
    assert [line.key for line in letter.lines] == ["b"]


def test_a_mail_is_claimed_by_one_worker() -> None:
    tell(due())
    letters()
    (letter,) = queries.letters_to_send(NOW)
    claims = [actions.claim_letter(letter=letter.id, tries=0, at=NOW) for _ in range(2)]
    assert claims == [True, False]
    assert queries.letters_to_send(NOW) == ()
    (again,) = queries.letters_to_send(NOW + timedelta(minutes=5))
    assert again.tries == 1
    actions.mark_sent(letter=letter.id, at=NOW)
    assert queries.letters_to_send(NOW + DAY) == ()


def test_a_kind_is_turned_off_by_mail_or_everywhere() -> None:
    actions.turn_off(MARIA, kinds=["case_waits"], only_mail=True)
    tell(due())
    assert (letters(), len(page().standing)) == (0, 1)
    actions.turn_off(MARIA, kinds=["case_waits"])
    assert (len(page().standing), queries.count_unseen(MARIA, NOW)) == (0, 0)
    actions.choose(MARIA, choices=Choices())
    assert letters() == 0, "what came while it was off is not mailed afterwards"


def test_choices_that_cannot_be_are_refused() -> None:
    with pytest.raises(BadInputError):
        actions.turn_off(MARIA, kinds=["gossip"])
    with pytest.raises(BadInputError):
        actions.choose(MARIA, choices=Choices("hourly"))  # type: ignore[arg-type]


def test_old_notices_and_mails_are_forgotten() -> None:
    tell(due(), due("b", kind="feedback"))
    letters()
    tell(at=NOW + DAY)
    actions.forget_old(at=NOW + KEPT_FOR)
    assert (Notice.objects.count(), Letter.objects.count()) == (2, 1)
    actions.forget_old(at=NOW + KEPT_FOR + 2 * DAY)
    assert (Notice.objects.count(), Letter.objects.count()) == (0, 0)


# --- links --------------------------------------------------------------------------------------


@pytest.fixture
def token() -> str:
    tell(due())
    letters()
    (letter,) = queries.letters_to_send(NOW)
    link = queries.Link(MARIA, "case_yes", an_id("a"), "")
    return actions.make_link(letter=letter.id, link=link, at=NOW)


def test_a_link_is_long_and_only_its_hash_is_kept(token: str) -> None:
    assert len(token) >= 43
    row = OneTap.objects.values().get()
    assert not any(token in str(value) for value in row.values())
    assert queries.link(token, NOW) == queries.Link(MARIA, "case_yes", an_id("a"), "")


def test_a_link_is_used_once_by_its_person_in_its_time(token: str) -> None:
    for person, at in ((AMIR, NOW), (MARIA, NOW + LINK_LASTS)):
        with pytest.raises(RefusedError):
            actions.use_link(token, person=person, at=at)
    actions.use_link(token, person=MARIA, at=NOW + LINK_LASTS - timedelta(seconds=1))
    assert queries.link(token, NOW) is None
    with pytest.raises(RefusedError):
        actions.use_link(token, person=MARIA, at=NOW)


def test_another_link_is_nobodys(token: str) -> None:
    assert queries.link(token + "x", NOW) is None
    assert queries.link(token, NOW + LINK_LASTS) is None


def test_a_word_that_turns_off_cannot_be_made_up() -> None:
    word = tokens.off_token(MARIA, ["felt"])
    assert tokens.read_off_token(word) == (MARIA, ("felt",))
    assert tokens.read_off_token(word[:-1] + ("a" if word[-1] != "a" else "b")) is None


# --- calendar addresses -------------------------------------------------------------------------


def test_a_calendar_address_can_be_changed_and_turned_off() -> None:
    assert queries.feed_of(MARIA) is None
    actions.open_feed(MARIA)
    first = queries.feed_of(MARIA)
    assert first is not None
    assert len(first) == 64
    assert queries.person_of_feed(first) == MARIA
    actions.open_feed(MARIA)
    second = queries.feed_of(MARIA)
    assert second is not None
    assert (queries.person_of_feed(first), queries.person_of_feed(second)) == (None, MARIA)
    actions.close_feed(MARIA)
    assert queries.person_of_feed(second) is None


# --- how many queries ---------------------------------------------------------------------------


@pytest.mark.parametrize("many", [1, 40])
def test_the_number_of_queries_does_not_grow(many: int) -> None:
    tell(*(due(str(n)) for n in range(many)))
    with CaptureQueriesContext(
        connection,
    ) as reads:
        page()
        queries.count_unseen(MARIA, NOW)
    assert len(reads) == 4
    with CaptureQueriesContext(connection) as writes:
        tell(*(due(str(n)) for n in range(many)), at=NOW + DAY)
    assert len(writes) <= 4
    letters()
    with CaptureQueriesContext(connection) as mails:
        queries.letters_to_send(NOW)
    assert len(mails) == 2

"""An open question: anybody with the link, nobody's trace, five at a time."""

import random
import re
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings
from django.test import Client

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.open_questions import gate
from mandat.growth.open_questions.actions import (
    answer,
    close_question,
    close_question_report,
    drop_words,
    erase_question,
    open_question,
    report_question,
)
from mandat.growth.open_questions.models import OpenAnswer, OpenQuestion
from mandat.growth.open_questions.qr import code_of
from mandat.growth.open_questions.queries import (
    QuestionPage,
    by_key,
    own_questions,
    question_page,
    reported_questions,
)
from mandat.growth.open_questions.rules import (
    FORMS,
    LONGEST_OPEN,
    MOST_OPEN,
    Said,
    check_question,
    check_said,
    to_show,
)
from mandat.power import queries as power
from tests.cast import DAY, NOW, an_id
from tests.members import as_member
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db
MARIA, OLOF = an_id("maria"), an_id("olof")


@pytest.fixture(autouse=True)
def _gate(monkeypatch: pytest.MonkeyPatch) -> None:
    gate.forget()
    monkeypatch.setattr(gate, "QUICKEST", -1)
    monkeypatch.setattr(clock, "_source", lambda: NOW)


def asked(forms: tuple[str, ...] = FORMS, by: UUID = MARIA) -> tuple[UUID, str]:
    one = open_question(
        by, title="Maten", words="Vad tycker du om maten?", forms=forms,
        last_day=(NOW + 14 * DAY).date(), language="sv", at=NOW,
    )  # fmt: skip
    return one, OpenQuestion.objects.get(uuid=one).key


def page_of(one: UUID, at: object = NOW) -> QuestionPage:
    found = question_page(MARIA, one, at)  # type: ignore[arg-type]
    assert found is not None
    return found


# --- rules ---------------------------------------------------------------------------------------


def test_a_question_is_short_answerable_and_open_for_two_months_at_most() -> None:
    today = NOW.date()

    def fields(**more: object) -> set[str | None]:
        facts = {"title": "x", "words": "y", "forms": ["tap"], "last_day": today} | more
        return {r.field for r in check_question(today=today, **facts)}  # type: ignore[arg-type]

    assert fields() == fields(last_day=today + LONGEST_OPEN) == set()
    assert fields(title=" ", words="") == {"title", "words"}
    assert fields(title="x" * 101, words="x" * 601) == {"title", "words"}
    assert fields(forms=[]) == fields(forms=["voice"]) == {"ways"}
    for day in (None, today - timedelta(days=1), today + LONGEST_OPEN + timedelta(days=1)):
        assert fields(last_day=day) == {"last_day"}


def test_any_one_of_what_is_asked_is_enough_and_nothing_else_is_taken() -> None:
    for said in (Said("x"), Said(tap="yes"), Said(scale=5)):
        assert check_said(said, FORMS) == ()
    for said, forms in (
        (Said(), FORMS), (Said(" "), FORMS), (Said(tap="maybe"), FORMS), (Said(scale=6), FORMS),
        (Said("x" * 2001), FORMS), (Said("x"), ("tap",)), (Said("x", "yes"), ("tap",)),
    ):  # fmt: skip
        assert check_said(said, forms)


def test_whatever_comes_shows_by_five_at_least_and_leaves_five_at_least() -> None:
    waiting, shown = 0, 0
    for _ in range(500):
        waiting += 1
        now = to_show(waiting)
        assert now in {0, 5}
        waiting -= now
        shown += now
        assert shown == 0 or waiting >= 5
        assert waiting < 10


# --- answers -------------------------------------------------------------------------------------


def test_nothing_shows_under_five_and_none_is_left_out_at_the_end(services: Services) -> None:
    one, key = asked()
    for count in range(1, 10):
        answer(key, said=Said(f"Ord {count}", "yes", 4), at=NOW)
        page = page_of(one)
        assert (page.said, page.taps, page.scale) == (None, None, None)
        assert page.came == (5 if count >= 5 else None)
    answer(key, said=Said("Ord 10", "no", 1), at=NOW)
    page = page_of(one)
    assert page.said is not None
    assert page.taps is not None
    assert page.scale is not None
    assert (len(page.said), sum(n for _, n in page.taps), page.scale.count) == (5, 5, 5)
    close_question(MARIA, question=one, at=NOW)
    page = page_of(one)
    assert page.said is not None
    assert {w.words for w in page.said} == {f"Ord {n}" for n in range(1, 11)}
    with pytest.raises(RefusedError):
        answer(key, said=Said("Sent"), at=NOW)


def test_when_its_day_is_over_all_shows_as_if_it_had_been_closed(services: Services) -> None:
    one, key = asked()
    for n in range(6):
        answer(key, said=Said(f"Ord {n}"), at=NOW)
    assert page_of(one, NOW + 14 * DAY).said is None
    after = page_of(one, NOW + 15 * DAY)
    assert after.said is not None
    assert len(after.said) == 6
    few, other = asked()
    for _ in range(4):
        answer(other, said=Said("Fyra"), at=NOW)
    assert page_of(few, NOW + 15 * DAY).said is None


def test_neither_order_nor_time_nor_company_is_kept(services: Services) -> None:
    """Words by one and the same person are not joined to their tap or figure, nor rows to order."""
    one, key = asked()
    told = [f"Svar {n}" for n in range(60)]
    for n, words in enumerate(told):
        answer(key, said=Said(words, "yes", n % 5 + 1), at=NOW + timedelta(minutes=n))
    columns = {f.name for f in OpenAnswer._meta.get_fields()}
    assert columns == {"id", "question", "form", "words", "value", "batch"}
    rows = OpenAnswer.objects.filter(form="words").exclude(batch=None)
    batches = [[int(r.words[5:]) for r in rows.filter(batch=b)] for b in range(1, 11)]
    assert all(len(batch) == 5 for batch in batches)
    # Drawn by lot among ten, so a batch is not the five that came first.
    assert batches[0] != sorted(batches[0]) or set(batches[0]) != set(range(5))
    page = page_of(one)
    assert page.said is not None
    assert [w.id for w in page.said] == sorted(w.id for w in page.said)
    assert all(w.id.version == 4 for w in page.said)


def test_looking_after_each_answer_never_shows_fewer_than_five_new_ones(
    services: Services,
) -> None:
    draw = random.Random(3)  # noqa: S311 - meant to be foretold
    one, key = asked()
    before: set[UUID] = set()
    for _ in range(40):
        answer(key, said=Said("x", draw.choice(("yes", "no")), draw.randint(1, 5)), at=NOW)
        now = {w.id for w in page_of(one).said or ()}
        assert before <= now
        assert len(now - before) in {0, 5}
        before = now


# --- whose it is ---------------------------------------------------------------------------------


def test_only_the_asker_sees_closes_and_erases(services: Services) -> None:
    one, key = asked()
    assert question_page(OLOF, one, NOW) is None
    assert own_questions(OLOF, NOW) == ()
    for verb in (close_question, erase_question):
        more = {"at": NOW} if verb is close_question else {}
        with pytest.raises(RefusedError):
            verb(OLOF, question=one, **more)  # type: ignore[operator]
    for n in range(10):
        answer(key, said=Said(f"x{n}"), at=NOW)
    words = (page_of(one).said or ())[0].id
    with pytest.raises(RefusedError):
        drop_words(OLOF, question=one, words=words)
    drop_words(MARIA, question=one, words=words)
    assert len(page_of(one).said or ()) == 4
    erase_question(MARIA, question=one)
    assert not OpenAnswer.objects.exists()
    assert by_key(key, NOW) is None


def test_so_many_at_a_time_that_people_have_the_energy(services: Services) -> None:
    for _ in range(MOST_OPEN):
        asked()
    with pytest.raises(RefusedError):
        asked()
    assert len({q.key for q in OpenQuestion.objects.all()}) == MOST_OPEN
    assert all(re.fullmatch(r"[\w-]{22}", q.key) for q in OpenQuestion.objects.all())
    with pytest.raises(BadInputError):
        open_question(OLOF, title="", words="", forms=(), last_day=None, language="sv", at=NOW)


def test_a_question_can_be_reported_by_anybody_and_removed(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, key = asked()
    with pytest.raises(RefusedError):
        report_question(key, why="Elakt", at=NOW)
    (role, *_) = power.roles_of(OLOF, NOW)
    monkeypatch.setattr(settings, "REPORTS_ROLE", role.key)
    report_question(key, why="Elakt", at=NOW)
    assert reported_questions(MARIA, NOW) == ()
    assert reported_questions(OLOF, NOW)[0].report == "Elakt"
    with pytest.raises(RefusedError):
        erase_question(MARIA, question=one)
    with pytest.raises(RefusedError):
        close_question_report(MARIA, question=one, remove=True, at=NOW)
    page = as_member("olof").get("/feedback/").content.decode()
    assert "Elakt" in page
    as_member("olof").post(f"/feedback/questions/{one}/remove/")
    assert by_key(key, NOW) is None
    assert page_of(one).removed
    assert page_of(one).words == ""


# --- pages ---------------------------------------------------------------------------------------


def stamp(page: str) -> str:
    found = re.search(r'name="stamp" value="([^"]+)"', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(("language", "word"), [("sv-SE,sv", "frågar"), ("en-GB,en", "asks")])
def test_anybody_answers_in_their_own_language_and_leaves_nothing(
    services: Services, language: str, word: str
) -> None:
    _, key = asked()
    client = Client(headers={"accept-language": language}, enforce_csrf_checks=True)
    got = client.get(f"/q/{key}/")
    page = got.content.decode()
    assert word in page
    assert "Maria" in page
    sent = client.post(f"/q/{key}/", {"words": "Gott", "stamp": stamp(page)})
    assert sent.status_code == 302
    done = client.get(f"/q/{key}/thanks/?lang=en")
    assert done.status_code == 200
    for response in (got, sent, done):
        assert not response.cookies
    assert not client.cookies
    for header, value in (
        ("X-Robots-Tag", "noindex, nofollow"), ("Referrer-Policy", "no-referrer"),
        ("Cache-Control", "no-store"),
    ):  # fmt: skip
        assert got[header] == value
    assert OpenAnswer.objects.get().words == "Gott"


def test_a_member_is_nobody_there(services: Services) -> None:
    _, key = asked()
    page = as_member("amir").get(f"/q/{key}/").content.decode()
    assert "Amir" not in page
    assert "Logga ut" not in page


def test_a_stamp_works_once_for_its_own_question_and_not_at_once(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, key = asked()
    _, other = asked()
    client = Client()
    one = stamp(client.get(f"/q/{key}/").content.decode())

    def send(to: str, given: str) -> int:
        return client.post(f"/q/{to}/", {"words": "Hej", "stamp": given}).status_code

    assert send(other, one) == send(key, "") == send(key, "x:y:z") == 422
    monkeypatch.setattr(gate, "QUICKEST", 1000)
    assert send(key, one) == 422
    monkeypatch.setattr(gate, "QUICKEST", -1)
    monkeypatch.setattr(gate, "SLOWEST", -1)
    assert send(key, one) == 422
    monkeypatch.setattr(gate, "SLOWEST", 1000)
    assert send(key, one) == 302
    assert send(key, one) == 422
    assert OpenAnswer.objects.count() == 1


def test_a_full_hall_can_answer_and_a_flood_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    time = [1000.0]
    monkeypatch.setattr(gate, "now", lambda: time[0])
    found = [gate.use("key", gate.stamp("key")) for _ in range(gate.BURST + 50)]
    assert found == [""] * gate.BURST + ["busy"] * 50
    assert gate.use("other", gate.stamp("other")) == ""
    time[0] += 10
    assert [gate.use("key", gate.stamp("key")) for _ in range(25)].count("") == 20


def test_links_that_are_guessed_closed_or_switched_off_lead_nowhere(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, key = asked()
    client = Client()
    for guess in (key[:-1], key.swapcase(), str(one), "A" * 22):
        for way in ("", "thanks/", "report/"):
            assert client.get(f"/q/{guess}/{way}").status_code == 404
    assert client.get(f"/q/{key}/report/").status_code == 404
    close_question(MARIA, question=one, at=NOW)
    assert client.get(f"/q/{key}/").status_code == 410
    monkeypatch.setattr(settings, "MEASURES_OFF", frozenset({"open_questions"}))
    assert client.get(f"/q/{key}/").status_code == 404
    assert as_member("maria").get("/feedback/questions/").status_code == 404
    assert "/feedback/questions/" not in as_member("maria").get("/feedback/").content.decode()


def test_the_asker_makes_shows_prints_and_ends_a_question(services: Services) -> None:
    maria = as_member("maria")
    assert maria.get("/feedback/questions/").status_code == 200
    wrong = maria.post("/feedback/questions/new/", {"title": "Maten"})
    assert wrong.status_code == 422
    given = {
        "title": "Maten", "words": "Vad tycker du?", "ways": ["words", "tap"],
        "last_day": (NOW + DAY).date(),
    }  # fmt: skip
    made = maria.post("/feedback/questions/new/", given)
    path = made["Location"]
    key = OpenQuestion.objects.get().key
    for page in (path, f"{path}poster/"):
        body = maria.get(page).content.decode()
        assert f"http://testserver/q/{key}/" in body
        assert '<svg class="qr"' in body
    code = maria.get(f"{path}code.svg")
    assert code["Content-Disposition"].startswith("attachment")
    assert code.content.startswith(b"<svg xmlns")
    assert as_member("olof").get(path).status_code == 404
    assert maria.post(f"{path}unknown/").status_code == 404
    assert maria.post(f"{path}drop/", {"words": "x"}).status_code == 404
    for n in range(10):
        answer(key, said=Said(f"x{n}", "yes"), at=NOW)
    assert maria.get(path).content.decode().count("blockquote") == 10
    assert maria.post(f"{path}close/")["Location"] == path
    assert maria.post(f"{path}erase/")["Location"] == "/feedback/questions/"


def test_a_report_comes_from_anybody(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    (role, *_) = power.roles_of(OLOF, NOW)
    monkeypatch.setattr(settings, "REPORTS_ROLE", role.key)
    one, key = asked()
    client = Client()
    page = client.get(f"/q/{key}/report/").content.decode()
    assert client.post(f"/q/{key}/report/", {"why": "", "stamp": stamp(page)}).status_code == 422
    page = client.get(f"/q/{key}/report/").content.decode()
    sent = client.post(f"/q/{key}/report/", {"why": "Hot", "stamp": stamp(page)})
    assert sent.status_code == 302
    assert OpenQuestion.objects.get(uuid=one).report == "Hot"
    assert client.get(f"/q/{key}/report/").status_code == 404


def test_the_code_holds_the_link() -> None:
    code = code_of("https://mandat.ekby.example/q/abcdefghijklmnopqrstuv/")
    assert code.side == 37 + 2 * 4 or code.side % 4 == 1
    # The three large squares in the corners, as every reader looks for them.
    for x, y in ((4, 4), (code.side - 11, 4), (4, code.side - 11)):
        assert all(f"M{x + n} {y}h1" in code.path for n in range(7))

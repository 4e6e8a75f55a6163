"""Somebody who reads every page, at every hour, and guesses every link learns not who wrote.

What is tried: time, order, numbers, language, notices, files and their sizes, links, and the
database without its secret. What is not covered (style of writing, the voice itself, logs of the
network, an operator with the secret) stands in what-is-protected.md.
"""

import io
import re
from collections.abc import Iterator
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client
from PIL import Image

from mandat.common import clock
from mandat.growth.asking.actions import ask_feedback
from mandat.growth.feedback import pictures
from mandat.growth.feedback.models import Feedback
from mandat.growth.feedback.rules import sounds
from mandat.growth.open_questions.actions import answer, open_question
from mandat.growth.open_questions.models import OpenQuestion
from mandat.growth.open_questions.queries import question_page
from mandat.growth.open_questions.rules import Said
from mandat.growth.rules import blurred_batches
from mandat.jobs.notices.gather import gather
from tests.cast import DAY, NOW, an_id
from tests.members import as_member
from tests.rooms.growth import recordings
from tests.rooms.services.cast import Services

MARIA, AMIR = an_id("maria"), an_id("amir")
WRITERS = ("amir", "fatima", "olof", "lena", "sara")
PATH = f"/feedback/person/{MARIA}/"
PAGES = ("/", "/feedback/", "/notices/")
NAMELESS = ("confidential", "anonymous")
_CHANGING = re.compile(
    r"[0-9a-f]{8}-[0-9a-f-]{27}|csrfmiddlewaretoken\" value=\"\w+|[0-9a-f]{32}|\d\d[.:]\d\d"
)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    moment: list[object] = [NOW]
    monkeypatch.setattr(clock, "_source", lambda: moment[0])
    return iter([moment])  # type: ignore[arg-type]


def seen(reader: Client, pages: tuple[str, ...] = PAGES) -> dict[str, str]:
    """Return pages as somebody reads them, without what is drawn anew each time."""
    return {p: _CHANGING.sub("", reader.get(p).content.decode()) for p in pages}


def write(who: str, openness: str, language: str = "sv", **more: object) -> None:
    given = {"words": "Det tog lång tid", "openness": openness, **more}
    answer = as_member(who).post(PATH, given, headers={"accept-language": language})
    assert answer.status_code == 302


@pytest.mark.django_db
@pytest.mark.parametrize("openness", NAMELESS)
def test_the_same_page_whoever_wrote_whenever_in_the_day_in_whichever_language(
    services: Services, at: Iterator[list[object]], openness: str
) -> None:
    moment = next(at)
    maria, views = as_member("maria"), set()
    for turn in range(3):
        Feedback.objects.all().delete()
        for hour, who in enumerate(WRITERS[turn:] + WRITERS[:turn]):
            moment[0] = NOW + hour * DAY / 48
            write(who, openness, "en" if turn % 2 else "sv")
        moment[0] = NOW + DAY
        views.add(seen(maria, ("/feedback/",))["/feedback/"])
    assert len(views) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("openness", NAMELESS)
def test_no_page_and_no_notice_moves_on_the_day_it_is_written(
    services: Services, at: Iterator[list[object]], openness: str
) -> None:
    """Else somebody who reads all day could tell the hour, and so who was at work."""
    moment = next(at)
    maria = as_member("maria")
    gather(NOW)
    before = seen(maria)
    write("amir", openness)
    gather(NOW)
    assert seen(maria) == before
    moment[0] = NOW + DAY
    gather(NOW + DAY)
    assert "Det tog lång tid" in seen(maria)["/feedback/"]


@pytest.mark.django_db
def test_an_asker_sees_the_same_whether_one_answered_or_let_be(
    services: Services, at: Iterator[list[object]]
) -> None:
    moment = next(at)
    ask_feedback(
        MARIA, about="person", of=MARIA, whom=(AMIR, an_id("fatima")), question="Hur?", at=NOW
    )
    maria = as_member("maria")
    before = seen(maria)
    write("amir", "anonymous")
    assert seen(maria) == before
    moment[0] = NOW + DAY
    late = seen(maria)
    write("fatima", "confidential")
    assert seen(maria) == late


def rows() -> set[tuple[str, str]]:
    """Return every row of every table, as somebody with the database reads it."""
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - our own names
            found |= {(table, repr(row)) for row in cursor.fetchall()}
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("openness", NAMELESS)
def test_no_new_row_anywhere_names_who_wrote(
    services: Services, at: Iterator[list[object]], openness: str
) -> None:
    next(at)
    client = as_member("amir")
    client.get(PATH)
    before = rows()
    client.post(PATH, {"words": "Hej", "openness": openness})
    new = rows() - before
    assert any(table == "mandat_feedback" for table, _ in new)
    for sign in (str(AMIR), AMIR.hex, "Amir", "amir@"):
        assert not [row for _, row in new if sign in row]


@pytest.mark.django_db
def test_a_link_to_a_file_tells_nobody_whether_it_is_there(
    services: Services, at: Iterator[list[object]]
) -> None:
    next(at)
    sound = io.BytesIO(recordings.webm())
    sound.name = "anna.webm"
    write("amir", "confidential", sound=sound)
    there, nowhere = Feedback.objects.get().uuid, uuid4()
    for who in ("maria", "olof"):
        client = as_member(who)
        for kind in ("sound", "picture", "report"):
            answers = [client.get(f"/feedback/{one}/file/{kind}/") for one in (there, nowhere)]
            assert [a.status_code for a in answers] == [404, 404]
            first, second = (_CHANGING.sub("", a.content.decode()) for a in answers)
            assert first == second


def test_the_same_picture_or_sound_is_the_same_file_whoevers_phone_it_came_from() -> None:
    """Neither content nor size tells of camera, program, place or thumbnail."""
    kept = set()
    for name in ("Anna", "Bertil Bertilsson, Ekby 2026"):
        exif = Image.Exif()
        exif[0x013B], exif[0x0110] = name, name * 20
        out = io.BytesIO()
        Image.new("RGB", (64, 48), "teal").save(out, "JPEG", exif=exif, comment=name.encode())
        kept.add(pictures.clean(out.getvalue()).data)
    assert len(kept) == 1
    for build in (recordings.wav, recordings.mp3, recordings.webm, recordings.mp4, recordings.ogg):
        raw = build()
        other = raw.replace(recordings.SECRET, b"x" * len(recordings.SECRET))
        assert raw != other
        assert sounds.clean(raw) == sounds.clean(other)


# --- open questions ------------------------------------------------------------------------------


@pytest.mark.django_db
def test_an_asker_who_reads_after_every_answer_cannot_tell_whose_was_whose(
    services: Services, at: Iterator[list[object]]
) -> None:
    """Knowing in which order people answered, what shows still may be of any who waited."""
    next(at)
    one = open_question(
        MARIA, title="Mat", words="Hur?", forms=("words",), last_day=NOW.date(), language="sv",
        at=NOW,
    )  # fmt: skip
    key = OpenQuestion.objects.get().key
    first_shown: set[str] = set()
    for n in range(10):
        answer(key, said=Said(f"{n}"), at=NOW)
        page = question_page(MARIA, one, NOW)
        assert page is not None
        assert page.came in {None, 5, 10}
        first_shown |= {w.words for w in page.said or ()}
    assert len(first_shown) == 5
    assert first_shown <= {str(n) for n in range(10)}


@pytest.mark.parametrize("known", [4, 12, 20])
def test_four_of_five_figures_do_not_tell_the_fifth(known: int) -> None:
    draws = [n / 4_000 for n in range(4_000)]
    shown = {
        value: {blurred_batches([(5, known + value, drawn)]) for drawn in draws}
        for value in range(1, 6)
    }
    assert set.intersection(*shown.values())
    for groups in shown.values():
        assert len(groups) > 5


@pytest.mark.django_db
def test_a_member_who_is_logged_in_leaves_no_more_than_a_stranger(
    services: Services, at: Iterator[list[object]]
) -> None:
    next(at)
    open_question(
        MARIA, title="Mat", words="Hur?", forms=("words",), last_day=NOW.date(), language="sv",
        at=NOW,
    )  # fmt: skip
    key = OpenQuestion.objects.get().key
    amir, stranger = as_member("amir"), Client()
    pages = [client.get(f"/q/{key}/").content.decode() for client in (amir, stranger)]
    bare = [re.sub(r'name="stamp" value="[^"]+"', "", page) for page in pages]
    assert bare[0] == bare[1]
    before = rows()
    answer(key, said=Said("Hej"), at=NOW)
    new = rows() - before
    assert {table for table, _ in new} == {"mandat_openanswer", "mandat_openquestion"}
    assert not [row for _, row in new if AMIR.hex in row or str(UUID(int=0)) in row]

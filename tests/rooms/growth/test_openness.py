"""Named, confidential or anonymous: fixed when written; and files that only those see who may."""

import ast
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.feedback.actions import (
    NOTHING_SENT,
    ask_back,
    ask_to_share,
    close_report,
    erase_feedback,
    give_feedback,
    reply,
    report_feedback,
    thank,
)
from mandat.growth.feedback.models import Feedback, FeedbackFile
from mandat.growth.feedback.queries import (
    feedback_for,
    feedback_from,
    file_of,
    has_unread,
    reports_for,
)
from mandat.growth.feedback.rules import OPENNESS, Said, Sent
from mandat.power import queries as power
from tests.cast import DAY, NOW, an_id
from tests.members import as_member
from tests.rooms.growth import recordings
from tests.rooms.growth.test_files import a_picture, camera
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db
MARIA, AMIR, FATIMA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "olof"))
THEN = NOW + DAY
PATH = f"/feedback/person/{MARIA}/"


def given(openness: str, sent: Sent = NOTHING_SENT, by: UUID = AMIR) -> UUID:
    said = Said("Det blev bra")
    return give_feedback(
        by, about="person", of=MARIA, said=said, sent=sent, openness=openness, at=NOW
    )


def with_files() -> Sent:
    return Sent(recordings.webm(), a_picture("JPEG", exif=camera()), "En lapp på dörren")


def test_in_confidence_thanks_and_questions_come_back_and_no_name_goes(services: Services) -> None:
    one = given("confidential")
    row = Feedback.objects.values().get()
    assert row["sender_id"] is None
    assert not any(str(AMIR) in str(value) for value in row.values())
    assert feedback_for(MARIA, NOW) == ()
    assert not has_unread(MARIA, NOW)
    (line,) = feedback_for(MARIA, THEN)
    assert (line.sender, line.reachable) == (None, True)
    ask_back(MARIA, feedback=one, words="Vad var bra?", at=THEN)
    assert feedback_from(OLOF) == ()
    assert feedback_from(AMIR)[0].question == "Vad var bra?"
    with pytest.raises(RefusedError):
        reply(OLOF, feedback=one, words="Jag var det", at=THEN)
    reply(AMIR, feedback=one, words="Lugnet", at=THEN)
    # What comes back comes the day after too, and says no hour.
    assert feedback_for(MARIA, THEN)[0].reply == ""
    assert feedback_for(MARIA, THEN + DAY)[0].reply == "Lugnet"
    thank(MARIA, feedback=one, at=THEN)
    assert feedback_from(AMIR)[0].thanked_by is not None
    with pytest.raises(RefusedError):
        ask_to_share(MARIA, feedback=one, at=THEN)
    with pytest.raises(RefusedError):
        erase_feedback(AMIR, feedback=one, at=THEN)


def test_in_confidence_it_can_be_taken_back_until_it_is_read(services: Services) -> None:
    one = given("confidential")
    with pytest.raises(RefusedError):
        erase_feedback(OLOF, feedback=one, at=NOW)
    erase_feedback(AMIR, feedback=one, at=NOW)
    assert not Feedback.objects.exists()


def test_the_mark_of_a_person_is_another_each_day(services: Services) -> None:
    for n in range(3):
        give_feedback(
            AMIR, about="person", of=MARIA, said=Said("x"), openness="confidential",
            at=NOW + n * DAY,
        )  # fmt: skip
    assert len(set(Feedback.objects.values_list("token", flat=True))) == 3
    assert len(feedback_from(AMIR)) == 3


def test_who_looks_at_reports_does_not_learn_who_wrote_and_never_looks_at_their_own(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    (role, *_) = power.roles_of(OLOF, NOW)
    monkeypatch.setattr(settings, "REPORTS_ROLE", role.key)
    theirs, own = given("confidential", with_files()), given("confidential", by=OLOF)
    for one in (theirs, own):
        report_feedback(MARIA, feedback=one, why="Hot", at=THEN)
    (line,) = reports_for(OLOF, THEN)
    assert (line.id, line.sender) == (theirs, None)
    assert file_of(OLOF, theirs, "sound", THEN) is not None
    with pytest.raises(RefusedError):
        close_report(OLOF, feedback=own, remove=True, at=THEN)
    close_report(OLOF, feedback=theirs, remove=True, at=THEN)
    assert not FeedbackFile.objects.exists()
    assert file_of(OLOF, theirs, "sound", THEN) is None


@pytest.mark.parametrize("first", OPENNESS)
@pytest.mark.parametrize("then", OPENNESS)
def test_openness_is_never_changed(services: Services, first: str, then: str) -> None:
    given(first)
    row = Feedback.objects.get()
    row.openness = then
    row.sender_id = AMIR if then == "named" else None
    row.token = "x" if then == "confidential" else ""
    if first == then != "confidential":
        row.save()
        return
    with pytest.raises(ValueError, match="never changed"):
        row.save()


def test_the_database_lets_no_sender_stand_where_none_may(services: Services) -> None:
    given("anonymous")
    wrong: tuple[dict[str, object], ...] = (
        {"sender": AMIR}, {"token": "x"}, {"openness": "named"}, {"openness": "confidential"},
        {"openness": "confidential", "sender": AMIR, "token": "x"}, {"openness": "other"},
    )  # fmt: skip
    for change in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            Feedback.objects.update(**change)


def test_no_line_of_code_sets_them_but_the_one_that_signs() -> None:
    """Nor is there any bulk change of feedback, which would pass the row's own guard."""
    source = Path(__file__).parents[3] / "src" / "mandat" / "growth" / "feedback"
    fixed, found = {"openness", "sender", "sender_id", "token"}, []
    for file in source.rglob("*.py"):
        tree = ast.parse(file.read_text())
        for function in (n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)):
            for node in ast.walk(function):
                targets = node.targets if isinstance(node, ast.Assign) else []
                flat = [t for one in targets for t in getattr(one, "elts", [one])]
                sets = any(isinstance(t, ast.Attribute) and t.attr in fixed for t in flat)
                bulk = isinstance(node, ast.Attribute) and node.attr in {"update", "bulk_update"}
                if sets or bulk:
                    found.append(function.name)
    assert set(found) == {"_sign"}


def test_files_go_to_those_who_may_read_and_are_erased_with_the_words(services: Services) -> None:
    one = given("named", with_files())
    (line,) = feedback_for(MARIA, NOW)
    assert line.sound
    assert line.picture is not None
    assert (line.picture.alt, line.picture.width, line.picture.height) == (
        "En lapp på dörren", 40, 60,
    )  # fmt: skip
    for reader, sees in ((MARIA, True), (AMIR, True), (OLOF, False), (FATIMA, False)):
        for kind in ("sound", "picture"):
            assert (file_of(reader, one, kind, NOW) is not None) == sees
    assert file_of(MARIA, one, "report", NOW) is None
    kept = b"".join(
        bytes(content) for content in FeedbackFile.objects.values_list("content", flat=True)
    )
    assert recordings.SECRET not in kept
    erase_feedback(MARIA, feedback=one, at=NOW)
    assert not FeedbackFile.objects.exists()


def test_a_file_in_confidence_waits_a_day_like_the_words(services: Services) -> None:
    one = given("confidential", with_files())
    assert file_of(MARIA, one, "sound", NOW) is None
    assert file_of(AMIR, one, "sound", NOW) is not None
    assert file_of(MARIA, one, "sound", THEN) is not None


@pytest.mark.parametrize(
    ("openness", "sent", "field"),
    [
        ("anonymous", Sent(recordings.wav()), "openness"),
        ("anonymous", Sent(picture=a_picture("PNG"), alt="x"), "openness"),
        ("", NOTHING_SENT, "openness"),
        ("loud", NOTHING_SENT, "openness"),
        ("named", Sent(picture=a_picture("PNG")), "alt"),
        ("named", Sent(picture=a_picture("PNG"), alt="x" * 301), "alt"),
        ("named", Sent(picture=b"<svg/>", alt="x"), "picture"),
        ("named", Sent(picture=b"\0\0\0\x18ftypheic" + bytes(20), alt="x"), "picture"),
        ("named", Sent(b"<html>"), "sound"),
        ("named", Sent(bytes(5_000_001)), "sound"),
        ("named", Sent(picture=bytes(15_000_001), alt="x"), "picture"),
    ],
)
def test_what_cannot_be_sent_says_where(
    services: Services, openness: str, sent: Sent, field: str
) -> None:
    with pytest.raises(BadInputError) as refused:
        given(openness, sent)
    assert [refusal.field for refusal in refused.value.refusals] == [field]
    assert not Feedback.objects.exists()


# --- pages ---------------------------------------------------------------------------------------


def posted(client: Client, **more: object) -> object:
    return client.post(PATH, {"words": "Hej", "openness": "named", **more})


def a_file(data: bytes, name: str = "x.html", kind: str = "text/html") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, kind)


@pytest.fixture
def then(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)


def test_a_voice_and_a_picture_come_as_files_that_no_browser_takes_for_a_page(
    services: Services, then: None
) -> None:
    amir, maria, olof = as_member("amir"), as_member("maria"), as_member("olof")
    files = {"sound": a_file(recordings.webm()), "picture": a_file(a_picture("PNG")), "alt": "Ny"}
    assert posted(amir, **files).status_code == 302  # type: ignore[attr-defined]
    one = Feedback.objects.get().uuid
    page = maria.get("/feedback/").content.decode()
    for kind, media in (("sound", "audio/webm"), ("picture", "image/webp")):
        path = f"/feedback/{one}/file/{kind}/"
        assert f'src="{path}"' in page
        answer = maria.get(path, headers={"Accept-Encoding": "gzip"})
        assert answer["Content-Type"] == media
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith("attachment; filename=")
        assert answer["Cache-Control"] == "private, no-store"
        assert answer.content == bytes(FeedbackFile.objects.get(kind=kind).content)
        assert olof.get(path).status_code == 404
        assert Client().get(path).status_code == 302
    whole = len(maria.get(f"/feedback/{one}/file/sound/").content)
    sound = f"/feedback/{one}/file/sound/"
    for asked, status, length in (
        ("bytes=0-99", 206, 100), ("bytes=100-", 206, whole - 100), ("bytes=-10", 206, 10),
        (f"bytes={whole}-", 416, 0), ("bytes=9-2", 416, 0), ("lines=1-2", 200, whole),
        (f"bytes={'9' * 5000}-", 200, whole),
    ):  # fmt: skip
        part = maria.get(sound, headers={"Range": asked, "Accept-Encoding": "gzip"})
        assert (part.status_code, len(part.content)) == (status, length)


def test_the_microphone_is_for_one_page_alone(services: Services) -> None:
    amir = as_member("amir")
    speak, other = amir.get(PATH), amir.get("/feedback/")
    assert "microphone=(self)" in speak["Permissions-Policy"]
    assert "media-src 'self' blob:" in speak["Content-Security-Policy"]
    assert "microphone=()" in other["Permissions-Policy"]
    assert "blob:" not in other["Content-Security-Policy"]


@pytest.mark.parametrize("many", [1, 2])
def test_what_is_too_large_is_refused_and_never_kept_on_disk(
    services: Services, then: None, many: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.NamedTemporaryFile", None)
    large = bytes(16_000_000)
    names = ("sound", "picture")[:many]
    answer = posted(as_member("amir"), **{name: a_file(large) for name in names})
    assert answer.status_code == 422  # type: ignore[attr-defined]
    assert "för stora" in answer.content.decode()  # type: ignore[attr-defined]
    assert not Feedback.objects.exists()


def test_words_stay_when_a_file_is_refused(services: Services, then: None) -> None:
    answer = posted(as_member("amir"), sound=a_file(b"MZ"), openness="confidential")
    page = answer.content.decode()  # type: ignore[attr-defined]
    assert "Hej</textarea>" in page
    assert 'value="confidential" checked' in page
    assert "Ljudet går inte att läsa" in page


def test_what_is_shown_takes_as_many_queries_for_nine_as_for_one(
    services: Services, django_assert_num_queries: object
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count() -> tuple[int, ...]:
        found = []
        for run in (lambda: feedback_for(MARIA, THEN), lambda: feedback_from(AMIR)):
            with CaptureQueriesContext(connection) as context:
                assert run()
            found.append(len(context))
        return tuple(found)

    given("confidential", with_files())
    one = count()
    for n in range(4):
        given("named", with_files())
        give_feedback(
            AMIR, about="person", of=MARIA, said=Said("x"), openness="confidential",
            at=NOW - timedelta(days=n),
        )  # fmt: skip
    assert count() == one

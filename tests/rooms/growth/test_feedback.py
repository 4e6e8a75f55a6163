"""Feedback in several forms, and what giver and receiver can do with it."""

from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.conf import settings

from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.feedback.actions import (
    NOTHING_SENT,
    ask_back,
    ask_to_share,
    close_report,
    erase_feedback,
    give_feedback,
    let_share,
    reply,
    report_feedback,
    thank,
)
from mandat.growth.feedback.models import Feedback
from mandat.growth.feedback.queries import feedback_for, feedback_from, reports_for, shared_feedback
from mandat.growth.feedback.rules import Said, Sent
from mandat.power import queries as power
from tests.cast import DAY, NOW, Cast, an_id
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db
MARIA, AMIR, FATIMA, OLOF = (an_id(n) for n in ("maria", "amir", "fatima", "olof"))


def given(
    words: str = "Tack för i går",
    tap: str = "",
    scale: int | None = None,
    *,
    by: UUID = AMIR,
    about: str = "person",
    of: UUID = MARIA,
    openness: str = "named",
    sent: Sent = NOTHING_SENT,
    at: datetime = NOW,
) -> UUID:
    said = Said(words, tap, scale)
    return give_feedback(by, about=about, of=of, said=said, sent=sent, openness=openness, at=at)


def test_a_tap_or_a_figure_is_enough_and_both_are_checked(services: Services) -> None:
    given(words="", tap="helped")
    given(words="", scale=4)
    assert {(f.said.tap, f.said.scale) for f in feedback_for(MARIA, NOW)} == {
        ("helped", None), ("", 4),
    }  # fmt: skip
    for wrong in (Said(), Said(tap="bad"), Said(scale=6), Said("x" * 2001)):
        with pytest.raises(BadInputError):
            given(wrong.words, wrong.tap, wrong.scale)


def test_roles_and_the_organisation_can_be_told_something(services: Services) -> None:
    given(about="role", of=Cast().team, words="Ni hjälpte mig")
    assert feedback_for(MARIA, NOW) == ()
    (line,) = feedback_for(FATIMA, NOW)
    assert line.about == "role"
    whole = power.organisation()
    assert whole is not None
    given(about="organisation", of=whole.id, words="Det går åt rätt håll")
    outermost = power.outermost_circle()
    assert outermost is not None
    for name in ("maria", "fatima", "olof", "lena"):
        told = {f.about for f in feedback_for(an_id(name), NOW)}
        assert ("organisation" in told) == power.holds_role_in(an_id(name), outermost, NOW)


def test_without_a_name_neither_sender_nor_time_is_kept(services: Services) -> None:
    for hour in (1, 5):
        give_feedback(
            AMIR,
            about="person",
            of=MARIA,
            said=Said(tap="slow"),
            openness="anonymous",
            at=NOW + timedelta(hours=hour),
        )
    rows = list(Feedback.objects.all())
    assert len({row.at for row in rows}) == 1
    assert not any(str(AMIR) in str(value) for row in rows for value in vars(row).values())
    assert feedback_for(MARIA, NOW + timedelta(hours=8)) == ()
    lines = feedback_for(MARIA, NOW + DAY)
    assert [line.id for line in lines] == sorted(line.id for line in lines)
    for verb in (ask_to_share, ask_back):
        words = {"words": "Vem?"} if verb is ask_back else {}
        with pytest.raises(RefusedError):
            verb(MARIA, feedback=lines[0].id, at=NOW + DAY, **words)  # type: ignore[operator]
    with pytest.raises(RefusedError):
        erase_feedback(AMIR, feedback=lines[0].id, at=NOW + DAY)


def test_the_receiver_asks_back_and_shares_only_with_the_givers_yes(services: Services) -> None:
    one = given()
    ask_back(MARIA, feedback=one, words="Vad hjälpte?", at=NOW)
    reply(AMIR, feedback=one, words="Att du lyssnade", at=NOW)
    assert feedback_for(MARIA, NOW)[0].reply == "Att du lyssnade"
    with pytest.raises(RefusedError):
        let_share(AMIR, feedback=one, yes=True)
    ask_to_share(MARIA, feedback=one, at=NOW)
    assert shared_feedback() == ()
    with pytest.raises(RefusedError):
        let_share(MARIA, feedback=one, yes=True)
    let_share(AMIR, feedback=one, yes=True)
    assert len(shared_feedback()) == 1
    let_share(AMIR, feedback=one, yes=False)
    assert shared_feedback() == ()


def test_a_giver_takes_back_until_it_is_read_and_a_receiver_always(services: Services) -> None:
    first, second = given(), given()
    with pytest.raises(RefusedError):
        erase_feedback(OLOF, feedback=first, at=NOW)
    erase_feedback(AMIR, feedback=first, at=NOW)
    thank(MARIA, feedback=second, at=NOW)
    with pytest.raises(RefusedError):
        erase_feedback(AMIR, feedback=second, at=NOW)
    erase_feedback(MARIA, feedback=second, at=NOW)
    assert not Feedback.objects.exists()


def test_abuse_is_reported_to_a_named_role_and_both_see_it(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = given(words="Elakt")
    with pytest.raises(RefusedError):
        report_feedback(MARIA, feedback=one, why="Hot", at=NOW)
    (role, *_) = power.roles_of(OLOF, NOW)
    monkeypatch.setattr(settings, "REPORTS_ROLE", role.key)
    report_feedback(MARIA, feedback=one, why="Hot", at=NOW)
    assert reports_for(FATIMA, NOW) == ()
    (report,) = reports_for(OLOF, NOW)
    assert report.report == "Hot"
    with pytest.raises(RefusedError):
        erase_feedback(MARIA, feedback=one, at=NOW)
    with pytest.raises(RefusedError):
        close_report(FATIMA, feedback=one, remove=True, at=NOW)
    close_report(OLOF, feedback=one, remove=True, at=NOW)
    assert reports_for(OLOF, NOW) == ()
    for line in (*feedback_for(MARIA, NOW), *feedback_from(AMIR)):
        assert (line.words, line.removed, line.reported_at) == ("", True, NOW)

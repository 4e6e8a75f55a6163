"""Feedback one asks for: of people one chooses, who may let it be without anybody knowing."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.growth.asking.actions import ask_feedback, end_ask, let_be
from mandat.growth.asking.models import FeedbackAsk, FeedbackAsked
from mandat.growth.asking.queries import asks_by, asks_due, asks_to
from mandat.growth.asking.rules import AGAIN, LASTS, MOST_ASKED, check_ask
from mandat.growth.feedback.queries import feedback_for
from mandat.jobs.notices.gather import gather
from mandat.notices.models import Notice
from mandat.services.models import Ruling
from tests.cast import DAY, NOW, Cast, an_id
from tests.members import as_member
from tests.rooms.growth.cast import HANDOVER, decided
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db
MARIA, AMIR, FATIMA, OLOF, LENA = (
    an_id(n) for n in ("maria", "amir", "fatima", "olof", "lena")
)  # fmt: skip


def asked(about: str = "person", of: UUID = MARIA, by: UUID = MARIA, **more: object) -> UUID:
    facts = {"whom": (AMIR, FATIMA), "question": "Hur är jag på möten?", "at": NOW} | more
    return ask_feedback(by, about=about, of=of, **facts)  # type: ignore[arg-type]


def test_those_asked_see_it_and_the_asker_sees_only_how_many(services: Services) -> None:
    one = asked()
    assert [a.question for a in asks_to(AMIR, NOW)] == ["Hur är jag på möten?"]
    assert asks_to(OLOF, NOW) == ()
    (own,) = asks_by(MARIA, NOW)
    assert (own.many, own.open) == (2, True)
    before = asks_by(MARIA, NOW)
    let_be(AMIR, ask=one)
    assert asks_to(AMIR, NOW) == ()
    assert asks_by(MARIA, NOW) == before
    assert asks_to(FATIMA, NOW + LASTS) == ()
    assert asks_due(NOW + LASTS) == ()
    assert asks_by(MARIA, NOW + LASTS)[0].open is False


def test_an_answer_looks_the_same_to_the_asker_as_letting_be(
    services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)
    asked()
    page = as_member("amir").get(f"/feedback/person/{MARIA}/").content.decode()
    assert "Hur är jag på möten?" in page
    assert "går att gissa" in page
    before = asks_by(MARIA, NOW)
    as_member("amir").post(f"/feedback/person/{MARIA}/", {"words": "Lugn", "openness": "anonymous"})
    assert asks_to(AMIR, NOW) == ()
    assert len(feedback_for(MARIA, NOW + DAY)) == 1
    assert asks_by(MARIA, NOW) == before
    assert not FeedbackAsked.objects.filter(person__uuid=AMIR).exists()


def test_one_asks_only_about_what_is_ones_own(handed: Services) -> None:
    ruling = decided(handed)
    asked("role", Cast().team, FATIMA, whom=(AMIR,))
    asked("service", handed.course, FATIMA, whom=(AMIR,))
    asked("handover", HANDOVER, MARIA, whom=(AMIR,))
    asked("ruling", ruling, FATIMA, whom=(AMIR,))
    for about, of, by in (
        ("person", AMIR, MARIA), ("role", Cast().team, OLOF), ("service", handed.course, OLOF),
        ("handover", HANDOVER, AMIR), ("ruling", ruling, AMIR), ("organisation", MARIA, MARIA),
    ):  # fmt: skip
        with pytest.raises(RefusedError):
            asked(about, of, by, whom=(LENA,))
    with pytest.raises(RefusedError) as refused:
        asked("ruling", ruling, FATIMA, whom=(OLOF,), at=NOW + AGAIN)
    assert [r.code for r in refused.value.refusals] == ["growth.cannot_see_it"]


def test_nobody_is_pressed() -> None:
    def codes(**more: object) -> set[str]:
        facts = {"whom": {AMIR}, "question": "Hur går det?", "last": None} | more
        return {r.code for r in check_ask(MARIA, at=NOW, **facts)}  # type: ignore[arg-type]

    assert codes() == set()
    assert codes(last=NOW - AGAIN) == set()
    assert codes(last=NOW - AGAIN + DAY) == {"growth.asked_lately"}
    assert codes(whom=set()) == {"growth.nobody_asked"}
    assert codes(whom={MARIA}) == {"growth.companion_self"}
    assert codes(whom={UUID(int=n) for n in range(MOST_ASKED + 1)}) == {"growth.too_many_asked"}
    assert codes(question=" ") == {"growth.missing_words"}
    assert codes(question="x" * 501) == {"growth.too_long"}


def test_one_who_asks_can_stop(services: Services) -> None:
    one = asked()
    with pytest.raises(RefusedError):
        end_ask(AMIR, ask=one, at=NOW)
    end_ask(MARIA, ask=one, at=NOW)
    assert asks_by(MARIA, NOW) == asks_to(AMIR, NOW) == asks_due(NOW) == ()
    assert FeedbackAsk.objects.get().question == ""
    assert not FeedbackAsked.objects.exists()


def test_who_stops_and_begins_anew_cannot_press_anybody(services: Services) -> None:
    end_ask(MARIA, ask=asked(), at=NOW)
    with pytest.raises(RefusedError) as refused:
        asked(whom=(AMIR,), at=NOW + AGAIN - DAY)
    assert [r.code for r in refused.value.refusals] == ["growth.asked_lately"]
    end_ask(MARIA, ask=asked(at=NOW + AGAIN), at=NOW + 2 * AGAIN)
    assert not FeedbackAsk.objects.exists()


def test_pages_ask_answer_and_let_be(handed: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)
    maria, amir = as_member("maria"), as_member("amir")
    path = f"/feedback/ask/person/{MARIA}/"
    assert path in maria.get("/feedback/").content.decode()
    wrong = maria.post(path, {"whom": "Amir Haddad\nIngen Alls", "question": "Hur?"})
    assert wrong.status_code == 422
    assert "Ingen Alls" in wrong.content.decode()
    whom = "Amir Haddad\n\namir haddad\nFatima Nilsson"
    assert maria.post(path, {"whom": whom, "question": "Hur?"}).status_code == 302
    assert maria.post(path, {"whom": whom, "question": "Hur?"}).status_code == 422
    one = FeedbackAsk.objects.get()
    assert one.many == 2
    page = amir.get("/feedback/").content.decode()
    assert f"/feedback/person/{MARIA}/" in page
    amir.post(f"/feedback/ask/{one.uuid}/let-be/")
    assert "Hur?" not in amir.get("/feedback/").content.decode()
    amir.post(f"/feedback/ask/{one.uuid}/end/")
    assert FeedbackAsk.objects.exists()
    maria.post(f"/feedback/ask/{one.uuid}/end/")
    assert "Hur?" not in maria.get("/feedback/").content.decode()
    assert maria.post(path, {"whom": whom, "question": "Nå?"}).status_code == 422
    assert amir.get(path).status_code == 404
    ruling = decided(handed)
    case = Ruling.objects.select_related("case").get(uuid=ruling).case.uuid
    assert (
        f"/feedback/ask/ruling/{ruling}/"
        in as_member("fatima").get(f"/cases/{case}/").content.decode()
    )
    assert (
        f"/feedback/ask/handover/{HANDOVER}/"
        in maria.get(f"/proposals/{HANDOVER}/").content.decode()
    )
    monkeypatch.setattr(settings, "MEASURES_OFF", frozenset({"feedback"}))
    assert asks_due(NOW) == ()
    assert maria.get(path).status_code == 404


def test_those_asked_are_told_once_without_any_words(services: Services) -> None:
    one = asked()
    for hour in (0, 12, 24 * 7, 24 * 14):
        gather(NOW + timedelta(hours=hour))
    (notice,) = Notice.objects.filter(person=AMIR, kind="feedback_asked")
    assert not any("möten" in str(value) for value in vars(notice).values())
    let_be(AMIR, ask=one)
    gather(NOW + 15 * DAY)
    kept = Notice.objects.filter(person=AMIR, kind="feedback_asked", over_at=None)
    assert not kept.exists()

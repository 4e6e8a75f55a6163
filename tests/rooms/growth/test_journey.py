"""Journeys on the cast of Ekby: whose they are, and who sees what."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mandat.common import clock
from mandat.common.moments import local_day
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.journey import actions, queries
from mandat.growth.journey.models import Companion, Journey, JourneyStep, Story
from mandat.growth.next_step.queries import today_block
from tests.cast import DAY, NOW, an_id, found_ekby
from tests.members import as_member
from tests.rooms.growth.cast import HANDOVER
from tests.rooms.services.cast import Services

pytestmark = pytest.mark.django_db

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
SECRETS = ("hemlig-idag", "hemlig-imorgon", "hemlig-förändring", "hemligt-steg", "hemlig-fråga")


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)


@pytest.fixture
def journey(db: None) -> UUID:
    """Amir's, with a step, and Lena asked to walk beside."""
    found_ekby()
    found = actions.start_journey(
        AMIR, today=SECRETS[0], tomorrow=SECRETS[1], change=SECRETS[2], at=NOW
    )
    step(found)
    return found


def step(journey: UUID, what: str = SECRETS[3], days: int = 7) -> UUID:
    by = local_day(NOW) + timedelta(days=days)
    return actions.take_step(
        AMIR, journey=journey, what=what, when="På tisdag", where="Fikarummet", by=by, at=NOW
    )


def ask(journey: UUID) -> UUID:
    return actions.ask_companion(AMIR, journey=journey, whom=LENA, question=SECRETS[4], at=NOW)


def pages_of(journey: UUID, asking: UUID) -> list[str]:
    parts = ("", "change/", "step/", "ask/", "tell/")
    return [f"/journey/{journey}/{part}" for part in parts] + [f"/journey/beside/{asking}/"]


def read(client: Client, path: str) -> str:
    return client.get(path).content.decode()


# --- whose it is --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["maria", "olof", "sara", "fatima", "lena"])
def test_nobody_else_can_read_a_journey(journey: UUID, name: str) -> None:
    """Neither a head, nor the board's chair, nor the founder, nor a colleague."""
    asking = ask(journey)
    client = as_member(name)
    own = {f"/journey/beside/{asking}/"} if name == "lena" else set()
    for path in {*pages_of(journey, asking)} - own:
        answer = client.get(path)
        missing = client.get(path.replace(str(journey), str(an_id("x"))).replace(
            str(asking), str(an_id("y"))))  # fmt: skip
        assert answer.status_code == missing.status_code == 404
    hidden = SECRETS[:4] if name == "lena" else SECRETS
    for path in ("/", "/me/", "/journey/", "/journey/stories/", "/state/", "/record/"):
        assert not [s for s in hidden if s in read(client, path)]
    for part in ("erase/", "shows/"):
        assert client.post(f"/journey/{journey}/{part}").status_code == 404
    assert Journey.objects.exists()


def test_every_verb_is_refused_to_others(journey: UUID) -> None:
    own = JourneyStep.objects.get().uuid
    asking = ask(journey)
    story = actions.tell_story(AMIR, journey=journey, words="Det hjälpte", at=NOW)
    for other in (MARIA, SARA, OLOF):
        for act in (
            lambda o: actions.change_journey(o, journey=journey, today="x", tomorrow="", at=NOW),
            lambda o: actions.erase_journey(o, journey=journey, at=NOW),
            lambda o: actions.take_step(o, journey=journey, what="x", when="x", where="x",
                                        by=NOW.date(), at=NOW),
            lambda o: actions.end_step(o, step=own, outcome="done", at=NOW),
            lambda o: actions.ask_companion(o, journey=journey, whom=LENA, question="x", at=NOW),
            lambda o: actions.answer_asking(o, asking=asking, yes=True, at=NOW),
            lambda o: actions.show_companion(o, journey=journey, parts=["today"]),
            lambda o: actions.end_companion(o, asking=asking, at=NOW),
            lambda o: actions.tell_story(o, journey=journey, words="x", at=NOW),
            lambda o: actions.take_back_story(o, story=story),
        ):  # fmt: skip
            with pytest.raises(RefusedError):
                act(other)


def test_its_owner_erases_everything_of_it(journey: UUID) -> None:
    ask(journey)
    actions.tell_story(AMIR, journey=journey, words="Det hjälpte", at=NOW)
    as_member("amir").post(f"/journey/{journey}/erase/")
    assert not any(m.objects.exists() for m in (Journey, JourneyStep, Companion, Story))


# --- companions ---------------------------------------------------------------------------------


def test_a_companion_sees_the_question_and_then_only_what_is_chosen(journey: UUID) -> None:
    asking, lena = ask(journey), as_member("lena")
    path = f"/journey/beside/{asking}/"
    assert SECRETS[4] in read(lena, path)
    assert not [s for s in SECRETS[:4] if s in read(lena, path)]
    actions.answer_asking(LENA, asking=asking, yes=True, at=NOW)
    assert not [s for s in SECRETS[:4] if s in read(lena, path)]
    as_member("amir").post(f"/journey/{journey}/shows/", {"steps": "on", "x": "on"})
    assert [s for s in SECRETS[:4] if s in read(lena, path)] == [SECRETS[3]]
    as_member("amir").post(f"/journey/{journey}/shows/", {"today": "on", "tomorrow": "on"})
    assert [s for s in SECRETS[:4] if s in read(lena, path)] == list(SECRETS[:2])


@pytest.mark.parametrize("ends", ["amir", "lena"])
def test_either_ends_it_in_one_step(journey: UUID, ends: str) -> None:
    asking = ask(journey)
    actions.answer_asking(LENA, asking=asking, yes=True, at=NOW)
    actions.show_companion(AMIR, journey=journey, parts=["today"])
    as_member(ends).post(f"/journey/beside/{asking}/end/")
    assert as_member("lena").get(f"/journey/beside/{asking}/").status_code == 404
    page = queries.journey_page(journey, AMIR, NOW)
    assert page
    assert page.companion
    assert page.companion.stand == "over"


def test_a_no_is_silent_and_the_asker_sees_only_not_now(journey: UUID) -> None:
    asking, lena, amir = ask(journey), as_member("lena"), as_member("amir")
    lena.post(f"/journey/beside/{asking}/", {"answer": "no"})
    assert lena.get(f"/journey/beside/{asking}/").status_code == 404
    declined = read(amir, f"/journey/{journey}/")
    assert "Lena Berg: inte just nu" in declined
    Companion.objects.all().delete()
    ask(journey)
    page = queries.journey_page(journey, AMIR, NOW + 14 * DAY)
    assert page
    assert page.companion
    assert page.companion.stand == "not_now"
    with pytest.raises(RefusedError):
        actions.answer_asking(LENA, asking=page.companion.id, yes=True, at=NOW + 14 * DAY)


def test_one_companion_at_a_time(journey: UUID) -> None:
    ask(journey)
    with pytest.raises(RefusedError) as refused:
        actions.ask_companion(AMIR, journey=journey, whom=FATIMA, question="Du?", at=NOW)
    assert [r.code for r in refused.value.refusals] == ["growth.companion_one"]


# --- steps, stories, ties -----------------------------------------------------------------------


def test_three_steps_are_done_changed_and_let_go_without_blame(journey: UUID) -> None:
    amir, first = as_member("amir"), JourneyStep.objects.get().uuid
    by = (NOW + 3 * DAY).date().isoformat()
    wrong = amir.post(f"/journey/{journey}/step/", {"what": "Ringa", "by": "2027-01-01"})
    assert wrong.status_code == 422
    given = {"what": "Ringa", "when": "I morgon", "where": "Hemma", "by": by}
    assert amir.post(f"/journey/{journey}/step/", given).status_code == 302
    amir.post(f"/journey/steps/{first}/", {"outcome": "done"})
    second = JourneyStep.objects.get(outcome="").uuid
    changed = amir.post(f"/journey/steps/{second}/", {"outcome": "changed"})
    assert 'value="Ringa"' in read(amir, changed["Location"])
    third = step(journey, "Vila")
    amir.post(f"/journey/steps/{third}/", {"outcome": "let_go"})
    amir.post(f"/journey/steps/{third}/", {"outcome": "x"})
    page = queries.journey_page(journey, AMIR, NOW)
    assert page
    assert sorted(s.outcome for s in page.past) == ["changed", "done", "let_go"]
    assert page.under_way == ()


def test_a_story_is_by_name_and_can_be_taken_back(journey: UUID) -> None:
    amir, maria = as_member("amir"), as_member("maria")
    amir.post(f"/journey/{journey}/tell/", {"words": "Jag började smått", "held": "habit"})
    assert "Jag började smått" in read(maria, "/journey/stories/")
    assert "Amir Haddad" in read(maria, "/journey/stories/")
    assert SECRETS[0] not in read(maria, "/journey/stories/")
    story = Story.objects.get().uuid
    assert [s.id for s in queries.stories("habit")] == [story]
    assert queries.stories("power") == ()
    maria.post(f"/journey/stories/{story}/take-back/")
    assert Story.objects.exists()
    amir.post(f"/journey/stories/{story}/take-back/")
    assert not Story.objects.exists()


def test_a_journey_is_tied_to_a_hand_over_one_can_see(handed: Services) -> None:
    tied = actions.start_journey(AMIR, today="x", tomorrow="y", handover=HANDOVER, at=NOW)
    page = queries.journey_page(tied, AMIR, NOW)
    assert page
    assert page.matter
    with pytest.raises(BadInputError):
        actions.start_journey(AMIR, today="x", tomorrow="y", handover=an_id("x"), at=NOW)
    amir = as_member("amir")
    assert "Kursavgift" in read(amir, f"/journey/{tied}/change/")
    given = {"today": "ny", "tomorrow": "", "handover": "", "change": "Nytt team"}
    assert amir.post(f"/journey/{tied}/change/", given).status_code == 302
    assert "Nytt team" in read(amir, f"/journey/{tied}/")
    assert amir.post("/journey/new/", {"today": " "}).status_code == 422
    assert amir.post("/journey/new/", {"today": "Hej"}).status_code == 302


def test_reminders_are_values_for_the_owner(journey: UUID) -> None:
    assert queries.steps_due(NOW + 6 * DAY) == ()
    (due,) = queries.steps_due(NOW + 7 * DAY)
    assert (due.owner, due.journey, due.what) == (AMIR, journey, SECRETS[3])
    actions.end_step(AMIR, step=due.id, outcome="let_go", at=NOW)
    assert queries.steps_due(NOW + 7 * DAY) == ()


def test_today_says_that_somebody_asks_and_that_a_step_is_due(journey: UUID) -> None:
    ask(journey)
    assert today_block(LENA, NOW).step == "asked"
    assert today_block(AMIR, NOW + 7 * DAY).step == "own_step"
    for name in ("lena", "amir"):
        as_member(name).get("/")
    assert "Någon frågar om du vill följa med" in read(as_member("lena"), "/")


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_opens_in_both_languages(journey: UUID, language: str) -> None:
    amir = as_member("amir")
    asking = ask(journey)
    actions.tell_story(AMIR, journey=journey, words="x", held="power", at=NOW)
    paths = ["/journey/", "/journey/new/", "/journey/stories/", *pages_of(journey, asking)[:-1]]
    for path in paths:
        page = read(amir, f"{path}?lang={language}")
        assert page.count("<h1") == 1
    assert read(as_member("lena"), "/journey/").count(str(asking)) == 1


def test_as_many_queries_for_many_steps_as_for_one(journey: UUID) -> None:
    asking = ask(journey)
    actions.answer_asking(LENA, asking=asking, yes=True, at=NOW)
    actions.show_companion(AMIR, journey=journey, parts=["steps"])
    runs = [
        lambda: queries.journeys_page(AMIR, NOW),
        lambda: queries.journey_page(journey, AMIR, NOW),
        lambda: queries.beside_of(LENA, NOW),
        lambda: queries.steps_due(NOW + 20 * DAY),
        queries.stories,
    ]

    def count() -> list[int]:
        found = []
        for run in runs:
            with CaptureQueriesContext(connection) as captured:
                run()
            found.append(len(captured))
        return found

    actions.tell_story(AMIR, journey=journey, words="x", at=NOW)
    one = count()
    for n in range(2):
        step(journey, f"Steg {n}")
        actions.tell_story(AMIR, journey=journey, words="x", at=NOW)
    actions.start_journey(AMIR, today="x", tomorrow="", at=NOW)
    assert count() == one

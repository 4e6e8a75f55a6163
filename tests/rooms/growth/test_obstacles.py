"""Obstacles on the cast of Ekby: help that fits, whom they are shown to, groups of five."""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.journey import actions as journeys
from mandat.growth.journey.models import Companion
from mandat.growth.journey.rules import ASK_AGAIN
from mandat.growth.obstacles import actions, queries, rules
from mandat.growth.obstacles.models import Obstacle, ObstacleCount
from mandat.handover.actions import save_obstacle, start_draft
from tests.cast import DAY, NOW, Cast, an_id, found_ekby
from tests.members import as_member
from tests.rooms.growth.cast import HANDOVER
from tests.rooms.services.cast import Services

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
EVERYONE = (MARIA, AMIR, FATIMA, LENA, OLOF)
AFTER = datetime(2026, 7, 2, 8, tzinfo=UTC)
SECRET = "hemligt-hinder"
KINDS = st.sets(st.sampled_from(rules.KINDS))


# --- rules --------------------------------------------------------------------------------------


@given(KINDS)
def test_there_is_always_help_and_never_twice(kinds: set[str]) -> None:
    helps = rules.help_for(kinds)
    assert len(helps) == len(set(helps)) >= 3
    assert "someone" in helps
    assert "smaller" in helps


@given(st.lists(st.sampled_from(rules.KINDS), max_size=30), st.sampled_from(rules.KINDS))
def test_one_more_person_shows_only_with_every_fifth(named: list[str], more: str) -> None:
    shown, then = rules.at_least(named), rules.at_least([*named, more])
    for kind, count in shown.items():
        assert count is None or (count % 5 == 0 and 5 <= count <= named.count(kind))
    for kind in rules.KINDS:
        if shown[kind] != then[kind]:
            assert kind == more
            assert (named.count(kind) + 1) % 5 == 0


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_quarters_follow_each_other(day: date) -> None:
    quarter = rules.quarter_of(day)
    assert quarter <= day
    assert quarter.month in {1, 4, 7, 10}
    assert 89 <= (quarter - rules.before(quarter)).days <= 92


def test_a_kind_or_a_few_words_are_enough() -> None:
    assert rules.check_obstacle(["habit"], "", "") == rules.check_obstacle([], "giver", "x") == ()
    assert [r.code for r in rules.check_obstacle([], "", " ")] == ["growth.nothing_named"]
    assert [r.code for r in rules.check_obstacle(["x"], "", "")] == ["growth.nothing_there"]
    assert [r.code for r in rules.check_obstacle([], "", "x" * 2001)] == ["growth.too_long"]


# --- whose it is --------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)


@pytest.fixture
def ekby(db: None) -> Cast:
    return found_ekby()


def named(by: UUID = AMIR, *kinds: str, counted: bool = False, at: datetime = NOW) -> UUID:
    return actions.name_obstacle(
        by, kinds=kinds or ("power",), words=SECRET, counted=counted, at=at
    )


def beside() -> UUID:
    """Lena walks beside Amir."""
    journey = journeys.start_journey(AMIR, today="x", tomorrow="", at=NOW)
    asking = journeys.ask_companion(AMIR, journey=journey, whom=LENA, question="Vill du?", at=NOW)
    journeys.answer_asking(LENA, asking=asking, yes=True, at=NOW)
    return asking


@pytest.mark.parametrize("name", ["maria", "olof", "sara", "fatima", "lena"])
def test_nobody_else_can_read_what_holds_one(ekby: Cast, name: str) -> None:
    beside()
    obstacle, client = named(counted=True), as_member(name)
    for one, status in ((obstacle, 404), (an_id("x"), 404)):
        assert client.get(f"/obstacles/{one}/").status_code == status
        assert client.post(f"/obstacles/{one}/show/", {"to": str(LENA)}).status_code == status
        assert client.post(f"/obstacles/{one}/erase/").status_code == status
    for path in ("/", "/me/", "/obstacles/", "/journey/", "/state/"):
        assert SECRET not in client.get(path).content.decode()
    assert Obstacle.objects.exists()


def test_the_companion_one_chose_sees_it_until_they_part(ekby: Cast) -> None:
    asking, obstacle = beside(), named()
    amir, lena = as_member("amir"), as_member("lena")
    path = f"/obstacles/{obstacle}/"
    assert amir.post(f"{path}show/", {"to": str(MARIA)}).status_code == 404
    amir.post(f"{path}show/", {"to": str(LENA)})
    assert SECRET in lena.get(path).content.decode()
    assert SECRET in lena.get("/obstacles/").content.decode()
    assert "radera" not in lena.get(path).content.decode().lower()
    journeys.end_companion(AMIR, asking=asking, at=NOW)
    assert lena.get(path).status_code == 404
    assert SECRET not in lena.get("/obstacles/").content.decode()


@pytest.mark.parametrize("over", ["ended", "erased"])
def test_who_is_asked_along_again_is_not_shown_what_was_shown_before(ekby: Cast, over: str) -> None:
    asking, obstacle = beside(), named()
    actions.show_obstacle(AMIR, obstacle=obstacle, to=LENA)
    if over == "ended":
        journeys.end_companion(LENA, asking=asking, at=NOW)
    else:
        own = Companion.objects.get(uuid=asking).journey.uuid
        journeys.erase_journey(AMIR, journey=own, at=NOW)
    later = NOW + ASK_AGAIN
    journey = journeys.start_journey(AMIR, today="x", tomorrow="", at=later)
    again = journeys.ask_companion(AMIR, journey=journey, whom=LENA, question="Nu?", at=later)
    journeys.answer_asking(LENA, asking=again, yes=True, at=later)
    assert as_member("lena").get(f"/obstacles/{obstacle}/").status_code == 404
    assert Obstacle.objects.get().shown_to is None


def test_its_owner_erases_it(ekby: Cast) -> None:
    obstacle = named(counted=True)
    as_member("amir").post(f"/obstacles/{obstacle}/erase/")
    assert not Obstacle.objects.exists()
    assert not ObstacleCount.objects.exists()


# --- counting -----------------------------------------------------------------------------------


def shown(at: datetime = AFTER) -> dict[str, int | None]:
    quarter = queries.last_quarter(at)
    assert quarter
    return dict(quarter.counts)


def test_only_who_lets_it_count_is_counted_and_once(ekby: Cast) -> None:
    named()
    assert not ObstacleCount.objects.exists()
    named(AMIR, "power", "habit", counted=True)
    named(AMIR, "power", counted=True)
    row = ObstacleCount.objects.filter(kind="power").values().get()
    assert set(row) == {"id", "token", "quarter", "kind"}
    assert not any(str(AMIR) in str(value) for value in row.values())


def test_groups_of_five_once_the_quarter_is_over_and_never_changed(ekby: Cast) -> None:
    for person in EVERYONE[:4]:
        named(person, "habit", counted=True)
    assert shown() == {"power": None, "habit": None, "endurance": None}
    last = named(OLOF, "habit", "endurance", counted=True)
    assert shown(NOW + 10 * DAY)["habit"] is None
    assert shown() == {"power": None, "habit": 5, "endurance": None}
    actions.erase_obstacle(OLOF, obstacle=last, at=AFTER)
    named(SARA, "habit", counted=True, at=AFTER)
    assert shown()["habit"] == 5
    state = as_member("sara").get("/state/").content.decode()
    assert "Sara" not in state.split("hålls tillbaka av")[1][:600]


def test_erasing_one_of_two_keeps_what_the_other_names(ekby: Cast) -> None:
    first = named(AMIR, "habit", "power", counted=True)
    named(AMIR, "habit", counted=True)
    actions.erase_obstacle(AMIR, obstacle=first, at=NOW)
    assert [c.kind for c in ObstacleCount.objects.all()] == ["habit"]


def test_it_can_be_switched_off(ekby: Cast, settings: object) -> None:
    settings.MEASURES_OFF = frozenset({"obstacles"})  # type: ignore[attr-defined]
    named(counted=True)
    assert not ObstacleCount.objects.exists()
    assert queries.last_quarter(AFTER) is None
    assert 'name="counted"' not in as_member("amir").get("/obstacles/new/").content.decode()
    assert as_member("amir").get("/state/").status_code == 200


# --- help, from where one is stuck --------------------------------------------------------------


def test_from_the_walk_what_was_written_comes_along_for_oneself(ekby: Cast) -> None:
    draft = start_draft(MARIA, mandate=Cast.mandate, at=NOW)
    save_obstacle(MARIA, draft=draft, values={"habit": True, "words": SECRET}, at=NOW)
    maria, path = as_member("maria"), f"/obstacles/new/?draft={draft}"
    assert f"?draft={draft}" in maria.get(f"/handover/{draft}/obstacle").content.decode()
    page = maria.get(path).content.decode()
    assert SECRET in page
    for name in ("sara", "amir"):
        assert as_member(name).get(path).status_code == 404
    given = {"kinds": ["habit", "endurance"], "words": "Mycket nu", "side": "giver"}
    done = maria.post(path, given, follow=True).content.decode()
    assert f"/handover/{draft}/trial" in done
    assert "En längre prövotid" in done
    with pytest.raises(RefusedError):
        actions.name_obstacle(AMIR, kinds=["power"], draft=draft, at=NOW)


def test_a_receiver_is_helped_from_the_proposal(handed: Services) -> None:
    fatima = as_member("fatima")
    path = f"/obstacles/new/?handover={HANDOVER}"
    assert path in fatima.get(f"/proposals/{HANDOVER}/").content.decode()
    page = fatima.get(path).content.decode()
    assert page.split('value="receiver"')[1].lstrip().startswith("checked") or "checked" in page
    assert fatima.post(path, {}).status_code == 422
    done = fatima.post(path, {"kinds": ["power"], "side": "receiver"}, follow=True)
    assert f"/proposals/{HANDOVER}/" in done.content.decode()
    for wrong in ("x", str(an_id("x"))):
        assert fatima.get(f"/obstacles/new/?handover={wrong}").status_code == 404
    with pytest.raises(BadInputError):
        actions.name_obstacle(FATIMA, kinds=[], at=NOW)


def test_stories_of_the_same_obstacle_come_first(ekby: Cast) -> None:
    journey = journeys.start_journey(LENA, today="x", tomorrow="", at=NOW)
    for held in ("power", "habit", "habit", "habit"):
        journeys.tell_story(LENA, journey=journey, words=f"Om {held}", held=held, at=NOW)
    own = journeys.start_journey(AMIR, today="x", tomorrow="", at=NOW)
    journeys.tell_story(AMIR, journey=own, words="Min egen", held="power", at=NOW)
    page = queries.obstacle_page(named(AMIR, "power"), AMIR, NOW)
    assert page
    assert [s.held for s in page.stories] == ["power", "habit", "habit"]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_every_page_opens_in_both_languages(ekby: Cast, language: str) -> None:
    obstacle, amir = named(AMIR, "power", "habit", "endurance"), as_member("amir")
    for path in ("/obstacles/", "/obstacles/new/", f"/obstacles/{obstacle}/", "/state/"):
        page = amir.get(f"{path}?lang={language}").content.decode()
        assert page.count("<h1") == 1


def test_as_many_queries_for_many_as_for_one(handed: Services) -> None:
    obstacle = named()
    runs = [
        lambda: queries.obstacles_of(AMIR),
        lambda: queries.obstacle_page(obstacle, AMIR, NOW),
        lambda: queries.last_quarter(AFTER),
    ]

    def count() -> list[int]:
        found = []
        for run in runs:
            with CaptureQueriesContext(connection) as captured:
                run()
            found.append(len(captured))
        return found

    journey = journeys.start_journey(AMIR, today="x", tomorrow="", at=NOW)
    journeys.tell_story(AMIR, journey=journey, words="x", at=NOW)
    one = count()
    for n in range(3):
        named(AMIR, "habit", counted=True, at=NOW + n * DAY)
        journeys.tell_story(AMIR, journey=journey, words="x", at=NOW)
    assert count() == one

"""A story can be reported as abuse to the role that is named; what is shown to a companion."""

from uuid import UUID

import pytest
from django.conf import settings

from mandat.common import clock
from mandat.common.refusals import RefusedError
from mandat.growth.journey import actions as journeys
from mandat.growth.journey.models import Story
from mandat.growth.journey.queries import stories
from mandat.growth.obstacles import actions as obstacles
from mandat.growth.stories import actions, queries
from tests.cast import NOW, Cast, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db
AMIR, LENA, FATIMA, OLOF = (an_id(n) for n in ("amir", "lena", "fatima", "olof"))
WORDS = "Det hjälpte att sluta lyssna på Lena"


@pytest.fixture
def ekby(monkeypatch: pytest.MonkeyPatch) -> Cast:
    monkeypatch.setattr(clock, "_source", lambda: NOW)
    monkeypatch.setattr(settings, "REPORTS_ROLE", "chair")
    return found_ekby()


@pytest.fixture
def story(ekby: Cast) -> UUID:
    journey = journeys.start_journey(AMIR, today="", tomorrow="x", at=NOW)
    return journeys.tell_story(AMIR, journey=journey, words=WORDS, at=NOW)


def test_reported_it_is_looked_at_and_may_be_removed(story: UUID) -> None:
    lena, olof, amir = as_member("lena"), as_member("olof"), as_member("amir")
    assert f"/stories/{story}/report/" in lena.get("/journey/stories/").content.decode()
    lena.post(f"/journey/stories/{story}/report/", {"words": "Den hånar mig"})
    assert "Den hånar mig" in olof.get("/journey/stories/").content.decode()
    for other in (amir, lena):
        assert "Den hånar mig" not in other.get("/journey/stories/").content.decode()
    told = amir.get("/journey/stories/").content.decode()
    assert "Någon har anmält den" in told
    olof.post(f"/journey/stories/{story}/remove/")
    assert stories() == ()
    row = Story.objects.select_related("journey").get()
    assert (row.removed, row.words) == (True, "")
    own = amir.get(f"/journey/{row.journey.uuid}/").content.decode()
    assert "tagits bort efter en anmälan" in own


def test_looked_at_it_may_stay_and_is_not_reported_again(story: UUID) -> None:
    actions.report_story(LENA, story=story, why="Fel", at=NOW)
    as_member("olof").post(f"/journey/stories/{story}/stays/")
    assert [s.words for s in stories()] == [WORDS]
    assert queries.reports_for(OLOF, NOW) == ()
    with pytest.raises(RefusedError):
        actions.report_story(FATIMA, story=story, why="Fel", at=NOW)


def test_nobody_but_the_role_closes_a_report_and_never_on_ones_own_words(story: UUID) -> None:
    actions.report_story(LENA, story=story, why="Fel", at=NOW)
    for other in (AMIR, LENA, FATIMA):
        with pytest.raises(RefusedError):
            actions.close_story(other, story=story, remove=True, at=NOW)
    journey = journeys.start_journey(OLOF, today="", tomorrow="x", at=NOW)
    own = journeys.tell_story(OLOF, journey=journey, words="Mitt eget", at=NOW)
    actions.report_story(LENA, story=own, why="Fel", at=NOW)
    assert [one.id for one in queries.reports_for(OLOF, NOW)] == [story]


def test_what_cannot_be_reported(story: UUID, monkeypatch: pytest.MonkeyPatch) -> None:
    for person, why in ((AMIR, "Min egen"), (LENA, " ")):
        with pytest.raises(RefusedError):
            actions.report_story(person, story=story, why=why, at=NOW)
    monkeypatch.setattr(settings, "REPORTS_ROLE", "")
    with pytest.raises(RefusedError):
        actions.report_story(LENA, story=story, why="Fel", at=NOW)
    page = as_member("lena").get("/journey/stories/").content.decode()
    assert "/report/" not in page


def test_beside_somebody_one_sees_what_they_show_of_what_holds_them(ekby: Cast) -> None:
    journey = journeys.start_journey(AMIR, today="", tomorrow="x", at=NOW)
    asking = journeys.ask_companion(AMIR, journey=journey, whom=LENA, question="Du?", at=NOW)
    journeys.answer_asking(LENA, asking=asking, yes=True, at=NOW)
    held = obstacles.name_obstacle(AMIR, kinds=["habit"], words="Jag är rädd", at=NOW)
    hidden = obstacles.name_obstacle(AMIR, kinds=["power"], words="Hemligt", at=NOW)
    path = f"/journey/beside/{asking}/"
    lena = as_member("lena")
    assert "Jag är rädd" not in lena.get(path).content.decode()
    obstacles.show_obstacle(AMIR, obstacle=held, to=LENA)
    page = lena.get(path).content.decode()
    assert "Jag är rädd" in page
    assert f"/obstacles/{held}/" in page
    assert str(hidden) not in page
    assert "Hemligt" not in page
    journeys.end_companion(AMIR, asking=asking, at=NOW)
    assert lena.get(path).status_code == 404

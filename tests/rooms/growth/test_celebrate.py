"""What went well: who is shown, whose yes is needed, and applause without counts."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mandat.common import clock
from mandat.common.refusals import BadInputError, RefusedError
from mandat.growth.celebrate import actions, pictures, queries, rules
from mandat.growth.celebrate.models import Applause, Celebrated
from mandat.growth.journey import actions as journeys
from mandat.record.actions import writing
from tests.cast import DAY, NOW, an_id
from tests.members import as_member
from tests.rooms.growth.cast import HANDOVER
from tests.rooms.services.cast import Services

MARIA, AMIR, FATIMA, LENA, OLOF, SARA = (
    an_id(n) for n in ("maria", "amir", "fatima", "lena", "olof", "sara")
)
EVERYONE = (MARIA, AMIR, FATIMA, LENA, OLOF, SARA)


# --- rules and pictures ---------------------------------------------------------------------------


@given(st.lists(st.integers(), min_size=1, max_size=9, unique=True), st.dates())
def test_each_is_lifted_in_turn_the_same_for_all(shown: list[int], day: date) -> None:
    days = [min(day, date(9000, 1, 1)) + timedelta(days=n) for n in range(len(shown))]
    assert {rules.lifted(shown, d) for d in days} == set(shown)


def test_nothing_is_lifted_when_there_is_nothing() -> None:
    assert rules.lifted([], NOW.date()) is None


@given(st.uuids(), st.sampled_from(sorted(pictures.PETALS)))
def test_a_flower_is_always_the_same_and_stays_in_its_square(seed: UUID, kind: str) -> None:
    flower = pictures.flower(seed, kind)
    assert flower == pictures.flower(seed, kind)
    assert len(flower.petals) == pictures.PETALS[kind]
    for x, y, r in flower.petals:
        assert min(x, y) - r >= 0
        assert max(x, y) + r <= 48


@given(st.lists(st.uuids(), max_size=60))
def test_every_flower_stands_in_the_meadow(seeds: list[UUID]) -> None:
    meadow = pictures.meadow([(s, "own") for s in seeds])
    assert len(meadow.stems) == min(len(seeds), pictures.MOST)
    assert all(0 < s.x < meadow.width and 0 < s.y < meadow.height for s in meadow.stems)


# --- in the database ------------------------------------------------------------------------------


@pytest.fixture(autouse=True)
def _ekby(handed: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_source", lambda: NOW)


def told(actor: UUID = AMIR, words: str = "Alla fick sin promenad.", **more: object) -> UUID:
    return actions.celebrate(actor, words=words, at=NOW, **more)  # type: ignore[arg-type]


def shown_to(reader: UUID) -> list[UUID]:
    return [b.id for b in queries.blooms(reader, NOW)]


def test_anyone_tells_something_small_by_name() -> None:
    one = told(SARA)
    (bloom,) = queries.blooms(OLOF, NOW)
    assert (bloom.id, bloom.who and bloom.who.id, bloom.kind) == (one, SARA, "own")
    assert queries.lifted(OLOF, NOW) == bloom
    for words, thanks in ((" ", None), ("x" * 281, None), ("Tack", AMIR)):
        with pytest.raises(BadInputError):
            actions.celebrate(AMIR, words=words, thanks=thanks, at=NOW)


def test_thanks_are_shown_only_when_the_one_who_is_thanked_says_yes() -> None:
    one = told(thanks=LENA)
    for reader in EVERYONE:
        assert shown_to(reader) == []
    assert [a.id for a in queries.asks_of(LENA)] == [one]
    for other in (AMIR, OLOF):
        assert queries.asks_of(other) == ()
        with pytest.raises(RefusedError):
            actions.answer_thanks(other, celebrated=one, yes=True)
    actions.answer_thanks(LENA, celebrated=one, yes=True)
    assert shown_to(OLOF) == [one]
    actions.take_away(LENA, celebrated=one)
    assert shown_to(OLOF) == []


def test_a_no_looks_to_the_giver_like_no_answer_yet() -> None:
    one = told(thanks=LENA)
    before = queries.celebrate_page(AMIR, NOW)
    actions.answer_thanks(LENA, celebrated=one, yes=False)
    assert queries.celebrate_page(AMIR, NOW) == before
    assert [b.id for b in before.waiting] == [one]
    assert queries.asks_of(LENA) == ()


def test_whoever_told_it_takes_it_away_and_nobody_else() -> None:
    one = told()
    actions.applaud(LENA, of=one, at=NOW)
    with pytest.raises(RefusedError):
        actions.take_away(OLOF, celebrated=one)
    actions.take_away(AMIR, celebrated=one)
    assert not Celebrated.objects.exists()
    assert not Applause.objects.exists()


def test_applause_is_one_tap_that_names_nobody_and_counts_nothing() -> None:
    one = told()

    def seen(at: datetime) -> tuple[bool, bool]:
        (bloom,) = queries.celebrate_page(SARA, at).blooms
        return bloom.many, bloom.mine

    for n, who in enumerate((MARIA, FATIMA, LENA, OLOF), start=1):
        actions.applaud(who, of=one, at=NOW)
        assert seen(NOW) == seen(NOW + DAY) == (False, False), n
    actions.applaud(SARA, of=one, at=NOW)
    assert seen(NOW) == (False, True), "nobody sees the moment of a tap"
    assert seen(NOW + DAY) == (True, True)
    actions.applaud(SARA, of=one, at=NOW + DAY)
    assert seen(NOW + DAY) == (False, False)
    kept = {field.name for field in Applause._meta.fields}
    assert kept == {"id", "of", "token", "on"}, "no person, no time of day"


@pytest.mark.parametrize(
    ("words", "does"),
    [
        ("Lena löste det.", True),
        ("Det var Bergs idé.", True),
        ("Alena löste det.", False),
        ("Uppför alla berg.", False),
        ("", False),
    ],
)
def test_whom_words_name(words: str, *, does: bool) -> None:
    assert rules.names(words, "Lena Berg") is does


def test_whoever_is_named_in_the_words_can_say_no(settings: object) -> None:
    one = told(words="Lena löste det på en kvart.")
    assert [b.own for b in queries.blooms(LENA, NOW)] == [True]
    assert [b.own for b in queries.blooms(OLOF, NOW)] == [False]
    actions.take_away(LENA, celebrated=one)
    assert shown_to(OLOF) == []
    (mine,) = queries.celebrate_page(AMIR, NOW).waiting
    assert (mine.hidden, mine.thanks) == (True, None)
    assert "visas inte längre" in as_member("amir").get("/well/").content.decode()
    with pytest.raises(RefusedError):
        actions.answer_thanks(LENA, celebrated=one, yes=True)
    hidden = told(words="Tack till Olof.", thanks=FATIMA)
    with pytest.raises(RefusedError):
        actions.take_away(OLOF, celebrated=hidden)


def test_whoever_is_thanked_stays_so_when_somebody_named_says_no() -> None:
    one = told(words="Lena och Olof löste det.", thanks=LENA)
    actions.answer_thanks(LENA, celebrated=one, yes=True)
    actions.take_away(OLOF, celebrated=one)
    assert shown_to(FATIMA) == []
    assert [b.thanks and b.thanks.id for b in queries.celebrate_page(AMIR, NOW).waiting] == [LENA]
    with pytest.raises(RefusedError):
        actions.take_away(OLOF, celebrated=one)


def test_only_what_is_shown_is_applauded() -> None:
    hidden = told(thanks=LENA)
    for of in (hidden, uuid4()):
        with pytest.raises(RefusedError):
            actions.applaud(OLOF, of=of, at=NOW)


def test_applause_can_be_switched_off(settings: object) -> None:
    settings.MEASURES_OFF = frozenset({"applause"})  # type: ignore[attr-defined]
    one = told()
    assert not queries.celebrate_page(OLOF, NOW).applause
    with pytest.raises(RefusedError):
        actions.applaud(OLOF, of=one, at=NOW)


def test_a_finished_step_is_shared_by_its_owner_and_goes_with_the_journey() -> None:
    journey = journeys.start_journey(AMIR, today="", tomorrow="Hemligt mål", at=NOW)
    by = NOW.date() + timedelta(days=3)
    step = journeys.take_step(
        AMIR, journey=journey, what="Fråga teamet", when="i dag", where="köket", by=by, at=NOW
    )
    amir, path = as_member("amir"), f"/well/new/?step={step}"
    assert amir.get(path).status_code == 404, "not finished yet"
    journeys.end_step(AMIR, step=step, outcome="done", at=NOW)
    assert as_member("maria").get(path).status_code == 404
    with pytest.raises(RefusedError):
        told(MARIA, step=step)
    assert "Fråga teamet" in amir.get(path).content.decode()
    amir.post(path, {"words": "Jag frågade teamet.", "thanks": ""})
    (bloom,) = queries.blooms(OLOF, NOW)
    assert (bloom.kind, bloom.words) == ("step", "Jag frågade teamet.")
    page = as_member("olof").get("/well/").content.decode()
    assert "Hemligt mål" not in page
    assert amir.get(path).status_code == 404, "shared already"
    journeys.erase_journey(AMIR, journey=journey, at=NOW)
    assert shown_to(OLOF) == []


def test_stories_and_kept_handovers_are_gathered_and_old_things_leave() -> None:
    journey = journeys.start_journey(AMIR, today="", tomorrow="Hemligt", at=NOW)
    journeys.tell_story(AMIR, journey=journey, words="Det hjälpte att öva.", at=NOW)
    with writing(by=MARIA, at=NOW) as door:
        door.append("handover.kept", of=HANDOVER, data={"state": "kept", "until": None})
    later = NOW + DAY
    assert {b.kind for b in queries.blooms(OLOF, later)} == {"story", "handover"}
    page = as_member("olof")
    assert "Kursavgift" in page.get("/").content.decode() or queries.lifted(OLOF, later)
    assert queries.blooms(OLOF, NOW + 181 * DAY) == ()


# --- pages ----------------------------------------------------------------------------------------


def test_telling_thanking_and_applauding_on_the_page() -> None:
    amir, lena = as_member("amir"), as_member("lena")
    assert amir.post("/well/new/", {"words": ""}).status_code == 422
    nobody = amir.post("/well/new/", {"words": "Tack", "thanks": "Ingen Alls"})
    assert nobody.status_code == 422
    amir.post("/well/new/", {"words": "Tack för liften.", "thanks": "Lena Berg"})
    one = Celebrated.objects.get().uuid
    assert "/well/" in lena.get("/").content.decode()
    assert "Tack för liften." not in as_member("olof").get("/well/").content.decode()
    for client, path in ((amir, f"/well/{one}/answer/"), (lena, f"/well/{uuid4()}/answer/")):
        assert client.post(path, {"answer": "yes"}).status_code == 404
    lena.post(f"/well/{one}/answer/", {"answer": "yes"})
    assert "Tack för liften." in as_member("olof").get("/well/").content.decode()
    answer = as_member("olof").post(f"/well/{one}/applaud/")
    assert answer.url == f"/well/#well-{one}"
    assert Applause.objects.count() == 1
    assert as_member("olof").post(f"/well/{one}/take-away/").status_code == 404
    lena.post(f"/well/{one}/take-away/")
    assert "Tack för liften." not in as_member("olof").get("/well/").content.decode()

"""The record as people read it: in order, in words, and without what is others'."""

import pytest

from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.record.models import Check
from mandat.record.rules import ENTRY_TYPES
from mandat.web.record import sentences
from tests.cast import NOW, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db


def open_a_case() -> None:
    found_ekby()
    with writing(by=an_id("amir"), at=NOW) as door:
        door.append("service.offered", of=an_id("service"), data={
            "key": "course", "name": {"sv": "Kurs", "en": "Course"}, "description": {},
            "words": "", "area": {}, "matter": str(an_id("matter-course")), "source": "founding",
        })  # fmt: skip
        door.append(
            "case.opened",
            of=an_id("case"),
            data={
                "number": 1, "service": str(an_id("service")), "state": "open",
                "matter": str(an_id("matter-course")), "asker": str(an_id("amir")),
                "for_whom": str(an_id("amir")), "opened_at": stamp(NOW),
                "stage": str(an_id("stage-head")), "put_at": stamp(NOW),
            },
            personal={"title": "Hemlig kurs", "facts": {}, "extra": {}},
        )  # fmt: skip


def test_timeline_tells_what_happened_in_both_languages() -> None:
    found_ekby()
    page = as_member("amir").get("/record/").content.decode()
    assert "Ekby kommun grundades." in page
    assert "Kursavgift: Head får bestämma." in page
    english = as_member("amir").get("/record/?lang=en").content.decode()
    assert "Kursavgift (en): Head (en) may decide." in english


def test_filters_and_paging_show_what_they_say() -> None:
    found_ekby()
    client = as_member("amir")
    page = client.get("/record/?show=handovers").context["page"]
    assert [line.kind for day in page.days for line in day.lines] == ["Mandat"]
    first = client.get("/record/?before=3").context["page"]
    assert [line.index for day in first.days for line in day.lines] == [2, 1, 0]
    assert first.older is None
    assert client.get("/record/?show=x&before=y").context["page"].chosen == "all"


@pytest.mark.parametrize("rows", [1, 3])
def test_timeline_takes_the_same_queries_however_long(
    django_assert_max_num_queries, rows: int
) -> None:
    found_ekby()
    client = as_member("amir")
    with django_assert_max_num_queries(23):
        assert client.get(f"/record/?before={rows * 6}").status_code == 200


def test_a_case_is_opaque_to_everyone_on_the_entry_page() -> None:
    open_a_case()
    for name in ("maria", "lena"):
        page = as_member(name).get("/record/22/").content.decode()
        assert "Texten visas bara för dem det gäller" in page
        assert str(an_id("amir")) not in page
        assert "Hemlig kurs" not in page


def test_structure_is_shown_whole_with_its_fingerprints() -> None:
    found_ekby()
    page = as_member("amir").get("/record/20/").content.decode()
    assert "Kommunstyrelsen § 12" in page
    assert as_member("amir").get("/record/99/").status_code == 404


def test_anyone_may_check_and_all_see_what_was_found() -> None:
    found_ekby()
    assert "Inte kontrollerat än" in as_member("lena").get("/record/").content.decode()
    assert as_member("amir").post("/record/check/").status_code == 302
    assert Check.objects.get().difference is None
    assert "Protokollet stämmer" in as_member("lena").get("/record/").content.decode()
    assert as_member("amir").get("/record/check/").status_code == 405


def test_mandate_page_offers_the_walk_to_its_holder_only() -> None:
    cast = found_ekby()
    path = f"/map/mandate/{cast.mandate}/"
    mine, others = as_member("maria").get(path), as_member("amir").get(path)
    assert (mine.context["page"].mine, others.context["page"].mine) == (True, False)
    assert "Kommunstyrelsen § 12" in others.content.decode()
    assert as_member("amir").get(f"/map/mandate/{cast.stage}/").status_code == 404


@pytest.mark.parametrize("kind", sorted(ENTRY_TYPES))
def test_every_kind_of_entry_can_be_told(kind: str) -> None:
    assert kind in sentences._TELLERS or kind.split(".", maxsplit=1)[0] in sentences.BY_ROOM

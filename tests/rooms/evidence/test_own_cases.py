"""The organisation's own rulings feed the Mirror as imported ones do."""

from datetime import timedelta

import pytest

from mandat.evidence.queries import mirror_list_page, mirror_page
from mandat.record.actions import writing
from mandat.record.codec import stamp
from mandat.services.rules import contents_data, contents_personal
from tests.cast import NOW, START, an_id, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db
RULINGS = 200
NOES = {50: "Samma bok fanns redan.", 150: "Fel konto."}


def rule(door, n, ruler="maria", asker="amir"):
    at = START + timedelta(hours=12 * n)
    amount = {"minor": str(10000 + n * 2500), "currency": "SEK"}
    outcome = "no" if n in NOES else "yes"
    case = an_id(f"case-{n}")
    door.append("case.opened", of=case, data={
        "number": n + 1, "service": str(an_id("service")), "state": "open",
        "matter": str(an_id("matter-course")), "asker": str(an_id(asker)),
        "for_whom": str(an_id(asker)), "opened_at": stamp(at),
        "stage": str(an_id("stage-head")), "put_at": stamp(at),
    }, personal={
        "title": f"Bok {n}", "facts": {"amount": amount, "course": "B"}, "extra": {},
    })  # fmt: skip
    ruled = at + timedelta(days=1)
    door.append("ruling.made", of=an_id(f"ruling-{n}"), data={
        "case": str(case), "stage": str(an_id("stage-head")), "person": str(an_id(ruler)),
        "mandate": str(an_id("mandate-head")), "outcome": outcome, "put_at": stamp(at),
        "at": stamp(ruled), **contents_data(),
    }, personal={"reason": NOES.get(n, ""), **contents_personal()})  # fmt: skip
    door.append("case.ended", of=case, data={
        "state": "granted" if outcome == "yes" else "refused", "stage": None,
        "ended_at": stamp(ruled),
    })  # fmt: skip


def live():
    found_ekby()
    with writing(by=an_id("maria"), at=NOW) as door:
        door.append("service.offered", of=an_id("service"), data={
            "key": "course", "name": {"sv": "Kurs", "en": "Course"}, "description": {},
            "words": "", "area": {}, "matter": str(an_id("matter-course")), "source": "founding",
        })  # fmt: skip
        for n in range(RULINGS):
            rule(door, n)
        rule(door, RULINGS, asker="maria")


def test_ones_own_cases_show_in_the_mirror():
    live()
    page = mirror_page(an_id("maria"), matter="course", stage="head", limit=None, at=NOW)
    assert (page.whose, page.yes, page.total) == ("own", 198, 200)
    assert page.waiting.sum == pytest.approx(200)
    assert page.basis == "since_put"
    assert [line.reason for line in page.no_lines] == ["Fel konto.", "Samma bok fanns redan."]
    assert page.no_lines[0].title == "Bok 150"
    assert page.may_hand_over
    (line,) = mirror_list_page(an_id("maria"), NOW).lines
    assert (line.yes, line.total) == (198, 200)


def test_nobody_else_sees_them():
    live()
    for other in ("amir", "lena", "olof", "sara"):
        page = mirror_page(an_id(other), matter="course", stage="head", limit=None, at=NOW)
        assert page is None
        assert mirror_list_page(an_id(other), NOW).lines == ()


def test_the_way_on_is_the_walk():
    live()
    html = as_member("maria").get("/mirror/course/head/?lang=en&limit=2000").content.decode()
    assert f"/handover/new?matter=course&amp;stage={an_id('stage-head')}" in html
    assert "Samma bok fanns redan." in html

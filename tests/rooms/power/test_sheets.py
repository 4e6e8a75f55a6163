"""A person's whole mandate, and what differs between two times."""

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from mandat.common.money import Money
from mandat.power.actions.mandates import Terms, set_terms
from mandat.power.api.shapes import differences_json
from mandat.power.queries import differences, sheet
from mandat.power.rules import Limit, Mandate, limits_to_json, narrowest, within
from mandat.record.actions import writing
from tests.cast import DAY, NOW, START, an_id, found_ekby
from tests.members import as_member
from tests.rooms.power.test_known import end, grant, hold


def hand_on(name: str, steps: int) -> None:
    with writing(by=an_id("maria"), at=NOW) as door:
        set_terms(door, an_id(name), Terms(onward=steps))


def limit(amount: int, op: Any = "<=") -> Limit:
    return Limit("amount", op, Money(amount, "SEK"))


links = st.lists(st.tuples(st.sampled_from(["<=", ">=", "="]), st.integers(0, 9)), max_size=3)


@given(st.lists(links, min_size=1, max_size=3), st.integers(0, 9))
def test_the_narrowest_of_all_links_is_neither_wider_nor_narrower_than_they_are(
    drawn: list[list[tuple[str, int]]], amount: int
) -> None:
    chain = [
        Mandate(an_id(f"m{n}"), an_id("s"), None, None, START, None,
                tuple(limit(value, op) for op, value in link))
        for n, link in enumerate(drawn)
    ]  # fmt: skip
    facts = {"amount": Money(amount, "SEK")}
    assert within(narrowest(chain), facts) == all(within(m.limits, facts) for m in chain)


def test_limits_in_two_currencies_both_stay() -> None:
    euro = Limit("amount", "<=", Money(5, "EUR"))
    one = Mandate(an_id("m"), an_id("s"), None, None, START, None, (limit(9), euro))
    assert narrowest([one]) == (limit(9), euro)


@pytest.mark.django_db
def test_a_sheet_tells_what_all_links_leave_and_what_it_rests_on() -> None:
    found_ekby()
    wide = Limit("amount", "<=", Money(400_000, "SEK"))
    grant("middle", NOW - DAY, person=str(an_id("lena")), limits=limits_to_json((wide,)),
          until="2026-12-31T23:00:00.000000Z")  # fmt: skip
    grant("low", NOW, source_mandate=str(an_id("middle")))
    hand_on("mandate-head", 2)
    hand_on("middle", 1)
    found = sheet(an_id("amir"), NOW)
    assert found is not None
    (line,) = found.lines
    assert line.within == (wide,)
    assert (line.decision, line.until and line.until.year) == ("Kommunstyrelsen § 12", 2026)
    page = as_member("lena").get(f"/map/person/{an_id('amir')}/mandate/")
    text = " ".join(page.content.decode().split())
    assert "upp till 4 000 kr" in text
    assert "31 december 2026" in text
    assert as_member("lena").get(f"/map/person/{an_id('none')}/mandate/").status_code == 404


@pytest.mark.django_db
def test_a_sheet_as_known_then_leaves_out_what_came_later() -> None:
    """Rule 24: what was entered since is left out, and an end entered since has not come."""
    found_ekby()
    grant("given", NOW)
    end("mandate.ended", "given", NOW + 5 * DAY, NOW + 5 * DAY)
    hold("head", "head", "amir", NOW + 5 * DAY)
    then = sheet(an_id("amir"), NOW + 9 * DAY, NOW + DAY)
    now = sheet(an_id("amir"), NOW + 9 * DAY)
    assert then is not None
    assert now is not None
    assert [line.mandate.id for line in then.lines] == [an_id("given")]
    assert (then.lines[0].until, len(then.roles)) == (None, 1)
    assert [line.mandate.id for line in now.lines] == [an_id("mandate-head")]
    page = as_member("lena").get(f"/map/person/{an_id('amir')}/mandate/?known=2026-06-02")
    assert "så som protokollet kände till det 2 juni 2026" in page.content.decode()


def names(found: Any) -> dict[str, int]:
    return {k: len(getattr(found, k)) for k in ("added", "ended", "changed", "held")}


@pytest.mark.django_db
def test_what_came_what_ended_what_changed_and_who_holds() -> None:
    found_ekby()
    grant("old", NOW)
    grant("gone", NOW, person=str(an_id("lena")))
    end("mandate.ended", "old", NOW + 2 * DAY, NOW + 2 * DAY)
    lower = limits_to_json((Limit("amount", "<=", Money(1, "SEK")),))
    grant("new", NOW + 2 * DAY, limits=lower)
    grant("more", NOW + 3 * DAY, person=str(an_id("olof")))
    end("mandate.ended", "gone", NOW + 3 * DAY, NOW + 3 * DAY)
    hold("second", "head", "lena", NOW + 3 * DAY)
    found = differences(NOW + DAY, NOW + 4 * DAY)
    assert names(found) == {"added": 1, "ended": 1, "changed": 1, "held": 1}
    assert (found.changed[0].before.id, found.changed[0].after.id) == (an_id("old"), an_id("new"))
    assert (found.held[0].person.name, found.held[0].came) == ("Lena Berg", True)
    assert differences(NOW + 4 * DAY, NOW + 5 * DAY).none
    json.dumps(differences_json(found))


@pytest.mark.django_db
def test_children_end_with_their_parent_and_both_are_told() -> None:
    found_ekby()
    grant("parent", NOW, person=str(an_id("lena")))
    grant("child", NOW, source_mandate=str(an_id("parent")))
    hand_on("mandate-head", 2)
    hand_on("parent", 1)
    end("mandate.ended", "parent", NOW + DAY, NOW + DAY)
    found = differences(NOW, NOW + 2 * DAY)
    assert {m.id for m in found.ended} == {an_id("parent"), an_id("child")}


@pytest.mark.django_db
def test_what_came_and_went_in_between_is_no_difference() -> None:
    found_ekby()
    grant("brief", NOW + DAY)
    hold("brief-hold", "head", "lena", NOW + DAY)
    end("mandate.ended", "brief", NOW + 2 * DAY, NOW + 2 * DAY)
    end("holding.ended", "brief-hold", NOW + 2 * DAY, NOW + 2 * DAY)
    assert differences(NOW, NOW + 3 * DAY).none


@pytest.mark.django_db
def test_the_page_compares_two_days() -> None:
    found_ekby()
    grant("given", NOW)
    client = as_member("lena")
    text = client.get("/map/changes/?from=2026-05-01&to=2026-06-02").content.decode()
    assert "Nya mandat" in text
    assert "Ingenting skiljer" in client.get("/map/changes/?from=x&to=2026-05-02").content.decode()
    turned = client.get("/map/changes/?from=2026-06-02&to=2026-05-01").content.decode()
    assert "Nya mandat" in turned


@pytest.mark.django_db
def test_the_number_of_queries_does_not_grow() -> None:
    found_ekby()

    def count() -> int:
        with CaptureQueriesContext(connection) as found:
            differences(NOW - DAY, NOW + 30 * DAY)
            sheet(an_id("amir"), NOW + 20 * DAY)
        return len(found)

    grant("first", NOW)
    hold("h", "head", "lena", NOW)
    few = count()
    for n in range(8):
        grant(f"m{n}", NOW + n * DAY)
        hold(f"h{n}", "head", ("olof", "fatima")[n % 2], NOW + n * DAY)
    assert count() == few

"""How numbers, money and days are written."""

from datetime import UTC, date, datetime, timedelta

import pytest

from mandat.common import clock, formats, phrases
from mandat.common.money import Money
from mandat.common.refusals import Refusal

NB = "\N{NO-BREAK SPACE}"
NOW = datetime(2026, 11, 23, 7, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _a_known_day():
    clock.use(lambda: NOW)
    yield
    clock.use(clock.system)


@pytest.mark.parametrize(
    ("amount", "sv", "en"),
    [
        ({"minor": "294000", "currency": "SEK"}, f"2{NB}940{NB}kr", f"SEK{NB}2,940"),
        (Money(50, "SEK"), f"0,50{NB}kr", f"SEK{NB}0.50"),
        ("500000 SEK", f"5{NB}000{NB}kr", f"SEK{NB}5,000"),
        (Money(-123456789, "EUR"), f"−1{NB}234{NB}567,89{NB}EUR", f"EUR{NB}−1,234,567.89"),
        (None, "", ""),
    ],
)
def test_money(amount, sv, en):
    assert formats.money(amount, "sv") == sv
    assert formats.money(amount, "en") == en


def test_numbers_and_shares():
    assert formats.number(1012, "sv") == f"1{NB}012"
    assert formats.number(1.85, "sv", 1) == "1,9"
    assert formats.number(1.85, "en", 1) == "1.9"
    assert formats.percent(0.38, "sv") == f"38{NB}%"
    assert formats.percent(0.38, "en") == "38%"


def test_days():
    assert formats.day(date(2026, 11, 27), "sv") == "27 november"
    assert formats.day(date(2027, 3, 31), "sv") == "31 mars 2027"
    assert formats.day(date(2027, 3, 31), "en") == "31 March 2027"
    assert formats.day(NOW, "sv", "weekday") == "måndag 23 november"
    assert formats.day("2026-11-27", "sv", "short") == "27 nov"
    assert formats.clock_time(NOW, "sv") == "08.12"
    assert formats.clock_time("2026-11-23T07:12:00+00:00", "en") == "08:12"


def test_how_long():
    assert formats.days(timedelta(days=4, hours=3), "sv") == "4 dagar"
    assert formats.days(1, "sv") == "1 dag"
    assert formats.days(0.2, "sv") == "mindre än en dag"
    assert formats.days(0.2, "en") == "less than a day"


def test_when_about():
    assert formats.when_about(NOW, "sv") == "i dag"
    assert formats.when_about(NOW - timedelta(days=1), "sv") == "i går"
    assert formats.when_about(NOW + timedelta(days=7), "sv") == "om 7 dagar"
    assert formats.when_about(NOW - timedelta(days=4), "en") == "4 days ago"
    assert formats.when_about(NOW + timedelta(days=60), "sv") == "22 januari 2027"


def test_an_organisations_names():
    assert formats.local({"sv": "Kurs", "en": "Course"}, "en") == "Course"
    assert formats.local({"sv": "Kurs"}, "en") == "Kurs"
    assert formats.local('{"sv": "Kurs", "en": "Course"}', "sv") == "Kurs"


def test_a_refusal_is_said_in_the_readers_language():
    refusal = Refusal("common.not_an_amount", {"example": "2 940"})
    from django.utils.translation import override

    with override("sv"):
        said = phrases.say(refusal)
    assert said == "Skriv ett belopp med siffror, till exempel 2 940."

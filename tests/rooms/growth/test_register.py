"""The register of measures: since when, negotiated when, and what settings name by mistake."""

from datetime import date, timedelta

import pytest
from django.conf import settings

from mandat.growth.measures import MEASURES
from mandat.growth.register.actions import note_switches
from mandat.growth.register.models import MeasureSpan
from mandat.growth.register.queries import RegisterLine, register, unknown
from mandat.settings import negotiated
from tests.cast import NOW, found_ekby
from tests.members import as_member

pytestmark = pytest.mark.django_db
MONTH = timedelta(days=30)


def line(key: str) -> RegisterLine:
    return next(one for one in register() if one.measure.key == key)


def switch_off(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    monkeypatch.setattr(settings, "MEASURES_OFF", frozenset(keys))


def test_since_when_a_measure_is_on_or_off(monkeypatch: pytest.MonkeyPatch) -> None:
    assert line("pulse").since is None
    note_switches(NOW)
    note_switches(NOW + MONTH)
    assert MeasureSpan.objects.count() == len(MEASURES)
    assert line("pulse").since == NOW
    switch_off(monkeypatch, "pulse")
    note_switches(NOW + 2 * MONTH)
    assert line("pulse").since == NOW + 2 * MONTH
    assert line("felt").since == NOW
    switch_off(monkeypatch)
    note_switches(NOW + 3 * MONTH)
    assert line("pulse").since == NOW + 3 * MONTH


def test_a_measure_off_from_the_start_was_never_on(monkeypatch: pytest.MonkeyPatch) -> None:
    switch_off(monkeypatch, "steps")
    note_switches(NOW)
    assert line("steps").since is None
    assert not MeasureSpan.objects.filter(measure="steps").exists()


def test_the_page_says_since_when_and_when_it_was_negotiated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found_ekby()
    monkeypatch.setattr(settings, "MEASURES_NEGOTIATED", {"pulse": date(2026, 4, 17)})
    switch_off(monkeypatch, "felt")
    note_switches(NOW)
    page = as_member("maria").get("/measures/").content.decode()
    pulse, felt = (page.split(f'id="measure-{key}"')[1].split("</li>")[0] for key in
                   ("pulse", "felt"))  # fmt: skip
    assert "17 april 2026" in pulse
    assert "1 juni 2026" in pulse
    assert "På sedan" in pulse
    assert "Av sedan" in felt
    assert "Ingen dag är angiven" in felt


def test_days_of_negotiation_are_read_and_faults_named() -> None:
    read = negotiated("pulse:2026-10-01, felt:2026-10-02")
    assert read == {"pulse": date(2026, 10, 1), "felt": date(2026, 10, 2)}
    assert negotiated("") == {}
    for wrong in ("pulse", "pulse:", "pulse:1 oktober", "2026-10-01"):
        with pytest.raises(ValueError, match="MANDAT_MEASURES_NEGOTIATED.*measure:YYYY-MM-DD"):
            negotiated(wrong)


def test_what_is_no_measure_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    assert unknown() == ()
    switch_off(monkeypatch, "puls", "felt", "mirror")
    monkeypatch.setattr(settings, "MEASURES_NEGOTIATED", {"fellt": date(2026, 4, 17)})
    assert unknown() == ("fellt", "mirror", "puls")

"""Reads of the register of measures."""

from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings

from mandat.growth.measures import MEASURES, Measure
from mandat.growth.register.models import MeasureSpan


@dataclass(frozen=True)
class RegisterLine:
    """A measure; `since` it is on, or off if it is off; None where that was never noted."""

    measure: Measure
    since: datetime | None
    negotiated: date | None


def register() -> tuple[RegisterLine, ...]:
    """Return every measure there is, on or off; one query."""
    began: dict[str, datetime] = {}
    ended: dict[str, datetime] = {}
    for row in MeasureSpan.objects.order_by("since", "pk"):
        if row.until is None:
            began[row.measure] = row.since
        else:
            ended[row.measure] = row.until
    return tuple(
        RegisterLine(
            measure,
            (began if measure.on else ended).get(measure.key),
            settings.MEASURES_NEGOTIATED.get(measure.key),
        )
        for measure in MEASURES
    )


def unknown() -> tuple[str, ...]:
    """Return what settings name that is no measure, so that nothing is thought to be off."""
    known = {measure.key for measure in MEASURES if measure.switch}
    named = set(settings.MEASURES_OFF) - known
    named |= set(settings.MEASURES_NEGOTIATED) - {measure.key for measure in MEASURES}
    return tuple(sorted(named))

"""Note which measures are on. Settings are read when a process starts, so that is when."""

from datetime import datetime

from django.db import transaction

from mandat.growth.measures import MEASURES
from mandat.growth.register.models import MeasureSpan


def note_switches(at: datetime) -> None:
    """Note what has been switched on or off since it was noted last; safe to repeat."""
    with transaction.atomic():
        running = {row.measure: row for row in MeasureSpan.objects.filter(until=None)}
        for measure in MEASURES:
            span = running.get(measure.key)
            if measure.on and span is None:
                MeasureSpan.objects.create(measure=measure.key, since=at)
            elif not measure.on and span is not None:
                span.until = at
                span.save()

"""Measures that the organisation does without."""

from django.conf import settings


def is_on(measure: str) -> bool:
    """Tell whether the organisation has a measure switched on: see docs/reference/measures.md."""
    return measure not in settings.MEASURES_OFF

"""How it went with what a circle has agreed on."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Recorded


class Evaluation(Recorded):
    """One look at an agreement. What somebody saw of it is personal content."""

    agreement = models.ForeignKey("mandat.Agreement", PROTECT, related_name="evaluations")
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    outcome = models.CharField(max_length=10)
    """keep, amend or lapse"""
    helped = models.TextField()
    seen = models.TextField()
    """What was seen of the things to watch."""

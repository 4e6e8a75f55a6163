"""What was done of the duties that the rules name, and who was heard."""

from django.db import models
from django.db.models import PROTECT

from mandat.record.models import Recorded


class DutyStep(Recorded):
    """Somebody says that a duty is done, or is not needed. The last said holds."""

    of = models.UUIDField(db_index=True)
    """The hand-over or the proposal."""
    duty = models.CharField(max_length=80)
    how = models.CharField(max_length=10)
    """done or not_needed"""
    on = models.CharField(max_length=10)
    """The day it was done, ISO 8601; empty where it is not needed."""
    ref = models.CharField(max_length=200)
    """The law and the paragraph, as the rules had them then."""
    by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    at = models.DateTimeField()
    words = models.TextField()
    """What it led to, or why it is not needed. Personal."""
    answers = models.JSONField(default=dict)
    """A receiver's own answers about time, competence, pay and load. Personal."""


class DutyVoice(Recorded):
    """Somebody asked to speak for the employees or for safety, and what they said."""

    of = models.UUIDField(db_index=True)
    duty = models.CharField(max_length=80)
    person = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    asked_by = models.ForeignKey("mandat.Person", PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    heard_at = models.DateTimeField(null=True)
    stance = models.CharField(max_length=10, default="")
    """agree, concern or against; empty until heard"""
    words = models.TextField(default="")

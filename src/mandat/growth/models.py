"""Tables of growth. None is part of the record: how people feel is nobody's evidence.

What an operator can see: whoever has both the database and the installation's secret could try
each person against a `token` and so find out who gave an answer. Nobody can through Mandat.
Whoever shares words by name on how something felt is tied to that answer's row.
"""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class PulseAnswer(models.Model):
    """One tap. Not tied to a person: `token` lets the same person change or undo it."""

    token = models.CharField(max_length=64, unique=True)
    question = models.CharField(max_length=20)
    week = models.DateField()
    value = models.PositiveSmallIntegerField()
    cell = models.UUIDField(null=True)
    """The circle under the outermost one in which the person held a role."""

    class Meta:
        indexes = [models.Index(fields=["week", "question"], name="pulse_week")]


class FeltAnswer(models.Model):
    """How a hand-over felt. `shared_by` is set only by someone who shares words by name."""

    token = models.CharField(max_length=64, unique=True)
    handover = models.UUIDField(db_index=True)
    part = models.CharField(max_length=10)
    value = models.PositiveSmallIntegerField(null=True)
    """None: does not want to say, and is not asked again."""
    words = models.TextField()
    shared_by = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    at = models.DateTimeField()


class Feedback(models.Model):
    """Words about a ruling, a service or a hand-over. Without a sender it is confidential."""

    uuid = models.UUIDField(unique=True)
    about = models.CharField(max_length=10)
    of = models.UUIDField()
    matter = models.UUIDField()
    sender = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    to = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", null=True, related_name="+")
    """Who it is for; None for a service: those who decide in its matter read it."""
    words = models.TextField()
    at = models.DateTimeField()
    thanked_at = models.DateTimeField(null=True)
    thanked_by = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )

    class Meta:
        indexes = [models.Index(fields=["about", "of"], name="feedback_about")]


class PutAside(models.Model):
    """A step someone does not want to be reminded of just now."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    step = models.CharField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        unique_together = [("person", "step")]

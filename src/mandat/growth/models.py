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
    """Words, a tap or a scale about something or somebody.

    Without a sender nothing tells who wrote it: no name, no hash, and `at` is the day alone.
    """

    uuid = models.UUIDField(unique=True)
    about = models.CharField(max_length=12)
    of = models.UUIDField()
    matter = models.UUIDField(null=True)
    sender = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    to = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", null=True, related_name="+")
    """Who it is for; None where whoever holds a role reads it: see `queries.feedback_for`."""
    words = models.TextField()
    tap = models.CharField(max_length=10, default="")
    scale = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()
    thanked_at = models.DateTimeField(null=True)
    thanked_by = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )

    question = models.TextField(default="")
    reply = models.TextField(default="")
    share = models.CharField(max_length=5, default="")
    """Whether the receiver may share it: empty, asked, yes or no. The giver decides."""
    reported_at = models.DateTimeField(null=True)
    report = models.TextField(default="")
    looked_at = models.DateTimeField(null=True)
    removed = models.BooleanField(default=False)
    """Whoever looked at the report found it abuse: what was said is gone, that it was is not."""

    class Meta:
        indexes = [models.Index(fields=["about", "of"], name="feedback_about")]


class PutAside(models.Model):
    """A step someone does not want to be reminded of just now."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    step = models.CharField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        unique_together = [("person", "step")]

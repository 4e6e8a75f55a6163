"""The table of feedback. Not part of the record."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


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

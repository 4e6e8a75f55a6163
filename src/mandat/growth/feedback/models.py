"""The tables of feedback. Not part of the record."""

from typing import Any

from django.db import models
from django.db.models import CASCADE, Q

_PERSON = "mandat.Person"
FIXED = ("openness", "sender_id", "token")
"""What is set when feedback is written, and never after."""


class Feedback(models.Model):
    """Words, a tap, a scale or a file about something or somebody.

    Named: `sender`. Confidential: no sender, only `token`, a keyed hash of person and day, by which
    the one who wrote finds it again. Anonymous: neither. Unless named, `at` is the day alone.
    """

    uuid = models.UUIDField(unique=True)
    about = models.CharField(max_length=12)
    of = models.UUIDField()
    matter = models.UUIDField(null=True)
    openness = models.CharField(max_length=12)
    sender = models.ForeignKey(
        "mandat.Person", CASCADE, to_field="uuid", null=True, related_name="+"
    )
    token = models.CharField(max_length=64, default="", db_index=True)
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
    replied_at = models.DateTimeField(null=True)
    share = models.CharField(max_length=5, default="")
    """Whether the receiver may share it: empty, asked, yes or no. The giver decides."""
    reported_at = models.DateTimeField(null=True)
    report = models.TextField(default="")
    looked_at = models.DateTimeField(null=True)
    removed = models.BooleanField(default=False)
    """Whoever looked at the report found it abuse: what was said is gone, that it was is not."""

    class Meta:
        indexes = [models.Index(fields=["about", "of"], name="feedback_about")]
        constraints = [
            models.CheckConstraint(
                name="feedback_openness",
                condition=Q(openness="named", sender__isnull=False, token="")
                | Q(openness="confidential", sender__isnull=True) & ~Q(token="")
                | Q(openness="anonymous", sender__isnull=True, token=""),
            )
        ]

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save, but never with another openness, sender or token than when it was written."""
        if not self._state.adding:
            kept = type(self).objects.filter(pk=self.pk).values_list(*FIXED).first()
            if kept != tuple(getattr(self, name) for name in FIXED):
                raise ValueError("How far the sender of feedback shows is never changed")
        super().save(*args, **kwargs)


class FeedbackFile(models.Model):
    """A voice or a picture that came with feedback, cleaned; its bytes lie in the database.

    So they are backed up, restored and erased with the feedback, on both databases.
    """

    feedback = models.ForeignKey(Feedback, CASCADE, related_name="files")
    kind = models.CharField(max_length=8)
    media = models.CharField(max_length=20)
    content = models.BinaryField()
    alt = models.TextField(default="")
    width = models.PositiveIntegerField(null=True)
    height = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["feedback", "kind"], name="one_file_of_a_kind")
        ]

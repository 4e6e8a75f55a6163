"""The tables of open questions. Not part of the record."""

import uuid

from django.db import models
from django.db.models import CASCADE


class OpenQuestion(models.Model):
    """A question whose link anybody may answer by."""

    uuid = models.UUIDField(unique=True)
    key = models.CharField(max_length=32, unique=True)
    """What makes its link impossible to guess: 128 random bits."""
    owner = models.ForeignKey("mandat.Person", CASCADE, to_field="uuid", related_name="+")
    title = models.TextField()
    words = models.TextField()
    forms = models.JSONField()
    language = models.CharField(max_length=2)
    at = models.DateTimeField()
    until = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    came = models.PositiveIntegerField(default=0)
    reported_at = models.DateTimeField(null=True)
    report = models.TextField(default="")
    looked_at = models.DateTimeField(null=True)
    removed = models.BooleanField(default=False)


class OpenAnswer(models.Model):
    """One part of an answer: words, a tap or a figure; what else the same person said is not kept.

    No time, no address, no person. `batch` tells with which others it was shown; None while it
    waits. What is shown has been written anew in random order, so rows do not tell who came first.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    question = models.ForeignKey(OpenQuestion, CASCADE, related_name="answers")
    form = models.CharField(max_length=5)
    words = models.TextField(default="")
    value = models.CharField(max_length=6, default="")
    batch = models.PositiveIntegerField(null=True)

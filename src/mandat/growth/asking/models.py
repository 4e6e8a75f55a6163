"""The tables of what people ask each other for feedback on. Not part of the record."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class FeedbackAsk(models.Model):
    """Somebody asks chosen people about themself, a role, ruling, service or hand-over of theirs.

    Only how many were asked is kept with it; who answered, or not, is nowhere.
    """

    uuid = models.UUIDField(unique=True)
    asker = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    about = models.CharField(max_length=12)
    of = models.UUIDField()
    name = models.JSONField(default=dict)
    question = models.TextField()
    """Empty once the asker has ended it: what is left only says when they may ask again."""
    many = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()


class FeedbackAsked(models.Model):
    """Somebody who is asked. The row is gone once they have answered, or let it be."""

    ask = models.ForeignKey(FeedbackAsk, CASCADE, related_name="asked")
    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["ask", "person"], name="asked_once")]

"""Tables of practice. Seen by nobody but oneself, and erased when one wishes."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class PathStep(models.Model):
    """Somebody has walked a part of a learning path, counted from 1."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    path = models.CharField(max_length=60)
    part = models.PositiveSmallIntegerField()
    at = models.DateTimeField()

    class Meta:
        unique_together = [("person", "path", "part")]


class RoundWalk(models.Model):
    """Somebody has walked a scripted round to its end. What they answered is not kept."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    round = models.CharField(max_length=60)
    at = models.DateTimeField()

    class Meta:
        unique_together = [("person", "round")]

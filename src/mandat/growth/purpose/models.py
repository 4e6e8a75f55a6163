"""Tables of purpose. None is part of the record: a goal binds nobody, an experiment ends."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class FarGoal(models.Model):
    """A wording of a circle's far goal. The latest holds; earlier ones are kept."""

    uuid = models.UUIDField(unique=True)
    circle = models.ForeignKey("mandat.Circle", CASCADE, to_field="uuid", related_name="+")
    words = models.CharField(max_length=300)
    set_by = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    at = models.DateTimeField()


class Experiment(models.Model):
    """Something a circle tries for a while, with what it learned."""

    uuid = models.UUIDField(unique=True)
    circle = models.ForeignKey("mandat.Circle", CASCADE, to_field="uuid", related_name="+")
    begun_by = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    what = models.CharField(max_length=300)
    hope = models.CharField(max_length=300)
    how = models.CharField(max_length=300)
    begun_at = models.DateTimeField()
    until = models.DateField(db_index=True)
    outcome = models.CharField(max_length=10)
    """keep, change or drop; empty while it is under way."""
    learned = models.TextField()
    ended_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", null=True, related_name="+")

"""The table of steps put aside. Not part of the record."""

from django.db import models
from django.db.models import CASCADE

_PERSON = "mandat.Person"


class PutAside(models.Model):
    """A step someone does not want to be reminded of just now."""

    person = models.ForeignKey(_PERSON, CASCADE, to_field="uuid", related_name="+")
    step = models.CharField(max_length=20)
    until = models.DateTimeField()

    class Meta:
        unique_together = [("person", "step")]

"""The table of felt effects. Not part of the record: how people feel is nobody's evidence.

What an operator can see: whoever has both the database and the installation's secret could try
each person against a `token` and so find out who gave an answer. Nobody can through Mandat.
Whoever shares words by name is tied to that answer's row.
"""

from django.db import models
from django.db.models import CASCADE


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
